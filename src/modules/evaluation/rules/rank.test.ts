import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal, decimal } from '#kit/decimal.ts'
import { TABLE_2022, TABLE_2023 } from './published-tables.fixture.ts'
import { rank } from './rank.ts'

const indices = fc.option(
  fc.integer({ min: 0, max: 400 }).map(units => new Decimal(BigInt(units), 2)),
  { nil: null },
)

describe('the ranking', () => {
  test('gives equal indices the same rank and counts them all: 1, 2, 2, 4', () => {
    const rows = ['2.50', '3.10', null, '2.50', '1.99'].map(text => ({ index: text === null ? null : decimal(text) }))
    expect(rank(rows).map(row => row.rank)).toEqual([2, 1, null, 2, 4])
    expect(rank([{ index: decimal('2.9') }, { index: decimal('2.90') }]).map(row => row.rank)).toEqual([1, 1])
    expect(rank([])).toEqual([])
  })

  test('is one more than the number of better rows, and absent rows have none', () => {
    fc.assert(
      fc.property(fc.array(indices, { maxLength: 40 }), list => {
        const rows = rank(list.map(index => ({ index })))
        for (const { index, rank: place } of rows)
          expect(place).toBe(
            index === null ? null : 1 + list.filter(other => other !== null && other.units > index.units).length,
          )
      }),
    )
  })

  test('of both published tables ranks the regions that took part', () => {
    for (const [table, present] of [
      [TABLE_2022, 38],
      [TABLE_2023, 130],
    ] as const) {
      const ranked = rank(table.map(row => ({ name: row.name, index: row.tookPart ? row.printedIndex : null })))
      const ranks = ranked.flatMap(row => (row.rank === null ? [] : [row.rank]))
      expect(ranks).toHaveLength(present)
      expect(Math.min(...ranks)).toBe(1)
      expect(Math.max(...ranks)).toBeLessThanOrEqual(present)
    }
  })
})
