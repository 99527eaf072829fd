import { z } from '@hono/zod-openapi'
import type { Zone } from '#kit/format.ts'

/** Shapes of an evaluation round: the dates, the regions in it, and who stands where. */

/** Steps of a round in their order; `review` is the interview or the field review. */
export const ROUND_STEPS = [
  'invitation',
  'self-assessment',
  'verification',
  'scoring',
  'review',
  'result',
  'objection',
] as const
export type StepName = (typeof ROUND_STEPS)[number]

/** First and last day of a step, both included: "2027-06-08". A day ends at midnight in the zone of the region. */
export interface StepDates {
  startsOn: string
  endsOn: string
}

/** What the letters of a round say; every part may still be missing while the round is a draft. */
export const letterSchema = z.object({
  number: z.string().optional(),
  date: z.string().optional(),
  /** Perihal. */
  subject: z.string().optional(),
  body: z.string().optional(),
  /** Names of what is enclosed, in order. */
  attachments: z.array(z.string()).optional(),
  /** Office of who signs, such as "Direktur Jenderal Teknologi Pemerintah Digital"; never a person's name by default. */
  office: z.string().optional(),
  signatory: z.string().optional(),
  place: z.string().optional(),
  copies: z.array(z.string()).optional(),
  /** Number and date of the covering letter of the result. */
  resultNumber: z.string().optional(),
  resultDate: z.string().optional(),
})
export type RoundLetter = z.infer<typeof letterSchema>

export interface Round {
  id: string
  /** The edition its results go to: "2026" or "2026-2". */
  edition: string
  group: string
  instrumentId: string
  instrumentSha256: string
  title: { id: string; en: string }
  /** Undefined where the ministry named none, as in 2022. */
  stage: 'I' | 'II' | undefined
  reviewKind: 'interview' | 'field-review'
  reviewMode: 'online' | 'on-site'
  state: 'draft' | 'open' | 'closed'
  /** Of the demo world. */
  example: boolean
  letter: RoundLetter
  /** Counts up with each change of the round itself. */
  version: number
  openedAt: Date | undefined
  closedAt: Date | undefined
  steps: Partial<Record<StepName, StepDates>>
}

/** A region in a round, with the last day of each step as it holds for this region. */
export interface RoundRegion {
  regionCode: string
  regionName: string
  zone: Zone
  state: 'invited' | 'submitted' | 'closed'
  letterNumber: string | undefined
  letterSentAt: Date | undefined
  contact: { name: string | undefined; office: string | undefined; phone: string | undefined }
  submittedAt: Date | undefined
  submissionSha256: string | undefined
  /** Last days that were moved for this region, with the reason. */
  extensions: Partial<Record<StepName, { endsOn: string; reason: string }>>
}

/** Where a region stands in a round; what is seen and done follows from it. */
export type Phase = 'planned' | 'filling' | 'submitted' | 'closed'

/** What somebody is to a region in a round. */
export type Relation =
  | 'ministry'
  | 'auditor'
  | 'administrator'
  | 'province'
  | 'secretariat'
  | 'regional-head'
  | 'region-reader'
  | 'office-head'
  | 'office-member'
  | 'assessor'
  | 'public'

/** Whether the viewer is on the panel of the region, and has handed in. */
export type OwnSubmission = 'none' | 'scoring' | 'submitted'

/** The state of one answer. */
export const ANSWER_STATES = ['draft', 'ready', 'signed', 'verified', 'returned'] as const
export type AnswerState = (typeof ANSWER_STATES)[number]

/** One number beside an answer; `value` is a plain decimal as text ("85.5"). */
export const figureSchema = z.strictObject({
  label: z.string().min(1).max(200),
  value: z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/),
  unit: z.string().max(40).optional(),
})
export type Figure = z.infer<typeof figureSchema>

export const REMARK_KINDS = ['strength', 'weakness', 'recommendation'] as const
export type RemarkKind = (typeof REMARK_KINDS)[number]

export const roundIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{2,59}$/)

/** Evidence as it stood when the region handed in: the document may get a successor later, this stays. */
export interface SubmittedEvidence {
  id: string
  kind: 'file' | 'photo' | 'link' | 'text'
  title: string
  /** SHA-256 of a file or of a text; undefined for a link. */
  sha256: string | undefined
  url: string | undefined
  text: string | undefined
  mediaType: string | undefined
  bytes: number | undefined
  documentDate: string | undefined
  /** Where in it: "hlm. 3" or "02:15". */
  anchor: string | undefined
  note: string | undefined
  personalData: boolean
}

export interface SubmittedAnswer {
  questionId: string
  /** The office that answered; undefined for the secretariat. */
  office: string | undefined
  level: number | null
  narrative: string | undefined
  figures: Figure[]
  evidence: SubmittedEvidence[]
  /** The snapshot of the portfolio that the figures were drawn from; absent when they were typed. */
  source?: SubmittedSource
}

/** Where figures of an answer come from: a measure, frozen as a snapshot under its SHA-256. */
export interface SubmittedSource {
  measure: string
  snapshotId: string
  sha256: string
}

/** What the regional head handed in, as stored in `evaluation.submission`; its hash is over `canonicalText`. */
export interface Submission {
  round: string
  region: string
  instrument: string
  instrumentSha256: string
  answers: SubmittedAnswer[]
}

/** Kinds of evidence use: the subject of an answer's evidence is `${roundId}/${questionId}`. */
export const ANSWER_SUBJECT = 'evaluation.answer'
/** An answer and a result as the trace knows them. */
export const answerNode = (roundId: string, regionCode: string, questionId: string) => ({
  kind: 'answer',
  id: `${roundId}:${regionCode}:${questionId}`,
})
export const resultNode = (edition: string, regionCode: string) => ({ kind: 'result', id: `${edition}:${regionCode}` })

export const answerSubject = (roundId: string, questionId: string): string => `${roundId}/${questionId}`

/** What people are told about a round; each kind has its sentence in the phrases. */
export const NOTICE_KINDS = [
  'invitation',
  'questions-assigned',
  'answers-due',
  'answer-returned',
  'answer-commented',
  'answers-ready',
  'office-signed',
  'ready-to-submit',
  'region-submitted',
  'panel-assigned',
  'scores-due',
  'sheet-reopened',
  'sheets-complete',
  'extension-given',
  'round-closed',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

export interface NewNotice {
  accountId: string
  roundId: string
  regionCode: string | undefined
  kind: NoticeKind
  /** Tells two notices of one kind apart, such as the question; a waiting one with the same key is not doubled. */
  subjectKey?: string
  /** What the sentence needs, such as a count or the reason. */
  data?: Record<string, string | number>
}
