import { z } from '@hono/zod-openapi'
import { type FieldError, invalid, mayNot, Problem } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepMeetings, refuseKeep } from '../../access.ts'
import { getInstitutionStand, saveInstitution, saveMembers } from '../../actions/institution/save-institution.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { listInstitutionMembers } from '../../store/institution/institutions.ts'
import { body, inJson, json, problems, regionParams, versionShape } from '../shapes.ts'
import {
  institutionInput,
  institutionInputShape,
  institutionJson,
  institutionShape,
  memberInput,
  memberShape,
} from './shapes.ts'

const path = '/meetings/{region}/institutions'
const institutionParams = regionParams.extend({ institution: z.uuid() })
const names = {
  bukti: 'attach',
  meetsWeek: 'monthly.week',
  meetsWeekday: 'monthly.weekday',
  meetsAt: 'monthly.at',
  meetsMinutes: 'monthly.minutes',
  meetsPlace: 'monthly.place',
  meetsWith: 'monthly.with',
}

export const newInstitutionResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.institution.made', 'evidence.uses.changed'],
  route: {
    method: 'post',
    path,
    tags: ['meeting'],
    summary: 'Found a council, team, forum or group; its members are said next',
    request: { params: regionParams, body: body(institutionInputShape) },
    responses: { 201: json('The institution', institutionShape), ...problems(401, 403, 404, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '' } = params
    await getInsideStand(platform.db.sql, actor, regionCode)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const asked = institutionInputShape.parse(given)
    const decree = { attach: asked.attach, detach: asked.detach }
    const save = { regionCode, input: institutionInput(asked), decree }
    const made = await inJson(saveInstitution(platform, actor, save, writer), names)
    return c.json(institutionJson(made, [], true), 201)
  },
}

const changeShape = institutionInputShape.extend({ version: versionShape }).openapi('InstitutionChange')

export const institutionChangeResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.institution.changed', 'evidence.uses.changed'],
  route: {
    method: 'put',
    path: `${path}/{institution}`,
    tags: ['meeting'],
    summary: 'Change decree, duties, term and monthly rule of an institution',
    request: { params: institutionParams, body: body(changeShape) },
    responses: { 200: json('The institution', institutionShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', institution: id = '' } = params
    const { sql } = platform.db
    await getInstitutionStand(sql, actor, regionCode, id)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const { version, ...asked } = changeShape.parse(given)
    const decree = { attach: asked.attach, detach: asked.detach }
    const save = { regionCode, id, version, input: institutionInput(asked), decree }
    const stored = await inJson(saveInstitution(platform, actor, save, writer), names)
    return c.json(institutionJson(stored, await listInstitutionMembers(sql, regionCode, [id]), true))
  },
}

const membersShape = z
  .strictObject({
    version: versionShape,
    members: z.array(memberShape).max(1000).openapi({ description: 'All of them, in their order' }),
  })
  .openapi('InstitutionMembers')

export const membersResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.members.saved'],
  route: {
    method: 'put',
    path: `${path}/{institution}/members`,
    tags: ['meeting'],
    summary: 'Say who sits in an institution; seats that are not named end',
    request: { params: institutionParams, body: body(membersShape) },
    responses: { 200: json('The institution', institutionShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', institution: id = '' } = params
    const { sql } = platform.db
    const { institution } = await getInstitutionStand(sql, actor, regionCode, id)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const asked = membersShape.parse(given)
    const members = asked.members.map(memberInput)
    const seats = new Set((await listInstitutionMembers(sql, regionCode, [id])).map(one => one.id))
    const strange = members.flatMap((one, at) => (one.id === undefined || seats.has(one.id) ? [] : [noSeat(at)]))
    // Who saw an older list is told that first.
    if (strange.length > 0 && institution.version === asked.version) throw invalid(...strange)
    const save = { regionCode, id, version: asked.version, members }
    const stored = await saveMembers(platform, actor, save, writer).catch(inMembers)
    return c.json(institutionJson(stored, await listInstitutionMembers(sql, regionCode, [id]), true))
  },
}

const noSeat = (at: number): FieldError => ({
  field: `members.${at}.id`,
  sentence: {
    id: 'Kursi ini tidak ada di lembaga ini. Kosongkan id untuk kursi baru.',
    en: 'This institution has no such seat. Leave the id out for a new seat.',
  },
})

const memberNames: Record<string, string> = { organisationId: 'organisation', accountId: 'account' }

/** `anggota.3.organisationId` is `members.3.organisation` here. */
function inMembers(error: unknown): never {
  if (!(error instanceof Problem) || error.fields.length === 0) throw error
  const fields = error.fields.map(one => {
    const [, ...rest] = one.field.split('.')
    return { ...one, field: ['members', ...rest.map(part => memberNames[part] ?? part)].join('.') }
  })
  throw new Problem(error.code, error.sentence, { fields })
}
