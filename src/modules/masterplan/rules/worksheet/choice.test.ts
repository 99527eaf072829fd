import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Voter } from '../../model-card.ts'
import { type Candidate, chooseTogether, needsReason, type Result, valueOf, weighsFully } from './choice.ts'

const CRITERIA = ['mudah', 'cepat', 'terasa'] as const

const voter = (id: string, weights: number[], scores: Record<string, (number | undefined)[]>): Voter => ({
  id,
  weights: new Map(CRITERIA.map((criterion, at) => [criterion, weights[at] ?? 0])),
  scores: new Map(
    Object.entries(scores).map(([card, given]) => [
      card,
      new Map(
        CRITERIA.flatMap((criterion, at): [string, number][] => {
          const score = given[at]
          return score === undefined ? [] : [[criterion, score]]
        }),
      ),
    ]),
  ),
})

const cards: Candidate[] = [
  { id: 'a', title: 'Antrean puskesmas' },
  { id: 'b', title: 'Bank sampah desa' },
  { id: 'c', title: 'CCTV simpang' },
]

/** Weights of three criteria that sum to 100. */
const weights = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })).map(([x, y]) => {
  const [low, high] = x < y ? [x, y] : [y, x]
  return [low, high - low, 100 - high]
})
const score = fc.integer({ min: 1, max: 5 })
const threeScores = fc.tuple(score, score, score)
const voters = fc
  .array(fc.tuple(weights, threeScores, threeScores, threeScores), { minLength: 1, maxLength: 12 })
  .map(all => all.map(([given, a, b, c], at) => voter(`v${at}`, given, { a, b, c })))

const tidy = (results: Result[]) =>
  results.map(({ card, sum, mean, rank, tied, values }) => ({ id: card.id, sum, mean, rank, tied, n: values.length }))

