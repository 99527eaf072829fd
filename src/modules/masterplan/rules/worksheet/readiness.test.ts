import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { percent, readinessShares } from './readiness.ts'

const card = (element: string, subElement: string, condition?: 'good' | 'moderate' | 'poor') => ({
  content: { element, subElement, condition },
})

describe('readiness', () => {
  test('the share of good counts only what was answered, in all and by element', () => {
    const shares = readinessShares([
      card('structure', 'people', 'good'),
      card('structure', 'people', 'poor'),
      card('structure', 'budget', 'good'),
      card('culture', 'habit'),
    ])
    expect(shares).toMatchObject({ questions: 4, answered: 3, good: 2, moderate: 0, poor: 1, percentGood: '66.7' })
    expect(shares.elements.map(one => [one.element, one.percentGood])).toEqual([
      ['structure', '66.7'],
      ['culture', undefined],
    ])
    expect(shares.elements[0]?.subElements.map(one => [one.subElement, one.percentGood])).toEqual([
      ['people', '50.0'],
      ['budget', '100.0'],
    ])
  })

  test('Wonogiri: 51 % good, 32 % moderate and 17 % poor of 100 components', () => {
    const cards = [
      ...Array.from({ length: 51 }, () => card('structure', 'people', 'good')),
      ...Array.from({ length: 32 }, () => card('culture', 'habit', 'moderate')),
      ...Array.from({ length: 17 }, () => card('nature', 'potential', 'poor')),
    ]
    expect(readinessShares(cards)).toMatchObject({ good: 51, moderate: 32, poor: 17, percentGood: '51.0' })
  })

  test('percent is exact, a half rounded up, from 0.0 to 100.0', () => {
    expect([percent(1, 3), percent(2, 3), percent(1, 8), percent(1, 2000), percent(0, 4), percent(0, 0)]).toEqual([
      '33.3',
      '66.7',
      '12.5',
      '0.1',
      '0.0',
      undefined,
    ])
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (a, whole) => {
        const part = Math.min(a, whole)
        const tenths = BigInt((percent(part, whole) ?? '').replace('.', ''))
        expect(2n * BigInt(part) * 1000n >= (2n * tenths - 1n) * BigInt(whole)).toBe(true)
        expect(2n * BigInt(part) * 1000n < (2n * tenths + 1n) * BigInt(whole)).toBe(true)
      }),
    )
  })
})
