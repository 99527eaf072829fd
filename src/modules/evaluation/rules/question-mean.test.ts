import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, decimal } from '#kit/decimal.ts'
import { questionMean } from './question-mean.ts'

const oneScore = fc.integer({ min: 0, max: 4 })
const panel = fc.array(fc.option(oneScore, { nil: null }), { minLength: 1, maxLength: 9 })

describe('the score of a question', () => {
  test('is the mean over its assessors', () => {
    expect(questionMean([3, 3, 2, 3]).score).toEqual(decimal('2.75'))
    expect(questionMean([3, 3, 2, 3, 3]).score).toEqual(decimal('2.80'))
    expect(questionMean([1, 2, 2]).score).toEqual(decimal('1.67'))
    expect(questionMean([0, 0, 0, 0]).score).toEqual(decimal('0.00'))
  })

  test('leaves an absent assessor out instead of counting 0', () => {
    expect(questionMean([4, null, 4, 4])).toEqual({ given: [4, 4, 4], absent: 1, sum: 12, score: decimal('4.00') })
    fc.assert(
      fc.property(panel, scores => {
        const present = scores.filter(score => score !== null)
        expect(questionMean(scores).score).toEqual(questionMean(present).score)
        expect(questionMean([...scores, null]).score).toEqual(questionMean(scores).score)
      }),
    )
  })

  test('is absent when all assessors are, and that is never 0', () => {
    expect(questionMean([null, null]).score).toBeNull()
    expect(questionMean([]).score).toBeNull()
    expect(questionMean([0]).score).toEqual(decimal('0.00'))
  })

  test('does not depend on the order of the assessors', () => {
    fc.assert(
      fc.property(
        panel.chain(scores => fc.tuple(fc.constant(scores), fc.shuffledSubarray(scores, { minLength: scores.length }))),
        ([scores, shuffled]) => {
          expect(questionMean(shuffled).score).toEqual(questionMean(scores).score)
        },
      ),
    )
  })

  test('never falls when an assessor gives more', () => {
    fc.assert(
      fc.property(fc.array(oneScore, { minLength: 1, maxLength: 9 }), fc.nat(), (scores, at) => {
        const place = at % scores.length
        const raised = scores.map((score, index) => (index === place ? Math.min(4, score + 1) : score))
        const [before, after] = [questionMean(scores).score, questionMean(raised).score]
        expect(before && after && compare(after, before)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('agrees with whole-number arithmetic for any panel', () => {
    fc.assert(
      fc.property(fc.array(oneScore, { minLength: 1, maxLength: 30 }), scores => {
        const sum = scores.reduce((a, b) => a + b)
        let hundredths = 0
        // The nearest hundredth by counting up: as long as half a hundredth further still fits below the mean.
        while ((2 * hundredths + 1) * scores.length <= 200 * sum) hundredths += 1
        expect(questionMean(scores).score?.units).toBe(BigInt(hundredths))
      }),
    )
  })

  test.each([5, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s, which no assessor may give', score => {
    expect(() => questionMean([3, score])).toThrow(RangeError)
  })

  test('keeps to the scale of its instrument', () => {
    const scale = { min: 2, max: 10, step_of_one_assessor: 4 }
    expect(questionMean([2, 6, 10], scale).score).toEqual(decimal('6.00'))
    expect(() => questionMean([4], scale)).toThrow(RangeError)
  })
})