describe('choosing quick wins together', () => {
  test('a result is the mean over voters of weight times score, as on paper', () => {
    const results = chooseTogether(CRITERIA, cards, [
      voter('kadis', [50, 30, 20], { a: [4, 5, 3], b: [2, 2, 5] }),
      voter('camat', [20, 20, 60], { a: [3, 3, 3], b: [5, 4, 5] }),
    ])
    // a: (0.5·4 + 0.3·5 + 0.2·3 + 3) / 2 = (4.10 + 3.00) / 2; b: (1.0 + 0.6 + 1.0 + 1.0 + 0.8 + 3.0) / 2.
    expect(tidy(results)).toEqual([
      { id: 'b', sum: 740, mean: '3.70', rank: 1, tied: false, n: 2 },
      { id: 'a', sum: 710, mean: '3.55', rank: 2, tied: false, n: 2 },
      { id: 'c', sum: 0, mean: undefined, rank: undefined, tied: false, n: 0 },
    ])
  })

  test('equal means share a rank and are told as a tie, whatever rounding would say', () => {
    // Three voters: a mean of 10/3 and one of 1000/300 are the same; 3.34 is not, though both show 3.33 or 3.34.
    const three = [
      voter('x', [100, 0, 0], { a: [3, 1, 1], b: [4, 1, 1], c: [3, 1, 1] }),
      voter('y', [100, 0, 0], { a: [3, 1, 1], b: [3, 1, 1], c: [3, 1, 1] }),
      voter('z', [99, 1, 0], { a: [4, 4, 1], b: [3, 3, 1], c: [4, 5, 1] }),
    ]
    const results = chooseTogether(CRITERIA, cards, three)
    expect(tidy(results)).toEqual([
      { id: 'c', sum: 1001, mean: '3.34', rank: 1, tied: false, n: 3 },
      { id: 'a', sum: 1000, mean: '3.33', rank: 2, tied: true, n: 3 },
      { id: 'b', sum: 1000, mean: '3.33', rank: 2, tied: true, n: 3 },
    ])
  })

  test('who did not share out 100, or left open what weighs, does not count for that candidate', () => {
    const half = voter('half', [50, 30, 10], { a: [5, 5, 5] })
    const gap = voter('gap', [50, 50, 0], { a: [5, undefined, 5], b: [4, 2, undefined] })
    expect(weighsFully(CRITERIA, half.weights)).toBe(false)
    expect(valueOf(CRITERIA, half, 'a')).toBeUndefined()
    expect(valueOf(CRITERIA, gap, 'a')).toBeUndefined()
    expect(valueOf(CRITERIA, gap, 'b')).toBe(300)
  })

  test('the order of voters and of candidates changes nothing', () => {
    fc.assert(
      fc.property(voters, all => {
        const forward = chooseTogether(CRITERIA, cards, all)
        const backward = chooseTogether(CRITERIA, [...cards].reverse(), [...all].reverse())
        expect(tidy(backward)).toEqual(tidy(forward))
      }),
    )
  })

  test('every result lies between the lowest and the highest score that somebody gave it', () => {
    fc.assert(
      fc.property(voters, all => {
        for (const { card, sum, values, mean } of chooseTogether(CRITERIA, cards, all)) {
          const given = all.flatMap(one => [...(one.scores.get(card.id)?.values() ?? [])])
          expect(sum).toBeGreaterThanOrEqual(Math.min(...given) * 100 * values.length)
          expect(sum).toBeLessThanOrEqual(Math.max(...given) * 100 * values.length)
          expect(mean).toMatch(/^[1-5]\.\d\d$/)
        }
      }),
    )
  })

  test('a better score never lowers a result nor worsens a rank', () => {
    fc.assert(
      fc.property(voters, fc.nat(), fc.constantFrom(...CRITERIA), (all, pick, criterion) => {
        const before = chooseTogether(CRITERIA, cards, all)
        const chosen = all[pick % all.length]
        if (!chosen) return
        const raised = new Map(chosen.scores)
        const own = new Map(raised.get('a'))
        own.set(criterion, Math.min(5, (own.get(criterion) ?? 1) + 1))
        raised.set('a', own)
        const after = chooseTogether(
          CRITERIA,
          cards,
          all.map(one => (one === chosen ? { ...one, scores: raised } : one)),
        )
        const of = (results: Result[]) => results.find(one => one.card.id === 'a')
        expect(of(after)?.sum ?? 0).toBeGreaterThanOrEqual(of(before)?.sum ?? 0)
        expect(of(after)?.rank ?? 9).toBeLessThanOrEqual(of(before)?.rank ?? 0)
      }),
    )
  })

  test('a rank counts the candidates that are strictly better, plus one', () => {
    fc.assert(
      fc.property(voters, all => {
        const results = chooseTogether(CRITERIA, cards, all)
        for (const one of results) {
          const better = results.filter(other => other.sum > one.sum).length
          expect(one.rank).toBe(better + 1)
          expect(one.tied).toBe(results.some(other => other !== one && other.sum === one.sum))
        }
      }),
    )
  })

  test('the mean shown is the exact mean, a half rounded up', () => {
    fc.assert(
      fc.property(voters, all => {
        for (const { sum, values, mean } of chooseTogether(CRITERIA, cards, all)) {
          const n = BigInt(values.length)
          const shown = BigInt((mean ?? '').replace('.', ''))
          // shown − 1/2 ≤ sum/n < shown + 1/2, in halves of n.
          expect(2n * BigInt(sum) >= (2n * shown - 1n) * n).toBe(true)
          expect(2n * BigInt(sum) < (2n * shown + 1n) * n).toBe(true)
        }
      }),
    )
  })

  test('a reason is asked for when a better one of the same dimension is passed over, or nobody valued it', () => {
    const dimensioned = [
      { id: 'a', title: 'A', dimension: 'liv', choice: 'open' },
      { id: 'b', title: 'B', dimension: 'liv', choice: 'open' },
      { id: 'c', title: 'C', dimension: 'env', choice: 'open' },
      { id: 'd', title: 'D', dimension: 'env', choice: 'open' },
    ]
    const all = [voter('x', [100, 0, 0], { a: [5], b: [3], c: [2] })]
    const results = (choice: string) =>
      chooseTogether(
        CRITERIA,
        dimensioned.map(one => (one.id === 'a' ? { ...one, choice } : one)),
        all,
      )
    expect(['a', 'b', 'c', 'd'].map(id => needsReason(results('open'), id))).toEqual([false, true, false, true])
    expect(needsReason(results('chosen'), 'b')).toBe(false)
    expect(needsReason(results('dropped'), 'b')).toBe(false)
  })
})
