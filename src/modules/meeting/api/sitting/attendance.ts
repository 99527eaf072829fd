import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepMeetings, mayOpenMeetings, refuseKeep } from '../../access.ts'
import { enterAttendance, takeOffAttendance } from '../../actions/sitting/enter-attendance.ts'
import { getKeptMeeting } from '../../actions/sitting/held-meeting.ts'
import { beginMeeting, closeMeeting, setAttendance } from '../../actions/sitting/run-meeting.ts'
import { getMeetingStand } from '../../actions/stand.ts'
import { LONGEST_SITTING } from '../../model-sitting.ts'
import { findMeeting } from '../../store/meetings.ts'
import { countSitting, listAttendance } from '../../store/sitting/attendance.ts'
import { body, inJson, json, meetingParams, problems } from '../shapes.ts'
import { attendanceJson, attendanceParams, attendanceShape, paperShape } from './shapes.ts'

const path = '/meetings/{region}/{meeting}'
const PER_PAGE = 100
const of = (params: Record<string, string>) => ({
  regionCode: params['region'] ?? '',
  meetingId: params['meeting'] ?? '',
})

const listQuery = z.object({ after: z.uuid().optional().openapi({ description: '`next` of the page before' }) })

export const attendanceResource: Resource = {
  permission: 'meeting.read',
  may: mayOpenMeetings,
  route: {
    method: 'get',
    path: `${path}/attendance`,
    tags: ['meeting'],
    summary: 'Who came, in the order in which they came, 100 a page; NIP and phones for who keeps meetings',
    request: { params: meetingParams, query: listQuery },
    responses: {
      200: json(
        'A page',
        z.object({
          items: z.array(attendanceShape),
          next: z.uuid().nullable(),
          present: z.int(),
          invited: z.int(),
          came: z.int().openapi({ description: 'Invitations for which somebody came' }),
          open: z.boolean(),
        }),
      ),
      ...problems(401, 404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { regionCode, meetingId } = of(params)
    const { sql } = platform.db
    const { meeting } = await getMeetingStand(sql, actor, regionCode, meetingId)
    const { after } = listQuery.parse(query)
    const found = await listAttendance(sql, regionCode, meetingId, {}, { after, limit: PER_PAGE + 1 })
    const { present, invited, came } = await countSitting(sql, regionCode, meetingId)
    const items = found.slice(0, PER_PAGE)
    const keeper = refuseKeep(actor, regionCode) === undefined
    return c.json({
      items: items.map(one => attendanceJson(one, keeper)),
      next: found.length > PER_PAGE ? (items.at(-1)?.id ?? null) : null,
      present,
      invited,
      came,
      open: meeting.attendanceOpen,
    })
  },
}

export const paperResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.attendance.entered'],
  maxBytes: 200_000,
  route: {
    method: 'post',
    path: `${path}/attendance`,
    tags: ['meeting'],
    summary: 'Enter a list on paper; those on the list already stay as they are',
    request: { params: meetingParams, body: body(paperShape) },
    responses: {
      200: json('What came of it', z.object({ added: z.int(), there: z.int() })),
      ...problems(401, 403, 404, 409, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, meetingId } = of(params)
    await getKeptMeeting(platform.db.sql, actor, regionCode, meetingId)
    const { list: text } = paperShape.parse(given)
    const entered = enterAttendance(platform, actor, { regionCode, meetingId, text }, writer)
    return c.json(await inJson(entered, { daftar: 'list' }))
  },
}

const reasonShape = z.strictObject({ reason: z.string().max(LONGEST_SITTING.reason) }).openapi('MeetingReason')

export const takeOffResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.attendance.taken_off'],
  route: {
    method: 'post',
    path: `${path}/attendance/{entry}/removal`,
    tags: ['meeting'],
    summary: 'Take somebody off the list of attendance, with a reason',
    request: { params: attendanceParams, body: body(reasonShape) },
    responses: { 204: { description: 'They are off the list' }, ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, meetingId } = of(params)
    await getKeptMeeting(platform.db.sql, actor, regionCode, meetingId)
    const { reason } = reasonShape.parse(given)
    const off = takeOffAttendance(platform, actor, { regionCode, meetingId, id: params['entry'] ?? '', reason }, writer)
    await inJson(off, { alasan: 'reason' })
    return c.body(null, 204)
  },
}

const DEEDS = ['begin', 'open-attendance', 'close-attendance', 'close'] as const
const runShape = z.strictObject({ deed: z.enum(DEEDS) }).openapi('MeetingDeed')

export const runResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.meeting.begun', 'meeting.meeting.closed', 'meeting.attendance.opened', 'meeting.attendance.closed'],
  route: {
    method: 'post',
    path: `${path}/run`,
    tags: ['meeting'],
    summary: 'Begin or close a meeting, open or close its list of attendance',
    request: { params: meetingParams, body: body(runShape) },
    responses: {
      200: json('The meeting now', z.object({ state: z.string(), attendance_open: z.boolean() })),
      ...problems(401, 403, 404, 409, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, meetingId: id } = of(params)
    await getKeptMeeting(platform.db.sql, actor, regionCode, id)
    const { deed } = runShape.parse(given)
    const which = { regionCode, id }
    if (deed === 'begin') await beginMeeting(platform, actor, which, writer)
    else if (deed === 'close') await closeMeeting(platform, actor, which, writer)
    else await setAttendance(platform, actor, { ...which, open: deed === 'open-attendance' }, writer)
    const now = await findMeeting(platform.db.sql, regionCode, id)
    return c.json({ state: now?.state ?? '', attendance_open: now?.attendanceOpen ?? false })
  },
}
