import { decimal } from '#kit/decimal.ts'
import type { Instrument } from '../model.ts'
import { type Improvement, improvement, type PublishedRow } from '../rules/improvement.ts'
import { type DimensionScores, type IndexResult, scoreIndex, scoringRule } from '../rules/score-index.ts'
import type { Result } from '../store/results.ts'
import { decimalOrNull } from './words.ts'

/** A stored result as the rules take it. */
export function publishedRow(result: Result, instrument: Instrument): PublishedRow {
  return {
    rule: scoringRule(instrument),
    scores: scoresOf(result),
    tookPart: result.tookPart,
    printedIndex: decimalOrNull(result.printedIndex),
  }
}

export const scoresOf = (result: Result): DimensionScores =>
  Object.fromEntries(Object.entries(result.scores).map(([code, score]) => [code, decimal(score)]))

/** The index of a result with its whole working. */
export const workingOf = (result: Result, instrument: Instrument): IndexResult =>
  scoreIndex(scoringRule(instrument), scoresOf(result))

/** The change of a result with its whole working; without the result before it is not recomputable. */
export function changeOf(
  now: { result: Result; instrument: Instrument },
  before: { result: Result; instrument: Instrument } | undefined,
): Improvement {
  return improvement(publishedRow(now.result, now.instrument), before && publishedRow(before.result, before.instrument))
}
