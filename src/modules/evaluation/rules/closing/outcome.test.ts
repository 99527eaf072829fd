import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimal, mean, toFixed, wholeNumber } from '#kit/decimal.ts'
import type { Instrument } from '../../model.ts'
import type { BeforeInputs, GivenScores } from '../../model-closing.ts'
import { questionsOf } from '../instrument-questions.ts'
import { scoreIndex, scoringRule } from '../score-index.ts'
import { regionText, roundText } from './frozen-text.ts'
import { outcomeOf } from './outcome.ts'
import { RULE_VERSION } from './rule-version.ts'

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../../../db/reference/${name}`, import.meta.url), 'utf8'))
const in2022: Instrument = read('instruments/smart-city-2022-kppn-ikn.json')
const in2023: Instrument = read('instruments/smart-city-2023-kppn-ikn.json')
const malang: { scores: Record<string, string> } = read('results/malang-2022.json')
const ids = in2023.dimensions.flatMap(questionsOf).map(({ id }) => id)

const panel = fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 117, maxLength: 117 }), {
  minLength: 1,
  maxLength: 6,
})

/** One list of scores for each assessor, as inputs. */
const givenBy = (sheets: (number | null)[][]): GivenScores => ({
  kind: 'assessor-scores',
  assessors: sheets.map((_, index) => index + 1),
  scores: Object.fromEntries(ids.map((id, at) => [id, sheets.map(sheet => sheet[at] ?? null)])),
})

const malang2022: BeforeInputs = {
  edition: '2022',
  instrument: in2022.id,
  instrumentSha256: '0'.repeat(64),
  tookPart: true,
  scores: { baseline: '1.40', output: '1.54', outcome: '2.92', impact: '2.56', 'quick-wins': '3.08' },
  printedIndex: '2.51',
}

describe('the outcome of a region', () => {
  test('of Malang 2022 from its 59 published means is the published one, each term rounded', () => {
    const { outcome } = outcomeOf(
      { given: { kind: 'question-means', scores: malang.scores }, before: null },
      in2022,
      undefined,
    )
    expect(outcome.dimensions).toEqual(malang2022.scores)
    expect(outcome.index).toBe('2.51')
    expect(decimal(outcome.exactSum ?? '0').toString()).toMatch(/^2\.504/)
    expect(Object.keys(outcome.questions)).toHaveLength(59)
    expect(outcome.change).toEqual({ basis: 'not-recomputable', value: null })
  })

  test('counts the change from last year with only its sum rounded: Malang rose by 0.44, not 0.43', () => {
    const scores = {
      baseline: '3.60',
      output: '2.29',
      outcome: '3.41',
      impact: '2.81',
      'quick-wins': '3.13',
      collaboration: '2.53',
    }
    const { outcome } = outcomeOf({ given: { kind: 'dimension-scores', scores }, before: malang2022 }, in2023, in2022)
    expect(outcome.index).toBe('2.94')
    expect(outcome.change).toEqual({ basis: 'computed', value: '0.44' })
  })

  test('of an absent region has no numbers, and no zero among them', () => {
    const { outcome, working } = outcomeOf({ given: { kind: 'absent' }, before: malang2022 }, in2023, in2022)
    expect(outcome).toEqual({
      tookPart: false,
      questions: {},
      dimensions: {},
      exactSum: null,
      index: null,
      change: { basis: 'absent-now', value: null },
    })
    expect(working).toBeUndefined()
    expect(JSON.stringify(outcome)).not.toContain('0.00')
  })

  test('does not depend on the order of the assessors, and is the mean of means weighted by the instrument', () => {
    fc.assert(
      fc.property(panel, sheets => {
        const { outcome } = outcomeOf({ given: givenBy(sheets), before: null }, in2023, undefined)
        const turned = outcomeOf({ given: givenBy(sheets.toReversed()), before: null }, in2023, undefined)
        expect(turned.outcome).toEqual(outcome)
        const scores = Object.fromEntries(
          in2023.dimensions.map(dimension => {
            const means = questionsOf(dimension).map(({ id }) => {
              const at = ids.indexOf(id)
              return (
                mean(
                  sheets.map(sheet => wholeNumber(sheet[at] ?? 0)),
                  2,
                ) ?? wholeNumber(0)
              )
            })
            return [dimension.code, mean(means, 2)]
          }),
        )
        const index = scoreIndex(scoringRule(in2023), scores).index
        expect(outcome.index).toBe(index && toFixed(index, 2))
      }),
      { numRuns: 40 },
    )
  })

  test('leaves out an assessor who gave no score, and has no index while a question has none at all', () => {
    const full = ids.map(() => 3)
    const half = ids.map((_, at) => (at === 0 ? null : 3))
    const one = outcomeOf({ given: givenBy([full, half]), before: null }, in2023, undefined).outcome
    expect(one.questions[ids[0] ?? '']).toBe('3.00')
    expect(one.index).toBe('3.00')
    const none = outcomeOf({ given: givenBy([half, half]), before: null }, in2023, undefined).outcome
    expect(none.questions[ids[0] ?? '']).toBeNull()
    expect(none.index).toBeNull()
    expect(none.tookPart).toBe(true)
    expect(none.change.basis).toBe('no-index-now')
  })

  test('refuses a score of 5, a half and a question of another instrument', () => {
    const wrong = (scores: Record<string, number[]>) => () =>
      outcomeOf({ given: { kind: 'assessor-scores', assessors: [1], scores }, before: null }, in2023, undefined)
    expect(wrong({ [ids[0] ?? '']: [5] })).toThrow(RangeError)
    expect(wrong({ [ids[0] ?? '']: [3.5] })).toThrow(RangeError)
    expect(wrong({ 'baseline.9.9.9': [3] })).toThrow('baseline.9.9.9')
    expect(wrong({ [ids[0] ?? '']: [3, 3] })).toThrow('More scores than assessors')
  })
})

describe('the text that is hashed', () => {
  const { outcome } = outcomeOf({ given: { kind: 'absent' }, before: null }, in2023, undefined)
  const content = {
    round: '2026-regular',
    region: '73.24',
    rule: RULE_VERSION,
    instrument: '0'.repeat(64),
    inputs: { given: { kind: 'absent' } as const, before: null, submission: null, printed: null, remarks: [] },
    outcome,
  }

  test('is the same for any order of keys and other for any other content', () => {
    const turned = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(content).toReversed())))
    expect(regionText(turned)).toBe(regionText(content))
    const texts = [
      content,
      { ...content, rule: 'other' },
      { ...content, region: '73.22' },
      { ...content, round: '2026-regular-2' },
      { ...content, instrument: '1'.repeat(64) },
      { ...content, outcome: { ...outcome, tookPart: true } },
    ].map(regionText)
    expect(new Set(texts).size).toBe(texts.length)
  })

  test('of a round does not depend on the order of its regions', () => {
    const regions: [string, string][] = [
      ['73.24', 'a'],
      ['73.22', 'b'],
    ]
    const text = roundText('x', RULE_VERSION, new Map(regions))
    expect(roundText('x', RULE_VERSION, new Map(regions.toReversed()))).toBe(text)
    expect(roundText('x', RULE_VERSION, new Map(regions.slice(1)))).not.toBe(text)
  })
})
