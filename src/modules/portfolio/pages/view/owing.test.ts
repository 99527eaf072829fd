import { beforeEach, describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { owingWorld } from '../../owing-world.fixture.ts'
import { REGION } from '../../portfolio-world.fixture.ts'
import { holderCursor, itemCursor, readHolderCursor, readItemCursor } from './owing-query.ts'

const w = await owingWorld()
const { world } = w
const box = (name: string) => `${name}@contoh.tudang.invalid`
const signIn = (name: string) => world.signIn(box(name))
const secretariat = await signIn('sekretariat-luwu-timur')
const head = await signIn('kepala-dinkes-luwu-timur')
const elsewhere = await signIn('sekretariat-luwu-utara')
const ministry = await signIn('kementerian')
const health = await w.portfolio.officeId('Dinas Kesehatan')
const path = '/portofolio/73.24/tagihan'
const open = async (end = '', cookie = secretariat) => {
  const answer = await world.get(`${path}${end}`, cookie)
  return { status: answer.status, text: await answer.text() }
}

beforeEach(w.clear)

describe('who owes what', () => {
  test('lists each debt with its holder and nothing that is done', async () => {
    const { programmeId } = await w.addLate({ title: 'Sumur bor pertama' })
    const done = await w.addLate({ title: 'Sumur bor kedua' })
    await w.ask('update portfolio.milestone set done_on = due_on where id = $1', [done.id])
    const list = await open()
    expect(list.text).toContain('1 tonggak terlambat')
    const { text } = await open(`?kantor=${health}`)
    expect(text).toContain('Sumur bor pertama')
    expect(text).toContain(`/portofolio/73.24/program/${programmeId}/tonggak/`)
    expect(text).not.toContain('Sumur bor kedua')
    expect((await open('?jenis=quiet')).text).toContain('Tidak ada tagihan dengan saringan ini')
  })

  test('knows every kind: money, quick wins, silence, offices that are gone', async () => {
    const year = w.now().getUTCFullYear()
    const quick = await w.portfolio.addProgramme({ quickWin: true, name: 'Lampu surya' })
    const silent = await w.portfolio.addProgramme({ name: 'Pasar digital' })
    await w.ask('update portfolio.programme set changed_at = $1 where id = $2', [
      new Date(w.now().getTime() - 181 * 86_400_000),
      silent.id,
    ])
    const [gone] = await w.ask<{ id: string }>(
      `insert into people.organisation (kind, name, region_code) values ('opd', 'Dinas Pasar Luwu Timur', '73.24') returning id`,
    )
    await w.portfolio.addProgramme({ leadId: gone?.id ?? '', name: 'Pasar malam' })
    await w.ask('update people.organisation set archived_at = now() where id = $1', [gone?.id])
    await w.ask(
      `insert into portfolio.budget (region_code, programme_id, year, source, planned, realised, changed_at)
       values ($1, $2, $3, 'dak', 7000000, null, $5), ($1, $4, $3, 'dak', 7000000, 0, $5)`,
      [REGION, quick.id, year - 1, silent.id, new Date(w.now().getTime() - 200 * 86_400_000)],
    )
    const { text } = await open('.csv')
    const lines = text.trim().split('\r\n').slice(1)
    expect(lines.map(line => line.split(',').slice(0, 2).join(',')).sort()).toEqual([
      'Dinas Kesehatan Luwu Timur,budget-unreported',
      'Dinas Kesehatan Luwu Timur,quick-win-due',
      'Dinas Kesehatan Luwu Timur,quiet',
      'Kabupaten Luwu Timur,lead-archived',
    ])
    expect(lines.find(line => line.includes('quiet'))).toContain('Pasar digital')
    // A report of nothing is a report.
    expect(lines.filter(line => line.includes('budget-unreported'))).toHaveLength(1)
  })

  test('is only for the region, the province, the ministry and auditors, and only the region reminds', async () => {
    await w.addLate()
    expect((await open('', elsewhere)).status).toBe(404)
    expect((await open('.xlsx', elsewhere)).status).toBe(404)
    expect((await open('', '')).status).toBe(401)
    expect((await open('', ministry)).status).toBe(200)
    expect((await open('', head)).text).not.toContain('Ingatkan</button>')
    for (const [cookie, status] of [
      [head, 403],
      [ministry, 403],
      [elsewhere, 404],
    ] as const) {
      expect((await world.post(path, { kantor: health }, cookie)).status).toBe(status)
    }
    expect(await w.reminders()).toEqual([])
  })

  test('reminds with one tap and says so, also on the list afterwards', async () => {
    await w.addLate()
    const answer = await world.post(path, { kantor: health }, secretariat)
    expect(answer.status).toBe(303)
    const after = await world.get(answer.headers.get('location') ?? '', secretariat)
    expect(await after.text()).toContain('2 orang akan menerima surat')
    expect((await open()).text).toContain('2 surat menunggu')
    const events = await w.ask<{ data: object }>(
      `select data from audit.event where event = 'portfolio.owing.reminded' order by id desc limit 1`,
    )
    expect(events[0]?.data).toEqual({ holders: 1, people: 2, unreachable: 0 })
  })

  test('is valid HTML, as a list and for one office', async () => {
    await w.addLate()
    for (const end of ['', `?kantor=${health}`, '?jenis=quiet']) {
      expect(await markupFaults((await open(end)).text)).toEqual([])
    }
  })

  test('says why when nobody is there to be reminded, and keeps nothing', async () => {
    const office = await w.portfolio.officeId('Dinas Pariwisata')
    await w.addLate({ leadId: office })
    const answer = await world.post(path, { kantor: office }, secretariat)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Belum ada orang yang memegang peran di kantor itu')
    expect(await w.reminders()).toEqual([])
  })

  test('takes as many statements for one debt as for three, and at most twenty', async () => {
    await w.addLate()
    for (const end of ['', `?kantor=${health}`, '.csv']) {
      await open(end)
      const few = await countStatements(() => open(end))
      await w.addLate()
      await w.addLate({ leadId: await w.portfolio.officeId('Dinas Pendidikan') })
      const many = await countStatements(() => open(end))
      expect(many.statements).toBe(few.statements)
      expect(many.statements).toBeLessThanOrEqual(20)
    }
  })

  test('goes on page by page without losing or repeating a thing', async () => {
    for (let at = 0; at < 53; at++) await w.addLate({ title: `Tonggak ${at}`, days: 5 + (at % 7) })
    const seen: string[] = []
    let end = `?kantor=${health}`
    for (let page = 0; page < 4 && end; page++) {
      const { text } = await open(end)
      seen.push(...[...text.matchAll(/tonggak\/([0-9a-f-]{36})/g)].map(([, id]) => id ?? ''))
      end = /href="[^"]*tagihan(\?[^"]*setelah[^"]*)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
      if (!/rel="next"/.test(text)) break
    }
    expect(seen).toHaveLength(53)
    expect(new Set(seen).size).toBe(53)
  })
})

test('a place in the list comes back from its own text, and anything else is the first page', () => {
  const holder = { sort: 4, name: 'Kantor Desa ~ Baru', key: '73.24.04.2005' }
  expect(readHolderCursor(holderCursor(holder))).toEqual(holder)
  const item = { dueOn: '2026-01-31', kind: 'reading-due' as const, subject: 'a/b/2025' }
  expect(readItemCursor(itemCursor(item))).toEqual(item)
  for (const text of [undefined, '', '9~x~y', '2026-99-99~quiet~x', '~~~']) {
    expect([readHolderCursor(text), readItemCursor(text)]).toEqual([undefined, undefined])
  }
})
