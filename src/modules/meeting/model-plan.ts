import type { Zone } from '#kit/format.ts'
import type { MeetingKind } from './model.ts'

/** Shapes of the plan: what organisers write, who is invited, and the letterhead. */

/** What an organiser writes of a meeting. Moments are instants; `zone` says in which zone they were given. */
export interface MeetingInput {
  kind: MeetingKind
  title: string
  /** "Perihal" of the letter; the title when absent. */
  subject?: string | undefined
  purpose?: string | undefined
  institutionId?: string | undefined
  /** Meetings with the same key carry their open tasks on; the institution's id when absent and there is one. */
  seriesKey?: string | undefined
  startsAt: Date
  endsAt: Date
  zone: Zone
  place?: string | undefined
  address?: string | undefined
  /** https:// address of an online meeting. */
  link?: string | undefined
  followsId?: string | undefined
  chair?: string | undefined
  noteTaker?: string | undefined
  /** Classification code of the letter; that of the region when absent. */
  letterClass?: string | undefined
  /** Opening paragraphs of the letter, parted by empty lines; the usual ones when absent. */
  letterBody?: string | undefined
  letterAttachments?: string[] | undefined
  letterCopies?: string[] | undefined
}

/** Named groups that stand for many: each is expanded when it is invited. */
export const PRESETS = [
  'offices',
  'office-heads',
  'office-secretaries',
  'districts',
  'villages',
  'regional-head',
  'secretariat',
  'coordinators',
  'council',
] as const
export type Preset = (typeof PRESETS)[number]

/** Who is to be invited. All parts may stand together; nobody is put on the list twice. */
export interface Wanted {
  roles?: readonly Preset[]
  organisationIds?: readonly string[]
  accountIds?: readonly string[]
  institutionIds?: readonly string[]
  people?: readonly { name: string; title?: string; office?: string; email?: string }[]
}

/** Somebody who may come onto a list; what is stored of an invitee before it has answers. */
export interface Seat {
  organisationId?: string | undefined
  accountId?: string | undefined
  /** The preset by which the seat is meant: the head and the secretary of one office are two seats. */
  role?: string | undefined
  name?: string | undefined
  title?: string | undefined
  email?: string | undefined
  why?: string | undefined
}

export const ANSWERS = ['none', 'yes', 'no', 'represented'] as const
export type Answer = (typeof ANSWERS)[number]

/** What became of the last letter to an invitee. `unsent`: none was written yet. `no-address`: there is nowhere to send it. */
export type Delivery = 'unsent' | 'no-address' | 'queued' | 'sent' | 'failed'

export interface Invitee {
  id: string
  organisationId: string | undefined
  organisationName: string | undefined
  accountId: string | undefined
  /** The preset by which they came, or undefined. */
  role: string | undefined
  name: string | undefined
  title: string | undefined
  email: string | undefined
  /** How they came onto the list, in Indonesian. */
  why: string | undefined
  answer: Answer
  answerNote: string | undefined
  representedBy: string | undefined
  representedTitle: string | undefined
  answeredAt: Date | undefined
  token: string
  /** SEQUENCE of the last letter; undefined while none was written. */
  invitedSequence: number | undefined
  delivery: Delivery
  /** What the mail server said when it refused. */
  deliveryError: string | undefined
  remindedAt: Date | undefined
}

/** Letterhead, signatory and numbering of a region's letters. */
export interface Setting {
  numberPattern: string
  classification: string
  unitCode: string
  institution: string | undefined
  office: string | undefined
  address: string | undefined
  /** Where letters are dated: "Malili". */
  town: string | undefined
  signatoryTitle: string | undefined
  signatoryName: string | undefined
  signatoryRank: string | undefined
  /** NIP. */
  signatoryNumber: string | undefined
  version: number
}
