import { describe, expect, test } from 'vitest'
import { decimal } from '#kit/decimal.ts'
import { TABLE_2022, TABLE_2023, type TableRow } from './published-tables.fixture.ts'
import { reproduceChange, reproduceIndex } from './reproduce.ts'

const malang = TABLE_2022.find(({ region }) => region === '35.07')!
const absentRow = TABLE_2023.find(({ region }) => region === '73.24')!

function kinds(table: readonly TableRow[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of table) {
    const { kind } = reproduceIndex(row)
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

describe('a published row', () => {
  test('of either table follows its rule or is absent, all of them', () => {
    expect(kinds(TABLE_2022)).toEqual({ match: 38, absent: 4 })
    expect(kinds(TABLE_2023)).toEqual({ match: 58 + 72, absent: 8 + 3 })
  })

  test('that the rule does not give is shown with the difference and the working', () => {
    const result = reproduceIndex({ ...malang, printedIndex: decimal('2.61') })
    expect(result).toMatchObject({
      kind: 'differs',
      computed: decimal('2.51'),
      printed: decimal('2.61'),
      difference: decimal('0.10'),
      fits: null,
    })
    expect(result.kind === 'differs' && result.working.terms).toHaveLength(5)
  })

  test('that only the other rounding gives is told so', () => {
    expect(reproduceIndex({ ...malang, printedIndex: decimal('2.50') })).toMatchObject({
      kind: 'differs',
      difference: decimal('-0.01'),
      fits: 'sum-half-up-2',
    })
  })

  test('without one of its scores, or without an index, is incomplete', () => {
    expect(reproduceIndex({ ...malang, scores: { ...malang.scores, impact: null } })).toEqual({
      kind: 'incomplete',
      missing: ['impact'],
      indexMissing: false,
    })
    expect(reproduceIndex({ ...malang, printedIndex: null })).toEqual({
      kind: 'incomplete',
      missing: [],
      indexMissing: true,
    })
  })

  test('with a score in a dimension that its instrument does not have is refused', () => {
    expect(reproduceIndex({ ...malang, scores: { ...malang.scores, collaboration: decimal('1.00') } })).toEqual({
      kind: 'foreign-dimension',
      codes: ['collaboration'],
    })
  })

  test('marked absent may carry zeros and blanks but nothing else', () => {
    expect(reproduceIndex(absentRow)).toEqual({ kind: 'absent' })
    expect(reproduceIndex({ ...absentRow, printedIndex: null, scores: {} })).toEqual({ kind: 'absent' })
    expect(
      reproduceIndex({
        ...absentRow,
        printedIndex: decimal('1.00'),
        scores: { ...absentRow.scores, output: decimal('2.00') },
      }),
    ).toEqual({ kind: 'absent-with-scores', codes: ['output', 'index'] })
  })

  test('with zeros that took part is scored, not absent', () => {
    expect(reproduceIndex({ ...absentRow, tookPart: true })).toMatchObject({
      kind: 'match',
      working: { index: decimal('0.00') },
    })
  })
})

describe('a printed change', () => {
  const now = TABLE_2023.find(({ region }) => region === '35.07')!

  test('of 2023 is reproduced, kept, or rightly not printed: none differs', () => {
    const before = new Map(TABLE_2022.map(row => [row.region, row]))
    const counts: Record<string, number> = {}
    for (const row of TABLE_2023) {
      const { kind } = reproduceChange(row, before.get(row.region), row.printedChange)
      counts[kind] = (counts[kind] ?? 0) + 1
    }
    expect(counts).toEqual({ match: 32, 'not-recomputable': 96, 'not-comparable': 13 })
  })

  test('that is wrong, or missing, is shown beside the computed one', () => {
    expect(reproduceChange(now, malang, decimal('0.43'))).toMatchObject({
      kind: 'differs',
      computed: decimal('0.44'),
      printed: decimal('0.43'),
    })
    expect(reproduceChange(now, malang, null)).toMatchObject({ kind: 'differs', printed: null })
  })

  test('for a region that was absent has no ground', () => {
    expect(reproduceChange(now, { ...malang, tookPart: false }, decimal('2.94'))).toEqual({
      kind: 'printed-without-ground',
      reason: 'absent-before',
      printed: decimal('2.94'),
    })
  })
})
