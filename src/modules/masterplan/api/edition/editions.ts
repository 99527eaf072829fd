import { z } from '@hono/zod-openapi'
import type { Actor, Refusal } from '#kit/actor.ts'
import { mayNot } from '#kit/problem.ts'
import type { Resource, Visit } from '#platform/http/door.ts'
import { mayKeepPlans, mayOpenPlans, mayPublish, maySign, refuseKeep, refusePublish, refuseSign } from '../../access.ts'
import { getEditionStand } from '../../actions/edition/edition-stand.ts'
import { freezeEdition } from '../../actions/edition/freeze.ts'
import { publishEdition, saveRegulation, withdrawEdition } from '../../actions/edition/publish.ts'
import { readDiff } from '../../actions/edition/read-edition.ts'
import { readScans, saveScans } from '../../actions/edition/scans.ts'
import { saveSignatories } from '../../actions/edition/save-signatories.ts'
import { signEdition } from '../../actions/edition/sign.ts'
import { getInsideStand, getStand } from '../../actions/stand.ts'
import { editionCursor, listEditions, listSignatories } from '../../store/edition/editions.ts'
import { given, json, problems, regionParams } from '../book/shapes.ts'
import {
  changeJson,
  diffShape,
  editionDetailShape,
  editionJson,
  editionParams,
  editionShape,
  freezeShape,
  regulationShape,
  scansShape,
  signatoriesShape,
  signatoryJson,
  signShape,
  versionShape,
  withdrawShape,
} from './shapes.ts'

const path = '/masterplans/{region}/editions'
const one = `${path}/{edition}`
const tags = ['masterplan']

const keep = { permission: 'masterplan.keep', may: mayKeepPlans, limit: 'write' } as const

/** The edition of the address, for those who may do this with it; refused before the body is looked at. */
async function own(
  { platform, actor }: Visit,
  params: Record<string, string>,
  refuse: (actor: Actor, regionCode: string) => Refusal,
) {
  const { edition } = await getEditionStand(platform.db.sql, actor, params['region'] ?? '', params['edition'] ?? '')
  const refusal = refuse(actor, edition.regionCode)
  if (refusal) throw mayNot(refusal)
  return { regionCode: edition.regionCode, editionId: edition.id }
}

async function detail({ platform, actor, c }: Visit, place: { regionCode: string; editionId: string }) {
  const { sql } = platform.db
  const stand = await getEditionStand(sql, actor, place.regionCode, place.editionId)
  const signatories = await listSignatories(sql, place.regionCode, place.editionId)
  const scans = await readScans(sql, actor, stand, signatories)
  return c.json({
    ...editionJson(stand.edition),
    signatories: signatories.map(one => signatoryJson(one, scans.get(one.id))),
  } satisfies z.infer<typeof editionDetailShape>)
}

