import { z } from '@hono/zod-openapi'
import type { Sentence } from '#kit/problem.ts'
import { DIMENSIONS, type Dimension, type Status } from './model.ts'

/** Figures that the evaluation draws from the portfolio, each with the rows it is made from. */

const wordsSchema = z.strictObject({ id: z.string().min(1), en: z.string().min(1) })

/** What a measure counts. Codes are those of the catalogue and of the ready set of indicators. */
export const measureRuleSchema = z.discriminatedUnion('kind', [
  /** Running ÷ planned of this year; of all programmes, or of one dimension, sub-dimension or stream. */
  z.strictObject({
    kind: z.literal('realisation'),
    dimension: z.enum(DIMENSIONS).optional(),
    subDimension: z.string().optional(),
    stream: z.string().optional(),
  }),
  /** Programmes that ran at the end of the year before; only those of the streams, when there are any. */
  z.strictObject({ kind: z.literal('ran-last-year'), streams: z.array(z.string()).optional() }),
  /** Of those that ran at the end of the year before, those that still run. */
  z.strictObject({ kind: z.literal('continued'), quickWins: z.boolean() }),
  /** Those that run and are new this year. */
  z.strictObject({ kind: z.literal('new'), quickWins: z.boolean() }),
  /** The latest verified reading of an indicator of the ready set. */
  z.strictObject({ kind: z.literal('reading'), externalCode: z.string() }),
  /** Running quick wins that say yes to one of the ten official indicators. */
  z.strictObject({ kind: z.literal('quick-win-check'), indicator: z.string().regex(/^E([1-9]|10)$/) }),
  /** Risks of running quick wins: named at all, and with a mitigation. */
  z.strictObject({ kind: z.literal('risk'), part: z.enum(['identified', 'mitigated']) }),
  /** Planned money of this year from these sources, and its share in the planned money of the portfolio. */
  z.strictObject({ kind: z.literal('budget'), sources: z.array(z.string()).min(1) }),
  /** Offices that lead a programme of this year, and those whose programmes name their Renstra. */
  z.strictObject({ kind: z.literal('offices') }),
])
export type MeasureRule = z.infer<typeof measureRuleSchema>

export const measureSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: wordsSchema,
  /** What the figure leaves out or cannot tell apart. */
  says: wordsSchema.optional(),
  rule: measureRuleSchema,
})
export type Measure = z.infer<typeof measureSchema>

/** `db/reference/portfolio/measures.json`: measures, and which question of which instrument takes which. */
export const measuresSchema = z.strictObject({
  about: z.string(),
  origin: z.string(),
  measures: z.array(measureSchema),
  instruments: z.record(z.string(), z.record(z.string(), z.string())),
})

export interface DrawnFigure {
  label: Sentence
  /** A plain decimal with a point. */
  value: string
  unit: Sentence
}

/** One thing that a figure was made from. */
export interface DrawnRow {
  kind: 'programme' | 'indicator'
  id: string
  code: string
  name: string
  /** It is among those counted, not only among those looked at: runs, not only planned. */
  counts: boolean
  note: Sentence
  /** Where a programme stood then. */
  subDimension?: string
  stream?: string
}

/** A measure on a day: what it says in one line, its figures and its rows. Without rows there is nothing to draw. */
export interface Drawing {
  measure: string
  name: Sentence
  says?: Sentence
  /** The day for which it was drawn, "2026-12-31"; figures of a year are those of its year. */
  day: string
  headline: Sentence
  figures: DrawnFigure[]
  rows: DrawnRow[]
}

/** A drawing as it was frozen. `sha256` is over its canonical text. */
export interface Snapshot {
  id: string
  regionCode: string
  drawing: Drawing
  sha256: string
  takenAt: Date
}

/** What drawing must know of a programme. */
export interface ProgrammeFact {
  id: string
  code: string
  name: string
  dimension: Dimension
  subDimension: string
  stream: string
  leadId: string
  leadName: string
  /** It names its place in the Renstra of its office. */
  renstra: boolean
  startYear: number
  endYear: number
  statuses: readonly { status: Status; since: string; recordedAt: Date }[]
  /** Money of the year of the day, whole rupiah. */
  budget: readonly { source: string; planned: bigint; realised: bigint | undefined }[]
  /** Undefined when it is no quick win. */
  quickWin:
    | {
        sinceYear: number
        /** The year for which it was said to have ended. */
        endedYear: number | undefined
        /** Answers of the self-check of the year, by indicator. */
        checks: Readonly<Partial<Record<string, 'yes' | 'partly' | 'no'>>>
        risks: number
        mitigated: number
      }
    | undefined
}

/** The latest verified value of an indicator for the whole region. */
export interface ReadingFact {
  indicatorId: string
  externalCode: string
  code: string
  name: string
  unit: string
  period: string
  value: string
  /** Places that reported, of how many; undefined when it was entered for the region itself. */
  reported: number | undefined
  expected: number | undefined
}

export interface Facts {
  programmes: readonly ProgrammeFact[]
  readings: readonly ReadingFact[]
}

/** What is different now from a frozen drawing. */
export interface Drift {
  kind: 'moved' | 'gone' | 'starts-counting' | 'stops-counting' | 'added' | 'figure'
  rowKind: DrawnRow['kind']
  id: string
  code: string
  name: string
  before: Sentence | undefined
  after: Sentence | undefined
}
