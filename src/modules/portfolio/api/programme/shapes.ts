import { z } from '@hono/zod-openapi'
import { Problem } from '#kit/problem.ts'
import { type BudgetLine, type Milestone, type Programme, type ProgrammeInput, STATUSES } from '../../model.ts'
import type { StoredBudgetLine } from '../../store/programme/budgets.ts'
import type { StatusRecord } from '../../store/programme/statuses.ts'
import { regionParams } from '../shapes.ts'

export const programmeParams = regionParams.extend({ programme: z.uuid() })
export const milestoneParams = programmeParams.extend({ milestone: z.uuid() })

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .openapi({ example: '2027-06-30' })
const text = z.string().max(4000)
const rupiah = z.int().min(0).max(999_999_999_999_999).openapi({ description: 'Whole rupiah' })
export const versionShape = z
  .int()
  .min(0)
  .openapi({ description: 'The version that was read; 412 when another is stored' })

export const programmeInputShape = z
  .strictObject({
    code: text.openapi({ example: 'GOV-01' }),
    name: text,
    problem: text,
    sub_dimension: text.openapi({ example: 'GOV-1' }),
    sector: text.openapi({ example: 'pemerintahan' }),
    stream: text.openapi({ example: 'application' }),
    lead: z.uuid(),
    supporting: z.array(z.uuid()).max(100).optional(),
    partners: z
      .array(z.strictObject({ name: text, contribution: text.nullish() }))
      .max(100)
      .optional(),
    places: z
      .array(z.string().max(13))
      .max(1000)
      .optional()
      .openapi({ description: 'Districts and villages; none is the whole region' }),
    term: z.union([z.literal(1), z.literal(5), z.literal(10)]),
    start_year: z.int(),
    end_year: z.int(),
    rpjmd: text.nullish(),
    renstra: text.nullish(),
    promise: text.nullish(),
    promise_due: day.nullish(),
    quick_win: z.boolean().optional(),
  })
  .openapi('ProgrammeInput')

export const programmeChangeShape = programmeInputShape
  .partial()
  .extend({ version: versionShape, reason: z.string().max(1000).optional() })
  .openapi('ProgrammeChange')

export const statusInputShape = z
  .strictObject({
    version: versionShape,
    status: z.enum(STATUSES),
    since: day,
    reason: z.string().max(40).nullish().openapi({ description: 'Code; needed for changed and stopped' }),
    note: text.nullish(),
    successor: z.uuid().nullish().openapi({ description: 'The programme in which a changed one goes on' }),
  })
  .openapi('ProgrammeStatusInput')

const budgetLineShape = z.strictObject({
  year: z.int(),
  source: z.string().max(40).openapi({ example: 'apbd-kabupaten' }),
  planned: rupiah,
  realised: rupiah.nullish().openapi({ description: 'Null: not reported, which is not 0' }),
})

export const budgetInputShape = z
  .strictObject({
    lines: z.array(budgetLineShape).max(200),
    versions: z.record(z.string(), z.int()).default({}).openapi({
      description: 'Versions of the lines that were read, by "year/source"; one that is not in `lines` is taken off',
    }),
  })
  .openapi('ProgrammeBudgetInput')

export const budgetShape = z
  .object({ lines: z.array(budgetLineShape.extend({ version: z.int() })) })
  .openapi('ProgrammeBudget')

export const milestoneInputShape = z
  .strictObject({ version: versionShape.optional(), title: text, due_on: day, owner: z.uuid() })
  .openapi('MilestoneInput')

export const milestoneReportShape = z
  .strictObject({
    version: versionShape,
    done_on: day.nullish(),
    note: text.nullish(),
    attach: z.array(z.uuid()).max(50).default([]).openapi({ description: 'Evidence of the library' }),
    detach: z.array(z.uuid()).max(50).default([]),
  })
  .openapi('MilestoneReport')

export const milestoneShape = z
  .object({
    id: z.uuid(),
    title: z.string(),
    due_on: day,
    done_on: day.nullable(),
    note: z.string().nullable().openapi({ description: 'Null for the public' }),
    owner: z.uuid(),
    owner_name: z.string(),
    version: z.int(),
  })
  .openapi('Milestone')

export const programmeShape = z
  .object({
    id: z.uuid(),
    region: z.string(),
    code: z.string(),
    name: z.string(),
    problem: z.string(),
    catalogue: z.string(),
    dimension: z.string(),
    sub_dimension: z.string(),
    sector: z.string(),
    stream: z.string(),
    lead: z.uuid(),
    lead_name: z.string(),
    lead_archived: z.boolean().openapi({ description: 'The office was abolished; the programme must move' }),
    supporting: z.array(z.uuid()),
    partners: z.array(z.object({ name: z.string(), contribution: z.string().nullable() })),
    places: z.array(z.string()),
    term: z.int(),
    start_year: z.int(),
    end_year: z.int(),
    rpjmd: z.string().nullable(),
    renstra: z.string().nullable(),
    promise: z.string().nullable(),
    promise_due: z.string().nullable(),
    quick_win: z.boolean(),
    status: z.enum(STATUSES),
    status_since: z.string(),
    status_reason: z.string().nullable(),
    status_note: z.string().nullable(),
    version: z.int(),
    changed_at: z.string(),
    archived_at: z.string().nullable(),
  })
  .openapi('Programme')

