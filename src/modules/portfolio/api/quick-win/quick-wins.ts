import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenPortfolio, mayWritePortfolio } from '../../access.ts'
import { checkQuickWin } from '../../actions/quick-win/check-quick-win.ts'
import { getGround, getWritableGround, noQuickWin, yearIn } from '../../actions/quick-win/ground.ts'
import { readPresentation } from '../../actions/quick-win/read-presentation.ts'
import { saveQuickWin } from '../../actions/quick-win/save-quick-win.ts'
import { validateQuickWin } from '../../actions/quick-win/validate-quick-win.ts'
import { getStand } from '../../actions/stand.ts'
import { innovationProfile } from '../../documents/quick-win/innovation-profile.ts'
import { DIMENSIONS, programmeCodeSchema } from '../../model.ts'
import { listChecks, listYears } from '../../store/quick-win/checks.ts'
import { listQuickWins } from '../../store/quick-win/list.ts'
import { findQuickWin } from '../../store/quick-win/quick-wins.ts'
import { inJson } from '../programme/shapes.ts'
import { json, problems, regionParams } from '../shapes.ts'
import {
  checkInputShape,
  listedJson,
  listedShape,
  profileInputShape,
  profileOf,
  programmeParams,
  quickWinJson,
  quickWinShape,
  savedCheckShape,
  verdictInputShape,
  verdictJson,
  verdictShape,
} from './shapes.ts'

const path = '/portfolios/{region}/quick-wins'

export const placeOf = (params: Record<string, string>) => ({
  regionCode: params['region'] ?? '',
  programmeId: params['programme'] ?? '',
})

const listQuery = z.object({
  year: z
    .string()
    .regex(/^20\d{2}$/)
    .optional()
    .openapi({ description: 'This year when absent' }),
  dimension: z.enum(DIMENSIONS).optional(),
  due: z
    .enum(['true', 'false'])
    .optional()
    .openapi({ description: 'Only those that wait for the verdict of the year' }),
  after: programmeCodeSchema.optional().openapi({ description: '`next` of the page before' }),
})
const pageSize = 50

export const quickWinListResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path,
    tags: ['portfolio'],
    summary: 'Quick wins of a region by code, and how each stands in a year; those that ended too',
    request: { params: regionParams, query: listQuery },
    responses: {
      200: json('A page of 50', z.object({ items: z.array(listedShape), next: z.string().nullable() })),
      ...problems(404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const db = platform.db.read
    const stand = await getStand(db, actor, params['region'] ?? '')
    const { year, dimension, due, after } = listQuery.parse(query)
    const filter = {
      year: year === undefined ? yearIn(platform.clock.now(), stand) : Number(year),
      dimension,
      due: due === 'true',
    }
    const rows = await listQuickWins(db, stand.region.code, filter, { after, limit: pageSize + 1 })
    const items = rows.slice(0, pageSize)
    return c.json({
      items: items.map(row => listedJson(row, stand.sight === 'all')),
      next: rows.length > pageSize ? (items.at(-1)?.code ?? null) : null,
    })
  },
}

export const quickWinResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: `${path}/{programme}`,
    tags: ['portfolio'],
    summary: 'A quick win: presentation, self-checks and verdicts of all years; notes and reasons for insiders only',
    request: { params: programmeParams },
    responses: { 200: json('The quick win', quickWinShape), ...problems(404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const db = platform.db.sql
    const { regionCode, programmeId } = placeOf(params)
    const { programme, sight } = await getGround(db, actor, regionCode, programmeId)
    if (!programme.quickWin) throw noQuickWin()
    const [quickWin, checks, years] = await Promise.all([
      findQuickWin(db, regionCode, programmeId),
      listChecks(db, regionCode, programmeId),
      listYears(db, regionCode, programmeId),
    ])
    return c.json(quickWinJson(programme, quickWin, checks, years, sight === 'all'))
  },
}