const listQuery = z.object({
  after: z.string().max(60).optional().openapi({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

const listResource: Resource = {
  permission: 'masterplan.read',
  may: mayOpenPlans,
  route: {
    method: 'get',
    path,
    tags,
    summary: 'Editions of the masterplan of a region, the latest year first; the public sees those that are published',
    request: { params: regionParams, query: listQuery },
    responses: {
      200: json('A page', z.object({ items: z.array(editionShape), next: z.string().nullable() })),
      ...problems(404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { region, sight } = await getStand(platform.db.read, actor, params['region'] ?? '')
    const { after, limit = 50 } = listQuery.parse(query)
    const filter = { publishedOnly: sight !== 'all' }
    const found = await listEditions(platform.db.read, region.code, filter, { limit: limit + 1, after })
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return c.json({
      items: items.map(editionJson),
      next: found.length > limit && last ? editionCursor(last) : null,
    })
  },
}

const editionResource: Resource = {
  permission: 'masterplan.read',
  may: mayOpenPlans,
  route: {
    method: 'get',
    path: one,
    tags,
    summary:
      'An edition with its hash and who signed it; its content is at /masterplan/{region}/edisi/{edition}/isi.json',
    request: { params: editionParams },
    responses: { 200: json('The edition', editionDetailShape), ...problems(404) },
  },
  handle: async (visit, { params }) =>
    await detail(visit, { regionCode: params['region'] ?? '', editionId: params['edition'] ?? '' }),
}

const diffQuery = z.object({ against: z.uuid().optional() })

const diffResource: Resource = {
  permission: 'masterplan.read',
  may: mayOpenPlans,
  limit: 'document',
  route: {
    method: 'get',
    path: `${one}/changes`,
    tags,
    summary: 'What an edition changed, section by section, against the one before it or a chosen one',
    request: { params: editionParams, query: diffQuery },
    responses: { 200: json('The changes', diffShape), ...problems(404, 422) },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { edition, previous, changes } = await readDiff(platform, actor, {
      regionCode: params['region'] ?? '',
      editionId: params['edition'] ?? '',
      otherId: diffQuery.parse(query).against,
    })
    return c.json({
      edition: edition.id,
      previous: previous?.id ?? null,
      sections: changes.map(changeJson),
    } satisfies z.infer<typeof diffShape>)
  },
}

const freezeResource: Resource = {
  ...keep,
  limit: 'document',
  audit: ['masterplan.edition.frozen'],
  route: {
    method: 'post',
    path,
    tags,
    summary: 'Freeze the three books of a plan as they stand now',
    request: { params: regionParams, body: given(freezeShape) },
    responses: { 201: json('The edition', editionShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { region } = await getInsideStand(platform.db.sql, actor, params['region'] ?? '')
    const refusal = refuseKeep(actor, region.code)
    if (refusal) throw mayNot(refusal)
    const { plan, year, title, previous, despite } = freezeShape.parse(body)
    const edition = await freezeEdition(
      platform,
      actor,
      { regionCode: region.code, planId: plan, year, title, previousId: previous, despite },
      writer,
    )
    return c.json(editionJson(edition), 201, {
      location: `/api/v1/masterplans/${region.code}/editions/${edition.id}`,
    })
  },
}

const signatoriesResource: Resource = {
  ...keep,
  audit: ['masterplan.edition.signatories_saved'],
  route: {
    method: 'put',
    path: `${one}/signatories`,
    tags,
    summary: 'Replace who signs an edition; those who signed stay',
    request: { params: editionParams, body: given(signatoriesShape) },
    responses: { 200: json('The edition', editionDetailShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle(visit, { params, body }) {
    const place = await own(visit, params, refuseKeep)
    await saveSignatories(visit.platform, visit.actor, { ...place, ...signatoriesShape.parse(body) }, visit.writer)
    return await detail(visit, place)
  },
}

const signResource: Resource = {
  permission: 'masterplan.sign',
  may: maySign,
  limit: 'write',
  audit: ['masterplan.edition.signed', 'masterplan.edition.scanned', 'evidence.uses.changed'],
  route: {
    method: 'post',
    path: `${one}/signatures`,
    tags,
    summary: 'Sign one place of an edition by account, or record a signature on paper',
    request: { params: editionParams, body: given(signShape) },
    responses: { 200: json('The edition', editionDetailShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle(visit, { params, body }) {
    const place = await own(visit, params, refuseSign)
    const { signatory, signed_on, ...sign } = signShape.parse(body)
    await signEdition(
      visit.platform,
      visit.actor,
      { ...place, ...sign, signatoryId: signatory, signedOn: signed_on },
      visit.writer,
    )
    return await detail(visit, place)
  },
}

const scansResource: Resource = {
  ...keep,
  audit: ['masterplan.edition.scanned', 'evidence.uses.changed'],
  route: {
    method: 'post',
    path: `${one}/signatories/{signatory}/scans`,
    tags,
    summary: 'Attach scans to a signature on paper, replace them, or take them off with a reason',
    request: { params: editionParams.extend({ signatory: z.uuid() }), body: given(scansShape) },
    responses: { 200: json('The edition', editionDetailShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle(visit, { params, body }) {
    const place = await own(visit, params, refuseKeep)
    const save = { ...place, signatoryId: params['signatory'] ?? '', change: scansShape.parse(body) }
    await saveScans(visit.platform, visit.actor, save, visit.writer)
    return await detail(visit, place)
  },
}

const regulationResource: Resource = {
  ...keep,
  audit: ['masterplan.edition.regulated', 'masterplan.print.queued'],
  route: {
    method: 'put',
    path: `${one}/regulation`,
    tags,
    summary: 'Record the regulation that enacts an edition',
    request: { params: editionParams, body: given(regulationShape) },
    responses: { 200: json('The edition', editionDetailShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle(visit, { params, body }) {
    const place = await own(visit, params, refuseKeep)
    const { version, ...regulation } = regulationShape.parse(body)
    await saveRegulation(visit.platform, visit.actor, { ...place, version, regulation }, visit.writer)
    return await detail(visit, place)
  },
}

const publishResource: Resource = {
  permission: 'masterplan.publish',
  may: mayPublish,
  limit: 'write',
  audit: ['masterplan.edition.published', 'masterplan.print.queued'],
  route: {
    method: 'post',
    path: `${one}/publication`,
    tags,
    summary: 'Publish an edition that all have signed',
    request: { params: editionParams, body: given(versionShape) },
    responses: { 200: json('The edition', editionDetailShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle(visit, { params, body }) {
    const place = await own(visit, params, refusePublish)
    await publishEdition(visit.platform, visit.actor, { ...place, ...versionShape.parse(body) }, visit.writer)
    return await detail(visit, place)
  },
}

const withdrawResource: Resource = {
  ...keep,
  audit: ['masterplan.edition.withdrawn'],
  route: {
    method: 'post',
    path: `${one}/withdrawal`,
    tags,
    summary: 'Withdraw an edition that was frozen by mistake and never published',
    request: { params: editionParams, body: given(withdrawShape) },
    responses: { 200: json('The edition', editionDetailShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle(visit, { params, body }) {
    const place = await own(visit, params, refuseKeep)
    await withdrawEdition(visit.platform, visit.actor, { ...place, ...withdrawShape.parse(body) }, visit.writer)
    return await detail(visit, place)
  },
}

export const editionApi: Resource[] = [
  listResource,
  freezeResource,
  editionResource,
  diffResource,
  signatoriesResource,
  signResource,
  scansResource,
  regulationResource,
  publishResource,
  withdrawResource,
]
