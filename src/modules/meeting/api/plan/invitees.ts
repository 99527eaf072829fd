import { z } from '@hono/zod-openapi'
import type { Resource, Visit } from '#platform/http/door.ts'
import { mayNot } from '#kit/problem.ts'
import { mayKeepMeetings, mayOpenMeetings, refuseKeep } from '../../access.ts'
import { correctAddress } from '../../actions/plan/correct-address.ts'
import { removeFromList } from '../../actions/plan/remove-invitees.ts'
import { inviteTo, refuseList } from '../../actions/plan/save-invitees.ts'
import { saveSetting } from '../../actions/plan/save-setting.ts'
import { getMeetingStand, getStand, noSuchMeeting } from '../../actions/stand.ts'
import { ANSWERS } from '../../model-plan.ts'
import { findInvitee, listInvitees } from '../../store/plan/invitees.ts'
import { findSetting } from '../../store/plan/settings.ts'
import { body, inJson, json, meetingParams, problems, regionParams } from '../shapes.ts'
import { inviteeJson, inviteeShape, settingJson, settingShape, wantedShape } from './shapes.ts'

const path = '/meetings/{region}/{meeting}/invitees'
const names = { organisationIds: 'organisations', accountIds: 'accounts', institutionIds: 'institutions' }
const of = (params: Record<string, string>) => ({ regionCode: params['region'] ?? '', id: params['meeting'] ?? '' })

/** The meeting for who may change its list. */
async function keptList({ platform, actor }: Visit, params: Record<string, string>) {
  const { regionCode, id } = of(params)
  const { meeting } = await getMeetingStand(platform.db.sql, actor, regionCode, id)
  refuseList(actor, meeting)
  return { regionCode, id }
}

