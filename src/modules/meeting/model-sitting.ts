import type { RichDoc } from '#kit/rich-text.ts'
import type { Zone } from '#kit/format.ts'
import type { MeetingKind } from './model.ts'

/** What a meeting is about, in the order in which it is spoken of. */
export interface AgendaItem {
  id: string
  position: number
  title: string
  minutes: number | undefined
  /** The office that brings it. */
  ownerId: string | undefined
  speaker: string | undefined
  note: string | undefined
  version: number
}

export type AgendaInput = Pick<AgendaItem, 'title' | 'minutes' | 'ownerId' | 'speaker' | 'note'>

/** `door`: the QR code in the room. `link`: the address for those online. `paper`: entered afterwards from a list on paper. */
export const WAYS = ['door', 'link', 'paper'] as const
export type Way = (typeof WAYS)[number]

/** One person as the list of attendance has them. */
export interface AttendanceInput {
  name: string
  title: string | undefined
  office: string | undefined
  /** NIP: 18 digits; only for who keeps meetings and on the official list. */
  number: string | undefined
  /** Only for who keeps meetings and on the official list. */
  phone: string | undefined
}

export interface Attendance extends AttendanceInput {
  id: string
  inviteeId: string | undefined
  organisationId: string | undefined
  how: Way
  cameAt: Date
}

/** Somebody or some office on the list of invitations, as far as attendance is told by it. */
export interface Expected {
  id: string
  accountId: string | undefined
  organisationId: string | undefined
  name: string | undefined
  title: string | undefined
  email: string | undefined
  answer: 'none' | 'yes' | 'no' | 'represented'
  representedBy: string | undefined
}

export interface Decision {
  id: string
  position: number
  text: string
  agendaItemId: string | undefined
  version: number
}

export type DecisionInput = Pick<Decision, 'text' | 'agendaItemId'>

/** Longest texts, in characters. */
export const LONGEST_SITTING = {
  title: 300,
  speaker: 200,
  note: 2000,
  name: 120,
  office: 200,
  decision: 4000,
  reason: 500,
} as const

/** How many people one paper list brings at a time, and how many rows a meeting has. */
export const MOST_LINES = 300
export const MOST_PRESENT = 5000
export const MOST_AGENDA = 60
export const MOST_DECISIONS = 100

/** What is frozen when minutes become final; its canonical text is hashed. */
export interface MinutesContent {
  region: { code: string; name: string }
  meeting: {
    id: string
    kind: MeetingKind
    title: string
    startsAt: string
    endsAt: string
    zone: Zone
    place: string | null
    link: string | null
    letterNumber: string | null
    letterDate: string | null
    chair: string | null
    noteTaker: string | null
  }
  agenda: { title: string; owner: string | null; speaker: string | null }[]
  /** Opening and discussion. */
  text: RichDoc
  decisions: { text: string; agenda: number | null }[]
  tasks: { text: string; owner: string; dueOn: string; decision: number | null }[]
  /** Without NIP and phone. */
  attendance: { name: string; title: string | null; office: string | null; how: Way }[]
  invited: number
}

/** Minutes that were made final once; `reopenedAt` when they are no longer the valid ones. */
export interface FinalMinutes {
  number: number
  token: string
  content: MinutesContent
  sha256: string
  finalAt: Date
  finalBy: string | undefined
  reopenedAt: Date | undefined
  reopenReason: string | undefined
}

/** Evidence use: the scanned list on paper; its subject is the id of the meeting. */
export const SHEET_SUBJECT = 'meeting.attendance'
