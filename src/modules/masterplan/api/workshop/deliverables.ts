import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayJudge, mayKeepPlans, mayWritePlans, refuseJudge, refuseKeep, refuseWrite } from '../../access.ts'
import { getSeriesStand, unlessRefused } from '../../actions/workshop/lock-series.ts'
import { archiveDeliverable, noSuchDeliverable, saveDeliverable } from '../../actions/workshop/save-deliverable.ts'
import { judgeDeliverable, submitDeliverable } from '../../actions/workshop/submit-deliverable.ts'
import { STAGES } from '../../model.ts'
import { findDeliverable } from '../../store/workshop/deliverables.ts'
import { given, json, problems, version } from '../book/shapes.ts'
import { day, deliverableJson, deliverableShape, inJson, placeOf, resultParams, seriesParams, words } from './shapes.ts'

const path = '/masterplans/{region}/series/{series}/deliverables'
const one = `${path}/{result}`

const inputShape = z.strictObject({
  title: z.string().max(1000).openapi({ example: 'Notulen FGD kesiapan' }),
  owner: z.uuid().nullish().openapi({ description: 'The office that owes it' }),
  due_on: day.nullish(),
  required: z.boolean().openapi({ description: 'The stage is accepted only with it' }),
})
const newShape = inputShape
  .extend({
    stage: z.union(STAGES.map(stage => z.literal(stage))),
    sheet: z.string().max(40).nullish().openapi({
      description: 'What proves it: a worksheet or book-1 to book-3; absent for a document',
      example: 'swot',
    }),
  })
  .openapi('MasterplanDeliverableInput')
const changeShape = inputShape.extend({ version }).openapi('MasterplanDeliverableChange')

const inputOf = (body: z.infer<typeof inputShape>) => ({
  title: body.title,
  ownerId: body.owner ?? undefined,
  dueOn: body.due_on ?? undefined,
  required: body.required,
})

export const newDeliverableResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.deliverable.added'],
  route: {
    method: 'post',
    path,
    tags: ['masterplan'],
    summary: 'Add what a stage has to produce',
    request: { params: seriesParams, body: given(newShape) },
    responses: { 201: json('The deliverable', deliverableShape), ...problems(401, 403, 404, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    const asked = newShape.parse(body)
    const input = { ...inputOf(asked), stage: asked.stage, sheet: asked.sheet ?? undefined }
    return c.json(deliverableJson(await inJson(saveDeliverable(platform, actor, { ...place, input }, writer))), 201)
  },
}

export const deliverableChangeResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.deliverable.changed'],
  route: {
    method: 'put',
    path: one,
    tags: ['masterplan'],
    summary: 'Change how a deliverable is called, who owes it, by when, and whether it is required',
    request: { params: resultParams, body: given(changeShape) },
    responses: { 200: json('The deliverable', deliverableShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    const { version: seen, ...asked } = changeShape.parse(body)
    const save = { ...place, id: params['result'] ?? '', version: seen, input: inputOf(asked) }
    return c.json(deliverableJson(await inJson(saveDeliverable(platform, actor, save, writer))))
  },
}

const removalShape = z.strictObject({ version }).openapi('MasterplanDeliverableRemoval')

export const deliverableRemovalResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.deliverable.archived'],
  route: {
    method: 'post',
    path: `${one}/removal`,
    tags: ['masterplan'],
    summary: 'Take a deliverable off a series; its verdicts and documents stay stored',
    request: { params: resultParams, body: given(removalShape) },
    responses: { 204: { description: 'It is off' }, ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    const { version: seen } = removalShape.parse(body)
    await archiveDeliverable(platform, actor, { ...place, id: params['result'] ?? '', version: seen }, writer)
    return c.body(null, 204)
  },
}

const submissionShape = z
  .strictObject({
    version,
    note: words.nullish().openapi({ example: 'Tabel kesiapan sudah diisi seluruh OPD.' }),
    evidence: z.array(z.uuid()).max(50).default([]).openapi({ description: 'Evidence of the library to attach' }),
    detach: z.array(z.uuid()).max(50).default([]).openapi({ description: 'Evidence to take off' }),
  })
  .openapi('MasterplanSubmission')

export const submissionResource: Resource = {
  permission: 'masterplan.card.write',
  may: mayWritePlans,
  limit: 'write',
  audit: ['masterplan.deliverable.submitted', 'evidence.uses.changed'],
  route: {
    method: 'post',
    path: `${one}/submission`,
    tags: ['masterplan'],
    summary: 'Give a deliverable to the mentors with what proves it',
    request: { params: resultParams, body: given(submissionShape) },
    responses: { 200: json('The deliverable', deliverableShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    const id = params['result'] ?? ''
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    const result = await findDeliverable(platform.db.sql, place.regionCode, place.seriesId, id)
    if (!result) throw noSuchDeliverable()
    unlessRefused(refuseWrite(actor, place.regionCode, result.ownerId))
    const { version: seen, note, evidence, detach } = submissionShape.parse(body)
    const submit = { ...place, id, version: seen, note: note ?? undefined, attach: evidence, detach }
    return c.json(deliverableJson(await inJson(submitDeliverable(platform, actor, submit, writer))))
  },
}

const judgementShape = z
  .strictObject({
    version,
    accepted: z.boolean(),
    verdict: words.nullish().openapi({
      description: 'Required when it is returned',
      example: 'Tambah sumber data untuk infrastruktur.',
    }),
  })
  .openapi('MasterplanJudgement')

export const judgementResource: Resource = {
  permission: 'masterplan.judge',
  may: mayJudge,
  limit: 'write',
  audit: ['masterplan.deliverable.accepted', 'masterplan.deliverable.returned'],
  route: {
    method: 'post',
    path: `${one}/judgement`,
    tags: ['masterplan'],
    summary: 'A mentor of the series, or the ministry, accepts a deliverable or returns it with words',
    request: { params: resultParams, body: given(judgementShape) },
    responses: { 200: json('The deliverable', deliverableShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    const { guides } = await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseJudge(actor, guides))
    const { version: seen, accepted, verdict } = judgementShape.parse(body)
    const judge = { ...place, id: params['result'] ?? '', version: seen, accepted, verdict: verdict ?? undefined }
    return c.json(deliverableJson(await inJson(judgeDeliverable(platform, actor, judge, writer))))
  },
}
