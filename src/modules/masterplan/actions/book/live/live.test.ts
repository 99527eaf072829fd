import { beforeAll, describe, expect, test } from 'vitest'
import type { Cell, DocumentBlock } from '#kit/document-tree.ts'
import { fixedClock } from '#platform/clock/clock.ts'
import { countStatements } from '#platform/db/database.ts'
import { getRegion } from '#modules/region/index.ts'
import { testWorld } from '../../../../../../test/support/world.ts'
import { type BookWorld, bookWorld, REGION } from '../../../book-world.fixture.ts'
import {
  type LiveBlock,
  type LiveFilter,
  LIVE_SOURCES,
  type LiveSource,
  type Show,
  SHOWS_OF,
} from '../../../model-book.ts'
import type { CardInput } from '../../../model-card.ts'
import type { Sheet } from '../../../model.ts'
import { saveCard } from '../../worksheet/save-card.ts'
import { voteCard } from '../../worksheet/vote-card.ts'
import { filledSources } from '../filled-sources.ts'
import { startPlan } from '../start-plan.ts'
import { liveContext } from './context.ts'
import { drawLive } from './index.ts'
import { isMissing } from './parts.ts'

const world = await testWorld('demo', { clock: fixedClock('2026-11-22T03:00:00Z') })
const { platform } = world
const { sql, pool } = platform.db
let w: BookWorld
let region: Awaited<ReturnType<typeof getRegion>>
beforeAll(async () => {
  w = await bookWorld(world)
  region = await getRegion(sql, REGION)
})

const block = (source: LiveSource, show: Show, filter: LiveFilter = {}): LiveBlock => ({
  kind: 'live',
  regionCode: REGION,
  id: source,
  sectionId: 'x',
  position: 0,
  caption: undefined,
  version: 1,
  archivedAt: undefined,
  source,
  show,
  filter,
})
const context = (blocks: readonly LiveBlock[], plan = w.plan) =>
  liveContext({ db: sql, region, plan, now: platform.clock.now() }, blocks)
const draw = async (source: LiveSource, show: Show = SHOWS_OF[source][0] ?? 'table', filter: LiveFilter = {}) => {
  const one = block(source, show, filter)
  return await drawLive(context([one]), one)
}
const cellText = (cell: Cell) => cell.runs.map(one => one.text).join('')
const rowsOf = (blocks: DocumentBlock[], at = 0): string[][] => {
  const one = blocks[at]
  if (one?.kind === 'table') return one.rows.map(row => row.map(cellText))
  if (one?.kind === 'figure') return (one.table?.rows ?? []).map(row => row.map(cellText))
  throw new Error(`No table: ${JSON.stringify(one)}`)
}
const add = async (sheet: Sheet, input: CardInput) =>
  await saveCard(
    platform,
    w.secretariat,
    { regionCode: REGION, seriesId: w.seriesId, sheet, input },
    w.writerOf(w.secretariat),
  )

describe('every source', () => {
  test('without data is one note that says where it is filled, in every form it has', async () => {
    const plan = await startPlan(
      platform,
      w.secretariat,
      { regionCode: REGION, title: 'Tanpa seri', fromYear: 2026, untilYear: 2030 },
      w.writerOf(w.secretariat),
    )
    const sheets: LiveSource[] = [
      'profile',
      'readiness',
      'swot',
      'strategy',
      'vision',
      'mission',
      'target',
      'action',
      'risk',
    ]
    for (const source of [...sheets, 'workshops', 'participation', 'commitment'] as LiveSource[]) {
      for (const show of SHOWS_OF[source]) {
        const one = block(source, show)
        const drawn = await drawLive(context([one], plan), one)
        expect(isMissing(drawn), `${source} as ${show}`).toBe(true)
        expect(JSON.stringify(drawn), source).toContain(`/masterplan/${REGION}/buku/${plan.id}/atur`)
      }
    }
  })

  test('draws in every form that it offers, and asks the database no more for three blocks than for one', async () => {
    for (const source of LIVE_SOURCES) {
      for (const show of SHOWS_OF[source]) {
        const drawn = await draw(source, show)
        expect(drawn.length, `${source} as ${show}`).toBeGreaterThan(0)
      }
      const count = async (times: number) => {
        const blocks = Array.from({ length: times }, () => block(source, SHOWS_OF[source][0] ?? 'table'))
        const shared = context(blocks)
        const { statements } = await countStatements(async () => {
          for (const one of blocks) await drawLive(shared, one)
        })
        return statements
      }
      const once = await count(1)
      expect(await count(3), source).toBe(once)
      expect(once, source).toBeLessThanOrEqual(3)
    }
  })
})

