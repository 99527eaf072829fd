import { z } from '@hono/zod-openapi'
import { mayNot } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepMeetings, refuseKeep } from '../../access.ts'
import {
  archiveInstitution,
  getInstitutionStand,
  renewInstitution,
} from '../../actions/institution/save-institution.ts'
import { listInstitutionMembers } from '../../store/institution/institutions.ts'
import { body, inJson, json, problems, regionParams, versionShape } from '../shapes.ts'
import { day, institutionJson, institutionShape, line } from './shapes.ts'

const path = '/meetings/{region}/institutions/{institution}'
const institutionParams = regionParams.extend({ institution: z.uuid() })

const renewalShape = z
  .strictObject({
    version: versionShape,
    decree_number: line.nullish().openapi({ example: '130/F-02/VI/Tahun 2027' }),
    decree_date: day.nullish(),
    term_from: day.openapi({ description: 'After the day on which the old term began' }),
    term_until: day.nullish(),
    attach: z.array(z.uuid()).max(50).default([]).openapi({ description: 'Evidence of the library: the new decree' }),
  })
  .openapi('InstitutionRenewal')

export const renewalResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.institution.renewed', 'evidence.uses.changed'],
  route: {
    method: 'post',
    path: `${path}/renewal`,
    tags: ['meeting'],
    summary: 'Begin a new term: the old one is archived, the new one takes over members, rule and meetings to come',
    request: { params: institutionParams, body: body(renewalShape) },
    responses: { 201: json('The new term', institutionShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', institution: id = '' } = params
    const { sql } = platform.db
    await getInstitutionStand(sql, actor, regionCode, id)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const asked = renewalShape.parse(given)
    const renewal = {
      regionCode,
      id,
      version: asked.version,
      decreeNumber: asked.decree_number ?? undefined,
      decreeDate: asked.decree_date ?? undefined,
      termFrom: asked.term_from,
      termUntil: asked.term_until ?? undefined,
      decree: { attach: asked.attach },
    }
    const made = await inJson(renewInstitution(platform, actor, renewal, writer), { bukti: 'attach' })
    return c.json(institutionJson(made, await listInstitutionMembers(sql, regionCode, [made.id]), true), 201)
  },
}

const removalShape = z.strictObject({ version: versionShape }).openapi('InstitutionRemoval')

export const institutionRemovalResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.institution.archived'],
  route: {
    method: 'post',
    path: `${path}/removal`,
    tags: ['meeting'],
    summary: 'Archive an institution; its meetings and tasks stay',
    request: { params: institutionParams, body: body(removalShape) },
    responses: { 204: { description: 'It is archived' }, ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', institution: id = '' } = params
    await getInstitutionStand(platform.db.sql, actor, regionCode, id)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const { version } = removalShape.parse(given)
    await archiveInstitution(platform, actor, { regionCode, id, version }, writer)
    return c.body(null, 204)
  },
}
