import { beforeEach, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { saveProgramme } from '../../actions/programme/save-programme.ts'
import { OTHER_REGION, portfolioWorld, REGION } from '../../portfolio-world.fixture.ts'

const world = await testWorld('demo')
const portfolio = await portfolioWorld(world)
const ask = (text: string, values: unknown[] = []) => world.platform.db.pool.query(text, values)
const secretariat = await world.signIn('sekretariat-luwu-timur@contoh.tudang.invalid')
const open = async (end = '', cookie = secretariat) => {
  const answer = await world.get(`/portofolio/73.24/banding${end}`, cookie)
  return { status: answer.status, text: await answer.text() }
}
const share = async (code: string, shared: boolean) =>
  await ask(
    `insert into portfolio.region_setting (region_code, public, shared) values ($1, false, $2)
     on conflict (region_code) do update set shared = excluded.shared, public = false`,
    [code, shared],
  )
const addThere = async (name: string) =>
  await saveProgramme(
    world.platform,
    portfolio.other,
    {
      regionCode: OTHER_REGION,
      input: await portfolio.input({ name, leadId: await portfolio.officeId('Dinas Kesehatan', OTHER_REGION) }),
    },
    portfolio.writerOf(portfolio.other),
  )

beforeEach(async () => {
  await ask('delete from portfolio.region_setting')
  await ask('update portfolio.programme set archived_at = now()')
})

test('a region that keeps its totals to itself sees none of others, though they share', async () => {
  await share(OTHER_REGION, true)
  await addThere('Rahasia tetangga')
  const { status, text } = await open()
  expect(status).toBe(200)
  expect(text).toContain('Daerah ini belum berbagi')
  expect(text).not.toContain('Luwu Utara')
})

test('a region that does not share is not seen, also when it is asked for by its code', async () => {
  await share(REGION, true)
  await addThere('Rahasia tetangga')
  const { text } = await open('?daerah=73.22')
  expect(text).toContain('Belum ada daerah lain yang berbagi')
  expect(text).not.toContain('Luwu Utara')
})

test('two that share stand side by side with totals, and no programme is named', async () => {
  await share(REGION, true)
  await share(OTHER_REGION, true)
  await addThere('Rahasia tetangga')
  await addThere('Rahasia kedua')
  await ask(`update portfolio.programme set status = 'running' where name = 'Rahasia kedua'`)
  await ask(
    `insert into portfolio.budget (region_code, programme_id, year, source, planned, realised)
     select region_code, id, extract(year from now())::int - 1, 'dak', 1000000000,
       case when name = 'Rahasia kedua' then 250000000 end
     from portfolio.programme where name like 'Rahasia%' and archived_at is null`,
  )
  const { text } = await open()
  expect(text).toContain('Kabupaten Luwu Utara')
  expect(text).toContain('50,00%')
  // Of the line that was reported; the other is told apart and not taken for nothing spent.
  expect(text).toContain('25,00%')
  expect(text).not.toContain('Rahasia')
  expect(await markupFaults(text)).toEqual([])
})

test('is not for the other region, and not for visitors', async () => {
  await share(REGION, true)
  await share(OTHER_REGION, true)
  expect((await open('', await world.signIn('sekretariat-luwu-utara@contoh.tudang.invalid'))).status).toBe(404)
  expect((await open('', '')).status).toBe(401)
})

test('takes at most twenty statements with as many regions as fit, however many programmes they have', async () => {
  await share(REGION, true)
  const { rows } = await ask(`select region_code from region.region where parent_code = '73' order by 1 limit 8`)
  for (const { region_code } of rows as { region_code: string }[]) await share(region_code, true)
  await share(OTHER_REGION, true)
  await open()
  await addThere('Satu')
  const few = await countStatements(() => open())
  await addThere('Dua')
  await addThere('Tiga')
  const many = await countStatements(() => open())
  expect(many.statements).toBe(few.statements)
  expect(many.statements).toBeLessThanOrEqual(20)
})