describe('worksheets in a book', () => {
  test('readiness: questions of the wanted elements, and shares of each element that add up', async () => {
    await pool.query(`update masterplan.card set archived_at = now() where region_code = $1 and sheet = 'readiness'`, [
      REGION,
    ])
    const card = (title: string, element: string, subElement: string, condition?: 'good' | 'poor') =>
      add('readiness', { title, content: { element, subElement, condition, gap: `Celah ${title}` } })
    await card('Jalan', 'infrastructure', 'physical', 'good')
    await card('Internet', 'infrastructure', 'digital', 'poor')
    await card('Pusat data', 'infrastructure', 'digital')
    await card('Adat', 'culture', 'habit', 'good')
    const table = rowsOf(await draw('readiness', 'table', { element: 'infrastructure' }))
    expect(table.map(row => row.slice(0, 3))).toEqual([
      ['Fisik', 'Jalan', 'Baik'],
      ['Digital', 'Internet', 'Kurang'],
      ['Digital', 'Pusat data', 'Belum dinilai'],
    ])
    const chart = await draw('readiness', 'chart')
    expect(rowsOf(chart)).toEqual([
      ['Infrastruktur', '1', '0', '1', '1', '33%'],
      ['Budaya', '1', '0', '0', '0', '100%'],
    ])
    const gaps = JSON.stringify(await draw('readiness', 'list', { condition: 'poor,moderate' }))
    expect(gaps).toContain('Celah Internet')
    expect(gaps).not.toContain('Celah Jalan')
  })

  test('SWOT: by quadrant, the cards with most points first, with the points and how many gave them', async () => {
    const card = (title: string, quadrant: 's' | 't') => add('swot', { title, content: { quadrant } })
    await card('Danau Matano', 's')
    const strong = await card('Tambang nikel', 's')
    await card('Banjir', 't')
    await voteCard(platform, w.officer, { regionCode: REGION, cardId: strong.id, points: 5 }, w.writerOf(w.officer))
    expect(rowsOf(await draw('swot'))).toEqual([
      ['Kekuatan', '1', 'Tambang nikel', '5 (1 orang)'],
      ['Kekuatan', '2', 'Danau Matano', '–'],
      ['Ancaman', '1', 'Banjir', '–'],
    ])
    expect(rowsOf(await draw('swot', 'table', { quadrant: 't' }))).toHaveLength(1)
  })

  test('targets, actions and the roadmap: numbers as Indonesian writes them, years, and only the wanted stream', async () => {
    await add('target', {
      title: 'Stunting turun',
      dimension: 'liv',
      content: {
        indicator: 'Prevalensi',
        unit: '%',
        baseline: '22.5',
        baselineYear: 2024,
        target: '14',
        targetYear: 2030,
      },
    })
    expect(rowsOf(await draw('target'))).toEqual([
      ['Stunting turun', 'Prevalensi', '%', '22,5 (2024)', '14 (2030)', '–', 'Hunian'],
    ])
    await add('action', {
      title: 'Perbup',
      dimension: 'gov',
      content: { stream: 'policy', fromYear: 2026, untilYear: 2027 },
    })
    await add('action', { title: 'Serat optik', dimension: 'gov', content: { stream: 'infrastructure' } })
    expect(rowsOf(await draw('action', 'table', { stream: 'policy' }))).toEqual([
      ['Perbup', '–', '2026–2027', '–', 'Tata kelola'],
    ])
    await add('roadmap', { title: 'Pusat data', dimension: 'gov', content: { term: '10', year: 2035 } })
    const steps = rowsOf(await draw('roadmap', 'table', { term: '10' }))
    expect(steps).toContainEqual(['2035', 'Pusat data', '–', 'Panjang, 10 tahun', 'Tata kelola'])
    expect(steps.every(row => row[3]?.startsWith('Panjang'))).toBe(true)
  })

  test('risks: those of the worksheet, the gravest first; risks kept in the portfolio are never printed', async () => {
    await add('risk', { title: 'Listrik padam', content: { likelihood: 1, impact: 2 } })
    await add('risk', { title: 'Data bocor', content: { likelihood: 3, impact: 3, mitigation: 'Enkripsi' } })
    await pool.query(
      `insert into portfolio.risk (region_code, programme_id, factor, likelihood, impact)
       select region_code, id, 'RAHASIA PORTOFOLIO', 3, 3 from portfolio.programme where region_code = $1 limit 1`,
      [REGION],
    )
    const drawn = await draw('risk')
    expect(rowsOf(drawn).map(row => row[0])).toEqual(['Data bocor', 'Listrik padam'])
    for (const source of LIVE_SOURCES) {
      expect(JSON.stringify(await draw(source)), source).not.toContain('RAHASIA PORTOFOLIO')
    }
  })
})

