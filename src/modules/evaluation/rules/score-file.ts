import { compare, type Decimal, equal, parseDecimal, roundHalfUp, toFixed, wholeNumber } from '#kit/decimal.ts'
import type { Dimension, Instrument } from '../model.ts'
import { dimensionScore, meanInWords } from './dimension-score.ts'
import { decimalFaultPhrase } from './instrument-faults.ts'
import { hasQuestions, questionsOf } from './instrument-questions.ts'
import { type IndexResult, scoreIndex, scoringRule } from './score-index.ts'
import { shown } from './shown.ts'

/** What `tudang score` prints for one region: texts with two places, in the order of the instrument. */
export type ScoreOutput = {
  dimensions: Record<string, string | null>
  terms: Record<string, string | null>
  index: string | null
}

export type ExplainedDimension = {
  code: string
  name: { id: string; en: string }
  /** The scores that were averaged; null where the file gave the dimension's score itself. */
  questions: readonly { id: string; text: { id: string; en: string }; score: Decimal | null }[] | null
  sum: Decimal | null
  count: number | null
  /** sum ÷ count, cut after six decimals. */
  quotient: { cut: Decimal; exact: boolean } | null
  score: Decimal | null
}

/** Every step from the scores in the file to the index; decimals become exact texts in JSON. */
export type ScoreExplanation = {
  instrument: Pick<Instrument, 'id' | 'title' | 'year'>
  dimensions: readonly ExplainedDimension[]
  working: IndexResult
}

export type ScoredFile<Value> = { ok: true; value: Value | Value[] } | { ok: false; sentence: string }

/**
 * Scores a file of the command line: one object or an array of them, each
 * `{"instrument": id, "scores": {"<question id>": "2.00", …}}` or `{"instrument": id, "dimensions": {"baseline": "1.40", …}}`.
 * Numbers are texts with a point. A dimension has no score (null; so has the index) when all of its questions are null,
 * or when it is null or left out under `dimensions`. Anything else that is wrong is told in one sentence, Indonesian
 * and then English in brackets, that names it and, in an array, its position. Other keys are not looked at.
 */
export function scoreFile(json: unknown, instruments: readonly Instrument[]): ScoredFile<ScoreOutput> {
  const explained = explainScore(json, instruments)
  if (!explained.ok) return explained
  const { value } = explained
  return { ok: true, value: Array.isArray(value) ? value.map(output) : output(value) }
}

/** As `scoreFile`, but with every question, sum, quotient, product and rounding on the way. */
export function explainScore(json: unknown, instruments: readonly Instrument[]): ScoredFile<ScoreExplanation> {
  try {
    if (!Array.isArray(json)) return { ok: true, value: explainOne(json, instruments, null) }
    return { ok: true, value: json.map((item, place) => explainOne(item, instruments, place + 1)) }
  } catch (problem) {
    if (problem instanceof Unscorable) return { ok: false, sentence: problem.message }
    throw problem
  }
}

/** Ends the scoring of a file with the sentence that is its message. */
class Unscorable extends Error {}

type Refuse = (id: string, en: string) => never

function explainOne(item: unknown, instruments: readonly Instrument[], position: number | null): ScoreExplanation {
  const refuse: Refuse = (id, en) => {
    throw new Unscorable(position === null ? `${id} (${en})` : `Butir ke-${position}: ${id} (Item ${position}: ${en})`)
  }
  if (!isRecord(item))
    return refuse(
      'Isi berkas harus berupa objek JSON dengan “instrument” dan “scores” atau “dimensions”.',
      'The file must hold a JSON object with “instrument” and “scores” or “dimensions”.',
    )
  const instrument = findInstrument(item, instruments, refuse)
  const byQuestions = own(item, 'scores')
  const byDimensions = own(item, 'dimensions')
  if (byQuestions !== undefined && byDimensions !== undefined)
    return refuse(
      'Berikan salah satu saja, “scores” atau “dimensions”, jangan keduanya.',
      'Give either “scores” or “dimensions”, not both.',
    )
  if (byQuestions === undefined && byDimensions === undefined)
    return refuse(
      'Tidak ada nilai: berikan “scores” (per pertanyaan) atau “dimensions” (per dimensi).',
      'There are no scores: give “scores” (by question) or “dimensions” (by dimension).',
    )
  const dimensions =
    byQuestions === undefined
      ? dimensionsAsGiven(instrument, byDimensions, refuse)
      : dimensionsFromQuestions(instrument, byQuestions, refuse)
  const { id, title, year } = instrument
  const scores = Object.fromEntries(dimensions.map(({ code, score }) => [code, score]))
  return { instrument: { id, title, year }, dimensions, working: scoreIndex(scoringRule(instrument), scores) }
}

function findInstrument(item: Json, instruments: readonly Instrument[], refuse: Refuse): Instrument {
  const id = own(item, 'instrument')
  const known = instruments.map(instrument => instrument.id).join(', ')
  if (id === undefined || id === null)
    return refuse(
      `“instrument” belum disebut; instrumen yang dikenal: ${known}.`,
      `“instrument” is missing; known instruments: ${known}.`,
    )
  return (
    instruments.find(instrument => instrument.id === id) ??
    refuse(
      `Instrumen “${shown(id)}” tidak dikenal; yang dikenal: ${known}.`,
      `The instrument “${shown(id)}” is not known; known are: ${known}.`,
    )
  )
}

