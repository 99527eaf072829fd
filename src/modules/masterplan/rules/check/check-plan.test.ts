import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CheckedCard, CheckFacts, CheckItem } from '../../model-check.ts'
import { COMPONENTS } from '../../model-check.ts'
import { SHEETS, type Sheet } from '../../model.ts'
import { checkPlan } from './check-plan.ts'

let count = 0
const card = (sheet: Sheet, content: Record<string, unknown> = {}, over: Partial<CheckedCard> = {}): CheckedCard => ({
  id: `k-${++count}`,
  title: `Kartu ${count}`,
  sheet,
  content,
  dimension: undefined,
  organisationId: undefined,
  programmeId: undefined,
  choice: 'open',
  evidence: 0,
  ...over,
})

const empty: CheckFacts = {
  regionCode: '73.24',
  plan: { id: 'p', fromYear: 2026, untilYear: 2030, vision: undefined },
  sections: [],
  series: undefined,
  offices: 10,
  programmes: [],
  indicators: [],
  institutions: [],
  openComments: 0,
}
type Series = NonNullable<CheckFacts['series']>
const series = (over: Partial<Series> = {}): Series => ({
  id: 's',
  cards: [],
  links: [],
  workshops: [],
  attendance: { people: 0, bodies: 0, outside: 0 },
  commitment: undefined,
  ...over,
})
const find = (facts: CheckFacts, code: string): CheckItem => {
  const found = checkPlan(facts).find(one => one.code === code)
  if (!found) throw new Error(code)
  return found
}

test('all eight components are looked at, each item once, with a reason in both languages and a way to mend it', () => {
  for (const facts of [empty, { ...empty, series: series() }]) {
    const items = checkPlan(facts)
    expect(new Set(items.map(one => one.component))).toEqual(new Set(COMPONENTS))
    expect(new Set(items.map(one => `${one.component} ${one.code}`)).size).toBe(items.length)
    for (const item of items) {
      expect(item.asks.id && item.asks.en && item.reason.id && item.reason.en, item.code).toBeTruthy()
      expect(item.mend?.href, item.code).toMatch(/^\/(masterplan|portofolio|rapat)\/73\.24/)
    }
  }
})

test('without a series the worksheets cannot be told, which is neither met nor not met', () => {
  for (const code of ['missions', 'readiness', 'swot', 'workshops', 'actions', 'strategies']) {
    expect(find(empty, code).verdict).toBe('unknown')
    expect(find(empty, code).mend?.href).toBe('/masterplan/73.24/buku/p/atur')
  }
})

test('an empty series meets nothing that it is asked for', () => {
  const met = checkPlan({ ...empty, series: series() }).filter(one => one.verdict === 'met')
  expect(met.map(one => one.code)).toEqual(['comments'])
})

test('a target counts as measurable with indicator, value and year, and not with two of them', () => {
  const full = { indicator: 'Persen desa terhubung', target: '100', targetYear: 2030 }
  const facts = (...contents: Record<string, unknown>[]) => ({
    ...empty,
    series: series({ cards: contents.map(one => card('target', one)) }),
  })
  expect(find(facts(full), 'measurable').verdict).toBe('met')
  expect(find(facts(full, { ...full, target: ' ' }), 'measurable')).toMatchObject({
    verdict: 'not-met',
    reason: { id: '1 dari 2 sasaran terukur.' },
  })
  expect(find(facts(), 'measurable').verdict).toBe('not-met')
})

test('a target without a living indicator of the portfolio is named', () => {
  const indicators = [{ id: 'ind', hasBaseline: true, hasTarget: true, hasReading: true }]
  const facts = (...targets: CheckedCard[]) => ({ ...empty, indicators, series: series({ cards: targets }) })
  const linked = card('target', { portfolioIndicatorId: 'ind' })
  expect(find(facts(linked), 'linked').verdict).toBe('met')
  const bare = card('target', {}, { title: 'Stunting turun' })
  const gone = card('target', { portfolioIndicatorId: 'lain' }, { title: 'Desa terhubung' })
  expect(find(facts(linked, bare, gone), 'linked')).toMatchObject({
    verdict: 'not-met',
    reason: { id: '1 dari 3 sasaran menunjuk indikator. Belum: “Stunting turun”, “Desa terhubung”.' },
  })
})

