import type { Voter } from '../../model-card.ts'

/**
 * How quick wins are chosen together. Each voter shares 100 points among the criteria and scores each candidate 1 to 5 by each
 * criterion. A voter's value of a candidate is the sum of weight × score; the result of a candidate is the mean of those
 * values over the voters who valued it. All arithmetic is on whole numbers; only what is shown is rounded.
 */

export const FULL_WEIGHT = 100
export const MOST_SCORE = 5

export interface Candidate {
  id: string
  title: string
}

/** `value` in hundredths: 100 to 500 for one voter. */
export interface Valued {
  voterId: string
  value: number
}

export interface Result<C extends Candidate = Candidate> {
  card: C
  /** Of those who gave full weights and scored each criterion that weighs. */
  values: Valued[]
  /** The mean of the values, exactly: `sum` / (`values.length` × 100). */
  sum: number
  /** The mean with two decimals, half-up: "4.25"; undefined while nobody valued it. */
  mean: string | undefined
  /** 1, 2, 2, 4 by the exact mean; undefined while nobody valued it. */
  rank: number | undefined
  /** Another candidate has exactly the same mean. */
  tied: boolean
}

/** Do these weights share out exactly 100 among these criteria? Weights of other criteria do not count. */
export const weighsFully = (criteria: readonly string[], weights: ReadonlyMap<string, number>): boolean =>
  criteria.reduce((sum, criterion) => sum + (weights.get(criterion) ?? 0), 0) === FULL_WEIGHT

/** What one voter holds a candidate to be worth, in hundredths; undefined unless weights are full and what weighs is scored. */
export function valueOf(criteria: readonly string[], voter: Voter, cardId: string): number | undefined {
  if (!weighsFully(criteria, voter.weights)) return undefined
  const scores = voter.scores.get(cardId)
  let value = 0
  for (const criterion of criteria) {
    const weight = voter.weights.get(criterion) ?? 0
    if (weight === 0) continue
    const score = scores?.get(criterion)
    if (score === undefined) return undefined
    value += weight * score
  }
  return value
}

/** The result of every candidate, best first; those that share a mean by title, those that nobody valued last. */
export function chooseTogether<C extends Candidate>(
  criteria: readonly string[],
  cards: readonly C[],
  voters: readonly Voter[],
): Result<C>[] {
  const results = cards.map((card): Result<C> => {
    const values = voters.flatMap((voter): Valued[] => {
      const value = valueOf(criteria, voter, card.id)
      return value === undefined ? [] : [{ voterId: voter.id, value }]
    })
    const sum = values.reduce((total, one) => total + one.value, 0)
    return { card, values, sum, mean: meanOf(sum, values.length), rank: undefined, tied: false }
  })
  results.sort((a, b) => compareMeans(b, a) || byTitle(a.card, b.card))
  let rank = 0
  results.forEach((result, at) => {
    if (result.values.length === 0) return
    const before = results[at - 1]
    const after = results[at + 1]
    const sameBefore = before !== undefined && compareMeans(before, result) === 0
    const sameAfter = after !== undefined && compareMeans(after, result) === 0
    if (!sameBefore) rank = at + 1
    result.rank = rank
    result.tied = sameBefore || sameAfter
  })
  return results
}

/** Below 0 when the mean of `a` is lower, 0 when they are exactly equal; no mean is lower than any. */
export function compareMeans(a: Pick<Result, 'sum' | 'values'>, b: Pick<Result, 'sum' | 'values'>): number {
  const [m, n] = [a.values.length, b.values.length]
  if (m === 0 || n === 0) return m - n === 0 ? 0 : m === 0 ? -1 : 1
  return a.sum * n - b.sum * m
}

function meanOf(sum: number, voters: number): string | undefined {
  if (voters === 0) return undefined
  const twice = 2 * sum + voters
  const hundredths = (twice - (twice % (2 * voters))) / (2 * voters)
  const rest = hundredths % 100
  return `${(hundredths - rest) / 100}.${String(rest).padStart(2, '0')}`
}

const byTitle = (a: Candidate, b: Candidate): number =>
  (a.title < b.title ? -1 : a.title > b.title ? 1 : 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * Must the secretariat give a reason for choosing this candidate? Yes when nobody valued it, and when another of the same
 * dimension with a strictly better result is still open.
 */
export function needsReason(
  results: readonly Result<Candidate & { dimension?: string | undefined; choice: string }>[],
  cardId: string,
): boolean {
  const own = results.find(one => one.card.id === cardId)
  if (!own || own.values.length === 0) return true
  return results.some(
    one =>
      one.card.id !== cardId &&
      one.card.choice === 'open' &&
      one.card.dimension === own.card.dimension &&
      compareMeans(one, own) > 0,
  )
}
