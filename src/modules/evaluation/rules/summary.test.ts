import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal, decimal } from '#kit/decimal.ts'
import { TABLE_2022, TABLE_2023, type TableRow } from './published-tables.fixture.ts'
import { stepOf, summary } from './summary.ts'

/** Computed from the files by a separate program, in fractions. */
const SUMMARY_2022 = {
  count: 42,
  absent: 4,
  mean: '2.32',
  median: '2.37',
  highest: '3.41',
  lowest: '1.27',
  up: 0,
  down: 0,
  same: 0,
  withoutChange: 42,
  steps: {
    'below-2.00': 12,
    'from-2.00': 12,
    'from-2.50': 9,
    'from-3.00': 5,
    'from-3.50': 0,
    absent: 4,
  },
}

const SUMMARY_2023 = {
  count: 141,
  absent: 11,
  mean: '2.81',
  median: '2.94',
  highest: '3.84',
  lowest: '1.16',
  up: 59,
  down: 68,
  same: 1,
  withoutChange: 13,
  steps: {
    'below-2.00': 12,
    'from-2.00': 25,
    'from-2.50': 38,
    'from-3.00': 44,
    'from-3.50': 11,
    absent: 11,
  },
}

function rows(table: readonly TableRow[]): Parameters<typeof summary>[0] {
  return table.map(row => ({ index: row.tookPart ? row.printedIndex : null, change: row.printedChange }))
}

describe('the summary of a table', () => {
  test('of 2022 and 2023 says what the printed rows say', () => {
    expect(JSON.parse(JSON.stringify(summary(rows(TABLE_2022))))).toEqual(SUMMARY_2022)
    expect(JSON.parse(JSON.stringify(summary(rows(TABLE_2023))))).toEqual(SUMMARY_2023)
  })

  test('of nobody has no mean rather than 0', () => {
    expect(summary([{ index: null, change: null }])).toMatchObject({
      count: 1,
      absent: 1,
      mean: null,
      median: null,
      highest: null,
      lowest: null,
    })
  })

  test('takes the middle, or the mean of the two middle ones', () => {
    const of = (...texts: string[]): string =>
      String(summary(texts.map(text => ({ index: decimal(text), change: null }))).median)
    expect(of('3.00', '1.00', '2.00')).toBe('2.00')
    expect(of('4.00', '1.00', '2.00', '2.01')).toBe('2.01')
    expect(of('2.00')).toBe('2.00')
  })

  test('counts every row once', () => {
    const decimals = fc.integer({ min: -400, max: 400 }).map(units => new Decimal(BigInt(units), 2))
    const row = fc.record({
      index: fc.option(
        decimals.map(({ units }) => new Decimal(units < 0n ? -units : units, 2)),
        { nil: null },
      ),
      change: fc.option(decimals, { nil: null }),
    })
    fc.assert(
      fc.property(fc.array(row), list => {
        const result = summary(list)
        expect(Object.values(result.steps).reduce((a, b) => a + b)).toBe(list.length)
        expect(result.up + result.down + result.same + result.withoutChange).toBe(list.length)
        expect(result.absent).toBe(list.filter(({ index }) => index === null).length)
      }),
    )
  })
})

describe('the map step', () => {
  test.each([
    ['0.00', 'below-2.00'],
    ['1.99', 'below-2.00'],
    ['2.00', 'from-2.00'],
    ['2.49', 'from-2.00'],
    ['2.50', 'from-2.50'],
    ['2.99', 'from-2.50'],
    ['3.00', 'from-3.00'],
    ['3.49', 'from-3.00'],
    ['3.50', 'from-3.50'],
    ['4.00', 'from-3.50'],
  ])('of %s is %s', (index, step) => {
    expect(stepOf(decimal(index))).toBe(step)
  })

  test('of an absent region is absent, not the lowest', () => {
    expect(stepOf(null)).toBe('absent')
  })
})
