import { z } from '@hono/zod-openapi'
import type { Resource, Visit } from '#platform/http/door.ts'
import { mayOpenSheets, mayScore } from '../../access.ts'
import { getStand } from '../../actions/round/stand.ts'
import { notSeen } from '../../actions/scoring/ground.ts'
import { saveRemark, withdrawRemark } from '../../actions/scoring/save-remark.ts'
import { listRemarks } from '../../store/scoring/remarks.ts'
import { json, problems } from '../shapes.ts'
import { newRemarkShape, placeParams, remarkChangeShape, remarkJson, remarkShape } from './shapes.ts'

const path = '/rounds/{round}/regions/{code}/remarks'
const one = placeParams.extend({ id: z.uuid() })
const keptShape = z.object({ id: z.uuid(), version: z.int() })
const audit = ['evaluation.remark.saved', 'evaluation.remark.withdrawn']

export const remarksResource: Resource = {
  permission: 'evaluation.remark.read',
  may: mayOpenSheets,
  route: {
    method: 'get',
    path,
    tags: ['evaluation'],
    summary: 'Remarks of the panel: the own ones, and all once the own sheet is handed in',
    request: { params: placeParams },
    responses: {
      200: json('In the order in which they were written', z.object({ items: z.array(remarkShape) })),
      ...problems(401, 403, 404, 409),
    },
  },
  async handle({ c, platform, actor }, { params }) {
    const { round = '', code = '' } = params
    const stand = await getStand(platform.db.sql, actor, round, code)
    const { sight, panel } = stand
    if (sight.remarks === 'none') throw notSeen(stand, platform.clock.now())
    const writtenBy = sight.remarks === 'own' ? (panel?.accountId ?? '') : undefined
    const items = await listRemarks(platform.db.sql, round, code, writtenBy)
    return c.json({ items: items.map(remarkJson) })
  },
}

const place = (params: Record<string, string>) => ({
  roundId: params['round'] ?? '',
  regionCode: params['code'] ?? '',
})

export const remarkResource: Resource = {
  permission: 'evaluation.remark.write',
  may: mayScore,
  limit: 'write',
  audit,
  route: {
    method: 'post',
    path,
    tags: ['evaluation'],
    summary: 'Write a strength, weakness or recommendation for a dimension',
    request: {
      params: placeParams,
      body: { required: true, content: { 'application/json': { schema: newRemarkShape } } },
    },
    responses: { 201: json('Written', keptShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const saved = await saveRemark(platform, actor, { ...place(params), ...newRemarkShape.parse(body) }, writer)
    return c.json(saved, 201)
  },
}

export const remarkChangeResource: Resource = {
  permission: 'evaluation.remark.write',
  may: mayScore,
  limit: 'write',
  audit,
  route: {
    method: 'put',
    path: `${path}/{id}`,
    tags: ['evaluation'],
    summary: 'Change a remark; 412 when another version is stored',
    request: { params: one, body: { required: true, content: { 'application/json': { schema: remarkChangeShape } } } },
    responses: { 200: json('Changed', keptShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle(visit, { params, body }) {
    const { text, version } = remarkChangeShape.parse(body)
    return await change(visit, { ...place(params), id: params['id'] ?? '', text, version })
  },
}

async function change(
  { c, platform, actor, writer }: Visit,
  entry: { roundId: string; regionCode: string; id: string; text: string; version: number },
): Promise<Response> {
  return c.json(await saveRemark(platform, actor, entry, writer))
}

export const remarkWithdrawResource: Resource = {
  permission: 'evaluation.remark.write',
  may: mayScore,
  limit: 'write',
  audit,
  route: {
    method: 'delete',
    path: `${path}/{id}`,
    tags: ['evaluation'],
    summary: 'Withdraw a remark; 412 when another version is stored',
    request: { params: one, query: z.object({ version: z.string().regex(/^\d{1,9}$/) }) },
    responses: { 204: { description: 'Withdrawn' }, ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, query }) {
    await withdrawRemark(
      platform,
      actor,
      { ...place(params), id: params['id'] ?? '', version: Number(query['version']) },
      writer,
    )
    return c.body(null, 204)
  },
}
