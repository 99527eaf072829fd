import { z } from '@hono/zod-openapi'
import { type EvidenceUse, refuseSeeEvidence } from '#modules/evidence/index.ts'
import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import { DIMENSIONS, type Stage, STAGES } from '../../model.ts'
import {
  type Deliverable,
  DELIVERABLE_STATES,
  type Mentor,
  type Series,
  type WorkingGroup,
  type Workshop,
  WORKSHOP_STATES,
} from '../../model-workshop.ts'
import type { Proof } from '../../rules/workshop/proof.ts'
import { regionParams } from '../book/shapes.ts'

/** JSON of the workshops: small letters and underscores, what is missing as null, days as "2026-06-13". */

export const seriesParams = regionParams.extend({ series: z.uuid() })
export const stageParams = seriesParams.extend({ stage: z.enum(['1', '2', '3', '4']) })
export const resultParams = seriesParams.extend({ result: z.uuid() })

/** Looser than the rules, which answer with a sentence. */
export const day = z.string().max(40).openapi({ example: '2026-06-13' })
export const words = z.string().max(20_000)
const moment = z.iso.datetime().nullable()
const stage = z.union(STAGES.map(one => z.literal(one)))

export const placeOf = (params: Record<string, string>) => ({
  regionCode: params['region'] ?? '',
  seriesId: params['series'] ?? '',
})

export const stageOf = (params: Record<string, string>): Stage =>
  STAGES.find(one => String(one) === params['stage']) ?? 1

export const seriesShape = z
  .object({
    id: z.uuid(),
    title: z.string(),
    year: z.int(),
    note: z.string().nullable(),
    state: z.enum(['running', 'done']),
    archived_at: moment,
    archived_by: z.string().nullable(),
    archive_reason: z.string().nullable(),
    version: z.int(),
  })
  .openapi('MasterplanSeries')

export const seriesJson = (one: Series): z.infer<typeof seriesShape> => ({
  id: one.id,
  title: one.title,
  year: one.year,
  note: one.note ?? null,
  state: one.state,
  archived_at: one.archived?.at.toISOString() ?? null,
  archived_by: one.archived?.by ?? null,
  archive_reason: one.archived?.reason ?? null,
  version: one.version,
})

export const stageShape = z
  .object({
    stage,
    theme: z.string().nullable(),
    starts_on: day.nullable(),
    ends_on: day.nullable(),
    place: z.string().nullable(),
    meeting: z.uuid().nullable(),
    state: z.enum(WORKSHOP_STATES),
    review: z.string().nullable().openapi({ description: 'What the workshop before it produced' }),
    opened_despite: z
      .string()
      .nullable()
      .openapi({ description: 'Why it began although something required was not accepted' }),
    opened_by: z.string().nullable(),
    opened_at: moment,
    held_at: moment,
    accepted_by: z.string().nullable(),
    accepted_at: moment,
    version: z.int(),
  })
  .openapi('MasterplanStage')

export const stageJson = (one: Workshop): z.infer<typeof stageShape> => ({
  stage: one.stage,
  theme: one.theme ?? null,
  starts_on: one.startsOn ?? null,
  ends_on: one.endsOn ?? null,
  place: one.place ?? null,
  meeting: one.meetingId ?? null,
  state: one.state,
  review: one.review ?? null,
  opened_despite: one.openedDespite ?? null,
  opened_by: one.openedBy ?? null,
  opened_at: one.openedAt?.toISOString() ?? null,
  held_at: one.heldAt?.toISOString() ?? null,
  accepted_by: one.acceptedBy ?? null,
  accepted_at: one.acceptedAt?.toISOString() ?? null,
  version: one.version,
})

export const deliverableShape = z
  .object({
    id: z.uuid(),
    stage,
    position: z.int(),
    code: z.string(),
    title: z.string(),
    sheet: z.string().nullable().openapi({ description: 'The worksheet or book that proves it; null for a document' }),
    owner: z.uuid().nullable(),
    owner_name: z.string().nullable(),
    due_on: day.nullable(),
    required: z.boolean(),
    state: z.enum(DELIVERABLE_STATES),
    note: z.string().nullable().openapi({ description: 'Words of who submitted it' }),
    verdict: z.string().nullable().openapi({ description: 'Words of who judged it' }),
    submitted_by: z.string().nullable(),
    submitted_at: moment,
    judged_by: z.string().nullable(),
    judged_at: moment,
    version: z.int(),
  })
  .openapi('MasterplanDeliverable')

