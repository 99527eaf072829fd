import { z } from '@hono/zod-openapi'
import { listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepMeetings, mayOpenMeetings, mayWorkInMeetings } from '../../access.ts'
import { moveAgendaItem } from '../../actions/sitting/arrange-agenda.ts'
import { changePapers } from '../../actions/sitting/change-papers.ts'
import { getKeptMeeting, getWrittenMeeting } from '../../actions/sitting/held-meeting.ts'
import { noSuchItem } from '../../actions/sitting/save-agenda-item.ts'
import { attachSheetScan } from '../../actions/sitting/save-sheet-scan.ts'
import { getMeetingStand } from '../../actions/stand.ts'
import { PAPER_SUBJECT } from '../../model.ts'
import { listAgenda } from '../../store/sitting/agenda.ts'
import { body, inJson, json, meetingParams, problems } from '../shapes.ts'
import { agendaJson, agendaShape, itemParams } from './shapes.ts'

const path = '/meetings/{region}/{meeting}'
const of = (params: Record<string, string>) => ({
  regionCode: params['region'] ?? '',
  meetingId: params['meeting'] ?? '',
})

const moveShape = z
  .strictObject({ earlier: z.boolean().openapi({ description: 'One place earlier, else one later' }) })
  .openapi('AgendaMove')

export const agendaMoveResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.agenda.arranged'],
  route: {
    method: 'post',
    path: `${path}/agenda/{item}/moves`,
    tags: ['meeting'],
    summary: 'Put an item of the agenda one place earlier or later; at the end of the list it stays',
    request: { params: itemParams, body: body(moveShape) },
    responses: {
      200: json('The agenda in its order', z.object({ items: z.array(agendaShape) })),
      ...problems(401, 403, 404, 409, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, meetingId } = of(params)
    await getKeptMeeting(platform.db.sql, actor, regionCode, meetingId)
    const { earlier } = moveShape.parse(given)
    await moveAgendaItem(platform, actor, { regionCode, meetingId, id: params['item'] ?? '', earlier }, writer)
    return c.json({ items: (await listAgenda(platform.db.sql, regionCode, meetingId)).map(agendaJson) })
  },
}

const papersShape = z.object({ papers: z.array(z.object({ id: z.uuid(), title: z.string() })) })

export const papersResource: Resource = {
  permission: 'meeting.read',
  may: mayOpenMeetings,
  route: {
    method: 'get',
    path: `${path}/agenda/{item}/papers`,
    tags: ['meeting'],
    summary: 'The papers of an item of the agenda, as far as the actor may see them',
    request: { params: itemParams },
    responses: { 200: json('Evidence of the library', papersShape), ...problems(401, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { sql } = platform.db
    const { regionCode, meetingId } = of(params)
    const id = params['item'] ?? ''
    await getMeetingStand(sql, actor, regionCode, meetingId)
    if (!(await listAgenda(sql, regionCode, meetingId)).some(one => one.id === id)) throw noSuchItem()
    const uses = (await listUses(sql, regionCode, PAPER_SUBJECT, [id])).get(id) ?? []
    const seen = uses.filter(use => refuseSeeEvidence(actor, use.evidence) === undefined)
    return c.json({ papers: seen.map(({ evidence }) => ({ id: evidence.id, title: evidence.title })) })
  },
}

const papersChangeShape = z
  .strictObject({
    attach: z.array(z.uuid()).max(50).default([]).openapi({ description: 'Evidence of the library' }),
    detach: z.array(z.uuid()).max(50).default([]),
  })
  .openapi('AgendaPapers')

export const papersChangeResource: Resource = {
  permission: 'meeting.minutes.write',
  may: mayWorkInMeetings,
  limit: 'write',
  audit: ['meeting.papers.changed', 'evidence.uses.changed'],
  route: {
    method: 'post',
    path: `${path}/agenda/{item}/papers`,
    tags: ['meeting'],
    summary: 'Put papers to an item of the agenda or take them off; for those invited too',
    request: { params: itemParams, body: body(papersChangeShape) },
    responses: { 204: { description: 'Stored' }, ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, meetingId } = of(params)
    await getWrittenMeeting(platform.db.sql, actor, regionCode, meetingId)
    const change = { regionCode, meetingId, id: params['item'] ?? '', ...papersChangeShape.parse(given) }
    await inJson(changePapers(platform, actor, change, writer), { bukti: 'attach' })
    return c.body(null, 204)
  },
}

const scanShape = z
  .strictObject({
    evidence: z.uuid().openapi({ description: 'Evidence of the library that is marked as personal data' }),
  })
  .openapi('AttendanceScan')

export const scanResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.attendance.scanned', 'evidence.uses.changed'],
  route: {
    method: 'post',
    path: `${path}/attendance/scans`,
    tags: ['meeting'],
    summary: 'Keep a scan of the signed list of attendance; a scan that is there already stays once',
    request: { params: meetingParams, body: body(scanShape) },
    responses: { 204: { description: 'Stored' }, ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, meetingId } = of(params)
    await getKeptMeeting(platform.db.sql, actor, regionCode, meetingId)
    const { evidence } = scanShape.parse(given)
    await attachSheetScan(platform, actor, { regionCode, meetingId, evidenceId: evidence }, writer)
    return c.body(null, 204)
  },
}
