import type { Dimension, Instrument, Question } from '../model.ts'

/** The questions of a dimension in the order of the paper; none where they were not published. */
export function questionsOf(dimension: Dimension): Question[] {
  return dimension.indicators.flatMap(indicator => indicator.sub_indicators.flatMap(sub => sub.questions))
}

/** Whether regions can be scored question by question with this instrument. */
export function hasQuestions(instrument: Instrument): boolean {
  return instrument.dimensions.some(dimension => dimension.indicators.length > 0)
}
