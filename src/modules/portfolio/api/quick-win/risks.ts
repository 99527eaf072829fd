import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayReadInside, mayWritePortfolio } from '../../access.ts'
import { archiveRisk } from '../../actions/quick-win/archive-risk.ts'
import { getInsideGround, getWritableGround } from '../../actions/quick-win/ground.ts'
import { saveRisk } from '../../actions/quick-win/save-risk.ts'
import { listRisks } from '../../store/quick-win/risks.ts'
import { inJson } from '../programme/shapes.ts'
import { json, problems } from '../shapes.ts'
import { placeOf } from './quick-wins.ts'
import { programmeParams, riskChangeShape, riskInputShape, riskJson, riskOf, riskParams, riskShape } from './shapes.ts'

const path = '/portfolios/{region}/programmes/{programme}/risks'

export const riskListResource: Resource = {
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path,
    tags: ['portfolio'],
    summary: 'The risk form of a programme, the gravest first; never for the public',
    request: { params: programmeParams },
    responses: { 200: json('All risks', z.object({ items: z.array(riskShape) })), ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { regionCode, programmeId } = placeOf(params)
    await getInsideGround(platform.db.sql, actor, regionCode, programmeId)
    return c.json({ items: (await listRisks(platform.db.sql, regionCode, programmeId)).map(riskJson) })
  },
}

export const newRiskResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.risk.added'],
  route: {
    method: 'post',
    path,
    tags: ['portfolio'],
    summary: 'Add a row to the risk form of a programme',
    request: {
      params: programmeParams,
      body: { required: true, content: { 'application/json': { schema: riskInputShape } } },
    },
    responses: { 201: json('The risk', riskShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getWritableGround(platform.db.sql, actor, place.regionCode, place.programmeId)
    const risk = riskOf(riskInputShape.parse(body))
    return c.json(riskJson(await inJson(saveRisk(platform, actor, { ...place, risk }, writer))), 201)
  },
}

export const riskChangeResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.risk.changed'],
  route: {
    method: 'put',
    path: `${path}/{risk}`,
    tags: ['portfolio'],
    summary: 'Write a risk anew; 412 when another version is stored',
    request: {
      params: riskParams,
      body: { required: true, content: { 'application/json': { schema: riskChangeShape } } },
    },
    responses: { 200: json('The risk', riskShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getWritableGround(platform.db.sql, actor, place.regionCode, place.programmeId)
    const { version, ...given } = riskChangeShape.parse(body)
    const change = { ...place, id: params['risk'] ?? '', version, risk: riskOf(given) }
    return c.json(riskJson(await inJson(saveRisk(platform, actor, change, writer))))
  },
}

const archiveShape = z.strictObject({ version: z.int().min(0) }).openapi('RiskArchive')

export const archiveRiskResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.risk.archived'],
  route: {
    method: 'post',
    path: `${path}/{risk}/archive`,
    tags: ['portfolio'],
    summary: 'Take a risk out of the form; history keeps it',
    request: {
      params: riskParams,
      body: { required: true, content: { 'application/json': { schema: archiveShape } } },
    },
    responses: { 204: { description: 'Archived' }, ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getWritableGround(platform.db.sql, actor, place.regionCode, place.programmeId)
    const { version } = archiveShape.parse(body)
    await archiveRisk(platform, actor, { ...place, id: params['risk'] ?? '', version }, writer)
    return c.body(null, 204)
  },
}
