import type { Instrument } from '../../model.ts'
import { compareInstruments } from '../compare-instruments.ts'

/** Instruments never change once published, so what was compared once is kept as long as both are. */
const compared = new WeakMap<Instrument, WeakMap<Instrument, ReadonlyMap<string, string>>>()

/**
 * The questions of `now` that `before` asked in the same words: id now → id before. Equal ids with other words do not count,
 * because the paper renumbers.
 */
export function sameQuestions(before: Instrument, now: Instrument): ReadonlyMap<string, string> {
  const known = compared.get(before)?.get(now)
  if (known) return known
  const same = new Map(
    compareInstruments(before, now).dimensions.flatMap(({ questions }) =>
      questions.flatMap((pair): [string, string][] =>
        pair.kind === 'same' || pair.kind === 'renumbered' ? [[pair.after.id, pair.before.id]] : [],
      ),
    ),
  )
  const byNow = compared.get(before) ?? new WeakMap<Instrument, ReadonlyMap<string, string>>()
  compared.set(before, byNow.set(now, same))
  return same
}
