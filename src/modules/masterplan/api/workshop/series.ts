import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { listUses } from '#modules/evidence/index.ts'
import { mayKeepPlans, mayReadInside, refuseKeep } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { archiveSeries } from '../../actions/workshop/archive-series.ts'
import { getSeriesStand, unlessRefused } from '../../actions/workshop/lock-series.ts'
import { readProgress } from '../../actions/workshop/read-progress.ts'
import { saveSeries } from '../../actions/workshop/save-series.ts'
import { startSeries } from '../../actions/workshop/start-series.ts'
import { DELIVERABLE_SUBJECT } from '../../model.ts'
import { proofOf } from '../../rules/workshop/proof.ts'
import { listDeliverables } from '../../store/workshop/deliverables.ts'
import { listGroups } from '../../store/workshop/groups.ts'
import { listMentors } from '../../store/workshop/mentors.ts'
import { readProofs } from '../../store/workshop/proofs.ts'
import { listSeries } from '../../store/workshop/series.ts'
import { listWorkshops } from '../../store/workshop/workshops.ts'
import { given, json, problems, regionParams, version } from '../book/shapes.ts'
import {
  groupJson,
  inJson,
  mentorJson,
  placeOf,
  provenJson,
  seenBy,
  seriesDetailShape,
  seriesJson,
  seriesParams,
  seriesShape,
  stageJson,
  words,
} from './shapes.ts'

const path = '/masterplans/{region}/series'

const seriesQuery = z.object({ archived: z.enum(['true', 'false']).optional() })

export const seriesListResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path,
    tags: ['masterplan'],
    summary: 'Series of workshops of a region, the newest first; with `archived=true` those that were archived',
    request: { params: regionParams, query: seriesQuery },
    responses: {
      200: json('All of them', z.object({ items: z.array(seriesShape) })),
      ...problems(401, 403, 404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { region } = await getInsideStand(platform.db.read, actor, placeOf(params).regionCode)
    const archived = seriesQuery.parse(query).archived === 'true'
    const all = await listSeries(platform.db.read, region.code, archived ? 'archived' : 'living')
    const keeps = refuseKeep(actor, region.code) === undefined
    const seen = all.filter(one => one.archived === undefined || one.archived.reason !== undefined || keeps)
    return c.json({ items: seen.map(seriesJson) })
  },
}

const newShape = z
  .strictObject({
    title: z.string().max(1000).openapi({ example: 'Bimtek Masterplan 2026' }),
    year: z.int().openapi({ example: 2026 }),
    template: z
      .string()
      .max(100)
      .nullish()
      .openapi({ description: 'A version of the template; the newest when absent' }),
  })
  .openapi('MasterplanSeriesInput')

export const newSeriesResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.series.started'],
  route: {
    method: 'post',
    path,
    tags: ['masterplan'],
    summary: 'Begin a series with the stages, deliverables, groups and worksheets of the template',
    request: { params: regionParams, body: given(newShape) },
    responses: { 201: json('The series', seriesShape), ...problems(401, 403, 404, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { region } = await getInsideStand(platform.db.sql, actor, placeOf(params).regionCode)
    unlessRefused(refuseKeep(actor, region.code))
    const { title, year, template } = newShape.parse(body)
    const start = { regionCode: region.code, title, year, templateId: template ?? undefined }
    const made = await inJson(startSeries(platform, actor, start, writer))
    return c.json(seriesJson(made), 201, { location: `/api/v1/masterplans/${region.code}/series/${made.id}` })
  },
}

export const seriesResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: `${path}/{series}`,
    tags: ['masterplan'],
    summary: 'A series with its four stages, what they have to produce and its proof, groups and mentors',
    request: { params: seriesParams },
    responses: { 200: json('The series', seriesDetailShape), ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { regionCode, seriesId } = placeOf(params)
    const { read } = platform.db
    const { series } = await getSeriesStand(read, actor, regionCode, seriesId)
    const deliverables = await listDeliverables(read, regionCode, seriesId)
    const ids = deliverables.map(one => one.id)
    const uses = await listUses(read, regionCode, DELIVERABLE_SUBJECT, ids)
    const proofs = await readProofs(read, regionCode, seriesId)
    return c.json({
      ...seriesJson(series),
      stages: (await listWorkshops(read, regionCode, seriesId)).map(stageJson),
      deliverables: deliverables.map(one => {
        const documents = uses.get(one.id) ?? []
        return provenJson(one, proofOf(one, proofs, documents.length), seenBy(actor, documents))
      }),
      groups: (await listGroups(read, regionCode, seriesId)).map(groupJson),
      mentors: (await listMentors(read, regionCode, seriesId)).map(mentorJson),
    })
  },
}