const listQuery = z.object({
  answer: z.enum(ANSWERS).optional(),
  letter: z.enum(['unsent', 'no-address', 'queued', 'sent', 'failed']).optional(),
  q: z.string().max(100).optional(),
  after: z.uuid().optional().openapi({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

export const inviteeListResource: Resource = {
  permission: 'meeting.read',
  may: mayOpenMeetings,
  route: {
    method: 'get',
    path,
    tags: ['meeting'],
    summary: 'Who is invited, their answers and, for who keeps meetings, what became of the letters',
    request: { params: meetingParams, query: listQuery },
    responses: {
      200: json('A page', z.object({ items: z.array(inviteeShape), next: z.string().nullable() })),
      ...problems(401, 404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { regionCode, id } = of(params)
    const { sight } = await getMeetingStand(platform.db.sql, actor, regionCode, id)
    // Who is only invited sees their own answer, not the list.
    if (sight !== 'all') throw noSuchMeeting()
    const keeps = refuseKeep(actor, regionCode) === undefined
    const given = listQuery.parse(query)
    const limit = given.limit ?? 100
    const found = await listInvitees(
      platform.db.sql,
      regionCode,
      id,
      { answer: given.answer, delivery: keeps ? given.letter : undefined, words: given.q?.trim() || undefined },
      { after: given.after, limit: limit + 1 },
    )
    const items = found.slice(0, limit)
    return c.json({
      items: items.map(one => inviteeJson(one, keeps)),
      next: found.length > limit ? (items.at(-1)?.id ?? null) : null,
    })
  },
}

export const inviteResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.invitees.added'],
  maxBytes: 1024 * 1024,
  route: {
    method: 'post',
    path,
    tags: ['meeting'],
    summary: 'Put people on the list by role, office, institution, account or name; nobody stands there twice',
    request: { params: meetingParams, body: body(wantedShape) },
    responses: {
      200: json('How many are new', z.object({ added: z.int(), there: z.int() })),
      ...problems(401, 403, 404, 409, 422),
    },
  },
  async handle(visit, { params, body: given }) {
    const { c, platform, actor, writer } = visit
    const { regionCode, id } = await keptList(visit, params)
    const { roles, organisations, accounts, institutions, people } = wantedShape.parse(given)
    const wanted = {
      ...(roles ? { roles } : {}),
      ...(organisations ? { organisationIds: organisations } : {}),
      ...(accounts ? { accountIds: accounts } : {}),
      ...(institutions ? { institutionIds: institutions } : {}),
      people: (people ?? []).map(({ name, title, office, email }) => ({
        name,
        ...(title === undefined ? {} : { title }),
        ...(office === undefined ? {} : { office }),
        ...(email === undefined ? {} : { email }),
      })),
    }
    return c.json(await inJson(inviteTo(platform, actor, { regionCode, id, wanted }, writer), names))
  },
}

const inviteeParams = meetingParams.extend({ invitee: z.uuid() })
const addressShape = z.strictObject({ email: z.string().max(254) }).openapi('MeetingInviteeAddress')

export const addressResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.invitee.corrected'],
  route: {
    method: 'put',
    path: `${path}/{invitee}/address`,
    tags: ['meeting'],
    summary: 'Correct an address; its letter goes again when the others have theirs',
    request: { params: inviteeParams, body: body(addressShape) },
    responses: { 200: json('The entry', inviteeShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle(visit, { params, body: given }) {
    const { c, platform, actor, writer } = visit
    const { regionCode, id } = await keptList(visit, params)
    const inviteeId = params['invitee'] ?? ''
    if (!(await findInvitee(platform.db.sql, regionCode, id, inviteeId))) throw noSuchMeeting()
    const { email } = addressShape.parse(given)
    await inJson(correctAddress(platform, actor, { regionCode, id, inviteeId, email }, writer))
    const stored = await findInvitee(platform.db.sql, regionCode, id, inviteeId)
    if (!stored) throw noSuchMeeting()
    return c.json(inviteeJson(stored, true))
  },
}

export const removalResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.invitees.removed'],
  route: {
    method: 'post',
    path: `${path}/{invitee}/removal`,
    tags: ['meeting'],
    summary: 'Take an entry off the list; who had a letter is told',
    request: { params: inviteeParams },
    responses: { 200: json('Done', z.object({ removed: z.int() })), ...problems(401, 403, 404, 409) },
  },
  async handle(visit, { params }) {
    const { c, platform, actor, writer } = visit
    const { regionCode, id } = await keptList(visit, params)
    const inviteeId = params['invitee'] ?? ''
    if (!(await findInvitee(platform.db.sql, regionCode, id, inviteeId))) throw noSuchMeeting()
    const removed = await removeFromList(platform, actor, { regionCode, id, inviteeIds: [inviteeId] }, writer)
    return c.json({ removed })
  },
}

const settingPath = '/meetings/{region}/setting'

/** The region for who keeps its meetings. */
async function keptRegion({ platform, actor }: Visit, params: Record<string, string>): Promise<string> {
  const { regionCode } = of(params)
  await getStand(platform.db.sql, actor, regionCode)
  const refusal = refuseKeep(actor, regionCode)
  if (refusal) throw mayNot(refusal)
  return regionCode
}

export const settingResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  route: {
    method: 'get',
    path: settingPath,
    tags: ['meeting'],
    summary: 'Letterhead, who signs, and how letters are numbered',
    request: { params: regionParams },
    responses: { 200: json('The setting', settingShape), ...problems(401, 403, 404) },
  },
  async handle(visit, { params }) {
    const regionCode = await keptRegion(visit, params)
    return visit.c.json(settingJson(await findSetting(visit.platform.db.sql, regionCode)))
  },
}

export const settingChangeResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.setting.changed'],
  route: {
    method: 'put',
    path: settingPath,
    tags: ['meeting'],
    summary: 'Store letterhead, signatory and numbering',
    request: { params: regionParams, body: body(settingShape) },
    responses: { 200: json('The setting', settingShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle(visit, { params, body: given }) {
    const regionCode = await keptRegion(visit, params)
    const one = settingShape.parse(given)
    const input = {
      numberPattern: one.number_pattern,
      classification: one.classification,
      unitCode: one.unit_code,
      institution: one.institution ?? undefined,
      office: one.office ?? undefined,
      address: one.address ?? undefined,
      town: one.town ?? undefined,
      signatoryTitle: one.signatory_title ?? undefined,
      signatoryName: one.signatory_name ?? undefined,
      signatoryRank: one.signatory_rank ?? undefined,
      signatoryNumber: one.signatory_number ?? undefined,
    }
    const { platform, actor, writer, c } = visit
    const stored = await inJson(saveSetting(platform, actor, { regionCode, version: one.version, input }, writer))
    return c.json(settingJson(stored))
  },
}