export const statusShape = z.object({
  status: z.enum(STATUSES),
  since: z.string(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  recorded_at: z.string(),
})

export const programmeDetailShape = programmeShape
  .extend({
    budget: z.array(budgetLineShape.extend({ realised: rupiah.nullable() })),
    milestones: z.array(milestoneShape),
    statuses: z.array(statusShape).nullable().openapi({ description: 'Null for the public' }),
  })
  .openapi('ProgrammeDetail')

export const programmeJson = (one: Programme): z.infer<typeof programmeShape> => ({
  id: one.id,
  region: one.regionCode,
  code: one.code,
  name: one.name,
  problem: one.problem,
  catalogue: one.catalogueId,
  dimension: one.dimension,
  sub_dimension: one.subDimension,
  sector: one.sector,
  stream: one.stream,
  lead: one.leadId,
  lead_name: one.leadName,
  lead_archived: one.leadArchived,
  supporting: one.supportingIds,
  partners: one.partners.map(({ name, contribution }) => ({ name, contribution: contribution ?? null })),
  places: one.places,
  term: one.term,
  start_year: one.startYear,
  end_year: one.endYear,
  rpjmd: one.rpjmd ?? null,
  renstra: one.renstra ?? null,
  promise: one.promise ?? null,
  promise_due: one.promiseDue ?? null,
  quick_win: one.quickWin,
  status: one.status,
  status_since: one.statusSince,
  status_reason: one.statusReason ?? null,
  status_note: one.statusNote ?? null,
  version: one.version,
  changed_at: one.changedAt.toISOString(),
  archived_at: one.archivedAt?.toISOString() ?? null,
})

export const lineJson = (line: BudgetLine) => ({
  year: line.year,
  source: line.source,
  planned: Number(line.planned),
  realised: line.realised === undefined ? null : Number(line.realised),
})

export const budgetJson = (lines: ReadonlyMap<string, StoredBudgetLine>): z.infer<typeof budgetShape> => ({
  lines: [...lines.values()].map(line => ({ ...lineJson(line), version: line.version })),
})

/** Notes are for those who see everything. */
export const milestoneJson = (one: Milestone, inside: boolean): z.infer<typeof milestoneShape> => ({
  id: one.id,
  title: one.title,
  due_on: one.dueOn,
  done_on: one.doneOn ?? null,
  note: inside ? (one.note ?? null) : null,
  owner: one.ownerId,
  owner_name: one.ownerName,
  version: one.version,
})

export const statusJson = (one: StatusRecord): z.infer<typeof statusShape> => ({
  status: one.status,
  since: one.since,
  reason: one.reason ?? null,
  note: one.note ?? null,
  recorded_at: one.recordedAt.toISOString(),
})

type Whole = z.infer<typeof programmeInputShape>
type Given = { [K in keyof Whole]?: Whole[K] | undefined }

/** The input as the action takes it; parts left out of a change are those that are stored. */
export function inputOf(given: Given, stored?: Programme): ProgrammeInput {
  const of = <V>(value: V | null | undefined, before: V | undefined): V | undefined =>
    value === undefined ? before : (value ?? undefined)
  return {
    code: given.code ?? stored?.code ?? '',
    name: given.name ?? stored?.name ?? '',
    problem: given.problem ?? stored?.problem ?? '',
    subDimension: given.sub_dimension ?? stored?.subDimension ?? '',
    sector: given.sector ?? stored?.sector ?? '',
    stream: given.stream ?? stored?.stream ?? '',
    leadId: given.lead ?? stored?.leadId ?? '',
    supportingIds: given.supporting ?? stored?.supportingIds ?? [],
    partners:
      given.partners?.map(one => ({ name: one.name, contribution: one.contribution ?? undefined })) ??
      stored?.partners ??
      [],
    places: given.places ?? stored?.places ?? [],
    term: given.term ?? stored?.term ?? 5,
    startYear: given.start_year ?? stored?.startYear ?? 0,
    endYear: given.end_year ?? stored?.endYear ?? 0,
    rpjmd: of(given.rpjmd, stored?.rpjmd),
    renstra: of(given.renstra, stored?.renstra),
    promise: of(given.promise, stored?.promise),
    promiseDue: of(given.promise_due, stored?.promiseDue),
    quickWin: given.quick_win ?? stored?.quickWin ?? false,
  }
}

const jsonNames: Record<string, string> = {
  leadId: 'lead',
  supportingIds: 'supporting',
  ownerId: 'owner',
  successorId: 'successor',
  fromId: 'from',
  toId: 'to',
  bukti: 'attach',
}

/** Runs `work`; fields of a refusal are called as the JSON calls them: `startYear` is `start_year`. */
export async function inJson<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Problem) || error.fields.length === 0) throw error
    const fields = error.fields.map(one => ({
      ...one,
      field: jsonNames[one.field] ?? one.field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
    }))
    throw new Problem(error.code, error.sentence, { fields })
  }
}
