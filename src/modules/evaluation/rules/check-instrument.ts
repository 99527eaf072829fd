import {
  compare,
  type Decimal,
  type DecimalFault,
  equal,
  exactText,
  ONE,
  parseDecimal,
  sum,
  ZERO,
} from '#kit/decimal.ts'
import { type Dimension, type Instrument, instrumentSchema } from '../model.ts'
import { shown } from './shown.ts'

type Language = 'id' | 'en'

/**
 * What is wrong with an instrument: a code, the place in the file (`dimensions.2.weight`; '' for the whole file), and
 * what a sentence about it needs. `faultSentence` writes that sentence.
 */
export type InstrumentFault = { path: string } & (
  | { code: 'missing' }
  | { code: 'missing-text'; language: Language }
  | { code: 'empty-text' }
  | { code: 'wrong-type'; expected: string; got: string }
  | { code: 'unknown-key'; key: string }
  | { code: 'not-listed'; got: string; allowed: readonly string[] }
  | { code: 'rounding-unknown'; got: string; allowed: readonly string[] }
  | { code: 'malformed'; got: string }
  | { code: 'empty-list' }
  | { code: 'out-of-range'; got: string }
  | { code: 'malformed-weight'; got: string; reason: DecimalFault }
  | { code: 'weight-range'; got: string }
  | { code: 'weight-sum'; sum: string }
  | { code: 'scale-order'; min: number; max: number }
  | { code: 'scale-step'; step: number; min: number; max: number }
  | { code: 'duplicate-id'; got: string; first: string }
  | { code: 'duplicate-code'; got: string; first: string }
  | { code: 'dimension-without-questions'; dimension: string }
)

export type CheckedInstrument = { ok: true; instrument: Instrument } | { ok: false; faults: InstrumentFault[] }

/** Whether a parsed JSON value is an instrument that may be used: its shape, and all that a shape cannot say. */
export function checkInstrument(json: unknown): CheckedInstrument {
  const parsed = instrumentSchema.safeParse(json)
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.flatMap(issue => shapeFaults(issue, json)) }
  const instrument = parsed.data
  const faults = [
    ...scaleFaults(instrument),
    ...weightFaults(instrument),
    ...codeFaults(instrument),
    ...questionFaults(instrument),
  ]
  return faults.length === 0 ? { ok: true, instrument } : { ok: false, faults }
}

function scaleFaults({ scale }: Instrument): InstrumentFault[] {
  const { min, max, step_of_one_assessor: step } = scale
  if (min >= max) return [{ code: 'scale-order', path: 'scale', min, max }]
  if (step <= 0 || (max - min) % step !== 0)
    return [{ code: 'scale-step', path: 'scale.step_of_one_assessor', step, min, max }]
  return []
}

function weightFaults({ dimensions }: Instrument): InstrumentFault[] {
  const faults: InstrumentFault[] = []
  const weights: Decimal[] = []
  for (const [place, { weight }] of dimensions.entries()) {
    const path = `dimensions.${place}.weight`
    const parsed = parseDecimal(weight)
    if (!parsed.ok) faults.push({ code: 'malformed-weight', path, got: shown(weight), reason: parsed.reason })
    else if (compare(parsed.value, ZERO) <= 0 || compare(parsed.value, ONE) > 0)
      faults.push({ code: 'weight-range', path, got: weight })
    else weights.push(parsed.value)
  }
  // A sum of some of the weights would say nothing.
  if (faults.length > 0) return faults
  const total = sum(weights)
  return equal(total, ONE) ? [] : [{ code: 'weight-sum', path: 'dimensions', sum: exactText(total, 2) }]
}

function codeFaults({ dimensions }: Instrument): InstrumentFault[] {
  const faults = [...repeated(dimensions, 'dimensions', 'code'), ...repeated(dimensions, 'dimensions', 'letter')]
  for (const [d, dimension] of dimensions.entries()) {
    const inDimension = `dimensions.${d}.indicators`
    faults.push(...repeated(dimension.indicators, inDimension, 'code'))
    for (const [i, indicator] of dimension.indicators.entries()) {
      const inIndicator = `${inDimension}.${i}.sub_indicators`
      faults.push(...repeated(indicator.sub_indicators, inIndicator, 'code'))
      for (const [s, sub] of indicator.sub_indicators.entries())
        faults.push(...repeated(sub.questions, `${inIndicator}.${s}.questions`, 'code'))
    }
  }
  return faults
}

