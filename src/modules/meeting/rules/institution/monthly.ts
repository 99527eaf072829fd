import type { Zone } from '#kit/format.ts'
import type { MonthlyRule, TermState } from '../../model-institution.ts'
import { TERM_WARNING_DAYS } from '../../model-institution.ts'
import { addDays } from '../task/days.ts'

const hour = 3_600_000
/** Hours ahead of UTC; no zone of Indonesia changes its clocks. */
const offsets: Record<Zone, number> = { WIB: 7, WITA: 8, WIT: 9 }

/** A month as its first day: "2027-03-01". */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`

/** The first day of the month that many months later. */
export function addMonths(month: string, months: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`
}

/** 1 Monday … 7 Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: string): number => ((Date.parse(`${day}T00:00:00Z`) / (24 * hour) + 3) % 7) + 1

/** The nth such weekday of a month, as a day; n from 1 to 4, so that every month has it. */
export function nthWeekday(month: string, week: number, weekday: number): string {
  const first = weekdayOf(month)
  return addDays(month, ((weekday - first + 7) % 7) + (week - 1) * 7)
}

/** The moment at which a clock in a zone shows this day and time. */
export const momentOf = (day: string, time: string, zone: Zone): Date =>
  new Date(Date.parse(`${day}T${time.slice(0, 5)}:00Z`) - offsets[zone] * hour)

/** A meeting that a rule asks for. */
export interface Occurrence {
  /** First day of its month. */
  month: string
  day: string
  startsAt: Date
  endsAt: Date
}

/**
 * The meetings that a monthly rule asks for in the month of `today` and in the next one: those that begin after `now` and,
 * where a term ends, not after it. At most two, so that a worker that slept for months makes up for nothing.
 */
export function occurrences(
  rule: Pick<MonthlyRule, 'week' | 'weekday' | 'at' | 'minutes'>,
  given: { now: Date; today: string; zone: Zone; termUntil: string | undefined },
): Occurrence[] {
  const month = monthOf(given.today)
  return [month, addMonths(month, 1)].flatMap(one => {
    const day = nthWeekday(one, rule.week, rule.weekday)
    const startsAt = momentOf(day, rule.at, given.zone)
    if (startsAt <= given.now || (given.termUntil !== undefined && day > given.termUntil)) return []
    return [{ month: one, day, startsAt, endsAt: new Date(startsAt.getTime() + rule.minutes * 60_000) }]
  })
}

/** How a term stands on a day; `ending` from 60 days before its last day. */
export function termState(termUntil: string | undefined, today: string): TermState {
  if (termUntil === undefined) return 'none'
  if (today > termUntil) return 'ended'
  return addDays(today, TERM_WARNING_DAYS) >= termUntil ? 'ending' : 'running'
}
