import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepPlans, mayReadInside, refuseKeep } from '../../access.ts'
import { getSeriesStand, unlessRefused } from '../../actions/workshop/lock-series.ts'
import { saveGroup } from '../../actions/workshop/save-group.ts'
import { transferWork } from '../../actions/workshop/transfer-work.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { listGroups } from '../../store/workshop/groups.ts'
import { given, json, problems, regionParams, version } from '../book/shapes.ts'
import { groupJson, groupShape, inJson, placeOf, seriesParams } from './shapes.ts'

const path = '/masterplans/{region}/series/{series}/groups'
const groupParams = seriesParams.extend({ group: z.uuid() })

export const groupsResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path,
    tags: ['masterplan'],
    summary: 'The working groups of a series with their offices: one for each readiness element and dimension',
    request: { params: seriesParams },
    responses: {
      200: json('All of them', z.object({ items: z.array(groupShape) }).openapi('MasterplanGroups')),
      ...problems(401, 403, 404),
    },
  },
  async handle({ c, platform, actor }, { params }) {
    const { regionCode, seriesId } = placeOf(params)
    await getSeriesStand(platform.db.read, actor, regionCode, seriesId)
    return c.json({ items: (await listGroups(platform.db.read, regionCode, seriesId)).map(groupJson) })
  },
}

const inputShape = z
  .strictObject({
    version,
    name: z.string().max(1000),
    coordinator: z.uuid().nullish().openapi({ description: 'The office that coordinates; it belongs to the group' }),
    moderator: z.string().max(1000).nullish(),
    offices: z
      .array(z.uuid())
      .max(2000)
      .openapi({ description: 'All members; who is left out is no longer in the group' }),
  })
  .openapi('MasterplanGroupInput')

export const groupChangeResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.group.changed'],
  route: {
    method: 'put',
    path: `${path}/{group}`,
    tags: ['masterplan'],
    summary: 'Write a working group anew: its name, coordinator, moderator and offices',
    request: { params: groupParams, body: given(inputShape) },
    responses: { 200: json('The group', groupShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    const one = inputShape.parse(body)
    const input = {
      name: one.name,
      coordinatorId: one.coordinator ?? undefined,
      moderator: one.moderator ?? undefined,
      officeIds: one.offices,
    }
    const save = { ...place, id: params['group'] ?? '', version: one.version, input }
    return c.json(groupJson(await inJson(saveGroup(platform, actor, save, writer))))
  },
}

const transferShape = z
  .strictObject({
    from: z.uuid().openapi({ description: 'An office of the region, archived or not' }),
    to: z.uuid().openapi({ description: 'A living office of the region' }),
    reason: z.string().max(4000).openapi({ example: 'Perda 3/2027 tentang perangkat daerah' }),
  })
  .openapi('MasterplanTransfer')
const movedShape = z
  .object({ results: z.int(), sections: z.int(), cards: z.int(), groups: z.int() })
  .openapi('MasterplanTransferred', { description: 'How many of each moved' })

export const transferResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.work.transferred'],
  route: {
    method: 'post',
    path: '/masterplans/{region}/transfers',
    tags: ['masterplan'],
    summary:
      'Hand what an office holds in the masterplan to another: deliverables not accepted, sections, open cards, groups',
    request: { params: regionParams, body: given(transferShape) },
    responses: { 200: json('What moved', movedShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { region } = await getInsideStand(platform.db.sql, actor, params['region'] ?? '')
    unlessRefused(refuseKeep(actor, region.code))
    const { from, to, reason } = transferShape.parse(body)
    const transfer = { regionCode: region.code, fromId: from, toId: to, reason }
    return c.json(await inJson(transferWork(platform, actor, transfer, writer)))
  },
}
