import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayJudge, mayKeepPlans, refuseJudge, refuseKeep } from '../../access.ts'
import { acceptStage, holdStage, openStage } from '../../actions/workshop/change-stage.ts'
import { getSeriesStand, unlessRefused } from '../../actions/workshop/lock-series.ts'
import { planMeeting, saveWorkshop } from '../../actions/workshop/save-workshop.ts'
import { given, json, problems, version } from '../book/shapes.ts'
import { day, inJson, placeOf, stageJson, stageOf, stageParams, stageShape, words } from './shapes.ts'

const path = '/masterplans/{region}/series/{series}/stages/{stage}'

const stageInputShape = z
  .strictObject({
    version,
    theme: z.string().max(1000).nullish().openapi({ example: 'Analisis kesiapan daerah' }),
    starts_on: day.nullish(),
    ends_on: day.nullish(),
    place: z.string().max(1000).nullish().openapi({ example: 'Aula Kantor Bupati' }),
    meeting: z
      .uuid()
      .nullish()
      .openapi({ description: 'A meeting of the region; kept when absent, taken off by null' }),
  })
  .openapi('MasterplanStageInput')

export const stageChangeResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.workshop.changed'],
  route: {
    method: 'put',
    path,
    tags: ['masterplan'],
    summary: 'Say when and where a workshop is, its theme and its meeting',
    request: { params: stageParams, body: given(stageInputShape) },
    responses: { 200: json('The stage', stageShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    const one = stageInputShape.parse(body)
    const input = {
      theme: one.theme ?? undefined,
      startsOn: one.starts_on ?? undefined,
      endsOn: one.ends_on ?? undefined,
      place: one.place ?? undefined,
      meetingId: one.meeting,
    }
    const save = { ...place, stage: stageOf(params), version: one.version, input }
    return c.json(stageJson(await inJson(saveWorkshop(platform, actor, save, writer))))
  },
}

const openingShape = z
  .strictObject({
    version,
    review: words.nullish().openapi({
      description: 'What the workshop before produced; asked from stage II on',
      example: 'SWOT dan pasangan strategi diterima; profil ekonomi diulang.',
    }),
    despite: words.nullish().openapi({ description: 'Why it begins although something required is not accepted' }),
  })
  .openapi('MasterplanStageOpening')

export const stageOpeningResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.stage.opened'],
  route: {
    method: 'post',
    path: `${path}/opening`,
    tags: ['masterplan'],
    summary: 'Begin a stage: what the one before produced is told, and why it begins when something is missing',
    request: { params: stageParams, body: given(openingShape) },
    responses: { 200: json('The stage', stageShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    const { version: seen, review, despite } = openingShape.parse(body)
    const open = { ...place, stage: stageOf(params), version: seen }
    const words = { review: review ?? undefined, despite: despite ?? undefined }
    return c.json(stageJson(await inJson(openStage(platform, actor, { ...open, ...words }, writer))))
  },
}

const stepShape = z.strictObject({ version }).openapi('MasterplanStep')

export const stageHoldingResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.stage.held'],
  route: {
    method: 'post',
    path: `${path}/holding`,
    tags: ['masterplan'],
    summary: 'Say that a workshop took place',
    request: { params: stageParams, body: given(stepShape) },
    responses: { 200: json('The stage', stageShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    const hold = { ...place, stage: stageOf(params), version: stepShape.parse(body).version }
    return c.json(stageJson(await holdStage(platform, actor, hold, writer)))
  },
}

export const stageAcceptanceResource: Resource = {
  permission: 'masterplan.judge',
  may: mayJudge,
  limit: 'write',
  audit: ['masterplan.stage.accepted'],
  route: {
    method: 'post',
    path: `${path}/acceptance`,
    tags: ['masterplan'],
    summary: 'A mentor of the series, or the ministry, accepts a stage whose required deliverables are accepted',
    request: { params: stageParams, body: given(stepShape) },
    responses: { 200: json('The stage', stageShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    const { guides } = await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseJudge(actor, guides))
    const accept = { ...place, stage: stageOf(params), version: stepShape.parse(body).version }
    return c.json(stageJson(await acceptStage(platform, actor, accept, writer)))
  },
}

export const stageMeetingResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.workshop.changed', 'meeting.meeting.planned'],
  route: {
    method: 'post',
    path: `${path}/meeting`,
    tags: ['masterplan'],
    summary: 'Plan the meeting of a workshop from its days, as a draft; one that has a living meeting keeps it',
    request: { params: stageParams },
    responses: {
      200: json('The meeting', z.object({ meeting: z.uuid() }).openapi('MasterplanStageMeeting')),
      ...problems(401, 403, 404, 409, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params }) {
    const place = { ...placeOf(params), stage: stageOf(params) }
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    return c.json({ meeting: (await inJson(planMeeting(platform, actor, place, writer))).id })
  },
}
