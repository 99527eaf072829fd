import { z } from '@hono/zod-openapi'
import type { Resource, Visit } from '#platform/http/door.ts'
import { mayKeepPortfolio, mayOpenPortfolio, mayReadInside, mayWritePortfolio } from '../../access.ts'
import { archiveProgramme } from '../../actions/programme/archive-programme.ts'
import { changeStatus } from '../../actions/programme/change-status.ts'
import { refuseSave, saveProgramme } from '../../actions/programme/save-programme.ts'
import { getInsideStand, getStand, noSuchProgramme, type Stand } from '../../actions/stand.ts'
import { programmeCodeSchema, type Programme } from '../../model.ts'
import { listChanges } from '../../store/changes.ts'
import { listMilestones } from '../../store/programme/milestones.ts'
import { listStatuses } from '../../store/programme/statuses.ts'
import { findProgramme, listBudgets, listProgrammes } from '../../store/programmes.ts'
import { filterOf, filterQuery } from '../filter.ts'
import { json, problems, regionParams } from '../shapes.ts'
import {
  inJson,
  inputOf,
  lineJson,
  milestoneJson,
  programmeChangeShape,
  programmeDetailShape,
  programmeInputShape,
  programmeJson,
  programmeParams,
  programmeShape,
  statusInputShape,
  statusJson,
  versionShape,
} from './shapes.ts'

const path = '/portfolios/{region}/programmes'

/** The programme of an address and how much of it the caller sees. */
export async function programmeOf(
  { platform, actor }: Visit,
  params: Record<string, string>,
): Promise<{ stand: Stand; programme: Programme }> {
  const { region = '', programme: id = '' } = params
  const stand = await getStand(platform.db.sql, actor, region)
  const programme = await findProgramme(platform.db.sql, region, id)
  if (!programme || (programme.archivedAt !== undefined && stand.sight !== 'all')) throw noSuchProgramme()
  return { stand, programme }
}

/** The same for those who may change it. */
export async function ownProgrammeOf(visit: Visit, params: Record<string, string>): Promise<Programme> {
  const { programme } = await programmeOf(visit, params)
  refuseSave(visit.actor, programme.regionCode, programme)
  return programme
}