const changeShape = z
  .strictObject({
    version,
    title: z.string().max(1000).optional(),
    year: z.int().optional(),
    note: words.nullish(),
    state: z.enum(['running', 'done']).optional(),
  })
  .openapi('MasterplanSeriesChange', { example: { version: 1, state: 'done' } })

export const seriesChangeResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.series.changed'],
  route: {
    method: 'patch',
    path: `${path}/{series}`,
    tags: ['masterplan'],
    summary: 'Change name, year, note or state of a series; parts left out stay',
    request: { params: seriesParams, body: given(changeShape) },
    responses: { 200: json('The series', seriesShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    const { series } = await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    const change = changeShape.parse(body)
    const input = {
      title: change.title ?? series.title,
      year: change.year ?? series.year,
      note: change.note === undefined ? series.note : (change.note ?? undefined),
      done: (change.state ?? series.state) === 'done',
    }
    const save = { ...place, version: change.version, input }
    return c.json(seriesJson(await inJson(saveSeries(platform, actor, save, writer))))
  },
}

const archiveShape = z
  .strictObject({
    version,
    archived: z.boolean().openapi({ description: 'False brings it back' }),
    reason: words.nullish().openapi({
      description: 'Why, at most 1000 letters; may be left out of a series in which nothing was done yet',
      example: 'Diganti rangkaian 2027',
    }),
  })
  .openapi('MasterplanSeriesArchive')

export const seriesArchiveResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.series.archived', 'masterplan.series.restored'],
  route: {
    method: 'put',
    path: `${path}/{series}/archived`,
    tags: ['masterplan'],
    summary:
      'Archive a series, which then can only be read, or bring it back; 409 while sections of its books are in review or an edition is being prepared',
    request: { params: seriesParams, body: given(archiveShape) },
    responses: { 200: json('The series', seriesShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    const { version: seen, archived, reason } = archiveShape.parse(body)
    const archive = { ...place, version: seen, archived, reason: reason ?? undefined }
    return c.json(seriesJson(await inJson(archiveSeries(platform, actor, archive, writer))))
  },
}

const progressShape = z
  .object({
    office: z.uuid(),
    office_name: z.string(),
    kind: z.enum(['opd', 'district-office', 'village-office']),
    came: z
      .record(z.string(), z.int())
      .openapi({ description: 'People at the meeting of each stage that was held', example: { 1: 2, 2: 1 } }),
    cards: z.int(),
    owed: z.int(),
    submitted: z.int(),
    accepted: z.int(),
    late: z.int(),
    sections: z.object({
      empty: z.int(),
      draft: z.int(),
      review: z.int(),
      accepted: z.int(),
      locked: z.int(),
    }),
  })
  .openapi('MasterplanProgress')

export const progressResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: `${path}/{series}/progress`,
    tags: ['masterplan'],
    summary: 'What each office did in a series: who came, cards, deliverables and sections',
    request: { params: seriesParams },
    responses: {
      200: json('All offices', z.object({ items: z.array(progressShape) })),
      ...problems(401, 403, 404),
    },
  },
  async handle({ c, platform, actor }, { params }) {
    const { regionCode, seriesId } = placeOf(params)
    const stand = await getSeriesStand(platform.db.sql, actor, regionCode, seriesId)
    const { rows, stages } = await readProgress(platform, stand)
    return c.json({
      items: rows.map((row): z.infer<typeof progressShape> => ({
        office: row.officeId,
        office_name: row.name,
        kind: row.kind,
        came: Object.fromEntries(stages.map(stage => [stage, row.came.get(stage) ?? 0])),
        cards: row.cards,
        owed: row.owed,
        submitted: row.submitted,
        accepted: row.accepted,
        late: row.late,
        sections: row.sections,
      })),
    })
  },
}
