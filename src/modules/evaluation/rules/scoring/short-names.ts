import type { Instrument } from '../../model.ts'

interface Words {
  id: string
  en: string
}

const named = new WeakMap<Instrument, ReadonlyMap<string, Words>>()

/**
 * A short name for each question, for lists: that of its sub-indicator where it is the only one there; else its text without
 * the beginning that all questions of the sub-indicator share ("… dapat diakses secara daring?").
 */
export function shortNames(instrument: Instrument): ReadonlyMap<string, Words> {
  const known = named.get(instrument)
  if (known) return known
  const names = new Map<string, Words>()
  for (const dimension of instrument.dimensions)
    for (const indicator of dimension.indicators)
      for (const sub of indicator.sub_indicators) {
        const { questions } = sub
        const shared = {
          id: sharedStart(questions.map(({ text }) => text.id)),
          en: sharedStart(questions.map(({ text }) => text.en)),
        }
        for (const { id, text } of questions) {
          names.set(
            id,
            questions.length === 1
              ? { id: sub.name, en: sub.name_en }
              : { id: without(text.id, shared.id), en: without(text.en, shared.en) },
          )
        }
      }
  named.set(instrument, names)
  return names
}

/** The letters with which all texts begin, up to the end of a word. */
export function sharedStart(texts: readonly string[]): string {
  const [first = '', ...others] = texts
  let length = others.length === 0 ? 0 : first.length
  for (const text of others) {
    let same = 0
    while (same < length && text[same] === first[same]) same++
    length = same
  }
  return first.slice(0, first.slice(0, length).lastIndexOf(' ') + 1)
}

const without = (text: string, start: string) => (start.length >= 20 ? `… ${text.slice(start.length)}` : text)
