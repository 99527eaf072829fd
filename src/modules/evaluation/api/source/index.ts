import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayReadRounds, mayWriteAssessment } from '../../access.ts'
import { linkAllSources, linkSource, unlinkSource } from '../../actions/source/link-source.ts'
import { getSource, listSourcesInSight, type ShownSource } from '../../actions/source/read-source.ts'
import { placeOf, placeParams, questionParams } from '../assessment/shapes.ts'
import { json, problems } from '../shapes.ts'

const place = '/rounds/{round}/regions/{code}'
const one = `${place}/answers/{question}/source`
const bilingual = z.object({ id: z.string(), en: z.string() })

const sourceShape = z
  .object({
    question: z.string(),
    measure: z.string().openapi({ example: 'realisation-gov' }),
    linked: z.boolean().openapi({ description: 'The answer takes these figures' }),
    name: bilingual,
    headline: bilingual,
    says: bilingual.nullable().openapi({ description: 'What the figure leaves out or cannot tell apart' }),
    day: z.iso.date().openapi({ description: 'The day for which it was drawn' }),
    figures: z.array(
      z.object({
        label: bilingual,
        value: z.string().openapi({ description: 'Exact decimal', example: '92.16' }),
        unit: bilingual,
      }),
    ),
    rows: z.array(
      z.object({
        kind: z.enum(['programme', 'indicator']),
        id: z.uuid(),
        code: z.string(),
        name: z.string(),
        counts: z.boolean(),
        note: bilingual,
      }),
    ),
    frozen: z
      .object({
        snapshot: z.uuid(),
        sha256: z.string().openapi({ description: 'Of the canonical JSON (RFC 8785) of `content`' }),
        taken_at: z.iso.datetime(),
        content: z.looseObject({ measure: z.string() }),
      })
      .nullable()
      .openapi({ description: 'null while the region fills in: the figures are live' }),
    changed_since: z
      .array(
        z.object({
          kind: z.enum(['moved', 'gone', 'starts-counting', 'stops-counting', 'added', 'figure']),
          id: z.uuid(),
          code: z.string(),
          name: z.string(),
          before: bilingual.nullable(),
          after: bilingual.nullable(),
        }),
      )
      .nullable()
      .openapi({ description: 'null while nothing is frozen, and for who does not see the portfolio as it is now' }),
  })
  .openapi('AnswerSource')

const listShape = z
  .object({
    items: z.array(
      z.object({
        question: z.string(),
        measure: z.string(),
        linked_at: z.iso.datetime(),
        snapshot: z.uuid().nullable(),
      }),
    ),
  })
  .openapi('AnswerSources')

const sourceResource: Resource = {
  permission: 'evaluation.assessment.read',
  may: mayReadRounds,
  route: {
    method: 'get',
    path: one,
    tags: ['evaluation'],
    summary:
      'What the figures of an answer are made from: live while the region fills in, frozen after; for who sees the answer',
    request: { params: questionParams },
    responses: { 200: json('The source', sourceShape), ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const where = placeOf(params)
    return c.json(sourceJson(where.questionId, await getSource(platform, actor, where)))
  },
}

const sourcesResource: Resource = {
  permission: 'evaluation.assessment.read',
  may: mayReadRounds,
  route: {
    method: 'get',
    path: `${place}/sources`,
    tags: ['evaluation'],
    summary: 'Which answers of a region take their figures from its portfolio; those in your sight',
    request: { params: placeParams },
    responses: { 200: json('The links', listShape), ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { roundId, regionCode } = placeOf(params)
    const sources = await listSourcesInSight(platform, actor, roundId, regionCode)
    return c.json({
      items: sources.map(({ questionId, measure, linkedAt, snapshotId }) => ({
        question: questionId,
        measure,
        linked_at: linkedAt.toISOString(),
        snapshot: snapshotId ?? null,
      })),
    })
  },
}

const linkResource: Resource = {
  permission: 'evaluation.answer.save',
  may: mayWriteAssessment,
  limit: 'write',
  audit: ['evaluation.answer.source_linked'],
  route: {
    method: 'put',
    path: one,
    tags: ['evaluation'],
    summary:
      'Take the figures of an answer from the portfolio; again does nothing. A signature on the answer is taken back',
    request: { params: questionParams },
    responses: { 204: { description: 'Linked' }, ...problems(401, 403, 404, 409) },
  },
  async handle({ c, platform, actor, writer }, { params }) {
    await linkSource(platform, actor, placeOf(params), writer)
    return c.body(null, 204)
  },
}

const unlinkResource: Resource = {
  permission: 'evaluation.answer.save',
  may: mayWriteAssessment,
  limit: 'write',
  audit: ['evaluation.answer.source_unlinked'],
  route: {
    method: 'delete',
    path: one,
    tags: ['evaluation'],
    summary: 'Leave the figures of the portfolio; what was typed beside them stays',
    request: { params: questionParams },
    responses: { 204: { description: 'Not linked' }, ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor, writer }, { params }) {
    await unlinkSource(platform, actor, placeOf(params), writer)
    return c.body(null, 204)
  },
}

const linkAllResource: Resource = {
  permission: 'evaluation.answers.upload',
  may: mayWriteAssessment,
  limit: 'write',
  audit: ['evaluation.answers.sources_linked'],
  route: {
    method: 'post',
    path: `${place}/sources`,
    tags: ['evaluation'],
    summary:
      'Take the figures of all your answers from the portfolio where it has any; signed and verified answers stay',
    request: { params: placeParams },
    responses: {
      200: json('Linked', z.object({ linked: z.int(), vouched: z.int(), empty: z.int() })),
      ...problems(401, 403, 404, 409),
    },
  },
  async handle({ c, platform, actor, writer }, { params }) {
    const { roundId, regionCode } = placeOf(params)
    return c.json(await linkAllSources(platform, actor, roundId, regionCode, writer))
  },
}

export const sourceResources: Resource[] = [
  sourceResource,
  sourcesResource,
  linkResource,
  unlinkResource,
  linkAllResource,
]

const sourceJson = (
  question: string,
  { drawing, source, snapshot, drift }: ShownSource,
): z.infer<typeof sourceShape> => ({
  question,
  measure: drawing.measure,
  linked: source !== undefined,
  name: drawing.name,
  headline: drawing.headline,
  says: drawing.says ?? null,
  day: drawing.day,
  figures: drawing.figures,
  rows: drawing.rows.map(({ kind, id, code, name, counts, note }) => ({ kind, id, code, name, counts, note })),
  frozen: snapshot
    ? {
        snapshot: snapshot.id,
        sha256: snapshot.sha256,
        taken_at: snapshot.takenAt.toISOString(),
        content: { ...snapshot.drawing },
      }
    : null,
  changed_since:
    drift?.map(({ kind, id, code, name, before, after }) => ({
      kind,
      id,
      code,
      name,
      before: before ?? null,
      after: after ?? null,
    })) ?? null,
})