export const deliverableJson = (one: Deliverable): z.infer<typeof deliverableShape> => ({
  id: one.id,
  stage: one.stage,
  position: one.position,
  code: one.code,
  title: one.title,
  sheet: one.sheet ?? null,
  owner: one.ownerId ?? null,
  owner_name: one.ownerName ?? null,
  due_on: one.dueOn ?? null,
  required: one.required,
  state: one.state,
  note: one.note ?? null,
  verdict: one.verdict ?? null,
  submitted_by: one.submittedBy ?? null,
  submitted_at: one.submittedAt?.toISOString() ?? null,
  judged_by: one.judgedBy ?? null,
  judged_at: one.judgedAt?.toISOString() ?? null,
  version: one.version,
})

export const provenShape = deliverableShape
  .extend({
    proof: z
      .object({ kind: z.enum(['cards', 'book', 'documents']), filled: z.int(), all: z.int().nullable() })
      .openapi({ description: 'Cards or sections that are filled, or how many documents there are' }),
    evidence: z.array(z.uuid()).openapi({ description: 'Documents that the viewer may see' }),
  })
  .openapi('MasterplanProvenDeliverable')

export const provenJson = (
  one: Deliverable,
  proof: Proof,
  seen: readonly EvidenceUse[],
): z.infer<typeof provenShape> => ({
  ...deliverableJson(one),
  proof: { kind: proof.kind, filled: proof.filled, all: proof.all ?? null },
  evidence: seen.map(use => use.evidence.id),
})

/** What the pages list: all but documents with personal data, which only the library shows. */
export const seenBy = (actor: Actor, uses: readonly EvidenceUse[]): EvidenceUse[] =>
  uses.filter(use => !use.evidence.personalData || refuseSeeEvidence(actor, use.evidence) === undefined)

export const groupShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(['element', 'dimension']),
    code: z
      .string()
      .openapi({ description: `A readiness element of the template, or one of ${DIMENSIONS.join(', ')}` }),
    name: z.string(),
    coordinator: z.uuid().nullable(),
    coordinator_name: z.string().nullable(),
    moderator: z.string().nullable(),
    offices: z.array(z.object({ id: z.uuid(), name: z.string() })),
    version: z.int(),
  })
  .openapi('MasterplanGroup')

export const groupJson = (one: WorkingGroup): z.infer<typeof groupShape> => ({
  id: one.id,
  kind: one.kind,
  code: one.code,
  name: one.name,
  coordinator: one.coordinatorId ?? null,
  coordinator_name: one.coordinatorName ?? null,
  moderator: one.moderator ?? null,
  offices: one.offices,
  version: one.version,
})

export const mentorShape = z
  .object({
    name: z.string(),
    lead: z.boolean(),
    expertise: z.string().nullable(),
    since: z.iso.datetime(),
    until: moment,
  })
  .openapi('MasterplanMentor')

export const mentorJson = (one: Mentor): z.infer<typeof mentorShape> => ({
  name: one.name,
  lead: one.lead,
  expertise: one.expertise ?? null,
  since: one.since.toISOString(),
  until: one.until?.toISOString() ?? null,
})

export const seriesDetailShape = seriesShape
  .extend({
    stages: z.array(stageShape),
    deliverables: z.array(provenShape),
    groups: z.array(groupShape),
    mentors: z.array(mentorShape),
  })
  .openapi('MasterplanSeriesDetail')

const names: Record<string, string> = {
  ownerId: 'owner',
  meetingId: 'meeting',
  templateId: 'template',
  accountId: 'account',
  coordinatorId: 'coordinator',
  officeIds: 'offices',
  fromId: 'from',
  toId: 'to',
  bukti: 'evidence',
  comment: 'text',
}

/** Runs `work`; wrong fields of a refusal are called as the JSON calls them. */
export async function inJson<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Problem) || error.fields.length === 0) throw error
    const fields = error.fields.map(one => ({
      ...one,
      field: names[one.field] ?? one.field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
    }))
    throw new Problem(error.code, error.sentence, { fields })
  }
}
