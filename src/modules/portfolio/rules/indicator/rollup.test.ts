import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, decimal } from '#kit/decimal.ts'
import type { Rollup } from '../../model-indicator.ts'
import { figureOf, type PlaceFigures, rollUp, type RollupRule } from './rollup.ts'

const rule = (rollup: Rollup, more: Partial<RollupRule> = {}): RollupRule => ({
  rollup,
  ratioFactor: '100',
  level: 4,
  decimals: 2,
  ...more,
})
const village = (n: number, district = 1) => `73.24.${String(district).padStart(2, '0')}.${2000 + n}`
const one = (placeCode: string, figures: Partial<PlaceFigures>): PlaceFigures => ({
  placeCode,
  period: '2025',
  ...figures,
})

const villages = [village(1), village(2), village(3), village(1, 2), village(2, 2)]

/** Readings of some of the villages, with every part that any rule may want. */
const readings = fc.uniqueArray(fc.integer({ min: 0, max: villages.length - 1 }), { minLength: 1 }).chain(at =>
  fc.tuple(
    ...at.map(index =>
      fc.record({
        placeCode: fc.constant(villages[index] as string),
        period: fc.constant('2025'),
        value: fc.integer({ min: -1_000_000, max: 1_000_000 }).map(n => decimal(String(n)).toString()),
        numerator: fc.integer({ min: 0, max: 10_000 }).map(String),
        denominator: fc.integer({ min: 1, max: 10_000 }).map(String),
        weight: fc.integer({ min: 1, max: 10_000 }).map(String),
      }),
    ),
  ),
)

describe('the roll-up of places', () => {
  test('adds, divides and weighs exactly, and rounds once, half up', () => {
    const rows = [
      one(village(1), { value: '0.1', weight: '3' }),
      one(village(2), { value: '0.2', weight: '1' }),
      one(village(3), { value: '0.145', weight: '1' }),
    ]
    const places = [village(1), village(2), village(3)]
    expect(rollUp(rule('sum', { decimals: 3 }), '73.24', rows, places).value).toBe('0.445')
    expect(rollUp(rule('mean', { decimals: 3 }), '73.24', rows, places).value).toBe('0.148')
    expect(rollUp(rule('weighted', { decimals: 3 }), '73.24', rows, places).value).toBe('0.129')
  })

  test('of a ratio is the ratio of sums, never the mean of ratios', () => {
    const rows = [
      one(village(1), { numerator: '1', denominator: '1' }),
      one(village(2), { numerator: '0', denominator: '99' }),
    ]
    const rolled = rollUp(rule('ratio'), '73.24', rows, [village(1), village(2)])
    expect(rolled.value).toBe('1.00')
    expect(rows.map(row => figureOf(rule('ratio'), row))).toEqual(['100.00', '0.00'])
  })

  test('says of how many places it is, and a part is never called complete', () => {
    const rolled = rollUp(rule('sum'), '73.24', [one(village(1), { value: '4' })], villages)
    expect(rolled).toMatchObject({ value: '4.00', reported: 1, expected: 5, complete: false })
  })

  test('of nothing reported is nothing, never 0', () => {
    for (const rollup of ['sum', 'mean', 'weighted', 'ratio', 'last'] as const) {
      expect(rollUp(rule(rollup), '73.24', [], villages)).toMatchObject({
        value: undefined,
        reported: 0,
        complete: false,
      })
    }
  })

  test('never counts a copied figure of a district beside its villages', () => {
    const rows = [one(village(1), { value: '4' }), one(village(2), { value: '6' })]
    const copied = [...rows, one('73.24.01', { value: '10' }), one('73.24', { value: '10' })]
    expect(rollUp(rule('sum'), '73.24', copied, villages)).toEqual(rollUp(rule('sum'), '73.24', rows, villages))
    expect(rollUp(rule('sum'), '73.24.01', copied, villages).value).toBe('10.00')
  })

  test('of a district counts its own villages only', () => {
    const rows = [one(village(1), { value: '4' }), one(village(1, 2), { value: '6' })]
    expect(rollUp(rule('sum'), '73.24.02', rows, villages)).toMatchObject({ value: '6.00', reported: 1, expected: 2 })
  })

  test('leaves out a reading without its weight, and says so in the count', () => {
    const rows = [one(village(1), { value: '4', weight: '2' }), one(village(2), { value: '90' })]
    expect(rollUp(rule('weighted'), '73.24.01', rows, villages)).toMatchObject({
      value: '4.00',
      reported: 1,
      expected: 3,
    })
  })

  test('by last is the latest figure of the place itself; a higher place has one only when it was entered there', () => {
    const rows = [one(village(1), { value: '4' }), { placeCode: village(1), period: '2024', value: '9' }]
    expect(rollUp(rule('last'), village(1), rows, villages).value).toBe('4.00')
    expect(rollUp(rule('last'), '73.24', rows, villages).value).toBeUndefined()
    expect(rollUp(rule('last'), '73.24', [...rows, one('73.24', { value: '3.1' })], villages).value).toBe('3.10')
  })

  test('counts a village that has gone since, and expects it', () => {
    const rolled = rollUp(rule('sum'), '73.24', [one(village(9), { value: '1' })], villages)
    expect(rolled).toMatchObject({ reported: 1, expected: 6 })
  })

  test('does not depend on the order of places', () => {
    fc.assert(
      fc.property(readings, fc.constantFrom('sum', 'mean', 'weighted', 'ratio'), (rows, rollup) => {
        const forwards = rollUp(rule(rollup), '73.24', rows, villages)
        expect(rollUp(rule(rollup), '73.24', [...rows].reverse(), villages)).toEqual(forwards)
      }),
    )
  })

  test('by sum is the sum over districts, however villages are grouped', () => {
    fc.assert(
      fc.property(readings, rows => {
        const sum = (place: string) => BigInt(rollUp(rule('sum', { decimals: 0 }), place, rows, villages).value ?? '0')
        expect(sum('73.24')).toBe(sum('73.24.01') + sum('73.24.02'))
      }),
    )
  })

  test('of means and ratios lies between the lowest and the highest place', () => {
    fc.assert(
      fc.property(readings, fc.constantFrom('mean', 'weighted', 'ratio'), (rows, rollup) => {
        const figures = rows
          .map(row => decimal(figureOf(rule(rollup), rollup === 'ratio' ? { ...row, value: undefined } : row) ?? '0'))
          .sort(compare)
        const value = decimal(rollUp(rule(rollup), '73.24', rows, villages).value ?? 'none')
        expect(compare(value, figures[0] ?? value)).toBeGreaterThanOrEqual(0)
        expect(compare(value, figures.at(-1) ?? value)).toBeLessThanOrEqual(0)
      }),
    )
  })

  test('with a missing place added is unchanged but for the count that is expected', () => {
    fc.assert(
      fc.property(readings, fc.constantFrom('sum', 'mean', 'weighted', 'ratio'), (rows, rollup) => {
        const before = rollUp(rule(rollup), '73.24', rows, villages)
        const after = rollUp(rule(rollup), '73.24', rows, [...villages, village(77)])
        expect(after).toEqual({ ...before, expected: before.expected + 1, complete: false })
      }),
    )
  })
})
