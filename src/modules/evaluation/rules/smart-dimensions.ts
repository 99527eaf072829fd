import { type Decimal, mean } from '#kit/decimal.ts'
import { type Instrument, SMART_DIMENSIONS, type SmartDimension } from '../model.ts'
import { questionsOf } from './instrument-questions.ts'

export type SmartDimensionMean = {
  dimension: SmartDimension
  /** Outcome questions of the dimension. */
  questions: number
  /** Their plain mean, two decimals half-up; null while one of them has no score. */
  score: Decimal | null
}

/**
 * The six smart-city dimensions as the outcome questions see them: the mean of the questions that the instrument puts
 * under each. Our own summary, not a published figure. Dimensions without a question are left out.
 */
export function smartDimensionMeans(
  instrument: Instrument,
  scores: Readonly<Record<string, Decimal | null | undefined>>,
): SmartDimensionMean[] {
  const outcome = instrument.dimensions.find(({ code }) => code === 'outcome')
  const questions = outcome ? questionsOf(outcome) : []
  return SMART_DIMENSIONS.flatMap(dimension => {
    const own = questions.filter(question => question.smart_dimension === dimension)
    if (own.length === 0) return []
    const given = own.flatMap(({ id }) => (Object.hasOwn(scores, id) ? (scores[id] ?? []) : []))
    return [{ dimension, questions: own.length, score: given.length === own.length ? mean(given, 2) : null }]
  })
}
