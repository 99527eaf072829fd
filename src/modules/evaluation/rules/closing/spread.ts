import { compare, Decimal, divide, wholeNumber } from '#kit/decimal.ts'

/** How far the assessors of one question are apart. */
export interface Spread {
  min: number
  max: number
  /** max − min. */
  range: number
  /** Standard deviation over the whole panel: √(Σ(x − mean)² ÷ n), two decimals half-up. */
  deviation: Decimal
  /** Mean absolute difference of two assessors: Σ|xᵢ − xⱼ| over all pairs ÷ number of pairs, two decimals half-up. */
  meanDifference: Decimal
}

/** Two whole steps on a scale of five: what one calls good another calls weak. */
export const DISAGREEMENT = 2

/**
 * The spread of the whole scores of one question; undefined for fewer than two. The panel is all there is, no sample of
 * one, so n divides (population standard deviation); the mean difference is Gini's. Both are computed on whole numbers.
 */
export function spreadOf(scores: readonly (number | null)[]): Spread | undefined {
  const given = scores.filter(score => score !== null)
  const n = given.length
  if (n < 2) return undefined
  const min = Math.min(...given)
  const max = Math.max(...given)
  let apart = 0
  for (const [place, one] of given.entries()) for (const other of given.slice(place + 1)) apart += Math.abs(one - other)
  return {
    min,
    max,
    range: max - min,
    deviation: deviationOf(given),
    meanDifference: divide(wholeNumber(apart), wholeNumber((n * (n - 1)) / 2), 2),
  }
}

/** √(nΣx² − (Σx)²) ÷ n: the largest k hundredths whose lower border (k − ½) is not above it. */
function deviationOf(given: readonly number[]): Decimal {
  const n = BigInt(given.length)
  const total = BigInt(given.reduce((sum, score) => sum + score, 0))
  const squares = BigInt(given.reduce((sum, score) => sum + score * score, 0))
  const under = n * squares - total * total
  let hundredths = 0n
  while (((2n * hundredths + 1n) * n) ** 2n <= 40_000n * under) hundredths += 1n
  return new Decimal(hundredths, 2)
}

/** Whether assessors are so far apart that the ministry should look before it closes. */
export const disagrees = (spread: Spread | undefined): boolean => spread !== undefined && spread.range >= DISAGREEMENT

/** Questions on which the assessors of a region disagree, the furthest apart first, then in the order given. */
export function disagreements(scores: Readonly<Record<string, readonly (number | null)[]>>): [string, Spread][] {
  return Object.entries(scores)
    .flatMap(([id, given]): [string, Spread][] => {
      const spread = spreadOf(given)
      return spread && disagrees(spread) ? [[id, spread]] : []
    })
    .toSorted(([, a], [, b]) => b.range - a.range || compare(b.meanDifference, a.meanDifference))
}
