import type { InstitutionKind } from './model-institution.ts'

/** What meetings ask offices to do. */

export const TASK_STATES = ['open', 'done', 'dropped'] as const
export type TaskState = (typeof TASK_STATES)[number]

/** Who is asked now: the office that owes it, the dimension coordinator, the regional secretary. */
export const TASK_LEVELS = ['owner', 'coordinator', 'secretary'] as const
export type TaskLevel = (typeof TASK_LEVELS)[number]

export const TASK_EVENTS = [
  'made',
  'changed',
  'moved',
  'carried',
  'overdue',
  'escalated',
  'done',
  'dropped',
  'reopened',
] as const
export type TaskEventName = (typeof TASK_EVENTS)[number]

export const TASK_DIMENSIONS = ['gov', 'bra', 'eco', 'liv', 'soc', 'env'] as const
export type TaskDimension = (typeof TASK_DIMENSIONS)[number]

export interface Task {
  regionCode: string
  id: string
  /** The meeting that made it. */
  meetingId: string
  meetingTitle: string
  meetingStartsAt: Date
  decisionId: string | undefined
  text: string
  ownerId: string
  ownerName: string
  /** The office was abolished: the task must go to another. */
  ownerArchived: boolean
  dimension: TaskDimension | undefined
  /** Days "2027-06-30", in the zone of the region. */
  dueOn: string
  firstDueOn: string
  state: TaskState
  doneOn: string | undefined
  note: string | undefined
  /** How many of its due days passed while it was open. */
  timesOverdue: number
  countedFor: string | undefined
  level: TaskLevel
  version: number
  createdAt: Date
  changedAt: Date
}

/** What somebody asks for when a task is made or changed. */
export interface TaskInput {
  text: string
  ownerId: string
  dueOn: string
  dimension?: TaskDimension | undefined
  /** The decision of the meeting that it carries out. */
  decisionId?: string | undefined
}

export interface TaskEvent {
  id: string
  event: TaskEventName
  /** The meeting in which it happened. */
  meetingId: string | undefined
  meetingTitle: string | undefined
  note: string | undefined
  dueOn: string | undefined
  accountId: string | undefined
  accountName: string | undefined
  happenedAt: Date
}

/** How many letters the text of a task and a note may have. */
export const LONGEST_TASK = { text: 1000, note: 4000, reason: 1000 } as const

/** What of a meeting decides which tasks stand on its agenda. */
export interface Stop {
  id: string
  startsAt: Date
  seriesKey: string | undefined
  institutionId: string | undefined
  followsId: string | undefined
  /** A cancelled meeting has no agenda, but what it follows is still found through it. */
  cancelled: boolean
}

/** What of a task decides whether its due day counts. */
export interface Counted {
  state: TaskState
  dueOn: string
  timesOverdue: number
  /** The last due day that was counted. */
  countedFor: string | undefined
  level: TaskLevel
}

/** A seat of a living institution that is taken now. */
export interface AskedSeat {
  institutionId: string
  institutionName: string
  institutionKind: InstitutionKind
  organisationId: string | undefined
  accountId: string | undefined
  dimension: TaskDimension | undefined
}

/**
 * Why a task rose to these people: they sit for its dimension; they sit in the working group of the office that owes it; nobody
 * does either, so every coordinator; there is no coordinator, so the secretariat; three days passed, so the secretariat.
 */
export const ASKED_WHY = ['dimension', 'group', 'every-coordinator', 'no-coordinator', 'third-day'] as const
export type AskedWhy = (typeof ASKED_WHY)[number]

/** Who is asked beside the office that owes a task, as pages and letters name them. */
export interface AskedAbove {
  names: string[]
  why: AskedWhy
  /** The institutions in which they sit, for `dimension` and `group`. */
  institutions: string[]
}
