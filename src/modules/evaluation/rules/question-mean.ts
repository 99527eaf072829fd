import { type Decimal, divide, wholeNumber } from '#kit/decimal.ts'
import type { Instrument } from '../model.ts'

export type QuestionMean = {
  /** The scores given, in the order of the assessors. */
  given: readonly number[]
  /** How many assessors gave none. They are left out of the mean, never counted as 0. */
  absent: number
  sum: number
  /** The published question score, two decimals half-up; null when no assessor gave a score. */
  score: Decimal | null
}

const WHOLE_STEPS_0_TO_4 = { min: 0, max: 4, step_of_one_assessor: 1 }

/**
 * The score of one question: the mean over the assessors who gave one. With the four or five assessors of the published
 * rounds the two decimals are exact; with three they are rounded, so that what follows is computed from what is shown.
 * Throws `RangeError` for a score off the scale (whole numbers 0–4 unless the instrument says otherwise): such a score
 * must never have been accepted.
 */
export function questionMean(
  scores: readonly (number | null)[],
  scale: Pick<Instrument['scale'], 'min' | 'max' | 'step_of_one_assessor'> = WHOLE_STEPS_0_TO_4,
): QuestionMean {
  const given: number[] = []
  let sum = 0
  for (const score of scores) {
    if (score === null) continue
    if (!onScale(score, scale)) throw new RangeError(`Not a score of one assessor: ${score}`)
    given.push(score)
    sum += score
  }
  const score = given.length === 0 ? null : divide(wholeNumber(sum), wholeNumber(given.length), 2)
  return { given, absent: scores.length - given.length, sum, score }
}

function onScale(
  score: number,
  { min, max, step_of_one_assessor: step }: Parameters<typeof questionMean>[1] & {},
): boolean {
  return Number.isInteger(score) && score >= min && score <= max && (score - min) % step === 0
}