test('a canvas that was chosen names amount, source and year of its money', () => {
  const facts = (content: Record<string, unknown>) => ({
    ...empty,
    series: series({ cards: [card('canvas', content, { choice: 'chosen' })] }),
  })
  expect(find(facts({ budget: '1' }), 'canvas').verdict).toBe('not-met')
  expect(find(facts({ budget: '1', budgetSource: 'apbn', budgetYear: 2026 }), 'canvas').verdict).toBe('met')
})

test('a mission without a target, a strategy without SWOT and a quick win without risk are found by their links', () => {
  const missions = [card('mission'), card('mission')]
  const target = card('target')
  const [strength, strategy] = [card('swot', { quadrant: 's' }), card('strategy')]
  const [canvas, risk] = [card('canvas', {}, { choice: 'chosen' }), card('risk')]
  const cards = [...missions, target, strength, strategy, canvas, risk]
  const links = [
    { from: missions[0]?.id ?? '', to: target.id },
    { from: strength.id, to: strategy.id },
  ]
  const facts = { ...empty, series: series({ cards, links }) }
  expect(find(facts, 'targets').reason.id).toBe('1 dari 2 misi punya sasaran.')
  expect(find(facts, 'strategies').verdict).toBe('met')
  expect(find(facts, 'risks').verdict).toBe('not-met')
  const linked = { ...empty, series: series({ cards, links: [...links, { from: canvas.id, to: risk.id }] }) }
  expect(find(linked, 'risks').verdict).toBe('met')
})

test('what was dropped from a sheet is not looked at', () => {
  const facts = { ...empty, series: series({ cards: [card('mission', {}, { choice: 'dropped' })] }) }
  expect(find(facts, 'missions').verdict).toBe('not-met')
})

test('a section is written with the words wanted of it, and the link leads to the one that is short', () => {
  const section = (id: string, code: string, words: number) => ({
    id,
    book: 1 as const,
    code,
    title: code,
    state: 'draft' as const,
    words,
    wordsWanted: 100,
    sources: [],
    ownerId: undefined,
  })
  const short = { ...empty, sections: [section('a', 'dasar-hukum', 100), section('b', 'arah-pembangunan', 99)] }
  expect(find(short, 'law')).toMatchObject({
    verdict: 'not-met',
    reason: { id: 'Belum lengkap (kata ditulis dan diharapkan): “arah-pembangunan” 99/100.' },
    mend: { href: '/masterplan/73.24/buku/p/bagian/b' },
  })
  const full = { ...empty, sections: [section('a', 'dasar-hukum', 100)] }
  expect(find(full, 'law').verdict).toBe('met')
  expect(find(empty, 'law').verdict).toBe('unknown')
})

test('an unknown budget is not a budget of nothing', () => {
  const programme = (planned: bigint | undefined) => ({
    id: 'x',
    dimension: 'gov' as const,
    startYear: 2026,
    endYear: 2026,
    planned,
    rpjmd: 'a',
    renstra: ' ',
    quickWin: false,
    stream: 'people',
  })
  expect(find({ ...empty, programmes: [programme(0n)] }, 'planned').verdict).toBe('met')
  expect(find({ ...empty, programmes: [programme(undefined)] }, 'planned').verdict).toBe('not-met')
  expect(find({ ...empty, programmes: [programme(1n)] }, 'rpjmd').verdict).toBe('met')
  expect(find({ ...empty, programmes: [programme(1n)] }, 'renstra').verdict).toBe('not-met')
})

test('half of the offices is enough, one less is not', () => {
  const at = (bodies: number, offices: number) =>
    find({ ...empty, offices, series: series({ attendance: { people: 9, bodies, outside: 0 } }) }, 'offices').verdict
  expect([at(5, 10), at(4, 10), at(5, 11), at(6, 11), at(0, 0)]).toEqual([
    'met',
    'not-met',
    'not-met',
    'met',
    'unknown',
  ])
})

test('a filled card more never turns what was met into something that cannot be told', () => {
  const sheet = fc.constantFrom(...SHEETS)
  fc.assert(
    fc.property(fc.array(sheet, { maxLength: 12 }), sheet, (sheets, more) => {
      const cards = sheets.map(one => card(one))
      const before = checkPlan({ ...empty, series: series({ cards }) })
      const after = checkPlan({ ...empty, series: series({ cards: [...cards, card(more)] }) })
      for (const [at, item] of before.entries()) {
        if (item.verdict === 'met') expect(after[at]?.verdict, item.code).not.toBe('unknown')
      }
    }),
  )
})
