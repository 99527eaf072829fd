import { beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock/clock.ts'
import { countStatements } from '#platform/db/database.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { LIVE_SOURCES, SHOWS_OF } from '../../model-book.ts'
import { planWorld, OTHER_REGION, type PlanWorld, REGION } from '../../plan-world.fixture.ts'
import { arrange, flatten } from '../../rules/book/arrange.ts'
import { listBlocksOfBook } from '../../store/book/blocks.ts'
import { listSectionLines } from '../../store/book/sections.ts'
import { currentTemplate } from '../../store/templates.ts'
import { composeBook } from './compose-book.ts'
import { startPlan } from './start-plan.ts'

const world = await testWorld('demo', { clock: fixedClock('2026-11-22T03:00:00Z') })
const { platform } = world
const { sql } = platform.db
let w: PlanWorld
beforeAll(async () => {
  w = await planWorld(world)
})
const start = (over = {}) =>
  startPlan(
    platform,
    w.secretariat,
    { regionCode: REGION, title: 'Masterplan 2026–2030', fromYear: 2026, untilYear: 2030, ...over },
    w.writerOf(w.secretariat),
  )
const refused = async (work: Promise<unknown>) =>
  await work.then(
    () => 'done',
    (error: { code?: string; fields?: { field: string }[] }) =>
      [error.code, ...(error.fields ?? []).map(one => one.field)].join(' '),
  )

describe('a plan that begins', () => {
  test('has every section and block of the template in its order, empty, with an office proposed for each', async () => {
    const series = await w.addSeries()
    const plan = await start({ seriesId: series.id })
    const lines = await listSectionLines(sql, REGION, plan.id)
    const template = await currentTemplate(sql, platform.clock.now())
    for (const { book, sections } of template.books) {
      const walk = (list: typeof sections): string[] => list.flatMap(one => [one.title, ...walk(one.sections ?? [])])
      const found = flatten(arrange(lines.filter(one => one.book === book))).map(one => one.section.title)
      expect(found).toEqual(walk(sections))
    }
    expect(lines.every(one => one.state === 'empty' && one.words === 0)).toBe(true)
    expect(lines.every(one => one.ownerName?.includes('Luwu Timur') === true)).toBe(true)
    const health = lines.find(one => one.code === 'strategi-liv-2')
    expect(health?.ownerName).toMatch(/^Dinas Kesehatan/)
    const blocks = await listBlocksOfBook(sql, REGION, plan.id)
    for (const one of blocks) if (one.kind === 'live') expect(SHOWS_OF[one.source]).toContain(one.show)
    expect(new Set(blocks.flatMap(one => (one.kind === 'live' ? [one.source] : []))).size).toBe(LIVE_SOURCES.length)
  })

  test('takes the same number of statements for a template of any size', async () => {
    const { statements } = await countStatements(() => start())
    expect(statements).toBeLessThanOrEqual(20)
  })

  test('is begun by the secretariat of the region alone, and answers others before it looks at what they wrote', async () => {
    const by = (actor: PlanWorld['secretariat'], regionCode = REGION) =>
      refused(
        startPlan(platform, actor, { regionCode, title: '', fromYear: Number.NaN, untilYear: 1 }, w.writerOf(actor)),
      )
    expect(await by(w.officer)).toBe('may-not')
    expect(await by(w.mentor)).toBe('may-not')
    expect(await by(w.otherMentor)).toBe('not-found')
    expect(await by(w.otherRegion)).toBe('not-found')
    expect(await by(w.visitor)).toBe('not-found')
    expect(await by(w.ministry)).toBe('may-not')
    expect(await by(w.secretariat)).toBe('invalid title fromYear untilYear')
  })

  test('refuses a series of another region', async () => {
    const series = await w.addSeries({ regionCode: OTHER_REGION })
    expect(await refused(start({ seriesId: series.id }))).toBe('not-found')
  })

  test('is composed as a whole book although nothing was written yet: what is missing says where it is filled', async () => {
    const plan = await start({ seriesId: (await w.addSeries()).id })
    for (const book of [1, 2, 3] as const) {
      const { value, statements } = await countStatements(() =>
        composeBook(sql, { regionCode: REGION, planId: plan.id, book, lang: 'id', now: platform.clock.now() }),
      )
      expect(value.front.edition).toBe('Rancangan, 22 November 2026')
      expect(value.sections.length).toBeGreaterThan(3)
      expect(statements).toBeLessThanOrEqual(16)
      expect(JSON.stringify(value)).toContain(`/masterplan/${REGION}/`)
    }
  })
})
