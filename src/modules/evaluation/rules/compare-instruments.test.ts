import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instrument } from '../model.ts'
import { compareInstruments } from './compare-instruments.ts'
import { questionsOf } from './instrument-questions.ts'
import { instrument, INSTRUMENTS } from './published-tables.fixture.ts'

const kppn2022 = instrument('smart-city-2022-kppn-ikn')
const kppn2023 = instrument('smart-city-2023-kppn-ikn')

function counts(before: Instrument, after: Instrument, code: string): Record<string, number> {
  const result: Record<string, number> = {}
  for (const { kind } of compareInstruments(before, after).dimensions.find(one => one.code === code)?.questions ?? [])
    result[kind] = (result[kind] ?? 0) + 1
  return result
}

describe('two versions of the instrument', () => {
  test('of 2022 and 2023 differ in weights, questions and rounding as printed', () => {
    const { dimensions, rounding, questionsKnown } = compareInstruments(kppn2022, kppn2023)
    expect(questionsKnown).toBe(true)
    expect(rounding).toEqual({ before: 'each-term-half-up-2', after: 'sum-half-up-2', changed: true })
    expect(
      dimensions.map(({ code, before, after, weightChanged }) => [
        code,
        before && `${before.weight} ${before.questionCount}`,
        after && `${after.weight} ${after.questionCount}`,
        weightChanged,
      ]),
    ).toEqual([
      ['baseline', '0.10 5', '0.10 5', false],
      ['output', '0.20 7', '0.20 7', false],
      ['outcome', '0.30 31', '0.20 33', true],
      ['impact', '0.10 4', '0.20 54', true],
      ['quick-wins', '0.30 12', '0.20 12', true],
      ['collaboration', null, '0.10 6', true],
    ])
  })

  test('with the same text under another number are told apart from another text under the same number', () => {
    const old = structuredClone(kppn2022)
    const questions = questionsOf(old.dimensions[0]!)
    const [first, second] = questions
    ;[first!.id, second!.id] = [second!.id, first!.id]
    questions[2]!.text.id = 'Pertanyaan yang sama sekali lain?'
    questions[3]!.text.id = ` ${questions[3]!.text.id.toUpperCase().replace(' ', '\n  ')}`
    expect(counts(old, kppn2022, 'baseline')).toEqual({ same: 2, renumbered: 2, 'other-text': 1 })
  })

  test('lose and gain no question: each one stands in exactly one pair', () => {
    fc.assert(
      fc.property(fc.constantFrom(...INSTRUMENTS), fc.constantFrom(...INSTRUMENTS), (before, after) => {
        const { dimensions, questionsKnown } = compareInstruments(before, after)
        const ids = (side: 'before' | 'after'): string[] =>
          dimensions.flatMap(({ questions }) => questions.flatMap(pair => pair[side]?.id ?? [])).toSorted()
        const all = (one: Instrument): string[] =>
          one.dimensions.flatMap(dimension => questionsOf(dimension).map(({ id }) => id)).toSorted()
        expect(ids('before')).toEqual(questionsKnown ? all(before) : [])
        expect(ids('after')).toEqual(questionsKnown ? all(after) : [])
      }),
    )
  })

  test('that are one and the same show no change', () => {
    for (const one of INSTRUMENTS) {
      const { dimensions, rounding } = compareInstruments(one, one)
      expect(rounding.changed).toBe(false)
      expect(dimensions.some(({ weightChanged }) => weightChanged)).toBe(false)
      expect(dimensions.flatMap(({ questions }) => questions).every(({ kind }) => kind === 'same')).toBe(true)
    }
  })

  test('are not compared by question where one has none published', () => {
    const { dimensions, questionsKnown } = compareInstruments(instrument('smart-city-2022-regular'), kppn2023)
    expect(questionsKnown).toBe(false)
    expect(dimensions.every(({ questions }) => questions.length === 0)).toBe(true)
    expect(dimensions.find(({ code }) => code === 'outcome')?.weightChanged).toBe(true)
  })
})
