import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import malang from '../../../../db/reference/results/malang-2022.json' with { type: 'json' }
import results2022 from '../../../../db/reference/results/2022.json' with { type: 'json' }
import results2023 from '../../../../db/reference/results/2023.json' with { type: 'json' }
import { questionsOf } from './instrument-questions.ts'
import { instrument, INSTRUMENTS } from './published-tables.fixture.ts'
import { explainScore, scoreFile } from './score-file.ts'

const MALANG = {
  dimensions: { baseline: '1.40', output: '1.54', outcome: '2.92', impact: '2.56', 'quick-wins': '3.08' },
  terms: { baseline: '0.14', output: '0.31', outcome: '0.88', impact: '0.26', 'quick-wins': '0.92' },
  index: '2.51',
}

const given = { instrument: 'smart-city-2022-kppn-ikn', dimensions: MALANG.dimensions }

function sentence(json: unknown): string {
  const scored = scoreFile(json, INSTRUMENTS)
  return scored.ok ? `scored: ${JSON.stringify(scored.value)}` : scored.sentence
}

/** Malang's question scores with some changed. */
function asked(changes: Record<string, unknown>): unknown {
  return { instrument: malang.instrument, scores: { ...malang.scores, ...changes } }
}

function withoutCode(code: string): Record<string, string> {
  return Object.fromEntries(Object.entries(MALANG.dimensions).filter(([one]) => one !== code))
}

