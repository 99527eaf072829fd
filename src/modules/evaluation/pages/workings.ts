import { published } from '../actions/explain-result.ts'
import { type Improvement, improvement } from '../rules/improvement.ts'
import { type DimensionScores, type IndexResult, scoreIndex } from '../rules/score-index.ts'
import type { Result } from '../store/results.ts'
import { decimalOrNull } from './words.ts'
import type { StoredInstrument } from '../store/instruments.ts'

/** A result and what scored it. */
export interface Scored {
  result: Result
  instrument: StoredInstrument
}

/** Scores by dimension as exact decimals. */
export const scoresOf = (result: Result): DimensionScores =>
  Object.fromEntries(Object.entries(result.scores).map(([code, score]) => [code, decimalOrNull(score)]))

/** The index of a result with its whole working. */
export function workingOf({ result, instrument }: Scored): IndexResult {
  const { rule, scores } = published(result, instrument)
  return scoreIndex(rule, scores)
}

/** The change of a result with its whole working; without the result before it is not recomputable. */
export const changeOf = (now: Scored, before: Scored | undefined): Improvement =>
  improvement(published(now.result, now.instrument), before && published(before.result, before.instrument))
