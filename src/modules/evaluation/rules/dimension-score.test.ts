import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import malang from '../../../../db/reference/results/malang-2022.json' with { type: 'json' }
import kediri from '../../../../db/reference/results/kediri-2022.json' with { type: 'json' }
import { compare, Decimal, decimal, toFixed } from '#kit/decimal.ts'
import { dimensionScore, meanInWords } from './dimension-score.ts'
import { questionsOf } from './instrument-questions.ts'
import { instrument } from './published-tables.fixture.ts'

const scores = new Map(Object.entries(malang.scores).map(([id, score]) => [id, decimal(score)]))
const hundredths = fc.integer({ min: 0, max: 400 }).map(units => new Decimal(BigInt(units), 2))

function asked(list: readonly (Decimal | null)[]): { id: string; score: Decimal | null }[] {
  return list.map((score, place) => ({ id: `q${place}`, score }))
}

describe('the score of a dimension', () => {
  test.each(Object.entries(malang.printed_dimension_means))(
    'is the printed mean of Kabupaten Malang 2022: %s %s',
    (code, printed) => {
      const dimension = instrument(malang.instrument).dimensions.find(one => one.code === code)
      const questions = dimension ? questionsOf(dimension) : []
      expect(questions.length).toBeGreaterThan(0)
      const result = dimensionScore(questions.map(({ id }) => ({ id, score: scores.get(id) ?? null })))
      expect(result.missing).toEqual([])
      expect(String(result.score)).toBe(printed)
    },
  )

  test('is the printed impact of Kota Kediri 2022, the mean of six smart dimensions', () => {
    const parts = Object.values(kediri.rows[0]?.impact_parts ?? {}).map(decimal)
    expect(parts).toHaveLength(6)
    expect(String(dimensionScore(asked(parts)).score)).toBe('3.07')
  })

  test('can be spelled out with its sum, its count and its quotient', () => {
    const outcome = dimensionScore(asked(['2.75', '4.00', '1.00'].map(decimal)))
    expect([String(outcome.sum), outcome.count, String(outcome.score)]).toEqual(['7.75', 3, '2.58'])
    expect(meanInWords(outcome)).toEqual({ cut: decimal('2.583333'), exact: false })
    expect(meanInWords(dimensionScore(asked([null])))).toBeNull()
  })

  test('does not exist while a question has none, and the question is named', () => {
    const partly = dimensionScore(asked([decimal('4.00'), null, decimal('4.00')]))
    expect(partly.score).toBeNull()
    expect(partly.missing).toEqual(['q1'])
    expect(dimensionScore([]).score).toBeNull()
    expect(String(dimensionScore(asked([decimal('0.00')])).score)).toBe('0.00')
  })

  test('rounds the exact mean once, a half upwards', () => {
    fc.assert(
      fc.property(fc.array(hundredths, { minLength: 1, maxLength: 60 }), list => {
        const sum = list.reduce((total, score) => total + score.units, 0n)
        const n = BigInt(list.length)
        const units = dimensionScore(asked(list)).score?.units ?? -1n
        // |mean − score| is at most half a hundredth, and a tie went up.
        expect(2n * units * n - 2n * sum <= n && 2n * sum - 2n * units * n < n).toBe(true)
      }),
    )
  })

  test('neither depends on the order of the questions nor falls when one rises', () => {
    fc.assert(
      fc.property(fc.array(hundredths, { minLength: 1, maxLength: 40 }), fc.nat(), (list, at) => {
        const score = dimensionScore(asked(list)).score
        expect(dimensionScore(asked(list.toReversed())).score).toEqual(score)
        const place = at % list.length
        const raised = list.map((one, index) => (index === place ? new Decimal(one.units + 1n, 2) : one))
        const higher = dimensionScore(asked(raised)).score
        expect(score && higher && compare(higher, score)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('of Malang stays within the scale, as all its questions do', () => {
    for (const score of scores.values()) expect(toFixed(score, 2)).toMatch(/^[0-4]\.(?:00|25|50|75)$/)
  })
})
