import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import kppn2022 from '../../../../db/reference/instruments/smart-city-2022-kppn-ikn.json' with { type: 'json' }
import regular2022 from '../../../../db/reference/instruments/smart-city-2022-regular.json' with { type: 'json' }
import kppn2023 from '../../../../db/reference/instruments/smart-city-2023-kppn-ikn.json' with { type: 'json' }
import regular2023 from '../../../../db/reference/instruments/smart-city-2023-regular.json' with { type: 'json' }
import { canonicalText } from '#kit/canonical-text.ts'
import { checkInstrument, type InstrumentFault } from './check-instrument.ts'
import { faultSentence } from './instrument-faults.ts'

/** What somebody wrote into a file, by place; undefined takes the place away. */
type Changes = Record<string, unknown>

/** The faults of the 2022 instrument after somebody spoiled it. */
function faultsAfter(changes: Changes): InstrumentFault[] {
  const json: unknown = structuredClone(kppn2022)
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const inside = keys.reduce<unknown>((outer, key) => Reflect.get(outer as object, key), json) as object
    if (value === undefined) Reflect.deleteProperty(inside, last)
    else Reflect.set(inside, last, value)
  }
  const checked = checkInstrument(json)
  return checked.ok ? [] : checked.faults
}

describe('an instrument', () => {
  test.each([
    [kppn2022, 59],
    [kppn2023, 117],
    [regular2022, 0],
    [regular2023, 0],
  ])('of the reference data is accepted as it stands ($id)', (json, questions) => {
    const checked = checkInstrument(json)
    expect(checked.ok ? [] : checked.faults).toEqual([])
    if (!checked.ok) return
    expect(checked.instrument).toEqual(json)
    const ids = checked.instrument.dimensions.flatMap(dimension =>
      dimension.indicators.flatMap(indicator => indicator.sub_indicators.flatMap(sub => sub.questions)),
    )
    expect(ids).toHaveLength(questions)
  })

  const spoiled: [string, Changes, InstrumentFault][] = [
    [
      'whose weights sum to 0.99',
      { 'dimensions.0.weight': '0.09' },
      { code: 'weight-sum', path: 'dimensions', sum: '0.99' },
    ],
    [
      'whose weights miss 1 by a hair',
      { 'dimensions.0.weight': '0.1000000000000000000001' },
      { code: 'weight-sum', path: 'dimensions', sum: '1.0000000000000000000001' },
    ],
    [
      'with a weight written with a comma',
      { 'dimensions.1.weight': '0,20' },
      { code: 'malformed-weight', path: 'dimensions.1.weight', got: '0,20', reason: 'comma' },
    ],
    [
      'with a weight as a JSON number',
      { 'dimensions.1.weight': 0.2 },
      { code: 'wrong-type', path: 'dimensions.1.weight', expected: 'string', got: 'number' },
    ],
    [
      'with a negative weight',
      { 'dimensions.1.weight': '-0.20' },
      { code: 'weight-range', path: 'dimensions.1.weight', got: '-0.20' },
    ],
    ['without a weight', { 'dimensions.2.weight': undefined }, { code: 'missing', path: 'dimensions.2.weight' }],
    [
      'with the same question id twice',
      { 'dimensions.1.indicators.0.sub_indicators.0.questions.0.id': 'baseline.1.3.1' },
      {
        code: 'duplicate-id',
        path: 'dimensions.1.indicators.0.sub_indicators.0.questions.0.id',
        got: 'baseline.1.3.1',
        first: 'dimensions.0.indicators.0.sub_indicators.2.questions.0.id',
      },
    ],
    [
      'with the same dimension twice',
      { 'dimensions.3.code': 'output' },
      { code: 'duplicate-code', path: 'dimensions.3.code', got: 'output', first: 'dimensions.1.code' },
    ],
    [
      'with the same indicator code twice in a dimension',
      { 'dimensions.0.indicators.1.code': 'A1' },
      {
        code: 'duplicate-code',
        path: 'dimensions.0.indicators.1.code',
        got: 'A1',
        first: 'dimensions.0.indicators.0.code',
      },
    ],
    [
      'without the English text of a question',
      { 'dimensions.0.indicators.0.sub_indicators.0.questions.0.text.en': undefined },
      {
        code: 'missing-text',
        path: 'dimensions.0.indicators.0.sub_indicators.0.questions.0.text.en',
        language: 'en',
      },
    ],
    ['with a blank Indonesian title', { 'title.id': '  ' }, { code: 'missing-text', path: 'title.id', language: 'id' }],
    [
      'with a blank English name of an indicator',
      { 'dimensions.0.indicators.0.name_en': '' },
      { code: 'missing-text', path: 'dimensions.0.indicators.0.name_en', language: 'en' },
    ],
    [
      'with a kind of question nobody knows',
      { 'dimensions.0.indicators.0.sub_indicators.0.questions.0.kind': 'rumour' },
      {
        code: 'not-listed',
        path: 'dimensions.0.indicators.0.sub_indicators.0.questions.0.kind',
        got: 'rumour',
        allowed: expect.arrayContaining(['policy', 'survey']),
      },
    ],
    [
      'with a smart dimension nobody knows',
      { 'dimensions.0.indicators.0.sub_indicators.0.questions.0.smart_dimension': 'mobility' },
      {
        code: 'not-listed',
        path: 'dimensions.0.indicators.0.sub_indicators.0.questions.0.smart_dimension',
        got: 'mobility',
        allowed: ['governance', 'branding', 'economy', 'living', 'society', 'environment'],
      },
    ],
    [
      'with an unknown rounding rule',
      { 'aggregation.index_rounding': 'bankers-2' },
      {
        code: 'rounding-unknown',
        path: 'aggregation.index_rounding',
        got: 'bankers-2',
        allowed: ['each-term-half-up-2', 'sum-half-up-2'],
      },
    ],
    ['with a scale upside down', { 'scale.max': 0 }, { code: 'scale-order', path: 'scale', min: 0, max: 0 }],
    [
      'with a step that does not divide the scale',
      { 'scale.step_of_one_assessor': 3 },
      { code: 'scale-step', path: 'scale.step_of_one_assessor', step: 3, min: 0, max: 4 },
    ],
    [
      'with a key nobody knows',
      { 'dimensions.0.wieght': '0.10' },
      { code: 'unknown-key', path: 'dimensions.0', key: 'wieght' },
    ],
    ['with no dimensions', { dimensions: [] }, { code: 'empty-list', path: 'dimensions' }],
    [
      'with questions in some dimensions only',
      { 'dimensions.4.indicators': [] },
      { code: 'dimension-without-questions', path: 'dimensions.4.indicators', dimension: 'quick-wins' },
    ],
    ['with an id that is no id', { id: 'Smart City 2022' }, { code: 'malformed', path: 'id', got: 'Smart City 2022' }],
  ]

  test.each(spoiled)('%s is refused, the fault named', (_, changes, fault) => {
    expect(faultsAfter(changes)).toEqual([fault])
  })

  test('may leave several sub-indicators without a code, as the paper does', () => {
    const sub = kppn2022.dimensions[1]?.indicators[0]?.sub_indicators[0]
    const another = { ...sub, questions: [{ ...sub?.questions[0], id: 'output.B1.2.2' }] }
    expect(sub?.code).toBeNull()
    const faults = faultsAfter({ 'dimensions.1.indicators.0.sub_indicators.1': another })
    expect(faults).toEqual([])
  })

  test('with several faults gets all of them named at once', () => {
    const faults = faultsAfter({
      'scale.step_of_one_assessor': 0,
      'dimensions.0.weight': '0.11',
      'dimensions.3.letter': 'A',
    })
    expect(faults.map(({ code }) => code)).toEqual(['scale-step', 'weight-sum', 'duplicate-code'])
  })

  test('that is no object at all is refused without breaking', () => {
    fc.assert(
      fc.property(fc.jsonValue(), json => {
        const checked = checkInstrument(json)
        expect(checked.ok).toBe(false)
        if (!checked.ok) for (const fault of checked.faults) expect(faultSentence(fault, 'id')).toMatch(/\.$/)
      }),
    )
    expect(checkInstrument([])).toEqual({
      ok: false,
      faults: [{ code: 'wrong-type', path: '', expected: 'object', got: 'array' }],
    })
  })

  test('has each fault told in a sentence, in both languages', () => {
    for (const [, changes] of spoiled)
      for (const fault of faultsAfter(changes)) {
        const id = faultSentence(fault, 'id')
        const en = faultSentence(fault, 'en')
        expect(id).toMatch(/^\S.*\.$/)
        expect(en).toMatch(/^\S.*\.$/)
        expect(id).not.toBe(en)
        expect(`${id}${en}`).not.toContain('undefined')
      }
    const [sum] = faultsAfter({ 'dimensions.0.weight': '0.09' })
    expect(sum && faultSentence(sum, 'id')).toBe('Jumlah bobot semua dimensi 0,99, harus tepat 1.')
    expect(sum && faultSentence(sum, 'en')).toBe('The weights sum to 0.99; they must sum to exactly 1.')
  })
})

