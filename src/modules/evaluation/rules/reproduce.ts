import { type Decimal, equal, subtract } from '#kit/decimal.ts'
import { INDEX_ROUNDINGS, type IndexRounding } from '../model.ts'
import { improvement, type Improvement, type PublishedRow } from './improvement.ts'
import { type IndexResult, scoreIndex } from './score-index.ts'

export type Reproduction =
  | { kind: 'match'; working: IndexResult }
  | {
      kind: 'differs'
      computed: Decimal
      printed: Decimal
      /** printed − computed */
      difference: Decimal
      working: IndexResult
      /** Another rounding rule that would give the printed index: often the wrong instrument was named. */
      fits: IndexRounding | null
    }
  /** Took part, but a dimension of the instrument has no score, or no index is printed. */
  | { kind: 'incomplete'; missing: readonly string[]; indexMissing: boolean }
  /** Scores for dimensions that the instrument does not have. */
  | { kind: 'foreign-dimension'; codes: readonly string[] }
  /** Did not take part; the zeros or blanks printed for it are no scores. */
  | { kind: 'absent' }
  /** Marked as absent, but something other than 0 is printed. */
  | { kind: 'absent-with-scores'; codes: readonly string[] }

/** Whether the rule of the instrument gives the printed index from the printed dimension scores. */
export function reproduceIndex(row: PublishedRow): Reproduction {
  const { rule, scores, printedIndex } = row
  const known = new Set(rule.dimensions.map(({ code }) => code))
  const present = Object.entries(scores).flatMap(([code, score]) => (score ? [{ code, score }] : []))
  if (!row.tookPart) {
    const codes = present.filter(({ score }) => score.units !== 0n).map(({ code }) => code)
    if (printedIndex !== null && printedIndex.units !== 0n) codes.push('index')
    return codes.length > 0 ? { kind: 'absent-with-scores', codes } : { kind: 'absent' }
  }
  const foreign = present.filter(({ code }) => !known.has(code)).map(({ code }) => code)
  if (foreign.length > 0) return { kind: 'foreign-dimension', codes: foreign }
  const working = scoreIndex(rule, scores)
  if (working.index === null || printedIndex === null)
    return { kind: 'incomplete', missing: working.missing, indexMissing: printedIndex === null }
  if (equal(working.index, printedIndex)) return { kind: 'match', working }
  const fits = INDEX_ROUNDINGS.find(rounding => {
    const other = scoreIndex({ ...rule, rounding }, scores).index
    return other !== null && equal(other, printedIndex)
  })
  return {
    kind: 'differs',
    computed: working.index,
    printed: printedIndex,
    difference: subtract(printedIndex, working.index),
    working,
    fits: fits ?? null,
  }
}

export type ChangeReproduction =
  | { kind: 'match'; improvement: Extract<Improvement, { kind: 'comparable' }> }
  | {
      kind: 'differs'
      computed: Decimal
      /** Null where a change could be computed but none is printed. */
      printed: Decimal | null
      improvement: Extract<Improvement, { kind: 'comparable' }>
    }
  /** Last year's scores are not in hand: the printed change is kept as printed and marked so. */
  | { kind: 'not-recomputable'; printed: Decimal | null }
  /** The region was absent now or before, and no change is printed: as it should be. */
  | { kind: 'not-comparable'; reason: 'absent-now' | 'absent-before' | 'no-index-now' }
  /** A change is printed though there is nothing to compare. */
  | { kind: 'printed-without-ground'; reason: 'absent-now' | 'absent-before' | 'no-index-now'; printed: Decimal }

/** Whether the printed change is this year's index less last year's, by the rule of `improvement`. */
export function reproduceChange(
  now: PublishedRow,
  before: PublishedRow | undefined,
  printed: Decimal | null,
): ChangeReproduction {
  const result = improvement(now, before)
  if (result.kind === 'not-recomputable') return { kind: 'not-recomputable', printed }
  if (result.kind === 'not-comparable')
    return printed === null
      ? { kind: 'not-comparable', reason: result.reason }
      : { kind: 'printed-without-ground', reason: result.reason, printed }
  if (printed !== null && equal(printed, result.change)) return { kind: 'match', improvement: result }
  return { kind: 'differs', computed: result.change, printed, improvement: result }
}
