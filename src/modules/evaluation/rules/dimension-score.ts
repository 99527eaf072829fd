import { type Decimal, divide, quotient, sum, wholeNumber } from '#kit/decimal.ts'

export type QuestionScore = { id: string; score: Decimal | null }

export type DimensionScore = {
  questions: readonly QuestionScore[]
  /** Questions without a score. While there is one, the dimension has no score: fewer questions are another mean. */
  missing: readonly string[]
  sum: Decimal | null
  count: number
  /** The plain mean of all questions, two decimals half-up. */
  score: Decimal | null
}

/** The score of a dimension: the plain mean of its questions' scores, rounded half-up to two decimals once. */
export function dimensionScore(questions: readonly QuestionScore[]): DimensionScore {
  const scores: Decimal[] = []
  const missing: string[] = []
  for (const { id, score } of questions) {
    if (score === null) missing.push(id)
    else scores.push(score)
  }
  const count = questions.length
  if (count === 0 || missing.length > 0) return { questions, missing, sum: null, count, score: null }
  const total = sum(scores)
  return { questions, missing, sum: total, count, score: divide(total, wholeNumber(count), 2) }
}

/** The mean as a page spells it out, cut after six decimals: 90.50 ÷ 31 = 2.919354… */
export function meanInWords({ sum: total, count }: DimensionScore): { cut: Decimal; exact: boolean } | null {
  return total === null ? null : quotient(total, wholeNumber(count), 6)
}
