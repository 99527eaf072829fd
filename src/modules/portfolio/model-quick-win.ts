import type { Dimension } from './model.ts'

/** Shapes of quick wins: presentation, self-check by the ten official indicators, re-validation each year, risk form. */

/** The ten official indicators, by their code in the catalogue. */
export const QUICK_WIN_INDICATORS = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8', 'E9', 'E10'] as const
export type QuickWinIndicator = (typeof QUICK_WIN_INDICATORS)[number]

export const CHECK_ANSWERS = ['yes', 'partly', 'no'] as const
export type CheckAnswer = (typeof CHECK_ANSWERS)[number]

/** Still running as it was; must change; no longer a quick win. */
export const VERDICTS = ['kept', 'changed', 'ended'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Who begins an innovation, its form, and how far it is, as the innovation index of the interior ministry names them. */
export const INITIATORS = ['head', 'council', 'office', 'civil-servant', 'public'] as const
export type Initiator = (typeof INITIATORS)[number]
export const INNOVATION_FORMS = ['governance', 'public-service', 'other'] as const
export type InnovationForm = (typeof INNOVATION_FORMS)[number]
export const STAGES = ['idea', 'trial', 'applied'] as const
export type Stage = (typeof STAGES)[number]

/** What is said of a quick win beyond its programme. Days are "2025-03-01"; what is not known is undefined. */
export interface QuickWinProfile {
  /** The year from which it counts as a quick win. */
  sinceYear: number
  initiator: Initiator | undefined
  form: InnovationForm | undefined
  digital: boolean | undefined
  trialOn: string | undefined
  appliedOn: string | undefined
  aim: string | undefined
  design: string | undefined
  benefit: string | undefined
  result: string | undefined
  /** How it goes on after this year, this leader, this budget. */
  continuity: string | undefined
}

export interface QuickWin extends QuickWinProfile {
  regionCode: string
  programmeId: string
  version: number
  changedAt: Date
  /** When a re-validation ended it. */
  endedAt: Date | undefined
}

/** The region's own answer to one indicator in one year. */
export interface QuickWinCheck {
  year: number
  indicator: QuickWinIndicator
  answer: CheckAnswer
  note: string | undefined
  version: number
  checkedBy: string | undefined
  checkedAt: Date
}

export interface QuickWinYear {
  year: number
  verdict: Verdict
  /** Code of a reason in the catalogue; there unless it was kept. */
  reason: string | undefined
  note: string | undefined
  decidedBy: string | undefined
  decidedAt: Date
}

/** 1 low, 2 medium, 3 high, as the ministry's form codes it. */
export const RISK_DEGREES = [1, 2, 3] as const
export type RiskDegree = (typeof RISK_DEGREES)[number]

export interface RiskInput {
  factor: string
  cause: string | undefined
  likelihood: RiskDegree
  impact: RiskDegree
  mitigation: string | undefined
  /** Built or bought; false is non-structural, such as a policy; undefined is not said. */
  structural: boolean | undefined
  ownerId: string | undefined
  /** What is left after the mitigation; both or neither. */
  residualLikelihood: RiskDegree | undefined
  residualImpact: RiskDegree | undefined
}

export interface Risk extends RiskInput {
  regionCode: string
  id: string
  programmeId: string
  ownerName: string | undefined
  version: number
  changedAt: Date
}

/** What one year of one quick win says, for figures that are drawn from it. */
export interface QuickWinFacts {
  programmeId: string
  code: string
  name: string
  dimension: Dimension
  sinceYear: number
  /** Year of the verdict that ended it. */
  endedYear: number | undefined
  checks: Partial<Record<QuickWinIndicator, CheckAnswer>>
  verdict: Verdict | undefined
  risks: { identified: number; mitigated: number; structural: number; high: number }
}

/** The id of an indicator's use of evidence. */
export const checkSubject = (programmeId: string, year: number, indicator: QuickWinIndicator): string =>
  `${programmeId}/${year}/${indicator}`
