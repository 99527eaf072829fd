import { type Decimal, equal, roundHalfUp, subtract } from '#kit/decimal.ts'
import { type DimensionScores, type IndexResult, scoreIndex, type ScoringRule } from './score-index.ts'

/** One region in one round, as published: the rule of its instrument, its scores, and what was printed. */
export type PublishedRow = {
  rule: ScoringRule
  scores: DimensionScores
  tookPart: boolean
  printedIndex: Decimal | null
}

export type Improvement =
  | {
      kind: 'comparable'
      /** now − before; below zero for a fall. */
      change: Decimal
      now: { index: Decimal; working: IndexResult }
      before: {
        /** Last year's index with only the sum rounded: the one that is subtracted. */
        index: Decimal
        working: IndexResult
        /** Last year's printed index where it differs: the reason why the change is not what a reader computes. */
        printedOtherwise: { index: Decimal; changeFromPrinted: Decimal } | null
      }
    }
  | { kind: 'not-comparable'; reason: 'absent-now' | 'absent-before' | 'no-index-now' }
  /** Last year's dimension scores are not in hand (or not all), so nobody can recompute the change. */
  | { kind: 'not-recomputable'; reason: 'no-scores-before' }

/**
 * The change of a region's index against last year: this year's index less last year's with *only its sum rounded*,
 * whatever rounding last year's instrument used (so Malang rose by 2.94 − 2.50 = 0.44 though 2.51 was printed).
 * It reproduces all 32 printed changes of 2023 that can be recomputed. `before` undefined: nothing known of last year.
 */
export function improvement(now: PublishedRow, before: PublishedRow | undefined): Improvement {
  if (!now.tookPart) return { kind: 'not-comparable', reason: 'absent-now' }
  if (before !== undefined && !before.tookPart) return { kind: 'not-comparable', reason: 'absent-before' }
  const working = scoreIndex(now.rule, now.scores)
  if (working.index === null) return { kind: 'not-comparable', reason: 'no-index-now' }
  const past = before && scoreIndex(before.rule, before.scores)
  if (!past?.exactSum) return { kind: 'not-recomputable', reason: 'no-scores-before' }
  const index = roundHalfUp(past.exactSum, 2)
  const printed = before?.printedIndex ?? past.index
  return {
    kind: 'comparable',
    change: subtract(working.index, index),
    now: { index: working.index, working },
    before: {
      index,
      working: past,
      printedOtherwise:
        printed === null || equal(printed, index)
          ? null
          : { index: printed, changeFromPrinted: subtract(working.index, printed) },
    },
  }
}
