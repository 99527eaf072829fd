import type { StepDates, StepName } from '../../model-round.ts'
import { addDays, weekday } from './days.ts'

/** First and last day of each step, in days after the invitation; the pace of the round of 2022 (domain.md 7.1). */
const pace: Record<StepName, readonly [number, number]> = {
  invitation: [0, 6],
  'self-assessment': [7, 41],
  verification: [28, 48],
  scoring: [49, 69],
  review: [56, 69],
  result: [84, 90],
  objection: [91, 104],
}

const onWorkday = (day: string): string => addDays(day, weekday(day) < 5 ? 0 : 7 - weekday(day))

/**
 * Dates for all steps of a round whose invitation goes out on `start`. What would begin or end on a weekend moves to the
 * Monday after it. A proposal: each date may be typed over.
 */
export function defaultDates(start: string): Record<StepName, StepDates> {
  const dates = Object.entries(pace).map(([step, [first, last]]) => [
    step,
    { startsOn: onWorkday(addDays(start, first)), endsOn: onWorkday(addDays(start, last)) },
  ])
  return Object.fromEntries(dates) as Record<StepName, StepDates>
}