describe('the portfolio in a book', () => {
  test('programmes: exactly the living ones of the wanted dimension, without notes, and the chart counts the same', async () => {
    await pool.query(`update portfolio.programme set status_note = 'CATATAN DALAM' where region_code = $1`, [REGION])
    const { rows } = await pool.query<{ code: string }>(
      `select code from portfolio.programme where region_code = $1 and archived_at is null and dimension = 'gov' order by code`,
      [REGION],
    )
    expect(rows.length).toBeGreaterThan(0)
    const table = await draw('programmes', 'table', { dimension: 'gov' })
    expect(rowsOf(table).map(row => row[0])).toEqual(rows.map(row => row.code))
    expect(JSON.stringify(table)).not.toContain('CATATAN DALAM')
    const chart = rowsOf(await draw('programmes', 'chart'))
    expect(chart.find(row => row[0] === 'Tata kelola')?.at(-1)).toBe(String(rows.length))
    const chosen = JSON.stringify(await draw('programmes', 'list', { dimension: 'gov', chosen: 'ya' }))
    const { rows: wins } = await pool.query<{ name: string; quick_win: boolean }>(
      `select name, quick_win from portfolio.programme where region_code = $1 and archived_at is null and dimension = 'gov'`,
      [REGION],
    )
    for (const one of wins) expect(chosen.includes(one.name), one.name).toBe(one.quick_win)
  })

  test('money: by year and by source, each adding up to every rupiah that is planned', async () => {
    const { rows } = await pool.query<{ sum: string }>(
      `select sum(b.planned)::text from portfolio.budget b join portfolio.programme p
         on p.region_code = b.region_code and p.id = b.programme_id
       where b.region_code = $1 and p.archived_at is null`,
      [REGION],
    )
    const total = (text: string | undefined) => (text ?? '').replace(/\D/g, '')
    const drawn = await draw('budget')
    for (const at of [0, 1]) {
      const lines = rowsOf(drawn, at)
      expect(total(lines.at(-1)?.[1])).toBe(rows[0]?.sum)
      const sum = lines.slice(0, -1).reduce((all, row) => all + BigInt(total(row[1])), 0n)
      expect(String(sum)).toBe(rows[0]?.sum)
    }
    const chart = await draw('budget', 'chart')
    expect(total(rowsOf(chart).at(-1)?.[1])).toBe(rows[0]?.sum)
  })

  test('indicators: verified figures alone', async () => {
    await pool.query(
      `update portfolio.reading set state = 'verified', verified_by = $2, verified_at = now() where region_code = $1`,
      [REGION, w.secretariat.accountId],
    )
    expect(rowsOf(await draw('indicators')).length).toBeGreaterThan(0)
    expect((await filledSources(sql, w.plan, '2026-11-22')).has('indicators')).toBe(true)
    await pool.query(
      `update portfolio.reading set state = 'reported', verified_by = null, verified_at = null where region_code = $1`,
      [REGION],
    )
    expect(isMissing(await draw('indicators'))).toBe(true)
    expect((await filledSources(sql, w.plan, '2026-11-22')).has('indicators')).toBe(false)
  })

  test('the map: every district with its number, darker with more, and the counts as a table', async () => {
    const [figure] = await draw('programmes', 'map')
    if (figure?.kind !== 'figure' || !('svg' in figure.picture)) throw new Error('no map')
    const rows = rowsOf([figure])
    expect(rows).toHaveLength(11)
    for (const [number] of rows) expect(figure.picture.svg).toContain(`>${number}</text>`)
    const { rows: counted } = await pool.query<{ places: number }>(
      `select count(*)::int as places from portfolio.programme_place w join portfolio.programme p
         on p.region_code = w.region_code and p.id = w.programme_id
       where w.region_code = $1 and p.archived_at is null`,
      [REGION],
    )
    expect(rows.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(counted[0]?.places)
  })
})

describe('meetings and institutions in a book', () => {
  test('participation: people counted by office and workshop, those taken off the list not, and nobody named', async () => {
    const { rows } = await pool.query<{ id: string }>(
      `insert into meeting.meeting (region_code, kind, title, starts_at, ends_at, zone, place)
       values ($1, 'bimtek', 'Bimtek I', '2026-09-01T01:00Z', '2026-09-01T08:00Z', 'WITA', 'Malili') returning id`,
      [REGION],
    )
    const meeting = rows[0]?.id
    const office = await w.officeId('Dinas Kesehatan')
    await pool.query(
      `insert into meeting.attendance (region_code, meeting_id, organisation_id, name, how, removed_at, removed_reason)
       values ($1, $2, $3, 'NAMA SATU', 'door', null, null), ($1, $2, $3, 'NAMA DUA', 'paper', null, null),
         ($1, $2, $3, 'NAMA TIGA', 'door', now(), 'salah'), ($1, $2, null, 'NAMA TAMU', 'link', null, null)`,
      [REGION, meeting, office],
    )
    await pool.query(
      `update masterplan.workshop set meeting_id = $2, starts_on = '2026-09-01', ends_on = '2026-09-02', place = 'Malili'
       where region_code = $1 and series_id = $3 and stage = 1`,
      [REGION, meeting, w.seriesId],
    )
    const drawn = await draw('participation')
    const table = rowsOf(drawn)
    expect(table.find(row => row[0]?.startsWith('Dinas Kesehatan'))?.slice(1, 5)).toEqual(['2', '–', '–', '–'])
    expect(table.find(row => row[0] === 'Di luar OPD')?.[1]).toBe('1')
    expect(table.at(-1)?.slice(0, 2)).toEqual(['Jumlah', '3'])
    expect(JSON.stringify(drawn)).not.toMatch(/NAMA/)
    expect(rowsOf(await draw('workshops'))[0]?.slice(2, 4)).toEqual(['1–2 September 2026', 'Malili'])
  })

  test('institutions: the decree, the term, and members by position and office, not by name', async () => {
    const { rows } = await pool.query<{ id: string }>(
      `insert into meeting.institution (region_code, kind, name, duties, decree_number, decree_date, term_from, term_until)
       values ($1, 'council', 'Dewan uji', 'Mengarahkan', '100/2026', '2026-03-02', '2026-01-01', '2030-12-31') returning id`,
      [REGION],
    )
    await pool.query(
      `insert into meeting.institution_member (region_code, institution_id, sort, position, organisation_id, name, until)
       values ($1, $2, 1, 'Ketua', $3, 'NAMA KETUA', null), ($1, $2, 2, 'Mantan', $3, 'NAMA LAMA', '2026-06-30')`,
      [REGION, rows[0]?.id, await w.officeId('Dinas Komunikasi')],
    )
    const drawn = await draw('institutions')
    const row = rowsOf(drawn).find(one => one[0]?.startsWith('Dewan uji'))
    expect(row?.[1]).toBe('100/2026, 2 Maret 2026')
    expect(row?.[2]).toBe('2026–2030')
    const seat = rowsOf(drawn, 1).find(one => one[0]?.startsWith('Dewan uji'))
    expect(seat?.slice(1)).toEqual(['Ketua', expect.stringMatching(/^Dinas Komunikasi/)])
    expect(JSON.stringify(drawn)).not.toMatch(/NAMA|Mantan/)
  })
})