describe('the canonical text of an instrument', () => {
  const sha256 = (value: unknown): string => createHash('sha256').update(canonicalText(value)).digest('hex')

  test('does not depend on the order of keys or on white space, and says the same as the file', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalText(upsideDown(value))).toBe(canonicalText(value))
      }),
    )
    expect(canonicalText({ b: [1, null, 'é"'], a: { d: true, c: 0.1 } })).toBe(
      '{"a":{"c":0.1,"d":true},"b":[1,null,"é\\""]}',
    )
  })

  test('gives each published version a hash that never changes', () => {
    expect(sha256(kppn2022)).toBe('01ee67d59e571a1286a9ae40654b1dfcf6d5a2435d3472981a9b734d6adc0fd5')
    expect(sha256(kppn2023)).toBe('f0f834102e67f20ee83354b2ebf46381f9d3fdb336dd9bb26f24731ff136da14')
    expect(sha256({ ...kppn2022, year: 2021 })).not.toBe(sha256(kppn2022))
  })

  test('refuses what JSON cannot say', () => {
    for (const value of [undefined, Number.NaN, 1n, () => 1]) expect(() => canonicalText({ value })).toThrow(TypeError)
  })
})

function upsideDown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(upsideDown)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, upsideDown(inner)]),
  )
}
