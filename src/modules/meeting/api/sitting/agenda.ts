import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepMeetings, mayOpenMeetings } from '../../access.ts'
import { removeAgendaItem } from '../../actions/sitting/arrange-agenda.ts'
import { getKeptMeeting } from '../../actions/sitting/held-meeting.ts'
import { saveAgendaItem } from '../../actions/sitting/save-agenda-item.ts'
import { getMeetingStand } from '../../actions/stand.ts'
import { listAgenda } from '../../store/sitting/agenda.ts'
import { body, inJson, json, meetingParams, problems } from '../shapes.ts'
import { agendaInputOf, agendaInputShape, agendaJson, agendaShape, itemParams } from './shapes.ts'

const path = '/meetings/{region}/{meeting}/agenda'
const names = { ownerId: 'owner' }
const of = (params: Record<string, string>) => ({
  regionCode: params['region'] ?? '',
  meetingId: params['meeting'] ?? '',
})

export const agendaResource: Resource = {
  permission: 'meeting.read',
  may: mayOpenMeetings,
  route: {
    method: 'get',
    path,
    tags: ['meeting'],
    summary: 'The agenda of a meeting in its order',
    request: { params: meetingParams },
    responses: { 200: json('All of it', z.object({ items: z.array(agendaShape) })), ...problems(401, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { regionCode, meetingId } = of(params)
    await getMeetingStand(platform.db.sql, actor, regionCode, meetingId)
    return c.json({ items: (await listAgenda(platform.db.sql, regionCode, meetingId)).map(agendaJson) })
  },
}

export const newAgendaItemResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.agenda.added'],
  route: {
    method: 'post',
    path,
    tags: ['meeting'],
    summary: 'Add an item at the end of the agenda',
    request: { params: meetingParams, body: body(agendaInputShape) },
    responses: { 201: json('The item', agendaShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, meetingId } = of(params)
    await getKeptMeeting(platform.db.sql, actor, regionCode, meetingId)
    const input = agendaInputOf(agendaInputShape.parse(given))
    const made = await inJson(saveAgendaItem(platform, actor, { regionCode, meetingId, input }, writer), names)
    return c.json(agendaJson(made), 201)
  },
}

export const agendaChangeResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.agenda.changed'],
  route: {
    method: 'put',
    path: `${path}/{item}`,
    tags: ['meeting'],
    summary: 'Change an item of the agenda',
    request: { params: itemParams, body: body(agendaInputShape) },
    responses: { 200: json('The item', agendaShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, meetingId } = of(params)
    await getKeptMeeting(platform.db.sql, actor, regionCode, meetingId)
    const { version, ...rest } = agendaInputShape.parse(given)
    const save = { regionCode, meetingId, id: params['item'], version, input: agendaInputOf(rest) }
    return c.json(agendaJson(await inJson(saveAgendaItem(platform, actor, save, writer), names)))
  },
}

export const agendaRemovalResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.agenda.removed'],
  route: {
    method: 'delete',
    path: `${path}/{item}`,
    tags: ['meeting'],
    summary: 'Take an item off the agenda; one with papers or decisions stays',
    request: { params: itemParams },
    responses: { 204: { description: 'It is gone' }, ...problems(401, 403, 404, 409) },
  },
  async handle({ c, platform, actor, writer }, { params }) {
    const { regionCode, meetingId } = of(params)
    await removeAgendaItem(platform, actor, { regionCode, meetingId, id: params['item'] ?? '' }, writer)
    return c.body(null, 204)
  },
}
