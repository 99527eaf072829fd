/** Letters about rounds: when they may go, and why a notice was not sent. Change the figures here. */
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

/** Days before the last day on which people are reminded; afterwards every second day. */
export const REMINDER_DAYS: readonly number[] = [14, 7, 3, 1, 0]

export const NOTICE_STATES = ['waiting', 'sent', 'dropped'] as const
export type NoticeState = (typeof NOTICE_STATES)[number]

/** Why a notice was dropped: nobody there any more, nothing of theirs, done meanwhile, or its time is over. */
export const DROP_REASONS = ['no-role', 'not-theirs', 'done', 'over'] as const
export type DropReason = (typeof DROP_REASONS)[number]

/** How many answers of one office (or of the secretariat) stand where. */
export interface OfficeWork {
  /** Undefined for questions that no office has: they are with the secretariat. */
  organisationId: string | undefined
  /** Whether somebody is there to sign for the office; without one the secretariat verifies what is ready. */
  hasHead: boolean
  /** Unanswered, in progress or returned. */
  due: number
  ready: number
  signed: number
  verified: number
}
