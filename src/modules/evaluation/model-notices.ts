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
