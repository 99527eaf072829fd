import { add, type Decimal, decimal, multiply, roundHalfUp, ZERO } from '#kit/decimal.ts'
import type { IndexRounding, Instrument } from '../model.ts'

/** What of an instrument the index needs; made once by `scoringRule`, used for every region. */
export type ScoringRule = {
  dimensions: readonly { code: string; weight: Decimal }[]
  rounding: IndexRounding
}

export type IndexTerm = {
  code: string
  weight: Decimal
  score: Decimal | null
  /** weight × score, exact. */
  product: Decimal | null
  /** The product rounded half-up to two decimals: what is added up under `each-term-half-up-2`, else only shown. */
  rounded: Decimal | null
}

export type IndexResult = {
  rounding: IndexRounding
  terms: readonly IndexTerm[]
  /** Dimensions without a score. While there is one there is no index. */
  missing: readonly string[]
  /** All products added, nothing rounded. */
  exactSum: Decimal | null
  /** All rounded terms added. */
  roundedTermSum: Decimal | null
  index: Decimal | null
}

/** Scores by dimension code; a dimension left out or null has none. */
export type DimensionScores = Readonly<Record<string, Decimal | null | undefined>>

export function scoringRule(instrument: Instrument): ScoringRule {
  return {
    dimensions: instrument.dimensions.map(({ code, weight }) => ({ code, weight: decimal(weight) })),
    rounding: instrument.aggregation.index_rounding,
  }
}

/**
 * The index with its whole working, by the rounding of the instrument: each term half-up to two decimals and then
 * added (2022), or the exact sum rounded once (2023). A dimension without a score leaves its term and the index null;
 * it is never 0. Source of both rules: the published tables, all 168 scored rows.
 */
export function scoreIndex(rule: ScoringRule, scores: DimensionScores): IndexResult {
  const terms: IndexTerm[] = []
  const missing: string[] = []
  let exact = ZERO
  let rounded = ZERO
  for (const { code, weight } of rule.dimensions) {
    const score = Object.hasOwn(scores, code) ? (scores[code] ?? null) : null
    if (score === null) {
      missing.push(code)
      terms.push({ code, weight, score, product: null, rounded: null })
      continue
    }
    const product = multiply(weight, score)
    const term = roundHalfUp(product, 2)
    exact = add(exact, product)
    rounded = add(rounded, term)
    terms.push({ code, weight, score, product, rounded: term })
  }
  const { rounding } = rule
  if (missing.length > 0) return { rounding, terms, missing, exactSum: null, roundedTermSum: null, index: null }
  const index = rounding === 'each-term-half-up-2' ? rounded : roundHalfUp(exact, 2)
  return { rounding, terms, missing, exactSum: exact, roundedTermSum: rounded, index }
}