const listQuery = filterQuery.extend({
  after: programmeCodeSchema.optional().openapi({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

export const programmeListResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path,
    tags: ['portfolio'],
    summary: 'Programmes of a region in the order of their codes, narrowed as the pages are',
    request: { params: regionParams, query: listQuery },
    responses: {
      200: json('A page', z.object({ items: z.array(programmeShape), next: z.string().nullable() })),
      ...problems(404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { read } = platform.db
    const { region } = await getStand(read, actor, params['region'] ?? '')
    const { after, limit = 50 } = listQuery.parse(query)
    const found = await listProgrammes(read, region.code, filterOf(query), { after, limit: limit + 1 })
    const items = found.slice(0, limit)
    return c.json({
      items: items.map(programmeJson),
      next: found.length > limit ? (items.at(-1)?.code ?? null) : null,
    })
  },
}

export const newProgrammeResource: Resource = {
  permission: 'portfolio.programme.add',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.programme.created'],
  route: {
    method: 'post',
    path,
    tags: ['portfolio'],
    summary: 'Make a programme; it is planned until its status is told',
    request: {
      params: regionParams,
      body: { required: true, content: { 'application/json': { schema: programmeInputShape } } },
    },
    responses: { 201: json('The programme', programmeShape), ...problems(401, 403, 404, 422) },
  },
  async handle(visit, { params, body }) {
    const { c, platform, actor, writer } = visit
    const { region } = await getStand(platform.db.sql, actor, params['region'] ?? '')
    refuseSave(actor, region.code, undefined)
    const input = inputOf(programmeInputShape.parse(body))
    const made = await inJson(saveProgramme(platform, actor, { regionCode: region.code, input }, writer))
    return c.json(programmeJson(made), 201, {
      location: `/api/v1/portfolios/${region.code}/programmes/${made.id}`,
    })
  },
}

export const programmeResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: `${path}/{programme}`,
    tags: ['portfolio'],
    summary: 'A programme with its money, milestones and, for insiders, every status it has had',
    request: { params: programmeParams },
    responses: { 200: json('The programme', programmeDetailShape), ...problems(404) },
  },
  async handle(visit, { params }) {
    const { sql } = visit.platform.db
    const { stand, programme } = await programmeOf(visit, params)
    const { regionCode, id } = programme
    const inside = stand.sight === 'all'
    const [budgets, milestones, statuses] = await Promise.all([
      listBudgets(sql, regionCode, [id]),
      listMilestones(sql, regionCode, [id]),
      inside ? listStatuses(sql, regionCode, [id]) : undefined,
    ])
    return visit.c.json({
      ...programmeJson(programme),
      budget: (budgets.get(id) ?? []).map(lineJson),
      milestones: (milestones.get(id) ?? []).map(one => milestoneJson(one, inside)),
      statuses: statuses ? (statuses.get(id) ?? []).map(statusJson) : null,
    } satisfies z.infer<typeof programmeDetailShape>)
  },
}

export const programmeChangeResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.programme.changed'],
  route: {
    method: 'patch',
    path: `${path}/{programme}`,
    tags: ['portfolio'],
    summary: 'Change a programme; parts left out stay. 412 when another version is stored',
    request: {
      params: programmeParams,
      body: { required: true, content: { 'application/json': { schema: programmeChangeShape } } },
    },
    responses: { 200: json('The programme', programmeShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle(visit, { params, body }) {
    const { version, reason, ...given } = programmeChangeShape.parse(body)
    const programme = await ownProgrammeOf(visit, params)
    const { regionCode, id } = programme
    // What is left out was read before the lock: it counts only if that was the version the caller knows.
    const known = programme.version === version ? version : -1
    const input = inputOf(given, programme)
    const { platform, actor, writer } = visit
    const stored = await inJson(
      saveProgramme(platform, actor, { regionCode, id, version: known, input, reason }, writer),
    )
    return visit.c.json(programmeJson(stored))
  },
}

export const statusResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.status.changed'],
  route: {
    method: 'post',
    path: `${path}/{programme}/statuses`,
    tags: ['portfolio'],
    summary: 'Record a status from a day on; an earlier day completes the past',
    request: {
      params: programmeParams,
      body: { required: true, content: { 'application/json': { schema: statusInputShape } } },
    },
    responses: { 200: json('The programme', programmeShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle(visit, { params, body }) {
    const given = statusInputShape.parse(body)
    const { regionCode, id } = await ownProgrammeOf(visit, params)
    const stored = await inJson(
      changeStatus(
        visit.platform,
        visit.actor,
        {
          regionCode,
          id,
          version: given.version,
          status: {
            status: given.status,
            since: given.since,
            reason: given.reason ?? undefined,
            note: given.note ?? undefined,
          },
          successorId: given.successor ?? undefined,
        },
        visit.writer,
      ),
    )
    return visit.c.json(programmeJson(stored))
  },
}

const archiveShape = z
  .strictObject({ version: versionShape, archived: z.boolean(), reason: z.string().max(1000) })
  .openapi('ProgrammeArchive')

export const archiveResource: Resource = {
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  limit: 'write',
  audit: ['portfolio.programme.archived', 'portfolio.programme.restored'],
  route: {
    method: 'post',
    path: `${path}/{programme}/archive`,
    tags: ['portfolio'],
    summary: 'Take a programme out of all lists and counts, or back; nothing is deleted',
    request: {
      params: programmeParams,
      body: { required: true, content: { 'application/json': { schema: archiveShape } } },
    },
    responses: {
      200: json('Done', z.object({ archived: z.boolean() })),
      ...problems(401, 403, 404, 409, 412, 422),
    },
  },
  async handle(visit, { params, body }) {
    const given = archiveShape.parse(body)
    const { programme } = await programmeOf(visit, params)
    const { regionCode, id } = programme
    await archiveProgramme(visit.platform, visit.actor, { regionCode, id, ...given }, visit.writer)
    return visit.c.json({ archived: given.archived })
  },
}

const changesQuery = z.object({
  before: z.uuid().optional().openapi({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})
const changeShape = z
  .object({
    id: z.uuid(),
    event: z.string(),
    at: z.string(),
    reason: z.string().nullable(),
    office: z.string().nullable(),
    fields: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  })
  .openapi('PortfolioChange')

export const changesResource: Resource = {
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: `${path}/{programme}/changes`,
    tags: ['portfolio'],
    summary: 'The history of a programme, newest first',
    request: { params: programmeParams, query: changesQuery },
    responses: {
      200: json('A page', z.object({ items: z.array(changeShape), next: z.string().nullable() })),
      ...problems(401, 403, 404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { region = '', programme: id = '' } = params
    const { sql } = platform.db
    await getInsideStand(sql, actor, region)
    if (!(await findProgramme(sql, region, id))) throw noSuchProgramme()
    const { before, limit = 50 } = changesQuery.parse(query)
    const found = await listChanges(sql, region, 'programme', id, { limit: limit + 1, before })
    const items = found.slice(0, limit)
    return c.json({
      items: items.map(one => ({
        id: one.id,
        event: one.event,
        at: one.changedAt.toISOString(),
        reason: one.reason ?? null,
        office: one.office ?? null,
        fields: one.fields.map(({ field, before: old, after }) => ({
          field,
          before: old ?? null,
          after: after ?? null,
        })),
      })),
      next: found.length > limit ? (items.at(-1)?.id ?? null) : null,
    })
  },
}
