import type { Zone } from '#kit/format.ts'

/** Councils, teams, forums and working groups of a region. */

export const INSTITUTION_KINDS = ['council', 'team', 'forum', 'group'] as const
export type InstitutionKind = (typeof INSTITUTION_KINDS)[number]

/** The monthly meeting: the nth such weekday, in the zone of the region. */
export interface MonthlyRule {
  /** 1 to 4. */
  week: number
  /** 1 Monday … 7 Sunday. */
  weekday: number
  /** "09:00". */
  at: string
  minutes: number
  place: string | undefined
  /** Institutions that sit in the same meeting. */
  withIds: string[]
}

export interface Institution {
  regionCode: string
  id: string
  kind: InstitutionKind
  name: string
  duties: string | undefined
  decreeNumber: string | undefined
  decreeDate: string | undefined
  termFrom: string | undefined
  termUntil: string | undefined
  monthly: MonthlyRule | undefined
  version: number
  changedAt: Date
  archivedAt: Date | undefined
}

export interface InstitutionInput {
  kind: InstitutionKind
  name: string
  duties?: string | undefined
  decreeNumber?: string | undefined
  decreeDate?: string | undefined
  termFrom?: string | undefined
  termUntil?: string | undefined
  monthly?: MonthlyRule | undefined
}

export const MEMBER_DIMENSIONS = ['gov', 'bra', 'eco', 'liv', 'soc', 'env'] as const
export type MemberDimension = (typeof MEMBER_DIMENSIONS)[number]

/** A seat: by office or title, so that it outlives the person. */
export interface MemberInput {
  /** Ketua, Sekretaris, Anggota. */
  position: string
  organisationId?: string | undefined
  accountId?: string | undefined
  /** Only as the decree says. */
  name?: string | undefined
  title?: string | undefined
  email?: string | undefined
  dimension?: MemberDimension | undefined
}

export interface Member extends MemberInput {
  id: string
  institutionId: string
  /** From 1. */
  sort: number
  organisationName: string | undefined
  accountName: string | undefined
}

/** How a term stands on a day. */
export type TermState = 'none' | 'running' | 'ending' | 'ended'

/** A living institution whose monthly meeting is due to be planned. */
export interface Planned {
  institution: Institution
  monthly: MonthlyRule
  zone: Zone
}

export const MOST_MEMBERS = 200
export const LONGEST_INSTITUTION = { name: 200, duties: 4000, decreeNumber: 100, place: 200, text: 200 } as const
/** Days before its end from which a term is warned of. */
export const TERM_WARNING_DAYS = 60
