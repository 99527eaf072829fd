import { z } from '@hono/zod-openapi'
import type { EvidenceUse } from '#modules/evidence/index.ts'
import type { AssessedQuestion, Assessment } from '../../actions/assessment/read-assessment.ts'
import { ANSWER_STATES, figureSchema, roundIdSchema } from '../../model-round.ts'
import type { Comment } from '../../store/assessment/comments.ts'

export const placeParams = z.object({
  round: roundIdSchema,
  code: z
    .string()
    .regex(/^\d{2}(\.\d{2})?$/)
    .openapi({ example: '73.24' }),
})
export const questionParams = placeParams.extend({
  question: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,80}$/)
    .openapi({ example: 'outcome.3.12.1' }),
})

const level = z
  .int()
  .min(0)
  .max(4)
  .nullable()
  .openapi({ description: 'A whole number 0–4; null is not answered, never 0', example: 3 })

export const figureShape = figureSchema.openapi('Figure', {
  description: 'A number beside an answer; `value` is an exact decimal as text',
  example: { label: 'Baduta tertangani', value: '85.5', unit: '%' },
})

export const evidenceUseShape = z
  .object({
    evidence: z.uuid(),
    title: z.string(),
    kind: z.string(),
    sha256: z.string().nullable(),
    url: z.string().nullable(),
    anchor: z.string().nullable().openapi({ example: 'hlm. 3–5' }),
    note: z.string().nullable(),
  })
  .openapi('EvidenceUse')

export const answerShape = z
  .object({
    question: z.string(),
    dimension: z.string(),
    text: z.object({ id: z.string(), en: z.string() }),
    office: z.object({ id: z.uuid(), name: z.string() }).nullable().openapi({ description: 'null: the secretariat' }),
    level,
    narrative: z.string().nullable(),
    figures: z.array(figureShape),
    evidence: z.array(evidenceUseShape),
    state: z.enum(ANSWER_STATES).nullable().openapi({ description: 'null while nothing is stored, and after closing' }),
    return_reason: z.string().nullable(),
    version: z.int().openapi({ description: 'To be sent back with a change; 0 while nothing is stored' }),
    changed_at: z.iso.datetime().nullable(),
  })
  .openapi('Answer')

export const answersShape = z
  .object({
    round: z.string(),
    region: z.string(),
    phase: z.enum(['planned', 'filling', 'submitted', 'closed']),
    completeness: z
      .object({
        total: z.int(),
        answered: z.int(),
        ready: z.int(),
        signed: z.int(),
        verified: z.int(),
        returned: z.int(),
      })
      .nullable()
      .openapi({ description: 'Of the questions in sight; null for who sees no numbers' }),
    items: z.array(answerShape).openapi({ description: 'In the order of the paper; those in sight only' }),
  })
  .openapi('Answers')

export const answerInputShape = z
  .strictObject({
    version: z.int().min(0).openapi({ description: 'The version that was seen; 0 for a first save' }),
    level,
    narrative: z.string().max(20_000).nullable().optional(),
    figures: z.array(figureShape).max(10).optional(),
    evidence: z
      .array(
        z.strictObject({
          evidence: z.uuid(),
          anchor: z.string().max(60).nullable().optional(),
          note: z.string().max(500).nullable().optional(),
        }),
      )
      .max(50)
      .optional()
      .openapi({ description: 'Replaces what is attached; left as it is when absent' }),
    ready: z.boolean().optional().openapi({ description: 'true marks it ready to be signed, false a draft again' }),
  })
  .openapi('AnswerInput')

export const savedShape = z.object({ version: z.int(), saved_at: z.iso.datetime() }).openapi('SavedAnswer')

export const commentShape = z
  .object({
    id: z.uuid(),
    question: z.string(),
    text: z.string(),
    name: z.string().nullable(),
    office: z.string().nullable(),
    written_at: z.iso.datetime(),
  })
  .openapi('Comment')

export const answerJson = (
  { stand }: Assessment,
  row: AssessedQuestion,
  uses: readonly EvidenceUse[],
): z.infer<typeof answerShape> => {
  const { answer } = row
  const published = stand.sight.answers === 'published'
  return {
    question: row.id,
    dimension: row.dimension.code,
    text: row.question.text,
    office: row.officeId === undefined ? null : { id: row.officeId, name: row.office ?? '' },
    level: answer?.level ?? null,
    narrative: answer?.narrative ?? null,
    figures: answer?.figures ?? [],
    evidence: uses.map(({ evidence, anchor, note }) => ({
      evidence: evidence.id,
      title: evidence.title,
      kind: evidence.kind,
      sha256: evidence.sha256 ?? null,
      url: evidence.url ?? null,
      anchor: anchor ?? null,
      note: published ? null : (note ?? null),
    })),
    state: published ? null : (answer?.state ?? null),
    return_reason: answer?.returnReason ?? null,
    version: answer?.version ?? 0,
    changed_at: published ? null : (answer?.changedAt.toISOString() ?? null),
  }
}

export const commentJson = (comment: Comment, question: string): z.infer<typeof commentShape> => ({
  id: comment.id,
  question,
  text: comment.text,
  name: comment.name ?? null,
  office: comment.office ?? null,
  written_at: comment.writtenAt.toISOString(),
})

/** Round and region of an address. */
export const placeOf = (params: Record<string, string>) => ({
  roundId: params['round'] ?? '',
  regionCode: params['code'] ?? '',
  questionId: params['question'] ?? '',
})
