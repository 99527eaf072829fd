import { z } from '@hono/zod-openapi'
import type { LatestReading, PeriodFigure } from '../../actions/indicator/read-figures.ts'
import { DIMENSIONS, programmeCodeSchema } from '../../model.ts'
import {
  DIRECTIONS,
  FREQUENCIES,
  type Indicator,
  type IndicatorInput,
  periodSchema,
  placeCodeSchema,
  type Reading,
  READING_STATES,
  type ReadingInput,
  ROLLUPS,
  type Target,
} from '../../model-indicator.ts'
import { figureOf } from '../../rules/indicator/rollup.ts'
import { regionParams } from '../shapes.ts'

export const indicatorParams = regionParams.extend({
  indicator: z.uuid().openapi({ example: '00000000-0000-4000-8000-000000000001' }),
})
export const readingParams = indicatorParams.extend({
  place: placeCodeSchema.openapi({ example: '73.24.04.2005' }),
  period: periodSchema.openapi({ example: '2025' }),
})

const number = z
  .string()
  .regex(/^-?\d{1,18}(\.\d{1,6})?$/, 'Tulis angka sebagai teks, seperti "42.5". | Write a number as text, like "42.5".')
  .openapi({ description: 'Exact decimal as text, never a JSON number', example: '42.5' })
const text = (most: number) => z.string().max(most)
const entryLevel = z
  .union([z.literal(2), z.literal(3), z.literal(4)])
  .openapi({ description: '2 regency or city, 3 districts, 4 villages' })

export const indicatorInputShape = z
  .strictObject({
    version: z.int().min(1).optional().openapi({ description: 'The version that was seen; for a change only' }),
    code: programmeCodeSchema.openapi({ example: 'IND-01' }),
    name: text(200),
    definition: text(1000).nullish(),
    unit: text(30).openapi({ example: '%' }),
    direction: z.enum(DIRECTIONS),
    formula: text(500).nullish(),
    source: text(300).nullish(),
    dimension: z.enum(DIMENSIONS).nullish(),
    external_code: text(60).nullish().openapi({ example: 'spbe' }),
    level: entryLevel,
    rollup: z.enum(ROLLUPS).openapi({ description: 'How places make the figure of a higher place' }),
    ratio_factor: number.optional().openapi({ description: '100 for per cent; 1 when absent' }),
    weight_label: text(100).nullish(),
    frequency: z.enum(FREQUENCIES),
    decimals: z.int().min(0).max(6),
    least: number.nullish(),
    most: number.nullish(),
    baseline_year: z.int().nullish(),
    baseline_value: number.nullish(),
    owner: z.uuid().nullish().openapi({ description: 'The office that keeps it; null: the secretariat' }),
    reason: text(300).optional().openapi({ description: 'Why it is changed, for the history' }),
  })
  .openapi('IndicatorInput')

export const inputOf = (given: z.infer<typeof indicatorInputShape>): IndicatorInput => ({
  code: given.code,
  name: given.name,
  definition: given.definition ?? undefined,
  unit: given.unit,
  direction: given.direction,
  formula: given.formula ?? undefined,
  source: given.source ?? undefined,
  dimension: given.dimension ?? undefined,
  externalCode: given.external_code ?? undefined,
  level: given.level,
  rollup: given.rollup,
  ratioFactor: given.ratio_factor ?? '1',
  weightLabel: given.weight_label ?? undefined,
  frequency: given.frequency,
  decimals: given.decimals,
  least: given.least ?? undefined,
  most: given.most ?? undefined,
  baselineYear: given.baseline_year ?? undefined,
  baselineValue: given.baseline_value ?? undefined,
  ownerId: given.owner ?? undefined,
})

const targetShape = z.strictObject({ year: z.int().min(2000).max(2100), value: number })
export const targetsShape = z
  .strictObject({
    version: z.int().min(1).openapi({ description: 'That of the indicator' }),
    targets: z.array(targetShape).max(101).openapi({ description: 'All of them; years that are missing have none' }),
  })
  .openapi('IndicatorTargets')

const figureShape = z
  .object({
    period: periodSchema,
    value: number.nullable().openapi({ description: 'Of the places that reported; null: of none, never 0' }),
    reported: z.int().openapi({ description: 'Places whose figures are in it' }),
    expected: z.int(),
    complete: z.boolean(),
  })
  .openapi('IndicatorFigure')

export const indicatorShape = z
  .object({
    id: z.uuid(),
    region: z.string(),
    code: z.string(),
    name: z.string(),
    definition: z.string().nullable(),
    unit: z.string(),
    direction: z.enum(DIRECTIONS),
    formula: z.string().nullable(),
    source: z.string().nullable(),
    dimension: z.enum(DIMENSIONS).nullable(),
    external_code: z.string().nullable(),
    level: entryLevel,
    rollup: z.enum(ROLLUPS),
    ratio_factor: z.string(),
    weight_label: z.string().nullable(),
    frequency: z.enum(FREQUENCIES),
    decimals: z.int(),
    least: z.string().nullable(),
    most: z.string().nullable(),
    baseline_year: z.int().nullable(),
    baseline_value: z.string().nullable(),
    owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    version: z.int(),
    latest: figureShape.nullable(),
  })
  .openapi('Indicator')

