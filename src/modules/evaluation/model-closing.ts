import type { RemarkKind } from './model-round.ts'

/** What closing a round freezes, as it is stored and hashed. Numbers that were computed are decimals as text. */

/** What the result of a region is computed from. Scores of a question stand in the order of `assessors`. */
export type GivenScores =
  | {
      kind: 'assessor-scores'
      /** Places on the panel: Asesor 1, 2, …; never who. Only those whose turn was not ended. */
      assessors: number[]
      scores: Record<string, (number | null)[]>
    }
  /** Published means of questions; what each assessor gave was not published. */
  | { kind: 'question-means'; scores: Record<string, string> }
  /** Published dimension scores; nothing finer was published. */
  | { kind: 'dimension-scores'; scores: Record<string, string> }
  /** Did not hand in, or is printed as not having taken part. */
  | { kind: 'absent' }

/** Last year's result of the region, from which the change is counted. */
export interface BeforeInputs {
  edition: string
  instrument: string
  instrumentSha256: string
  tookPart: boolean
  scores: Record<string, string>
  printedIndex: string | null
}

export interface FrozenRemark {
  kind: RemarkKind
  /** Dimension of the instrument; null in published reports, which name none. */
  dimension: string | null
  text: string
}

export interface FrozenInputs {
  given: GivenScores
  /** Null when nothing is known of the year before. */
  before: BeforeInputs | null
  /** SHA-256 of what the regional head handed in; null where that was not done in Tudang. */
  submission: string | null
  /** What the ministry printed, for rounds that were adopted from a published table. */
  printed: { name: string; index: string | null; change: string | null } | null
  remarks: FrozenRemark[]
}

export interface RegionOutcome {
  tookPart: boolean
  /** Mean of each question; empty where only dimension scores are known. */
  questions: Record<string, string | null>
  dimensions: Record<string, string | null>
  /** Weighted sum before any rounding. */
  exactSum: string | null
  index: string | null
  change: {
    basis: 'computed' | 'not-recomputable' | 'absent-now' | 'absent-before' | 'no-index-now'
    value: string | null
  }
}

/** One region of a closed round. */
export interface FrozenRegion {
  regionCode: string
  inputs: FrozenInputs
  outcome: RegionOutcome
  sha256: string
}

export interface FrozenRound {
  roundId: string
  ruleVersion: string
  sha256: string
  frozenAt: Date
}

/** One region before the close. */
export interface RegionToClose {
  regionCode: string
  handedIn: boolean
  /** The time for its self-assessment or its handing in has not ended. */
  timeLeft: boolean
}

/** The sheet of one assessor of one region. */
export interface SheetToClose {
  regionCode: string
  /** Asesor 1, 2, … */
  place: number
  submitted: boolean
  /** The ministry ended the turn; the sheet does not count. */
  ended: boolean
  /** Questions with a score. */
  scored: number
}