describe('a score file', () => {
  test('of 59 question scores gives Kabupaten Malang 2022 as printed', () => {
    expect(scoreFile({ instrument: malang.instrument, scores: malang.scores }, INSTRUMENTS)).toEqual({
      ok: true,
      value: MALANG,
    })
    expect(scoreFile(malang, INSTRUMENTS)).toEqual({ ok: true, value: MALANG })
  })

  test('of dimension scores gives the same, keys in the order of the instrument', () => {
    const reversed = Object.fromEntries(Object.entries(given.dimensions).toReversed())
    const scored = scoreFile({ ...given, dimensions: reversed }, INSTRUMENTS)
    expect(JSON.stringify(scored)).toBe(JSON.stringify({ ok: true, value: MALANG }))
  })

  test('with an array gives an array, of each published row what is printed', () => {
    const rows = [
      ...results2022.rows.map(row => ({ ...row, instrument: 'smart-city-2022-kppn-ikn' })),
      ...results2023.rows.map(row => ({ ...row, instrument: `smart-city-2023-${row.group}` })),
    ].filter(row => row.took_part)
    const items = rows.map(row => {
      const codes = instrument(row.instrument).dimensions.map(({ code }) => code)
      const scores = Object.entries(row.scores).filter(([code]) => codes.includes(code))
      return { instrument: row.instrument, dimensions: Object.fromEntries(scores) }
    })
    const scored = scoreFile(items, INSTRUMENTS)
    expect(scored.ok && Array.isArray(scored.value) && scored.value.map(({ index }) => index)).toEqual(
      rows.map(row => row.printed_final),
    )
    expect(scoreFile([], INSTRUMENTS)).toEqual({ ok: true, value: [] })
  })

  test('shows the terms rounded though the index of 2023 is rounded once', () => {
    const dimensions = { baseline: '1.45', output: '1.03', outcome: '1.02', impact: '1.03', 'quick-wins': '1.03' }
    // The terms shown add up to 1.09; exactly they are 0.145 + 0.206 + 0.306 + 0.206 + 0.206 = 1.069.
    expect(scoreFile({ instrument: 'smart-city-2023-regular', dimensions }, INSTRUMENTS)).toEqual({
      ok: true,
      value: {
        dimensions,
        terms: { baseline: '0.15', output: '0.21', outcome: '0.31', impact: '0.21', 'quick-wins': '0.21' },
        index: '1.07',
      },
    })
  })

  test('writes every number with two places', () => {
    const dimensions = { baseline: '2', output: '2.5', outcome: '3.10', impact: '0', 'quick-wins': '4.000' }
    expect(scoreFile({ ...given, dimensions }, INSTRUMENTS)).toEqual({
      ok: true,
      value: {
        dimensions: { baseline: '2.00', output: '2.50', outcome: '3.10', impact: '0.00', 'quick-wins': '4.00' },
        terms: { baseline: '0.20', output: '0.50', outcome: '0.93', impact: '0.00', 'quick-wins': '1.20' },
        index: '2.83',
      },
    })
  })

  const impactIds = questionsOf(instrument(malang.instrument).dimensions[3]!).map(({ id }) => id)
  const withoutImpact = {
    dimensions: { ...MALANG.dimensions, impact: null },
    terms: { ...MALANG.terms, impact: null },
    index: null,
  }

  test.each([
    ['null for all of its questions', asked(Object.fromEntries(impactIds.map(id => [id, null])))],
    ['null for itself', { ...given, dimensions: { ...given.dimensions, impact: null } }],
    ['nothing for itself', { ...given, dimensions: withoutCode('impact') }],
  ])('with %s leaves a dimension, its term and the index without a number', (_, json) => {
    expect(scoreFile(json, INSTRUMENTS)).toEqual({ ok: true, value: withoutImpact })
  })

  test.each([
    ['a missing question', asked({ 'output.2.3': undefined }), '“output.2.3”'],
    ['an unknown question', asked({ 'output.9.9': '2.00' }), '“output.9.9”'],
    ['a question named like what every object carries', asked({ constructor: '2.00' }), '“constructor”'],
    ['a score above the scale', asked({ 'output.2.3': '4.01' }), '“output.2.3” (4.01)'],
    ['a score below the scale', asked({ 'output.2.3': '-0.01' }), '“output.2.3” (-0.01)'],
    ['a comma', asked({ 'output.2.3': '3,5' }), '“output.2.3” (3,5)'],
    ['an empty text', asked({ 'output.2.3': '' }), '“output.2.3”'],
    ['a JSON number', asked({ 'output.2.3': 3 }), '“output.2.3” (3)'],
    ['true', asked({ 'output.2.3': true }), '“output.2.3” (true)'],
    ['a list', asked({ 'output.2.3': ['2.00'] }), '“output.2.3”'],
    ['an exponent', asked({ 'output.2.3': '1e0' }), '“output.2.3” (1e0)'],
    ['a space', asked({ 'output.2.3': ' 2.00' }), '“output.2.3”'],
    ['a million digits', asked({ 'output.2.3': '1'.repeat(1_000_000) }), '“output.2.3”'],
    ['null for one of several questions', asked({ 'output.2.3': null }), '“output.2.3”'],
    [
      'an unknown dimension',
      { ...given, dimensions: { ...given.dimensions, collaboration: '1.00' } },
      '“collaboration”',
    ],
    [
      'a dimension above the scale',
      { ...given, dimensions: { ...given.dimensions, impact: '5.00' } },
      '“impact” (5.00)',
    ],
    [
      'a dimension as a JSON number',
      { ...given, dimensions: { ...given.dimensions, impact: 2.56 } },
      '“impact” (2.56)',
    ],
    [
      'a dimension of three decimals',
      { ...given, dimensions: { ...given.dimensions, impact: '2.565' } },
      '“impact” (2.565)',
    ],
    ['neither scores nor dimensions', { instrument: malang.instrument }, '“scores”'],
    ['both scores and dimensions', { ...malang, dimensions: MALANG.dimensions }, 'keduanya'],
    ['scores that are no object', { instrument: malang.instrument, scores: ['2.00'] }, '“scores”'],
    ['dimensions that are null', { instrument: malang.instrument, dimensions: null }, '“dimensions”'],
    ['no instrument', { dimensions: MALANG.dimensions }, 'smart-city-2022-kppn-ikn'],
    ['an unknown instrument', { ...given, instrument: 'smart-city-2031' }, '“smart-city-2031”'],
    ['an instrument that is a number', { ...given, instrument: 2022 }, '“2022”'],
    [
      'questions of an instrument whose questions were not published',
      { ...malang, instrument: 'smart-city-2023-regular' },
      '“smart-city-2023-regular”',
    ],
    ['text in place of an object', 'halo', 'objek JSON'],
    ['null', null, 'objek JSON'],
  ])('with %s is refused in one sentence that names it, in two languages', (_, json, named) => {
    const said = sentence(JSON.parse(JSON.stringify(json)))
    expect(said).toContain(named)
    expect(said).toMatch(/^[^\n]{20,600} \([^\n]+\.\)$/)
  })

  test('takes no score from what every object carries', () => {
    const one = instrument(malang.instrument)
    const [baseline, ...others] = one.dimensions
    const odd = { ...one, dimensions: [{ ...baseline!, code: 'constructor' }, ...others] }
    expect(scoreFile({ instrument: one.id, dimensions: withoutCode('baseline') }, [odd])).toMatchObject({
      ok: true,
      value: { dimensions: { constructor: null, output: '1.54' }, index: null },
    })
  })

  test('with an unknown instrument is told those that are known', () => {
    for (const { id } of INSTRUMENTS) expect(sentence({ ...given, instrument: 'x' })).toContain(id)
  })

  test('with several missing questions names the first and counts the others', () => {
    expect(sentence({ instrument: malang.instrument, scores: {} })).toContain(
      '“baseline.A1.1.1.1”, “baseline.A1.1.2.1”, “baseline.1.3.1” dan 56 lainnya tidak ada.',
    )
  })

  test('with a fault in an array is told the position', () => {
    const said = sentence([given, { ...given, dimensions: { ...given.dimensions, impact: '9' } }])
    expect(said).toMatch(/^Butir ke-2: Nilai “impact” \(9\) di luar skala 0–4\. \(Item 2: /)
    expect(sentence([[given]])).toMatch(/^Butir ke-1: /)
  })

  test('of any content gets numbers or a sentence, never an exception', () => {
    const loose = fc.oneof(
      fc.jsonValue(),
      fc.record({ instrument: fc.constantFrom(...INSTRUMENTS.map(({ id }) => id)), dimensions: fc.jsonValue() }),
      fc.record({ instrument: fc.constantFrom(...INSTRUMENTS.map(({ id }) => id)), scores: fc.jsonValue() }),
    )
    fc.assert(
      fc.property(loose, json => {
        const scored = scoreFile(json, INSTRUMENTS)
        if (!scored.ok) expect(scored.sentence).toMatch(/\.\)$/)
      }),
    )
  })
})