function dimensionsFromQuestions(instrument: Instrument, given: unknown, refuse: Refuse): ExplainedDimension[] {
  if (!hasQuestions(instrument))
    return refuse(
      `Pertanyaan instrumen “${instrument.id}” tidak diterbitkan; berikan nilai per dimensi dengan “dimensions”.`,
      `The questions of “${instrument.id}” were not published; give scores by dimension with “dimensions”.`,
    )
  if (!isRecord(given)) return refuse('“scores” harus berupa objek JSON.', '“scores” must be a JSON object.')
  const ids = new Set(instrument.dimensions.flatMap(dimension => questionsOf(dimension).map(({ id }) => id)))
  const unknown = Object.keys(given).filter(id => !ids.has(id))
  if (unknown.length > 0)
    return refuse(
      `Pertanyaan ${list(unknown, 'dan', 'lainnya')} tidak ada dalam instrumen “${instrument.id}”.`,
      `${list(unknown, 'and', 'more')}: not a question of “${instrument.id}”.`,
    )
  const missing = [...ids].filter(id => own(given, id) === undefined)
  if (missing.length > 0)
    return refuse(
      `Nilai pertanyaan ${list(missing, 'dan', 'lainnya')} tidak ada.`,
      `The score of question ${list(missing, 'and', 'more')} is missing.`,
    )
  return instrument.dimensions.map(dimension => fromQuestions(dimension, given, instrument, refuse))
}

function fromQuestions(dimension: Dimension, given: Json, instrument: Instrument, refuse: Refuse): ExplainedDimension {
  const { code, name } = dimension
  const questions = questionsOf(dimension).map(({ id, text }) => {
    const score = own(given, id)
    return { id, text, score: score === null ? null : readScore(score, id, instrument, refuse) }
  })
  const result = dimensionScore(questions)
  const { missing, sum, count, score } = result
  if (missing.length > 0 && missing.length < count)
    return refuse(
      `Pertanyaan ${list(missing, 'dan', 'lainnya')} tidak bernilai (null), padahal pertanyaan lain dimensi “${code}” bernilai; dimensi tanpa nilai harus null pada semua pertanyaannya.`,
      `Question ${list(missing, 'and', 'more')} is null while others of dimension “${code}” are scored; a dimension without a score must be null in all of its questions.`,
    )
  return { code, name, questions, sum, count, quotient: meanInWords(result), score }
}

function dimensionsAsGiven(instrument: Instrument, given: unknown, refuse: Refuse): ExplainedDimension[] {
  if (!isRecord(given)) return refuse('“dimensions” harus berupa objek JSON.', '“dimensions” must be a JSON object.')
  const codes = new Set(instrument.dimensions.map(({ code }) => code))
  const unknown = Object.keys(given).filter(code => !codes.has(code))
  if (unknown.length > 0)
    return refuse(
      `Dimensi ${list(unknown, 'dan', 'lainnya')} tidak ada dalam instrumen “${instrument.id}” (${[...codes].join(', ')}).`,
      `${list(unknown, 'and', 'more')}: not a dimension of “${instrument.id}”.`,
    )
  return instrument.dimensions.map(({ code, name }) => {
    const value = own(given, code) ?? null
    const score = value === null ? null : readScore(value, code, instrument, refuse)
    if (score !== null && !equal(score, roundHalfUp(score, 2)))
      return refuse(
        `Nilai dimensi “${code}” (${score}) paling banyak dua angka desimal.`,
        `The score of dimension “${code}” (${score}) has more than two decimals.`,
      )
    return { code, name, questions: null, sum: null, count: null, quotient: null, score }
  })
}

function readScore(value: unknown, name: string, { scale }: Instrument, refuse: Refuse): Decimal {
  const parsed = parseDecimal(value)
  if (!parsed.ok)
    return refuse(
      `Nilai “${name}” (${shown(value)}) bukan bilangan desimal: ${decimalFaultPhrase(parsed.reason, 'id')}.`,
      `The score of “${name}” is no decimal: ${decimalFaultPhrase(parsed.reason, 'en')}.`,
    )
  const score = parsed.value
  if (compare(score, wholeNumber(scale.min)) < 0 || compare(score, wholeNumber(scale.max)) > 0)
    return refuse(
      `Nilai “${name}” (${score}) di luar skala ${scale.min}–${scale.max}.`,
      `The score of “${name}” (${score}) is outside the scale ${scale.min}–${scale.max}.`,
    )
  return score
}

function output({ dimensions, working }: ScoreExplanation): ScoreOutput {
  const twoPlaces = (value: Decimal | null): string | null => (value === null ? null : toFixed(value, 2))
  return {
    dimensions: Object.fromEntries(dimensions.map(({ code, score }) => [code, twoPlaces(score)])),
    terms: Object.fromEntries(working.terms.map(({ code, rounded }) => [code, twoPlaces(rounded)])),
    index: twoPlaces(working.index),
  }
}

type Json = Readonly<Record<string, unknown>>

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value under a key of the file itself, never one that every object carries. */
function own(json: Json, key: string): unknown {
  return Object.hasOwn(json, key) ? json[key] : undefined
}

/** “a”, “b” — or “a”, “b”, “c” dan 4 lainnya. */
function list(names: readonly string[], and: string, more: string): string {
  const named = names.slice(0, 3).map(name => `“${shown(name)}”`)
  return named.join(', ') + (names.length > 3 ? ` ${and} ${names.length - 3} ${more}` : '')
}
