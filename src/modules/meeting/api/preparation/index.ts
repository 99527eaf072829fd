import { z } from '@hono/zod-openapi'
import { dayIn } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenMeetings, mayWorkInMeetings, refuseReport } from '../../access.ts'
import { getItemStand, reportItem } from '../../actions/preparation/report-item.ts'
import { getBoardStand } from '../../actions/preparation/save-board.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { ITEM_STATES } from '../../model-preparation.ts'
import { listBoards, listItems } from '../../store/preparation/boards.ts'
import { body, inJson, json, problems, regionParams, versionShape } from '../shapes.ts'
import { keepResources } from './keep.ts'
import { boardJson, boardParams, boardShape, itemJson, itemParams, itemShape, path } from './shapes.ts'

const boardListResource: Resource = {
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  route: {
    method: 'get',
    path,
    tags: ['meeting'],
    summary: 'Preparation boards of a region and how far each is',
    request: { params: regionParams },
    responses: { 200: json('All of them', z.object({ items: z.array(boardShape) })), ...problems(401, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { region } = await getInsideStand(platform.db.read, actor, params['region'] ?? '')
    const today = dayIn(platform.clock.now(), region.timezone)
    return c.json({ items: (await listBoards(platform.db.read, region.code, today)).map(boardJson) })
  },
}

const boardResource: Resource = {
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  route: {
    method: 'get',
    path: `${path}/{preparation}`,
    tags: ['meeting'],
    summary: 'One preparation board with its items, at most 1,000, by due day',
    request: { params: boardParams },
    responses: {
      200: json('The board', boardShape.extend({ list: z.array(itemShape) })),
      ...problems(401, 404),
    },
  },
  async handle({ c, platform, actor }, { params }) {
    const { region: regionCode = '', preparation: id = '' } = params
    const { read } = platform.db
    const { board } = await getBoardStand(read, actor, { regionCode, id, now: platform.clock.now() })
    const { items } = await listItems(read, regionCode, id, {}, { limit: 1000 })
    return c.json({ ...boardJson(board), list: items.map(itemJson) })
  },
}

const reportShape = z
  .strictObject({
    version: versionShape,
    state: z.enum(ITEM_STATES).openapi({ description: '`checked` only by who keeps meetings' }),
    note: z.string().max(10_000).nullish(),
    attach: z.array(z.uuid()).max(50).default([]).openapi({ description: 'Evidence of the library' }),
    detach: z.array(z.uuid()).max(50).default([]),
  })
  .openapi('PreparationReport')

const itemReportResource: Resource = {
  permission: 'meeting.task.report',
  may: mayWorkInMeetings,
  limit: 'write',
  audit: ['meeting.preparation.item.reported', 'evidence.uses.changed'],
  route: {
    method: 'put',
    path: `${path}/{preparation}/items/{item}/report`,
    tags: ['meeting'],
    summary: 'Say how far an item is, with its proof',
    request: { params: itemParams, body: body(reportShape) },
    responses: { 200: json('The item', itemShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', preparation: boardId = '', item: id = '' } = params
    const which = { regionCode, boardId, id }
    const { item } = await getItemStand(platform.db.sql, actor, { ...which, now: platform.clock.now() })
    const refusal = refuseReport(actor, regionCode, item.organisationId)
    if (refusal) throw mayNot(refusal)
    const { version, state, note, attach, detach } = reportShape.parse(given)
    const report = { ...which, version, state, note: note ?? undefined, evidence: { attach, detach } }
    return c.json(itemJson(await inJson(reportItem(platform, actor, report, writer), { bukti: 'attach' })))
  },
}

/** Preparation boards and what offices report on them. */
export const preparationResources: Resource[] = [boardListResource, boardResource, itemReportResource, ...keepResources]
