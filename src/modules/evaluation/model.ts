import { z } from 'zod'

/** The shapes of an instrument, as its files in `db/reference/instruments/` hold them. Nothing else lives here. */

/** What a question asks for; our own classification of the printed questions. */
export const QUESTION_KINDS = [
  'policy',
  'institution',
  'budget',
  'programme-realisation',
  'action-plan',
  'external-indicator',
  'survey',
  'quick-win',
  'risk',
  'collaboration',
] as const

export const SMART_DIMENSIONS = ['governance', 'branding', 'economy', 'living', 'society', 'environment'] as const

/** How an index is rounded: each weighted term half-up to 2 decimals and then added, or the exact sum once. */
export const INDEX_ROUNDINGS = ['each-term-half-up-2', 'sum-half-up-2'] as const

const text = z.string().regex(/\S/)
const bilingual = z.strictObject({ id: text, en: text })
/** A name for people: in the files as `name` (Indonesian, as printed) beside `name_en` (our translation). */
const named = { name: text, name_en: text }

const questionSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9.-]{1,80}$/),
  code: text,
  printed_code: text,
  text: bilingual,
  smart_dimension: z.enum(SMART_DIMENSIONS).nullable(),
  kind: z.enum(QUESTION_KINDS),
})

const subIndicatorSchema = z.strictObject({
  code: text.nullable(),
  ...named,
  /** False where the paper leaves the heading out and it was supplied; `note` says from what. */
  printed: z.boolean().optional(),
  note: text.optional(),
  questions: z.array(questionSchema).min(1),
})

const indicatorSchema = z.strictObject({
  code: text,
  ...named,
  sub_indicators: z.array(subIndicatorSchema).min(1),
})

const dimensionSchema = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  letter: text,
  name: bilingual,
  /** A plain decimal as text: "0.10". */
  weight: z.string(),
  elements: z.array(z.strictObject({ ...named, description: text, description_en: text })),
  /** Empty where the ministry published no questions. */
  indicators: z.array(indicatorSchema),
})

/**
 * One version of the evaluation instrument. What a shape cannot say (weights that sum to exactly 1, unique ids and
 * codes, a sane scale) is checked by `checkInstrument` in the rules; use that one to accept a file.
 */
export const instrumentSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{2,79}$/),
  title: bilingual,
  year: z.int().min(2017).max(2100),
  stage: text,
  applies_to: text,
  source: text,
  scale: z.strictObject({
    min: z.int(),
    max: z.int(),
    /** An assessor gives whole steps of this size. */
    step_of_one_assessor: z.int(),
    /** How many assessors scored a region; null where it is not known. */
    assessors: z.int().min(1).nullable(),
    note: text.optional(),
  }),
  aggregation: z.strictObject({
    indicator_to_dimension: text,
    index: text,
    index_rounding: z.enum(INDEX_ROUNDINGS),
    improvement: text.optional(),
    note: text.optional(),
  }),
  notes: z.array(text),
  dimensions: z.array(dimensionSchema).min(1),
})

export type Instrument = z.infer<typeof instrumentSchema>
export type Dimension = z.infer<typeof dimensionSchema>
export type Question = z.infer<typeof questionSchema>
export type QuestionKind = (typeof QUESTION_KINDS)[number]
export type SmartDimension = (typeof SMART_DIMENSIONS)[number]
export type IndexRounding = (typeof INDEX_ROUNDINGS)[number]
