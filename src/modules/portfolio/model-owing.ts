/** Shapes of who owes what to a portfolio, and of reminders. */

/** What is owed, in the order in which it is told. */
export const OWED_KINDS = [
  'milestone-late',
  'reading-due',
  'reading-questioned',
  'budget-unreported',
  'quick-win-due',
  'lead-archived',
  'quiet',
] as const
export type OwedKind = (typeof OWED_KINDS)[number]

/** Kinds of those who owe. A `place` is a village or district whose office is not here yet. */
export const HOLDER_KINDS = ['secretariat', 'opd', 'district-office', 'village-office', 'place'] as const
export type HolderKind = (typeof HOLDER_KINDS)[number]

/** Days without any change after which a programme that is planned or running is asked about. Ours. */
export const QUIET_DAYS = 180
/** Hours in which nobody is reminded of the same office again. Ours. */
export const REMIND_HOURS = 20

/**
 * Who owes: an office by its id, a place without an office by its code, the secretariat of a region by the code of the region.
 */
export type HolderKey = string

/** The days and periods by which debts of one region are counted. Days are "2026-11-22". */
export interface OwingScope {
  regionCode: string
  today: string
  year: number
  quietBefore: string
  /** The period asked for, by frequency, and the last day on which it is in time. */
  periods: Record<'year' | 'semester' | 'quarter' | 'month', { period: string; dueOn: string }>
}

/** How much one holder owes of one kind. */
export interface OwedCount {
  regionCode: string
  holder: HolderKey
  kind: OwedKind
  count: number
  /** The earliest day by which one of them was due. */
  oldest: string
}

export interface OwingHolder {
  key: HolderKey
  kind: HolderKind
  name: string
}

/** One thing that is owed. */
export interface OwedItem {
  holder: HolderKey
  holderName: string
  kind: OwedKind
  /** What it is about: milestone, programme, or `${indicatorId}/${placeCode}/${period}`. */
  subject: string
  /** Programme or indicator. */
  code: string
  name: string
  /** Milestone, place with period, or year. */
  detail: string
  dueOn: string
  programmeId: string | undefined
  indicatorId: string | undefined
}

export const REMINDER_STATES = ['waiting', 'sent', 'dropped'] as const
export type ReminderState = (typeof REMINDER_STATES)[number]
export const REMINDER_DROPS = ['no-role', 'done'] as const
export type ReminderDrop = (typeof REMINDER_DROPS)[number]

/** How the reminders to one holder stand. */
export interface HolderReminders {
  /** Letters that wait. */
  waiting: number
  /** Not before then, while they wait. */
  notBefore: Date | undefined
  lastSentAt: Date | undefined
  /** Last one that was not needed any more, and why. */
  lastDropped: { at: Date; reason: ReminderDrop } | undefined
  /** Letters that the mail server refused. */
  failed: number
}
