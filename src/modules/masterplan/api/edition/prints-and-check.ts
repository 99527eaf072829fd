import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayReadInside } from '../../access.ts'
import { readCheck } from '../../actions/check/check-plan.ts'
import { askPrint } from '../../actions/edition/print.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { given, json, planParams, problems, regionParams } from '../book/shapes.ts'
import { checkJson, checkShape, printShape } from './shapes.ts'

const tags = ['masterplan']

export const printResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  limit: 'document',
  audit: ['masterplan.print.queued'],
  route: {
    method: 'post',
    path: '/masterplans/{region}/prints',
    tags,
    summary: 'Send a book to be printed as PDF or Word: of an edition, or the living one as a draft',
    request: { params: regionParams, body: given(printShape) },
    responses: {
      202: json('What to wait for', z.object({ print: z.uuid(), job: z.uuid().nullable(), file: z.string() })),
      ...problems(401, 403, 404, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { region } = await getInsideStand(platform.db.sql, actor, params['region'] ?? '')
    const { plan, edition, book, format } = printShape.parse(body)
    const { printId, progressId } = await askPrint(
      platform,
      actor,
      { regionCode: region.code, planId: plan, editionId: edition, book, format },
      writer,
    )
    return c.json({ print: printId, job: progressId ?? null, file: `/masterplan/${region.code}/cetak/${printId}` }, 202)
  },
}

export const checkResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: '/masterplans/{region}/plans/{plan}/check',
    tags,
    summary: 'What a living plan has and lacks, in eight components: a checklist, not a grade',
    request: { params: planParams },
    responses: { 200: json('The items', checkShape), ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { plan, items } = await readCheck(platform, actor, {
      regionCode: params['region'] ?? '',
      planId: params['plan'] ?? '',
    })
    return c.json({ plan: plan.id, items: items.map(checkJson) } satisfies z.infer<typeof checkShape>)
  },
}