export const saveQuickWinResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.quick_win.saved'],
  route: {
    method: 'put',
    path: `${path}/{programme}`,
    tags: ['portfolio'],
    summary: 'Make a programme a quick win, or write its presentation anew; 412 when another version is stored',
    request: {
      params: programmeParams,
      body: { required: true, content: { 'application/json': { schema: profileInputShape } } },
    },
    responses: { 200: json('Saved', quickWinShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const db = platform.db.sql
    const place = placeOf(params)
    const { programme } = await getWritableGround(db, actor, place.regionCode, place.programmeId)
    const given = profileInputShape.parse(body)
    const saved = await inJson(
      saveQuickWin(platform, actor, { ...place, version: given.version, profile: profileOf(given) }, writer),
    )
    const [checks, years] = await Promise.all([
      listChecks(db, place.regionCode, place.programmeId),
      listYears(db, place.regionCode, place.programmeId),
    ])
    return c.json(quickWinJson(programme, saved, checks, years, true))
  },
}

export const checkResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.quick_win.checked', 'evidence.uses.changed'],
  route: {
    method: 'put',
    path: `${path}/{programme}/checks`,
    tags: ['portfolio'],
    summary: 'Answer one of the ten indicators for a year. Repeating a save that got through is safe',
    request: {
      params: programmeParams,
      body: { required: true, content: { 'application/json': { schema: checkInputShape } } },
    },
    responses: { 200: json('Saved', savedCheckShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getWritableGround(platform.db.sql, actor, place.regionCode, place.programmeId)
    const { evidence, note, ...given } = checkInputShape.parse(body)
    const saved = await inJson(
      checkQuickWin(
        platform,
        actor,
        {
          ...place,
          ...given,
          note: note ?? undefined,
          evidence: evidence?.map(use => ({
            evidenceId: use.evidence,
            anchor: use.anchor ?? undefined,
            note: use.note ?? undefined,
          })),
        },
        writer,
      ),
    )
    return c.json({ version: saved.version, saved_at: saved.savedAt.toISOString() })
  },
}

export const verdictResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.quick_win.judged'],
  route: {
    method: 'put',
    path: `${path}/{programme}/verdicts`,
    tags: ['portfolio'],
    summary: 'The verdict of a year: kept, changed or ended. One a year; the secretariat corrects it',
    request: {
      params: programmeParams,
      body: { required: true, content: { 'application/json': { schema: verdictInputShape } } },
    },
    responses: { 200: json('Saved', verdictShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getWritableGround(platform.db.sql, actor, place.regionCode, place.programmeId)
    const given = verdictInputShape.parse(body)
    const saved = await inJson(
      validateQuickWin(
        platform,
        actor,
        { ...place, ...given, reason: given.reason ?? undefined, note: given.note ?? undefined },
        writer,
      ),
    )
    return c.json(verdictJson(saved, true))
  },
}

const innovationShape = z
  .object({
    code: z.string(),
    name: z.string(),
    region: z.string(),
    stage: z.string(),
    initiator: z.string().nullable(),
    initiator_name: z.string(),
    form: z.string().nullable(),
    kind: z.string().nullable(),
    sector: z.string(),
    dimension: z.string(),
    trial_on: z.string().nullable(),
    applied_on: z.string().nullable(),
    problem: z.string(),
    design: z.string().nullable(),
    aim: z.string().nullable(),
    benefit: z.string().nullable(),
    result: z.string().nullable(),
    places: z.array(z.string()),
    partners: z.array(z.string()),
    budget: z
      .int()
      .nullable()
      .openapi({ description: 'Whole rupiah, all years and sources; null when none is recorded' }),
    address: z.string(),
  })
  .openapi('InnovationProfile')

export const innovationProfileResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: `${path}/{programme}/innovation-profile`,
    tags: ['portfolio'],
    summary: 'A quick win as the Regional Innovation Index asks for an innovation',
    request: { params: programmeParams },
    responses: { 200: json('The profile', innovationShape), ...problems(404) },
  },
  async handle({ c, platform, actor, lang }, { params }) {
    const { regionCode, programmeId } = placeOf(params)
    const data = await readPresentation(platform, actor, regionCode, programmeId)
    const address = `${platform.config.publicUrl}/portofolio/${regionCode}/quick-win/${programmeId}/unggulan`
    return c.json(innovationProfile(data, address, lang))
  },
}
