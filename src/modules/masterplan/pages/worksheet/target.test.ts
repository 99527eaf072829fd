import { beforeAll, describe, expect, test } from 'vitest'
import { dayIn } from '#kit/format.ts'
import { countStatements } from '#platform/db/database.ts'
import { latestReadings, listIndicators } from '#modules/portfolio/index.ts'
import { getRegion } from '#modules/region/index.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { drawLive } from '../../actions/book/live/index.ts'
import { liveContext } from '../../actions/book/live/context.ts'
import { saveCard } from '../../actions/worksheet/save-card.ts'
import type { LiveBlock } from '../../model-book.ts'
import type { Series } from '../../model-workshop.ts'
import { OTHER_REGION, type PlanWorld, planWorld, REGION } from '../../plan-world.fixture.ts'
import { listCards } from '../../store/worksheet/cards.ts'
import { indicatorLabel } from '../../rules/worksheet/pick-indicator.ts'
import { cardHref, seriesHref, sheetHref } from './place.ts'

const world = await testWorld('demo')
const { platform } = world
const { sql, pool } = platform.db
let w: PlanWorld
let series: Series
let cookie: string
/** An indicator of Luwu Timur with a verified figure. */
let read: Awaited<ReturnType<typeof latestReadings>>[number]

beforeAll(async () => {
  w = await planWorld(world)
  series = await w.addSeries()
  cookie = await world.signIn('petugas-dinkes-luwu-timur@contoh.tudang.invalid')
  const until = dayIn(platform.clock.now(), 'WITA')
  const [first] = await latestReadings(sql, REGION, {}, { verifiedOnly: true, until })
  if (!first) throw new Error('No indicator of the demo world has a verified figure')
  read = first
})

const form = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}
const at = (part = '') => sheetHref(REGION, series.id, 'target', part)
const titled = async (title: string) => {
  const found = (await listCards(sql, REGION, series.id, 'target')).find(one => one.title === title)
  if (!found) throw new Error(`No card ${title}`)
  return found
}
const start = async (title: string, typed: string) =>
  await world.post(at('baru'), form({ title, portfolioIndicatorId: typed }), cookie)

describe('the indicator of a target', () => {
  test('is chosen by its code or name without script, and shown with its latest verified figure', async () => {
    const page = await (await world.get(at('baru'), cookie)).text()
    expect(page).toContain('<datalist id="f-portfolioIndicatorId-daftar">')
    expect(page).toContain(read.indicator.code)
    expect(await markupFaults(page)).toEqual([])
    expect((await start('Sasaran berindikator', indicatorLabel(read.indicator))).status).toBe(303)
    const card = await titled('Sasaran berindikator')
    expect(card.content.portfolioIndicatorId).toBe(read.indicator.id)
    const shown = (await (await world.get(cardHref(card), cookie)).text()).replace(/<[^>]+>/g, ' ')
    expect(shown).toContain(read.indicator.name)
    expect(shown).toMatch(/Capaian terakhir:\s+[\d.,-]+/)
    expect(shown).toContain(read.indicator.unit)
    const edit = await (await world.get(cardHref(card, 'ubah'), cookie)).text()
    expect(edit).toMatch(
      new RegExp(`value="${read.indicator.code} [^"]+"[^>]* list=|list=[^>]* value="${read.indicator.code} `),
    )
  })

  test('that fits none or several is refused with a sentence, and what was typed comes back', async () => {
    const none = await start('Sasaran tanpa arti', 'bukan indikator sama sekali')
    expect(none.status).toBe(422)
    const html = await none.text()
    expect(html).toContain('Tidak ada indikator “bukan indikator sama sekali”')
    expect(html).toContain('value="bukan indikator sama sekali"')
    const all = await listIndicators(sql, REGION)
    const word = 'a'
    if (all.length > 1) expect(await (await start('Sasaran rancu', word)).text()).toContain('indikator cocok')
  })

  test('is one of the region and living: another region’s is refused, one archived later stays named', async () => {
    const [foreign] = await listIndicators(sql, OTHER_REGION)
    const save = (id: string) =>
      saveCard(
        platform,
        w.officer,
        {
          regionCode: REGION,
          seriesId: series.id,
          sheet: 'target',
          input: { title: 'Asing', content: { portfolioIndicatorId: id } },
        },
        w.writerOf(w.officer),
      )
    for (const id of [foreign?.id ?? '00000000-0000-4000-8000-000000000000', 'x']) {
      await expect(save(id)).rejects.toMatchObject({ fields: [{ field: 'portfolioIndicatorId' }] })
    }
    const { id, code } = read.indicator
    await start('Sasaran lama', code)
    await pool.query('update portfolio.indicator set archived_at = now() where id = $1', [id])
    try {
      const card = await titled('Sasaran lama')
      expect(await (await world.get(cardHref(card), cookie)).text()).toContain('(diarsipkan)')
      const again = await world.post(
        cardHref(card, 'ubah'),
        form({ title: 'Sasaran lama sekali', portfolioIndicatorId: code, version: String(card.version) }),
        cookie,
      )
      expect(again.status).toBe(303)
      expect((await titled('Sasaran lama sekali')).content.portfolioIndicatorId).toBe(id)
      await expect(save(id)).rejects.toMatchObject({ fields: [{ field: 'portfolioIndicatorId' }] })
    } finally {
      await pool.query('update portfolio.indicator set archived_at = null where id = $1', [id])
    }
  })

  test('stands in the file and in the table of targets of the book with unit and latest figure', async () => {
    await start('Sasaran untuk buku', read.indicator.code)
    const csv = await (await world.get(at('ekspor.csv'), cookie)).text()
    const line = csv.split('\n').find(one => one.includes('Sasaran untuk buku'))
    expect(line).toContain(read.indicator.name.slice(0, 20))
    expect(line).toContain(read.period)
    expect((await world.get(`${seriesHref(REGION, series.id)}/ekspor.xlsx`, cookie)).status).toBe(200)
    const plan = { regionCode: REGION, seriesId: series.id, untilYear: 2030 }
    const block = { id: 'b', sectionId: 's', kind: 'live', source: 'target', show: 'table', filter: {} }
    const ground = { db: sql, region: await getRegion(sql, REGION), plan, now: platform.clock.now() }
    const [table] = await drawLive(liveContext(ground as never, [block] as never), block as unknown as LiveBlock)
    if (table?.kind !== 'table') throw new Error('no table')
    const words = (cells: { runs: { text: string }[] }[]) => cells.map(cell => cell.runs.map(run => run.text).join(''))
    const row = table.rows.map(words).find(cells => cells[0] === 'Sasaran untuk buku')
    expect(words(table.head)).toContain('Capaian terakhir')
    expect(row?.[1]).toBe(read.indicator.name)
    expect(row?.[2]).toBe(read.indicator.unit)
    expect(row?.[5]).toMatch(/\d/)
  })

  test('costs as many statements for many cards as for one', async () => {
    const count = async () => (await countStatements(() => world.get(at(), cookie))).statements
    const before = await count()
    for (const title of ['Satu', 'Dua', 'Tiga']) await start(title, read.indicator.code)
    expect(await count()).toBe(before)
  })
})
