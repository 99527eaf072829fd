import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { disagreements, disagrees, spreadOf } from './spread.ts'

const shown = (scores: (number | null)[]) => {
  const spread = spreadOf(scores)
  return spread && [spread.min, spread.max, spread.range, spread.deviation.toString(), spread.meanDifference.toString()]
}

describe('the spread of a question', () => {
  test('is written out for panels worked by hand', () => {
    expect(shown([3, 3, 3, 3, 3])).toEqual([3, 3, 0, '0.00', '0.00'])
    // Mean 2.4, squared distances 5.20 ÷ 5 = 1.04, √1.04 = 1.0198; pairs 1 1 2 3 0 1 2 1 2 1 = 14 ÷ 10.
    expect(shown([1, 2, 2, 3, 4])).toEqual([1, 4, 3, '1.02', '1.40'])
    expect(shown([0, 4])).toEqual([0, 4, 4, '2.00', '4.00'])
    expect(shown([0, 0, 1])).toEqual([0, 1, 1, '0.47', '0.67'])
  })

  test('leaves out who gave no score, and needs two', () => {
    expect(shown([2, null, 4])).toEqual(shown([2, 4]))
    expect(shown([2, null])).toBeUndefined()
    expect(shown([])).toBeUndefined()
  })

  test('is the same in any order, zero only for equal scores, and never above its range', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 9 }), scores => {
        const spread = spreadOf(scores)
        if (!spread) throw new Error('There are two')
        expect(shown(scores.toReversed())).toEqual(shown(scores))
        expect(spread.deviation.units === 0n).toBe(spread.range === 0)
        // Popoviciu: a deviation is at most half the range.
        expect(Number(spread.deviation)).toBeLessThanOrEqual(spread.range / 2 + 0.005)
        expect(Number(spread.meanDifference)).toBeLessThanOrEqual(spread.range)
        const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
        const floating = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length)
        expect(Math.abs(Number(spread.deviation) - floating)).toBeLessThanOrEqual(0.005 + 1e-9)
      }),
    )
  })
})

test('assessors disagree from two steps on; the furthest apart come first', () => {
  expect(disagrees(spreadOf([2, 3, 3]))).toBe(false)
  expect(disagrees(spreadOf([2, 4, 3]))).toBe(true)
  expect(disagrees(undefined)).toBe(false)
  const found = disagreements({ a: [1, 3, 3], b: [2, 2, 2], c: [0, 4, 4], d: [1, 1, 3, 3] })
  expect(found.map(([id]) => id)).toEqual(['c', 'a', 'd'])
})
