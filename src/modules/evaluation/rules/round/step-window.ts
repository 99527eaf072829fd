import { dayIn } from '#kit/format.ts'
import { ROUND_STEPS, type Round, type RoundRegion, type StepDates, type StepName } from '../../model-round.ts'

/** Whether a step has begun and not ended; `unset` when the round gives it no dates. */
export type StepWindow = 'unset' | 'before' | 'open' | 'after'

/** The dates of a step as they hold for a region: an extension moves the last day, never to an earlier one. */
export function stepDates(
  round: Pick<Round, 'steps'>,
  region: Pick<RoundRegion, 'extensions'> | undefined,
  step: StepName,
): StepDates | undefined {
  const dates = round.steps[step]
  if (!dates) return undefined
  const moved = region?.extensions[step]?.endsOn
  return moved !== undefined && moved > dates.endsOn ? { ...dates, endsOn: moved } : dates
}

/** Where today, in the zone of the region, lies to a step. Both its days are within it. */
export function stepWindow(
  round: Pick<Round, 'steps'>,
  region: Pick<RoundRegion, 'extensions' | 'zone'>,
  step: StepName,
  now: Date,
): StepWindow {
  const dates = stepDates(round, region, step)
  if (!dates) return 'unset'
  const today = dayIn(now, region.zone)
  if (today < dates.startsOn) return 'before'
  return today > dates.endsOn ? 'after' : 'open'
}

/** The steps that are open today for a region. */
export const openSteps = (
  round: Pick<Round, 'steps'>,
  region: Pick<RoundRegion, 'extensions' | 'zone'>,
  now: Date,
): ReadonlySet<StepName> => new Set(ROUND_STEPS.filter(step => stepWindow(round, region, step, now) === 'open'))

/** Whole days from today to the last day of a step; 0 on the last day, negative after it, undefined without dates. */
export function daysLeft(
  round: Pick<Round, 'steps'>,
  region: Pick<RoundRegion, 'extensions' | 'zone'>,
  step: StepName,
  now: Date,
): number | undefined {
  const dates = stepDates(round, region, step)
  if (!dates) return undefined
  const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000
  return day(dates.endsOn) - day(dayIn(now, region.zone))
}
