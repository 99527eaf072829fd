import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayAnswerInvitation, mayKeepMeetings, mayOpenMeetings } from '../../access.ts'
import { answerInvitation } from '../../actions/plan/answer.ts'
import { cancelMeeting } from '../../actions/plan/cancel-meeting.ts'
import { refuseSaveMeeting, saveMeeting } from '../../actions/plan/save-meeting.ts'
import { refuseList } from '../../actions/plan/save-invitees.ts'
import { sendInvitations } from '../../actions/plan/send-invitations.ts'
import { getMeetingStand, getStand } from '../../actions/stand.ts'
import { MEETING_KINDS, MEETING_STATES } from '../../model.ts'
import { listMeetings } from '../../store/plan/list-meetings.ts'
import { body, inJson, json, meetingParams, problems, regionParams, versionShape } from '../shapes.ts'
import {
  answerShape,
  inputOf,
  meetingChangeShape,
  meetingInputShape,
  meetingJson,
  meetingShape,
  sendShape,
} from './shapes.ts'

const path = '/meetings/{region}'
const names = { institutionId: 'institution', followsId: 'follows' }
const of = (params: Record<string, string>) => ({ regionCode: params['region'] ?? '', id: params['meeting'] ?? '' })

const listQuery = z.object({
  kind: z.enum(MEETING_KINDS).optional(),
  state: z.enum(MEETING_STATES).optional(),
  q: z.string().max(100).optional(),
  from: z.iso.datetime({ offset: true }).optional().openapi({ description: 'Begins at this moment or later' }),
  to: z.iso.datetime({ offset: true }).optional().openapi({ description: 'Begins before this moment' }),
  after: z.uuid().optional().openapi({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

export const meetingListResource: Resource = {
  permission: 'meeting.list.read',
  may: mayOpenMeetings,
  route: {
    method: 'get',
    path,
    tags: ['meeting'],
    summary: 'Meetings of a region, latest first; who is not of the region sees those that invite them',
    request: { params: regionParams, query: listQuery },
    responses: {
      200: json('A page', z.object({ items: z.array(meetingShape), next: z.string().nullable() })),
      ...problems(401, 404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { region, sight } = await getStand(platform.db.read, actor, of(params).regionCode)
    const given = listQuery.parse(query)
    const limit = given.limit ?? 50
    const found = await listMeetings(
      platform.db.read,
      region.code,
      {
        kind: given.kind,
        state: given.state,
        words: given.q?.trim() || undefined,
        from: given.from === undefined ? undefined : new Date(given.from),
        to: given.to === undefined ? undefined : new Date(given.to),
        invited:
          sight === 'all'
            ? undefined
            : { accountId: actor.accountId, organisationId: actor.membership?.organisationId, email: actor.email },
      },
      { after: given.after, limit: limit + 1 },
    )
    const items = found.slice(0, limit)
    return c.json({ items: items.map(meetingJson), next: found.length > limit ? (items.at(-1)?.id ?? null) : null })
  },
}

export const newMeetingResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.meeting.planned'],
  route: {
    method: 'post',
    path,
    tags: ['meeting'],
    summary: 'Plan a meeting; it is a draft until its invitations are sent',
    request: { params: regionParams, body: body(meetingInputShape) },
    responses: { 201: json('The meeting', meetingShape), ...problems(401, 403, 404, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode } = of(params)
    await getStand(platform.db.sql, actor, regionCode)
    refuseSaveMeeting(actor, regionCode)
    const input = inputOf(meetingInputShape.parse(given))
    const made = await inJson(saveMeeting(platform, actor, { regionCode, input }, writer), names)
    return c.json(meetingJson(made), 201, { location: `/api/v1/meetings/${regionCode}/${made.id}` })
  },
}

export const meetingResource: Resource = {
  permission: 'meeting.read',
  may: mayOpenMeetings,
  route: {
    method: 'get',
    path: `${path}/{meeting}`,
    tags: ['meeting'],
    summary: 'One meeting',
    request: { params: meetingParams },
    responses: { 200: json('The meeting', meetingShape), ...problems(401, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { regionCode, id } = of(params)
    const { meeting } = await getMeetingStand(platform.db.sql, actor, regionCode, id)
    return c.json(meetingJson(meeting))
  },
}

export const meetingChangeResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.meeting.changed'],
  route: {
    method: 'patch',
    path: `${path}/{meeting}`,
    tags: ['meeting'],
    summary: 'Change a meeting; parts left out stay. When it moves after its letter, all who were invited are told',
    request: { params: meetingParams, body: body(meetingChangeShape) },
    responses: { 200: json('The meeting', meetingShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, id } = of(params)
    const { meeting } = await getMeetingStand(platform.db.sql, actor, regionCode, id)
    refuseSaveMeeting(actor, regionCode, meeting)
    const { version, reason, ...change } = meetingChangeShape.parse(given)
    // What is left out was read before the lock: it counts only if that was the version the caller knows.
    const known = meeting.version === version ? version : -1
    const input = inputOf(change, meeting)
    const stored = await inJson(
      saveMeeting(platform, actor, { regionCode, id, version: known, input, reason }, writer),
      names,
    )
    return c.json(meetingJson(stored))
  },
}

export const sendingResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.invitations.sent'],
  route: {
    method: 'post',
    path: `${path}/{meeting}/invitations`,
    tags: ['meeting'],
    summary: 'Give the letter its number and send the invitations; later calls send to who has none yet',
    request: { params: meetingParams, body: body(sendShape) },
    responses: { 200: json('The meeting', meetingShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, id } = of(params)
    const { meeting: seen } = await getMeetingStand(platform.db.sql, actor, regionCode, id)
    refuseList(actor, seen)
    const { version, letter_date: letterDate, number, record_only: recordOnly } = sendShape.parse(given)
    const { meeting } = await inJson(
      sendInvitations(platform, actor, { regionCode, id, version, letterDate, number, recordOnly }, writer),
    )
    return c.json(meetingJson(meeting))
  },
}

const cancelShape = z
  .strictObject({ version: versionShape, reason: z.string().max(500) })
  .openapi('MeetingCancellation')

export const cancelResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.meeting.cancelled'],
  route: {
    method: 'post',
    path: `${path}/{meeting}/cancellation`,
    tags: ['meeting'],
    summary: 'Call a meeting off; who was invited is told, and their calendars follow',
    request: { params: meetingParams, body: body(cancelShape) },
    responses: { 200: json('The meeting', meetingShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, id } = of(params)
    const { meeting } = await getMeetingStand(platform.db.sql, actor, regionCode, id)
    refuseSaveMeeting(actor, regionCode, meeting)
    const { version, reason } = cancelShape.parse(given)
    return c.json(meetingJson(await cancelMeeting(platform, actor, { regionCode, id, version, reason }, writer)))
  },
}

export const answerResource: Resource = {
  permission: 'meeting.invitation.answer',
  may: mayAnswerInvitation,
  limit: 'write',
  audit: ['meeting.invitation.answered'],
  route: {
    method: 'post',
    path: `${path}/{meeting}/answer`,
    tags: ['meeting'],
    summary: 'Answer an invitation for oneself or one’s office; may be changed until the meeting begins',
    request: { params: meetingParams, body: body(answerShape) },
    responses: { 200: json('Stored', answerShape), ...problems(401, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, id } = of(params)
    await getMeetingStand(platform.db.sql, actor, regionCode, id)
    const parsed = answerShape.parse(given)
    const { answer, note, represented_by: representedBy, represented_title: representedTitle } = parsed
    await inJson(
      answerInvitation(platform, actor, { regionCode, id, answer, note, representedBy, representedTitle }, writer),
    )
    return c.json(parsed)
  },
}
