import { z } from '@hono/zod-openapi'
import { Problem } from '#kit/problem.ts'
import { refusal } from '#platform/http/problem-shape.ts'
import { BOOKS } from '../../model.ts'
import {
  type Block,
  type Plan,
  type Section,
  SECTION_STATES,
  type SectionInput,
  type SectionLine,
} from '../../model-book.ts'
import type { Completeness } from '../../rules/book/completeness.ts'

/** JSON of the API: small letters and underscores, what is missing as null. */

const reasons: Record<number, string> = {
  401: 'Not signed in',
  403: 'Not allowed in this role',
  404: 'There is no such thing for this viewer',
  409: 'Not possible in the present state',
  412: 'Another version is stored',
  413: 'Too large',
  422: 'Something in the request is wrong',
}

/** The answers that refuse, by status. */
export const problems = (...statuses: number[]) =>
  Object.fromEntries(statuses.map(status => [status, refusal(reasons[status] ?? 'Refused')]))

export const json = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema } },
})

/** A body of an operation. */
export const given = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
})

export const regionParams = z.object({
  region: z
    .string()
    .regex(/^\d{2}\.\d{2}$/)
    .openapi({ example: '73.24' }),
})
export const planParams = regionParams.extend({ plan: z.uuid() })
export const bookParams = planParams.extend({ book: z.enum(['1', '2', '3']) })
export const sectionParams = regionParams.extend({ section: z.uuid() })
export const blockParams = sectionParams.extend({ block: z.uuid() })

export const version = z.int().min(0).openapi({ description: 'The version that was read; 412 when another is stored' })
const day = z.string().max(40).openapi({ example: '2027-06-30' })

export const planShape = z
  .object({
    id: z.uuid(),
    title: z.string(),
    from_year: z.int(),
    until_year: z.int(),
    vision: z.string().nullable(),
    series: z.uuid().nullable(),
    version: z.int(),
  })
  .openapi('MasterplanPlan')

export const planJson = (plan: Plan): z.infer<typeof planShape> => ({
  id: plan.id,
  title: plan.title,
  from_year: plan.fromYear,
  until_year: plan.untilYear,
  vision: plan.vision ?? null,
  series: plan.seriesId ?? null,
  version: plan.version,
})

export const planInputShape = z
  .strictObject({
    title: z.string().max(1000),
    from_year: z.int(),
    until_year: z.int(),
    vision: z.string().max(4000).nullish(),
    series: z.uuid().nullish(),
  })
  .openapi('MasterplanPlanInput')

export const planInput = (one: z.infer<typeof planInputShape>) => ({
  title: one.title,
  fromYear: one.from_year,
  untilYear: one.until_year,
  vision: one.vision ?? undefined,
  seriesId: one.series ?? undefined,
})

export const sectionShape = z
  .object({
    id: z.uuid(),
    plan: z.uuid(),
    book: z.union(BOOKS.map(book => z.literal(book))),
    parent: z.uuid().nullable(),
    position: z.int(),
    code: z.string().nullable().openapi({ description: 'Where it comes from in the template' }),
    title: z.string(),
    guide: z.string().nullable(),
    owner: z.uuid().nullable(),
    owner_name: z.string().nullable(),
    state: z.enum(SECTION_STATES),
    state_note: z.string().nullable(),
    state_at: z.iso.datetime().nullable(),
    words_wanted: z.int(),
    due_on: z.string().nullable(),
    version: z.int(),
  })
  .openapi('MasterplanSection')

export const sectionJson = (one: Section): z.infer<typeof sectionShape> => ({
  id: one.id,
  plan: one.planId,
  book: one.book,
  parent: one.parentId ?? null,
  position: one.position,
  code: one.code ?? null,
  title: one.title,
  guide: one.guide ?? null,
  owner: one.ownerId ?? null,
  owner_name: one.ownerName ?? null,
  state: one.state,
  state_note: one.stateNote ?? null,
  state_at: one.stateAt?.toISOString() ?? null,
  words_wanted: one.wordsWanted,
  due_on: one.dueOn ?? null,
  version: one.version,
})

export const lineShape = sectionShape
  .extend({
    words: z.int(),
    sources: z.array(z.string()),
    open_comments: z.int(),
    percent: z.int().openapi({ description: 'Completeness, 0 to 100' }),
    live_empty: z.int(),
  })
  .openapi('MasterplanSectionLine')

export const lineJson = (one: SectionLine, meter: Completeness): z.infer<typeof lineShape> => ({
  ...sectionJson(one),
  words: one.words,
  sources: one.sources,
  open_comments: one.openComments,
  percent: meter.percent,
  live_empty: meter.liveEmpty,
})

export const sectionInputShape = z
  .strictObject({
    version,
    title: z.string().max(1000),
    guide: z.string().max(8000).nullish(),
    owner: z.uuid().nullish(),
    due_on: day.nullish(),
    words_wanted: z.int(),
  })
  .openapi('MasterplanSectionInput')

export const sectionInput = (one: z.infer<typeof sectionInputShape>): SectionInput => ({
  title: one.title,
  guide: one.guide ?? undefined,
  ownerId: one.owner ?? undefined,
  dueOn: one.due_on ?? undefined,
  wordsWanted: one.words_wanted,
})

export const blockShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(['narrative', 'live']),
    position: z.int(),
    source: z.string().nullable(),
    show: z.string().nullable(),
    filter: z.record(z.string(), z.string()),
    caption: z.string().nullable(),
    text_version: z.int().nullable(),
    markdown: z.string().nullable(),
    words: z.int().nullable(),
  })
  .openapi('MasterplanBlock')

export const blockJson = (
  block: Block,
  text: { version: number; markdown: string; words: number } | undefined,
): z.infer<typeof blockShape> => ({
  id: block.id,
  kind: block.kind,
  position: block.position,
  source: block.kind === 'live' ? block.source : null,
  show: block.kind === 'live' ? block.show : null,
  filter: block.kind === 'live' ? block.filter : {},
  caption: block.caption ?? null,
  text_version: text?.version ?? null,
  markdown: text?.markdown ?? null,
  words: text?.words ?? null,
})

const jsonNames: Record<string, string> = {
  fromYear: 'from_year',
  untilYear: 'until_year',
  ownerId: 'owner',
  dueOn: 'due_on',
  wordsWanted: 'words_wanted',
}

/** Names of wrong fields as the API calls them. */
export async function inJson<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Problem) || error.fields.length === 0) throw error
    const fields = error.fields.map(one => ({ ...one, field: jsonNames[one.field] ?? one.field }))
    throw new Problem(error.code, error.sentence, { fields })
  }
}