describe('an explained score', () => {
  test('holds every step: questions, sum, quotient, products, sums and the index', () => {
    const explained = explainScore(malang, INSTRUMENTS)
    expect(explained.ok).toBe(true)
    const value = JSON.parse(JSON.stringify(explained.ok ? explained.value : null))
    expect(value.instrument).toMatchObject({ id: malang.instrument, year: 2022 })
    expect(value.dimensions.map(({ questions }: { questions: unknown[] }) => questions.length)).toEqual([
      5, 7, 31, 4, 12,
    ])
    expect(value.dimensions[1]).toMatchObject({
      code: 'output',
      name: { en: 'Output' },
      sum: '10.75',
      count: 7,
      quotient: { cut: '1.535714', exact: false },
      score: '1.54',
    })
    expect(value.dimensions[1].questions[3]).toMatchObject({ id: 'output.2.3', score: '2.75' })
    expect(value.working).toMatchObject({ exactSum: '2.5040', roundedTermSum: '2.51', index: '2.51' })
  })

  test('says the same as the plain one', () => {
    const hundredth = fc
      .integer({ min: 0, max: 400 })
      .map(n => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`)
    const item = fc.constantFrom(...INSTRUMENTS).chain(one =>
      fc.record({
        instrument: fc.constant(one.id),
        dimensions: fc.record(Object.fromEntries(one.dimensions.map(({ code }) => [code, fc.option(hundredth)]))),
      }),
    )
    fc.assert(
      fc.property(item, json => {
        const [plain, explained] = [scoreFile(json, INSTRUMENTS), explainScore(json, INSTRUMENTS)]
        if (!plain.ok || !explained.ok || Array.isArray(plain.value) || Array.isArray(explained.value))
          throw new Error('refused')
        expect(plain.value.index).toBe(explained.value.working.index?.toString() ?? null)
        expect(plain.value.dimensions).toEqual(json.dimensions)
      }),
    )
  })
})
