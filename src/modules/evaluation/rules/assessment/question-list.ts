import type { Dimension, Instrument, Question } from '../../model.ts'

/** A question with where it stands on the paper. */
export interface PlacedQuestion {
  question: Question
  dimension: Dimension
  /** Headings above it, from the indicator down, in Indonesian and English. */
  headings: { id: string; en: string }[]
}

const listed = new WeakMap<Instrument, Map<string, PlacedQuestion>>()

/** The questions of an instrument by id, in the order of the paper. An instrument is not to be changed afterwards. */
export function questionList(instrument: Instrument): ReadonlyMap<string, PlacedQuestion> {
  const known = listed.get(instrument)
  if (known) return known
  const list = new Map<string, PlacedQuestion>()
  for (const dimension of instrument.dimensions) {
    for (const indicator of dimension.indicators) {
      for (const sub of indicator.sub_indicators) {
        const headings = [indicator, sub].map(one => ({ id: one.name, en: one.name_en }))
        for (const question of sub.questions) list.set(question.id, { question, dimension, headings })
      }
    }
  }
  listed.set(instrument, list)
  return list
}
