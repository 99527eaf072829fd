import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import kediri from '../../../../db/reference/results/kediri-2022.json' with { type: 'json' }
import { compare, Decimal, decimal, equal } from '#kit/decimal.ts'
import { INDEX_ROUNDINGS } from '../model.ts'
import { instrument, INSTRUMENTS, TABLE_2022, TABLE_2023 } from './published-tables.fixture.ts'
import { type DimensionScores, scoreIndex, scoringRule } from './score-index.ts'

const score = fc.integer({ min: 0, max: 400 }).map(units => new Decimal(BigInt(units), 2))
const rules = INSTRUMENTS.map(scoringRule)

/** A rule of a published instrument, either rounding, with scores for all of its dimensions. */
const scored = fc
  .tuple(fc.constantFrom(...rules), fc.constantFrom(...INDEX_ROUNDINGS))
  .map(([rule, rounding]) => ({ ...rule, rounding }))
  .chain(rule =>
    fc.array(score, { minLength: rule.dimensions.length, maxLength: rule.dimensions.length }).map(list => ({
      rule,
      scores: Object.fromEntries(rule.dimensions.map(({ code }, place) => [code, list[place]])) as Record<
        string,
        Decimal
      >,
    })),
  )

describe('the index', () => {
  const taking = [...TABLE_2022, ...TABLE_2023].filter(({ tookPart }) => tookPart)

  test('covers all scored rows of both tables', () => {
    expect(TABLE_2022.filter(({ tookPart }) => tookPart)).toHaveLength(38)
    expect(TABLE_2023.filter(({ tookPart, group }) => tookPart && group === 'kppn-ikn')).toHaveLength(58)
    expect(TABLE_2023.filter(({ tookPart, group }) => tookPart && group === 'regular')).toHaveLength(72)
    expect(taking).toHaveLength(168)
  })

  test.each(taking.map(row => [`${row.name} (${row.rule.rounding}, ${row.group})`, row] as const))(
    'is the printed one: %s',
    (_, row) => {
      expect(String(scoreIndex(row.rule, row.scores).index)).toBe(String(row.printedIndex))
    },
  )

  test('needs the rounding of its own instrument: the other one misses many rows', () => {
    const misses = (table: typeof TABLE_2022, rounding: (typeof INDEX_ROUNDINGS)[number], group?: string): number =>
      table.filter(row => {
        if (!row.tookPart || (group !== undefined && row.group !== group)) return false
        const { index } = scoreIndex({ ...row.rule, rounding }, row.scores)
        return index === null || row.printedIndex === null || !equal(index, row.printedIndex)
      }).length
    expect(misses(TABLE_2022, 'each-term-half-up-2')).toBe(0)
    expect(misses(TABLE_2022, 'sum-half-up-2')).toBe(21)
    expect(misses(TABLE_2023, 'sum-half-up-2')).toBe(0)
    expect(misses(TABLE_2023, 'each-term-half-up-2', 'kppn-ikn')).toBe(58 - 32)
    expect(misses(TABLE_2023, 'each-term-half-up-2', 'regular')).toBe(72 - 41)
  })

  test('of Kota Kediri 2022 is 3.31 because each term is rounded; the sum once would give 3.32', () => {
    const row = kediri.rows[0]
    const scores = Object.fromEntries(Object.entries(row?.scores ?? {}).map(([code, text]) => [code, decimal(text)]))
    const rule = scoringRule(instrument(kediri.instrument))
    const result = scoreIndex(rule, scores)
    expect(String(result.index)).toBe(row?.printed_final)
    expect(result.terms.map(({ rounded }) => String(rounded))).toEqual(['0.36', '0.64', '0.97', '0.61', '0.73'])
    expect(String(result.exactSum)).toBe('3.3150')
    expect(String(scoreIndex({ ...rule, rounding: 'sum-half-up-2' }, scores).index)).toBe('3.32')
  })

  test('carries the whole working: weight, score, exact product, rounded term, both sums', () => {
    const scores = { baseline: '1.40', output: '1.54', outcome: '2.92', impact: '2.56', 'quick-wins': '3.08' }
    const result = scoreIndex(
      scoringRule(instrument('smart-city-2022-kppn-ikn')),
      Object.fromEntries(Object.entries(scores).map(([code, text]) => [code, decimal(text)])),
    )
    expect(JSON.parse(JSON.stringify(result))).toEqual({
      rounding: 'each-term-half-up-2',
      terms: [
        { code: 'baseline', weight: '0.10', score: '1.40', product: '0.1400', rounded: '0.14' },
        { code: 'output', weight: '0.20', score: '1.54', product: '0.3080', rounded: '0.31' },
        { code: 'outcome', weight: '0.30', score: '2.92', product: '0.8760', rounded: '0.88' },
        { code: 'impact', weight: '0.10', score: '2.56', product: '0.2560', rounded: '0.26' },
        { code: 'quick-wins', weight: '0.30', score: '3.08', product: '0.9240', rounded: '0.92' },
      ],
      missing: [],
      exactSum: '2.5040',
      roundedTermSum: '2.51',
      index: '2.51',
    })
  })

  test('does not exist while a dimension has no score, which is never counted as 0', () => {
    fc.assert(
      fc.property(scored, fc.nat(), fc.constantFrom(null, undefined), ({ rule, scores }, at, nothing) => {
        const code = rule.dimensions[at % rule.dimensions.length]?.code ?? ''
        const result = scoreIndex(rule, { ...scores, [code]: nothing })
        expect([result.index, result.exactSum, result.roundedTermSum]).toEqual([null, null, null])
        expect(result.missing).toEqual([code])
        expect(result.terms.find(term => term.code === code)).toMatchObject({
          score: null,
          product: null,
          rounded: null,
        })
        expect(scoreIndex(rule, { ...scores, [code]: decimal('0.00') }).index).not.toBeNull()
      }),
    )
    expect(scoreIndex(rules[0]!, {}).missing).toHaveLength(5)
  })

  test('counts a printed 0.00 of a region that took part as the score it is', () => {
    const zeros = TABLE_2023.filter(({ tookPart, scores }) => tookPart && scores.collaboration?.units === 0n)
    expect(zeros).toHaveLength(7)
    for (const row of zeros) expect(String(scoreIndex(row.rule, row.scores).index)).toBe(String(row.printedIndex))
  })

  test('never falls when a dimension rises', () => {
    fc.assert(
      fc.property(scored, fc.nat(), fc.integer({ min: 1, max: 100 }), ({ rule, scores }, at, more) => {
        const code = rule.dimensions[at % rule.dimensions.length]?.code ?? ''
        const raised = { ...scores, [code]: new Decimal((scores[code]?.units ?? 0n) + BigInt(more), 2) }
        const [before, after] = [scoreIndex(rule, scores).index, scoreIndex(rule, raised).index]
        expect(before && after && compare(after, before)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('is exact: whole-number arithmetic gives the same, by either rounding', () => {
    fc.assert(
      fc.property(scored, ({ rule, scores }) => {
        // Weights and scores in hundredths, products in ten-thousandths; (n + 50) / 100 rounds a half up.
        const products = rule.dimensions.map(({ code, weight }) => {
          expect(weight.places).toBe(2)
          return weight.units * (scores[code]?.units ?? 0n)
        })
        const once = (products.reduce((a, b) => a + b, 0n) + 50n) / 100n
        const each = products.map(product => (product + 50n) / 100n).reduce((a, b) => a + b, 0n)
        const expected = rule.rounding === 'sum-half-up-2' ? once : each
        expect(scoreIndex(rule, scores).index).toEqual(new Decimal(expected, 2))
      }),
      { numRuns: 1000 },
    )
  })

  test('stays on the scale: all 0 gives 0, all 4 gives 4', () => {
    for (const rule of rules) {
      const all = (text: string): DimensionScores =>
        Object.fromEntries(rule.dimensions.map(({ code }) => [code, decimal(text)]))
      expect(String(scoreIndex(rule, all('0.00')).index)).toBe('0.00')
      expect(String(scoreIndex(rule, all('4.00')).index)).toBe('4.00')
    }
  })

  test('takes no score from what every object carries', () => {
    const rule = { dimensions: [{ code: 'constructor', weight: decimal('1') }], rounding: 'sum-half-up-2' as const }
    expect(scoreIndex(rule, {}).index).toBeNull()
  })
})
