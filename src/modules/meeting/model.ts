import type { Zone } from '#kit/format.ts'

/** Shapes that all parts of the module share; each part has a file of its own beside this one. */

export const MEETING_KINDS = ['rakor', 'bimtek', 'fgd', 'council', 'interview', 'field-review', 'other'] as const
export type MeetingKind = (typeof MEETING_KINDS)[number]

export const MEETING_STATES = ['draft', 'invited', 'running', 'closed', 'cancelled'] as const
export type MeetingState = (typeof MEETING_STATES)[number]

export interface Meeting {
  regionCode: string
  id: string
  kind: MeetingKind
  title: string
  /** "Perihal" of the letter; the title when undefined. */
  subject: string | undefined
  purpose: string | undefined
  institutionId: string | undefined
  /** Meetings with the same key carry their open tasks on. */
  seriesKey: string | undefined
  startsAt: Date
  endsAt: Date
  /** The zone in which the times were given and are shown. */
  zone: Zone
  place: string | undefined
  address: string | undefined
  link: string | undefined
  state: MeetingState
  cancelReason: string | undefined
  /** SEQUENCE of RFC 5545. */
  sequence: number
  followsId: string | undefined
  chair: string | undefined
  noteTaker: string | undefined
  letterClass: string | undefined
  letterNumber: string | undefined
  letterDate: string | undefined
  letterBody: string | undefined
  letterAttachments: string[]
  letterCopies: string[]
  doorToken: string
  onlineToken: string
  /** In the QR code of the letter, for its public verification. */
  letterToken: string
  attendanceOpen: boolean
  /** The shared text of the minutes; undefined until somebody begins them. */
  textId: string | undefined
  minutesState: 'none' | 'writing' | 'final'
  minutesFinalAt: Date | undefined
  minutesSha256: string | undefined
  plannedFor: string | undefined
  version: number
  closedAt: Date | undefined
}

/** Kinds of evidence use, and what their subject id is. */
export const DECREE_SUBJECT = 'meeting.institution'
export const PAPER_SUBJECT = 'meeting.agenda_item'
export const TASK_SUBJECT = 'meeting.task'
export const PREPARATION_SUBJECT = 'meeting.preparation'
export const PREPARATION_ITEM_SUBJECT = 'meeting.preparation_item'
