import type { Zone } from '#kit/format.ts'
import type { Answer } from '../../model-plan.ts'
import { daysUntil } from './moments.ts'

export type ReminderKind = 'three-days' | 'one-day'

export interface ReminderGiven {
  startsAt: Date
  zone: Zone
  answer: Answer
  /** When the invitation, its change or the last reminder went to this person; undefined when none did. */
  lastLetterAt: Date | undefined
}

/**
 * The reminder that is due to one invitee now: three days and one day before, by the calendar of the zone of the meeting, to
 * who has not answered or said yes. Who had any letter about the meeting since that day began is left in peace. Who was
 * never written to is not reminded.
 */
export function reminderDue(
  { startsAt, zone, answer, lastLetterAt }: ReminderGiven,
  now: Date,
): ReminderKind | undefined {
  if (lastLetterAt === undefined || startsAt <= now || (answer !== 'none' && answer !== 'yes')) return undefined
  const left = daysUntil(startsAt, zone, now)
  const before = daysUntil(startsAt, zone, lastLetterAt)
  if (left === 1) return before > 1 ? 'one-day' : undefined
  if (left === 2 || left === 3) return before > 3 ? 'three-days' : undefined
  return undefined
}
