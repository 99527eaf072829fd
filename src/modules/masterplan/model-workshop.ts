import type { Dimension, Stage } from './model.ts'

/** Shapes of the workshops I to IV. Days are calendar days "2026-06-13"; `version` rises with every change of a row. */

/** One way through the workshops of a region. */
export interface Series {
  regionCode: string
  id: string
  title: string
  year: number
  templateId: string
  note: string | undefined
  state: 'running' | 'done'
  voting: 'open' | 'closed'
  /** Out of the lists and only read. Without a reason it was empty, and readers do not see it at all. */
  archived: { at: Date; by: string | undefined; reason: string | undefined } | undefined
  version: number
}

export const WORKSHOP_STATES = ['planned', 'running', 'held', 'accepted'] as const
export type WorkshopState = (typeof WORKSHOP_STATES)[number]

export interface Workshop {
  regionCode: string
  seriesId: string
  stage: Stage
  theme: string | undefined
  startsOn: string | undefined
  endsOn: string | undefined
  place: string | undefined
  meetingId: string | undefined
  state: WorkshopState
  /** What the workshop before it produced, in the words of who opened this one. */
  review: string | undefined
  /** Why it began although something of the workshop before was not accepted. */
  openedDespite: string | undefined
  openedAt: Date | undefined
  openedBy: string | undefined
  heldAt: Date | undefined
  acceptedAt: Date | undefined
  acceptedBy: string | undefined
  version: number
}

export const DELIVERABLE_STATES = ['owed', 'submitted', 'returned', 'accepted'] as const
export type DeliverableState = (typeof DELIVERABLE_STATES)[number]

/** What a stage has to produce. */
export interface Deliverable {
  regionCode: string
  seriesId: string
  id: string
  stage: Stage
  position: number
  code: string
  title: string
  /** The worksheet or "book-1" that proves it; undefined for a document, which is evidence. */
  sheet: string | undefined
  ownerId: string | undefined
  ownerName: string | undefined
  dueOn: string | undefined
  required: boolean
  state: DeliverableState
  /** Words of who submitted it. */
  note: string | undefined
  /** Words of who judged it. */
  verdict: string | undefined
  submittedBy: string | undefined
  submittedAt: Date | undefined
  judgedBy: string | undefined
  judgedAt: Date | undefined
  version: number
}

export interface WorkingGroup {
  regionCode: string
  seriesId: string
  id: string
  kind: 'element' | 'dimension'
  /** The code of a readiness element of the template, or a dimension. */
  code: string
  name: string
  coordinatorId: string | undefined
  coordinatorName: string | undefined
  moderator: string | undefined
  offices: { id: string; name: string }[]
  version: number
}

/** Somebody who guides a region in one series. */
export interface Mentor {
  accountId: string
  name: string
  lead: boolean
  expertise: string | undefined
  since: Date
  until: Date | undefined
}

/** The joint commitment. Open: its text stays under `sha256`. Signed: everybody on the list has signed. */
export interface Commitment {
  regionCode: string
  seriesId: string
  text: string
  place: string | undefined
  dated: string | undefined
  state: 'draft' | 'open' | 'signed'
  sha256: string | undefined
  token: string
  version: number
}

export const SIGNATORY_ROLES = ['opd-head', 'council', 'regional-head'] as const
export type SignatoryRole = (typeof SIGNATORY_ROLES)[number]

/** One who signs the commitment: the head of an office, or who holds a title. */
export interface Signature {
  id: string
  position: number
  /** Who may sign here by account; undefined: only on paper. */
  role: SignatoryRole | undefined
  organisationId: string | undefined
  organisationName: string | undefined
  title: string
  name: string | undefined
  how: 'account' | 'paper' | undefined
  signedOn: string | undefined
  accountId: string | undefined
  recordedAt: Date | undefined
}

/** Names with which groups of dimensions begin. */
export const dimensionGroups: Record<Dimension, string> = {
  gov: 'Tata kelola (Smart Governance)',
  bra: 'Citra daerah (Smart Branding)',
  eco: 'Ekonomi (Smart Economy)',
  liv: 'Hunian (Smart Living)',
  soc: 'Masyarakat (Smart Society)',
  env: 'Lingkungan (Smart Environment)',
}

/** Longest entries, in characters. */
export const LONGEST_WORKSHOP = {
  title: 200,
  theme: 300,
  place: 200,
  note: 4000,
  reason: 1000,
  name: 120,
  commitment: 10_000,
} as const
