import { z } from '@hono/zod-openapi'
import { listHolders } from '#modules/people/index.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepPlans, mayReadInside, refuseKeep } from '../../access.ts'
import { getSeriesStand, unlessRefused } from '../../actions/workshop/lock-series.ts'
import { removeMentor, saveMentor } from '../../actions/workshop/save-mentor.ts'
import { listMentors } from '../../store/workshop/mentors.ts'
import { given, json, problems } from '../book/shapes.ts'
import { inJson, mentorJson, mentorShape, placeOf, seriesParams } from './shapes.ts'

const path = '/masterplans/{region}/series/{series}/mentors'
const mentorParams = seriesParams.extend({ account: z.uuid() })

const keptShape = mentorShape
  .extend({ account: z.uuid().nullable().openapi({ description: 'Told to the secretariat alone' }) })
  .openapi('MasterplanKeptMentor')
const listShape = z
  .object({
    items: z.array(keptShape),
    candidates: z
      .array(z.object({ account: z.uuid(), name: z.string(), office: z.string().nullable() }))
      .openapi({ description: 'Who holds the role of mentor now; told to the secretariat alone' }),
  })
  .openapi('MasterplanMentors')

export const mentorsResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path,
    tags: ['masterplan'],
    summary: 'Who guides a series or did, those of now first; for the secretariat also who could',
    request: { params: seriesParams },
    responses: { 200: json('All of them', listShape), ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { regionCode, seriesId } = placeOf(params)
    const { read } = platform.db
    await getSeriesStand(read, actor, regionCode, seriesId)
    const keeps = refuseKeep(actor, regionCode) === undefined
    const mentors = await listMentors(read, regionCode, seriesId)
    const held = keeps ? await listHolders(read, { roles: ['mentor'] }, platform.clock.now()) : []
    return c.json({
      items: mentors.map(one => ({ ...mentorJson(one), account: keeps ? one.accountId : null })),
      candidates: [...new Map(held.map(one => [one.accountId, one])).values()].map(one => ({
        account: one.accountId,
        name: one.name,
        office: one.organisationName ?? null,
      })),
    })
  },
}

const inputShape = z
  .strictObject({
    lead: z.boolean().openapi({ description: 'The one lead; who led before no longer does' }),
    expertise: z.string().max(1000).nullish().openapi({ example: 'Tata kelola data' }),
  })
  .openapi('MasterplanMentorInput')

export const mentorChangeResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.mentor.added'],
  route: {
    method: 'put',
    path: `${path}/{account}`,
    tags: ['masterplan'],
    summary: 'Make somebody a mentor of a series, or say what they are in it; they see the region from then on',
    request: { params: mentorParams, body: given(inputShape) },
    responses: { 200: json('The mentor', keptShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    const { lead, expertise } = inputShape.parse(body)
    const accountId = params['account'] ?? ''
    await inJson(saveMentor(platform, actor, { ...place, accountId, lead, expertise: expertise ?? undefined }, writer))
    const all = await listMentors(platform.db.sql, place.regionCode, place.seriesId)
    const stored = all.find(one => one.accountId === accountId)
    if (!stored) throw new Error(`Mentor ${accountId} is not there after they were stored`)
    return c.json({ ...mentorJson(stored), account: stored.accountId })
  },
}

export const mentorRemovalResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.mentor.ended'],
  route: {
    method: 'post',
    path: `${path}/{account}/removal`,
    tags: ['masterplan'],
    summary: 'Take a mentor off a series; they see no more of the region through it',
    request: { params: mentorParams },
    responses: { 204: { description: 'They are off' }, ...problems(401, 403, 404, 409) },
  },
  async handle({ c, platform, actor, writer }, { params }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    await removeMentor(platform, actor, { ...place, accountId: params['account'] ?? '' }, writer)
    return c.body(null, 204)
  },
}
