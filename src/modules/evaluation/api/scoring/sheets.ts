import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayRunRounds, mayScore } from '../../access.ts'
import { reopenSheet } from '../../actions/scoring/reopen-sheet.ts'
import { submitSheet } from '../../actions/scoring/submit-sheet.ts'
import { json, problems } from '../shapes.ts'
import { placeParams } from './shapes.ts'

export const submitSheetResource: Resource = {
  permission: 'evaluation.sheet.submit',
  may: mayScore,
  limit: 'write',
  audit: ['evaluation.sheet.submitted'],
  route: {
    method: 'post',
    path: '/rounds/{round}/regions/{code}/scores/submission',
    tags: ['evaluation'],
    summary: 'Hand in the own sheet; 422 names every question without a score',
    request: { params: placeParams },
    responses: {
      200: json('Handed in', z.object({ submitted_at: z.string() })),
      ...problems(401, 403, 404, 409, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params }) {
    const { submittedAt } = await submitSheet(platform, actor, params['round'] ?? '', params['code'] ?? '', writer)
    return c.json({ submitted_at: submittedAt.toISOString() })
  },
}

const reopenShape = z
  .strictObject({ assessor: z.int().min(1).max(20), reason: z.string().max(1000) })
  .openapi('SheetReopening')

export const reopenSheetResource: Resource = {
  permission: 'evaluation.sheet.reopen',
  may: mayRunRounds,
  limit: 'write',
  audit: ['evaluation.sheet.reopened'],
  route: {
    method: 'post',
    path: '/rounds/{round}/regions/{code}/scores/reopening',
    tags: ['evaluation'],
    summary: 'Open the sheet of an assessor again, for a reason',
    request: {
      params: placeParams,
      body: { required: true, content: { 'application/json': { schema: reopenShape } } },
    },
    responses: { 204: { description: 'Open again' }, ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { assessor, reason } = reopenShape.parse(body)
    await reopenSheet(
      platform,
      actor,
      { roundId: params['round'] ?? '', regionCode: params['code'] ?? '', place: assessor, reason },
      writer,
    )
    return c.body(null, 204)
  },
}