function questionFaults({ dimensions }: Instrument): InstrumentFault[] {
  const faults: InstrumentFault[] = []
  const seen = new Map<string, string>()
  for (const [d, dimension] of dimensions.entries())
    for (const { path, id } of questionPlaces(dimension, `dimensions.${d}`)) {
      const first = seen.get(id)
      if (first === undefined) seen.set(id, path)
      else faults.push({ code: 'duplicate-id', path, got: id, first })
    }
  // All questions known or none: with some, neither a score by questions nor one by dimensions could be told apart.
  if (seen.size > 0)
    for (const [d, dimension] of dimensions.entries())
      if (dimension.indicators.length === 0)
        faults.push({
          code: 'dimension-without-questions',
          path: `dimensions.${d}.indicators`,
          dimension: dimension.code,
        })
  return faults
}

function* questionPlaces(dimension: Dimension, under: string): Generator<{ path: string; id: string }> {
  for (const [i, indicator] of dimension.indicators.entries())
    for (const [s, sub] of indicator.sub_indicators.entries())
      for (const [q, question] of sub.questions.entries())
        yield { path: `${under}.indicators.${i}.sub_indicators.${s}.questions.${q}.id`, id: question.id }
}

/** Faults for each later item that carries the code (or letter) of an earlier one; no code at all repeats nothing. */
function repeated<K extends string>(
  items: readonly Readonly<Record<K, string | null>>[],
  path: string,
  key: K,
): InstrumentFault[] {
  const faults: InstrumentFault[] = []
  const seen = new Map<string, string>()
  for (const [place, item] of items.entries()) {
    const code = item[key]
    if (code === null) continue
    const here = `${path}.${place}.${key}`
    const first = seen.get(code)
    if (first === undefined) seen.set(code, here)
    else faults.push({ code: 'duplicate-code', path: here, got: code, first })
  }
  return faults
}

type Issue = {
  code: string
  path: PropertyKey[]
  expected?: string
  values?: readonly unknown[]
  keys?: readonly string[]
}

/** A complaint of the schema, said as a fault of ours. */
function shapeFaults(issue: Issue, json: unknown): InstrumentFault[] {
  const path = issue.path.join('.')
  const got = issue.path.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    json,
  )
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map(key => ({ code: 'unknown-key', path, key: shown(key) }))
  const blank = typeof got === 'string' && got.trim() === ''
  if (got === undefined || blank) {
    const language = languageOf(issue.path)
    if (language !== undefined) return [{ code: 'missing-text', path, language }]
    return [{ code: blank ? 'empty-text' : 'missing', path }]
  }
  if (issue.code === 'invalid_value') {
    const allowed = (issue.values ?? []).map(String)
    const code = issue.path.at(-1) === 'index_rounding' ? 'rounding-unknown' : 'not-listed'
    return [{ code, path, got: shown(got), allowed }]
  }
  if (issue.code === 'invalid_type')
    return [{ code: 'wrong-type', path, expected: issue.expected ?? '', got: typeName(got) }]
  if (Array.isArray(got)) return [{ code: 'empty-list', path }]
  if (typeof got === 'number') return [{ code: 'out-of-range', path, got: shown(got) }]
  return [{ code: 'malformed', path, got: shown(got) }]
}

/** The language a text is in, when the file holds it in two: `text.en`, or `name` beside `name_en`. */
function languageOf(path: readonly PropertyKey[]): Language | undefined {
  const last = path.at(-1)
  if (last === 'id' && typeof path.at(-2) === 'string') return 'id'
  if (last === 'en' || last === 'name_en' || last === 'description_en') return 'en'
  return (last === 'name' || last === 'description') && path.length > 3 ? 'id' : undefined
}

function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}
