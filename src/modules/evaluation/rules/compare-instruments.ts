import { decimal, equal } from '#kit/decimal.ts'
import type { Dimension, IndexRounding, Instrument, Question } from '../model.ts'
import { questionsOf } from './instrument-questions.ts'
import { wording } from './same-question.ts'

export type QuestionPair =
  /** The same text, under the same id or another one. */
  | { kind: 'same' | 'renumbered'; before: Question; after: Question }
  /** The same id, but another text: perhaps reworded, perhaps another question altogether. Only a reader can tell. */
  | { kind: 'other-text'; before: Question; after: Question }
  | { kind: 'removed'; before: Question; after: null }
  | { kind: 'added'; before: null; after: Question }

export type DimensionComparison = {
  code: string
  before: { name: Dimension['name']; weight: string; questionCount: number } | null
  after: { name: Dimension['name']; weight: string; questionCount: number } | null
  weightChanged: boolean
  /** In the order of the later version, removed ones last. Empty when either version's questions are not published. */
  questions: QuestionPair[]
}

export type InstrumentComparison = {
  dimensions: DimensionComparison[]
  rounding: { before: IndexRounding; after: IndexRounding; changed: boolean }
  /** Whether questions could be compared at all. */
  questionsKnown: boolean
}

/**
 * What changed from one version of the instrument to another, dimension by dimension in the order of the later one.
 * Questions are matched by their Indonesian text (case and spacing aside) and only then by id, because the paper
 * renumbers: equal ids in two versions are not always the same question.
 */
export function compareInstruments(before: Instrument, after: Instrument): InstrumentComparison {
  const questionsKnown = [before, after].every(one =>
    one.dimensions.some(dimension => questionsOf(dimension).length > 0),
  )
  const codes = new Set([...after.dimensions, ...before.dimensions].map(({ code }) => code))
  const dimensions = [...codes].map((code): DimensionComparison => {
    const old = before.dimensions.find(dimension => dimension.code === code)
    const now = after.dimensions.find(dimension => dimension.code === code)
    return {
      code,
      before: old ? headline(old) : null,
      after: now ? headline(now) : null,
      weightChanged: !old || !now || !equal(decimal(old.weight), decimal(now.weight)),
      questions: questionsKnown ? pairs(old ? questionsOf(old) : [], now ? questionsOf(now) : []) : [],
    }
  })
  const roundings = { before: before.aggregation.index_rounding, after: after.aggregation.index_rounding }
  return { dimensions, rounding: { ...roundings, changed: roundings.before !== roundings.after }, questionsKnown }
}

function headline(dimension: Dimension): NonNullable<DimensionComparison['before']> {
  return { name: dimension.name, weight: dimension.weight, questionCount: questionsOf(dimension).length }
}

function pairs(before: readonly Question[], after: readonly Question[]): QuestionPair[] {
  const left = new Set(before)
  const found = new Map<Question, QuestionPair>()
  // Three passes, surest first, so that no question takes the partner that another one fits better.
  const passes = [
    (old: Question, now: Question): boolean => old.id === now.id && wording(old) === wording(now),
    (old: Question, now: Question): boolean => wording(old) === wording(now),
    (old: Question, now: Question): boolean => old.id === now.id,
  ]
  for (const [pass, fits] of passes.entries())
    for (const now of after) {
      if (found.has(now)) continue
      const old = [...left].find(one => fits(one, now))
      if (!old) continue
      left.delete(old)
      found.set(now, { kind: (['same', 'renumbered', 'other-text'] as const)[pass] ?? 'same', before: old, after: now })
    }
  const kept = after.map((now): QuestionPair => found.get(now) ?? { kind: 'added', before: null, after: now })
  return [...kept, ...[...left].map((old): QuestionPair => ({ kind: 'removed', before: old, after: null }))]
}
