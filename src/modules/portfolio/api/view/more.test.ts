import { beforeEach, expect, test } from 'vitest'
import { owingWorld } from '../../owing-world.fixture.ts'

const w = await owingWorld()
const { world } = w
const signIn = (name: string) => world.signIn(`${name}@contoh.tudang.invalid`)
const secretariat = await signIn('sekretariat-luwu-timur')
const elsewhere = await signIn('sekretariat-luwu-utara')
const head = await signIn('kepala-dinkes-luwu-timur')
const health = await w.portfolio.officeId('Dinas Kesehatan')
const base = '/api/v1/portfolios/73.24'
const read = async (end: string, cookie = secretariat) => {
  const answer = await world.get(`${base}${end}`, cookie)
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const send = async (end: string, body: object, cookie = secretariat) => {
  const answer = await world.app.request(`${base}${end}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { cookie, 'content-type': 'application/json' },
  })
  return { status: answer.status, body: (await answer.json()) as object }
}

beforeEach(async () => {
  await w.clear()
  await w.ask('delete from portfolio.region_setting')
})

test('spread and districts count as the pages do, and are not there for strangers while closed', async () => {
  await w.portfolio.addProgramme({ places: ['73.24.04', '73.24.04.2005'] })
  await w.portfolio.addProgramme({ subDimension: 'ENV-2', places: ['73.24.01'] })
  await w.portfolio.addProgramme()
  const { body } = await read('/spread?rows=district&columns=dimension')
  expect(body).toMatchObject({ total: 3, left_out: { cells: 66, empty_cells: 64 } })
  const districts = await read('/districts')
  expect(districts.body['whole_region']).toBe(1)
  expect((districts.body['districts'] as { code: string }[]).find(one => one.code === '73.24.04')).toMatchObject({
    programmes: 1,
    dimensions: 1,
    villages_named: 1,
  })
  expect((await read('/districts?dimension=env')).body['whole_region']).toBe(0)
  for (const end of ['/spread', '/districts', '/owing', '/owing/things', '/comparison']) {
    expect((await read(end, elsewhere)).status).toBe(404)
  }
  expect((await read('/spread?rows=colour')).status).toBe(422)
})

test('who owes what goes page by page, thing by thing, and reminders are asked for by key', async () => {
  await w.addLate({ title: 'Pertama', days: 30 })
  await w.addLate({ title: 'Kedua', days: 3 })
  const first = await read('/owing/things?limit=1')
  expect(first.body['items']).toMatchObject([{ holder: health, kind: 'milestone-late', detail: 'Pertama' }])
  const second = await read(`/owing/things?limit=1&after=${encodeURIComponent(String(first.body['next']))}`)
  expect(second.body).toMatchObject({ items: [{ detail: 'Kedua' }], next: null })
  expect((await send('/owing/reminders', { holders: [health] }, head)).status).toBe(403)
  expect((await send('/owing/reminders', { holders: ['nobody'] })).status).toBe(422)
  expect((await send('/owing/reminders', {}, elsewhere)).status).toBe(404)
  expect(await send('/owing/reminders', { holders: [health] })).toEqual({
    status: 200,
    body: { holders: 1, people: 2, unreachable: [] },
  })
  expect((await read('/owing')).body['items']).toMatchObject([
    { key: health, owed: [{ kind: 'milestone-late', count: 2 }], reminders: { waiting: 2, last_sent_at: null } },
  ])
})

test('a region that does not share compares with nobody', async () => {
  expect((await read('/comparison')).body).toMatchObject({ shared: false, regions: [], others: [] })
  await w.ask(`insert into portfolio.region_setting (region_code, shared) values ('73.24', true), ('73.22', true)`)
  expect((await read('/comparison')).body).toMatchObject({ regions: [{ region: '73.24' }, { region: '73.22' }] })
})
