import { z } from '@hono/zod-openapi'
import { refusal } from '#platform/http/problem-shape.ts'
import { type Card, type CardInput, CHOICES, type Content, dimensionSchema, sheetSchema } from '../../model-card.ts'

/** JSON of the worksheets: small letters and underscores, what is missing as null. */

const reasons: Record<number, string> = {
  401: 'Not signed in',
  403: 'Not allowed in this role',
  404: 'There is no such thing, or it is not open to you',
  409: 'Not possible in the present state',
  412: 'Another version is stored',
  422: 'Something in the request is wrong',
}

/** The answers that refuse, by status. */
export const problems = (...statuses: number[]) =>
  Object.fromEntries(statuses.map(status => [status, refusal(reasons[status] ?? 'Refused')]))

export const json = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema } },
})
export const body = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
})

const region = z
  .string()
  .regex(/^\d{2}\.\d{2}$/)
  .openapi({ example: '73.24' })
export const seriesParams = z.object({ region, series: z.uuid() })
export const sheetParams = seriesParams.extend({ sheet: sheetSchema })
export const cardParams = z.object({ region, card: z.uuid() })

export const versionShape = z
  .int()
  .min(1)
  .openapi({ description: 'The version that was read; 412 when another is stored' })

const contentShape = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).openapi({
  description: 'Fields of the worksheet, such as quadrant, pair, from_year, E1; rupiah and decimals as text',
  example: { quadrant: 's' },
})

export const cardInputShape = z.object({
  title: z.string().max(1000).openapi({ example: 'Puskesmas di setiap kecamatan' }),
  dimension: dimensionSchema.nullish(),
  organisation_id: z.uuid().nullish(),
  content: contentShape,
  rests_on: z.array(z.uuid()).max(100).optional(),
})
export const cardChangeShape = cardInputShape.extend({ version: versionShape })

export const cardShape = z.object({
  id: z.uuid(),
  series_id: z.uuid(),
  sheet: sheetSchema,
  position: z.int(),
  title: z.string(),
  dimension: dimensionSchema.nullable(),
  place: z.string().nullable(),
  organisation_id: z.uuid().nullable(),
  organisation_name: z.string().nullable(),
  content: contentShape,
  choice: z.enum(CHOICES),
  choice_reason: z.string().nullable(),
  programme_id: z.uuid().nullable(),
  points: z.int(),
  voters: z.int(),
  version: z.int(),
  changed_at: z.iso.datetime(),
  archived_at: z.iso.datetime().nullable(),
})

const toSnake = (name: string): string =>
  name.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a}_${b.toLowerCase()}`)
const toCamel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

export const cardJson = (card: Card) => ({
  id: card.id,
  series_id: card.seriesId,
  sheet: card.sheet,
  position: card.position,
  title: card.title,
  dimension: card.dimension ?? null,
  place: card.place ?? null,
  organisation_id: card.organisationId ?? null,
  organisation_name: card.organisationName ?? null,
  content: Object.fromEntries(Object.entries(card.content).map(([name, value]) => [toSnake(name), value])),
  choice: card.choice,
  choice_reason: card.choiceReason ?? null,
  programme_id: card.programmeId ?? null,
  points: card.points,
  voters: card.voters,
  version: card.version,
  changed_at: card.changedAt.toISOString(),
  archived_at: card.archivedAt?.toISOString() ?? null,
})

export const cardInputOf = (given: z.output<typeof cardInputShape>): CardInput => ({
  title: given.title,
  dimension: given.dimension ?? undefined,
  organisationId: given.organisation_id ?? undefined,
  content: Object.fromEntries(
    Object.entries(given.content).map(([name, value]) => [toCamel(name), value]),
  ) satisfies Content,
})