export const figureJson = (figure: PeriodFigure): z.infer<typeof figureShape> => ({
  period: figure.period,
  value: figure.value ?? null,
  reported: figure.reported,
  expected: figure.expected,
  complete: figure.complete,
})

export const indicatorJson = (
  one: Indicator,
  latest: PeriodFigure | LatestReading | undefined,
): z.infer<typeof indicatorShape> => ({
  id: one.id,
  region: one.regionCode,
  code: one.code,
  name: one.name,
  definition: one.definition ?? null,
  unit: one.unit,
  direction: one.direction,
  formula: one.formula ?? null,
  source: one.source ?? null,
  dimension: one.dimension ?? null,
  external_code: one.externalCode ?? null,
  level: one.level,
  rollup: one.rollup,
  ratio_factor: one.ratioFactor,
  weight_label: one.weightLabel ?? null,
  frequency: one.frequency,
  decimals: one.decimals,
  least: one.least ?? null,
  most: one.most ?? null,
  baseline_year: one.baselineYear ?? null,
  baseline_value: one.baselineValue ?? null,
  owner: one.ownerId === undefined ? null : { id: one.ownerId, name: one.ownerName ?? '' },
  version: one.version,
  latest: latest ? figureJson(latest) : null,
})

export const indicatorDetailShape = indicatorShape
  .extend({
    figures: z.array(figureShape).openapi({ description: 'Newest first, at most 24 periods' }),
    targets: z.array(z.object({ year: z.int(), value: z.string() })),
    programmes: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string() })),
  })
  .openapi('IndicatorDetail')

export const targetsJson = (targets: readonly Target[]) => targets.map(({ year, value }) => ({ year, value }))

const figures = {
  value: number.nullish(),
  numerator: number.nullish().openapi({ description: 'With `denominator`, in place of `value`, where ratios add up' }),
  denominator: number.nullish(),
  weight: number.nullish(),
  unchanged: z.boolean().optional().openapi({ description: 'As in the period before; then no number is needed' }),
  explanation: text(500).optional().openapi({ description: 'Left as it is when absent' }),
  note: text(500).optional(),
}

export const readingInputShape = z
  .strictObject({
    ...figures,
    version: z.int().min(0).openapi({ description: 'The version that was seen; 0 where there was none' }),
  })
  .openapi('ReadingInput')

export const readingsInputShape = z
  .strictObject({
    readings: z
      .array(
        z.strictObject({
          indicator: z.uuid(),
          place: placeCodeSchema,
          period: periodSchema,
          ...figures,
          version: z.int().min(0).optional().openapi({ description: 'Not looked at when absent' }),
        }),
      )
      .min(1)
      .max(5000),
  })
  .openapi('ReadingsInput')

type GivenFigures = Omit<z.infer<typeof readingInputShape>, 'version'>

export const figuresOf = (given: GivenFigures): Omit<ReadingInput, 'indicatorId' | 'placeCode' | 'period'> => ({
  value: given.value ?? undefined,
  numerator: given.numerator ?? undefined,
  denominator: given.denominator ?? undefined,
  weight: given.weight ?? undefined,
  unchanged: given.unchanged,
  explanation: given.explanation,
  note: given.note,
})

export const savedShape = z.object({ created: z.int(), changed: z.int(), same: z.int() }).openapi('SavedReadings')

export const readingShape = z
  .object({
    indicator: z.uuid(),
    place: z.string(),
    period: z.string(),
    figure: z.string().nullable().openapi({ description: 'The value, or the ratio of its parts' }),
    value: z.string().nullable(),
    numerator: z.string().nullable(),
    denominator: z.string().nullable(),
    weight: z.string().nullable(),
    unchanged: z.boolean(),
    explanation: z.string().nullable().openapi({ description: 'Null for the public' }),
    note: z.string().nullable().openapi({ description: 'Null for the public' }),
    state: z.enum(READING_STATES),
    question: z.string().nullable(),
    version: z.int(),
    reported_at: z.iso.datetime().nullable().openapi({ description: 'Null for the public' }),
    verified_at: z.iso.datetime().nullable(),
  })
  .openapi('Reading')

export const readingJson = (one: Reading, indicator: Indicator, inside: boolean): z.infer<typeof readingShape> => ({
  indicator: one.indicatorId,
  place: one.placeCode,
  period: one.period,
  figure: figureOf(indicator, one) ?? null,
  value: one.value ?? null,
  numerator: one.numerator ?? null,
  denominator: one.denominator ?? null,
  weight: one.weight ?? null,
  unchanged: one.unchanged,
  explanation: inside ? (one.explanation ?? null) : null,
  note: inside ? (one.note ?? null) : null,
  state: one.state,
  question: inside ? (one.question ?? null) : null,
  version: one.version,
  reported_at: inside ? one.reportedAt.toISOString() : null,
  verified_at: one.verifiedAt?.toISOString() ?? null,
})
