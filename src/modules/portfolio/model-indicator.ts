import { z } from '@hono/zod-openapi'
import { DIMENSIONS, type Dimension } from './model.ts'

/** Shapes of indicators, their targets and readings. All numbers are exact decimals as text ("92.16"), never floats. */

/** Where it should go: up (immunisation), down (poverty), or neither. */
export const DIRECTIONS = ['up', 'down', 'none'] as const
export type Direction = (typeof DIRECTIONS)[number]

/**
 * How places make the figure of a higher place. `last` does not add up: each place has its own latest figure, and a higher
 * place has one only when it was entered there.
 */
export const ROLLUPS = ['sum', 'mean', 'weighted', 'ratio', 'last'] as const
export type Rollup = (typeof ROLLUPS)[number]

export const FREQUENCIES = ['year', 'semester', 'quarter', 'month'] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** Where readings are entered: 2 the regency itself, 3 districts, 4 villages. */
export const ENTRY_LEVELS = [2, 3, 4] as const
export type EntryLevel = (typeof ENTRY_LEVELS)[number]
/** Length of the codes of places by level: "73.24", "73.24.04", "73.24.04.2005". */
export const CODE_LENGTH: Readonly<Record<EntryLevel, number>> = { 2: 5, 3: 8, 4: 13 }

export const READING_STATES = ['reported', 'questioned', 'verified'] as const
export type ReadingState = (typeof READING_STATES)[number]

/** Days after the end of a period until its reading is late. */
export const DAYS_TO_REPORT = 30

/**
 * When a figure is asked about; it is stored in any case. A change against the own last figure by more than `ownShare`
 * of it, unless both stay below `smallCount`; and, among at least `peers` places, a distance from their median of more than
 * `peerSpans` times their median distance from it. Ours, not the ministry's.
 */
export const ASKS = { ownShare: '0.5', smallCount: '10', peers: 8, peerSpans: '6' } as const

/** Longest texts, in characters. */
export const LONGEST_INDICATOR = {
  name: 200,
  definition: 1000,
  unit: 30,
  formula: 500,
  source: 300,
  weightLabel: 100,
  explanation: 500,
  note: 500,
  question: 500,
} as const
/** Digits before and after the point that a figure may have. */
export const MOST_DIGITS = 18
export const MOST_DECIMALS = 6
/** Readings that one call stores at most. */
export const MOST_READINGS = 20_000

/** What a form or the API says of an indicator. */
export interface IndicatorInput {
  code: string
  name: string
  definition?: string | undefined
  unit: string
  direction: Direction
  formula?: string | undefined
  source?: string | undefined
  dimension?: Dimension | undefined
  /** Which external indicator of the instrument it is: "spbe". */
  externalCode?: string | undefined
  level: EntryLevel
  rollup: Rollup
  /** A ratio of sums is multiplied by it: "100" for per cent. */
  ratioFactor: string
  /** What the weight counts, for `weighted`: "jumlah penduduk". */
  weightLabel?: string | undefined
  frequency: Frequency
  /** Places after the point, 0 to 6. */
  decimals: number
  /** Below and above these a figure is refused. */
  least?: string | undefined
  most?: string | undefined
  baselineYear?: number | undefined
  baselineValue?: string | undefined
  /** The office that keeps it; the secretariat when absent. */
  ownerId?: string | undefined
}

export interface Indicator extends IndicatorInput {
  regionCode: string
  id: string
  ownerName: string | undefined
  version: number
  changedAt: Date
  archivedAt: Date | undefined
}

export interface Target {
  year: number
  value: string
}

/** The numbers of one place in one period: either `value`, or both parts of a ratio; `weight` for weighted means. */
export interface Figures {
  value?: string | undefined
  numerator?: string | undefined
  denominator?: string | undefined
  weight?: string | undefined
}

export interface ReadingInput extends Figures {
  indicatorId: string
  placeCode: string
  /** "2026", "2026-S1", "2026-Q3" or "2026-11", as the frequency of the indicator wants. */
  period: string
  /** Said to be the same as in the period before. */
  unchanged?: boolean | undefined
  /** Why a figure that jumps is right. Left as it is when absent. */
  explanation?: string | undefined
  note?: string | undefined
  /** The version that was seen, 0 for none; not looked at when absent (imports). */
  version?: number | undefined
}

export interface Reading extends Figures {
  regionCode: string
  indicatorId: string
  placeCode: string
  period: string
  unchanged: boolean
  explanation: string | undefined
  note: string | undefined
  state: ReadingState
  /** What who verifies wants to know. */
  question: string | undefined
  version: number
  reportedBy: string | undefined
  reportedAt: Date
  verifiedBy: string | undefined
  verifiedAt: Date | undefined
}

/** Exact sums over places that reported; the database makes the same ones. `count` is how many places could be counted. */
export interface Totals {
  count: number
  value: string
  weighted: string
  weight: string
  numerator: string
  denominator: string
}

/** Id of a reading for evidence, history and audit. */
export const readingId = (one: Pick<Reading, 'indicatorId' | 'placeCode' | 'period'>): string =>
  `${one.indicatorId}/${one.placeCode}/${one.period}`

export const periodSchema = z.string().regex(/^20\d{2}(-(S[12]|Q[1-4]|0[1-9]|1[0-2]))?$/)
export const placeCodeSchema = z.string().regex(/^\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?$/)
const decimalSchema = z.string().regex(/^-?\d{1,18}(\.\d{1,6})?$/)
const words = z.strictObject({ id: z.string().min(1), en: z.string().min(1) })

/** `db/reference/portfolio/indicators-*.json`: external indicators that a region can take over with one tap. */
export const readySetSchema = z.strictObject({
  id: z.string(),
  title: words,
  indicators: z.array(
    z.strictObject({
      externalCode: z.string().regex(/^[a-z]+(-[a-z0-9]+)*$/),
      code: z.string().regex(/^[A-Z0-9][A-Z0-9./-]{0,29}$/),
      name: words,
      definition: words,
      unit: z.string().min(1),
      direction: z.enum(DIRECTIONS),
      formula: z.string().optional(),
      source: z.string().min(1),
      dimension: z.enum(DIMENSIONS),
      level: z.union([z.literal(2), z.literal(3), z.literal(4)]),
      rollup: z.enum(ROLLUPS),
      ratioFactor: decimalSchema.optional(),
      frequency: z.enum(FREQUENCIES),
      decimals: z.int().min(0).max(MOST_DECIMALS),
      least: decimalSchema.optional(),
      most: decimalSchema.optional(),
      /** Words in the name of the office that is proposed as its owner, the first that fits. */
      office: z.array(z.string()),
      /** Questions of the instrument that ask for it. */
      questions: z.array(z.string()),
    }),
  ),
})
export type ReadySet = z.infer<typeof readySetSchema>
