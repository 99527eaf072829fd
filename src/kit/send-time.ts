import type { Zone } from './format.ts'

/** When letters that gather notices may go, whatever they are about. Change the figures here. */
export const LETTER_TIMES = {
  /** Nothing is sent from this hour until that hour, in the zone of the recipient. */
  quietFrom: 21,
  quietUntil: 6,
  /** Letters a day for one account, whatever the number of notices in them. */
  mostADay: 2,
  /** Least hours between two letters, so that the second one of a day is not spent at once. */
  hoursBetween: 4,
  /** Minutes that the first notice waits for company. */
  gatherMinutes: 10,
} as const
export type LetterTimes = { readonly [key in keyof typeof LETTER_TIMES]: number }

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Hours ahead of UTC; no zone of Indonesia changes its clocks. */
const offset: Record<Zone, number> = { WIB: 7, WITA: 8, WIT: 9 }

const later = (one: Date, other: Date): Date => (one > other ? one : other)

/** Milliseconds since midnight in a zone. */
const sinceMidnight = (moment: Date, zone: Zone): number => (moment.getTime() + offset[zone] * hour) % day

/** Days since 1970 in a zone. */
const dayNumber = (moment: Date, zone: Zone): number => Math.floor((moment.getTime() + offset[zone] * hour) / day)

export function isQuiet(moment: Date, zone: Zone, times: LetterTimes = LETTER_TIMES): boolean {
  const at = sinceMidnight(moment, zone) / hour
  return at >= times.quietFrom || at < times.quietUntil
}

/** The next end of quiet hours at or after a moment. */
function nextMorning(moment: Date, zone: Zone, times: LetterTimes): Date {
  const since = sinceMidnight(moment, zone)
  const morning = moment.getTime() - since + times.quietUntil * hour
  return new Date(since > times.quietUntil * hour ? morning + day : morning)
}

export interface Recipient {
  zone: Zone
  /** When the oldest of the waiting notices came. */
  oldest: Date
  /** When letters went out, at least those of the last 24 hours. */
  letters: readonly Date[]
}

/**
 * The first moment from `now` on at which one letter with all that waits may go: after the notices gathered, some hours
 * after the last letter, below the cap of that day and outside quiet hours. It may go now when this is `now`.
 */
export function sendTime({ zone, oldest, letters }: Recipient, now: Date, times: LetterTimes = LETTER_TIMES): Date {
  const last = letters.reduce((newest, sent) => later(newest, sent), new Date(0))
  let moment = later(now, new Date(oldest.getTime() + times.gatherMinutes * minute))
  moment = later(moment, new Date(last.getTime() + times.hoursBetween * hour))
  if (isQuiet(moment, zone, times)) moment = nextMorning(moment, zone, times)
  const sameDay = letters.filter(sent => dayNumber(sent, zone) === dayNumber(moment, zone)).length
  // No letter was sent on a day that has not begun.
  return sameDay < times.mostADay ? moment : nextMorning(moment, zone, times)
}
