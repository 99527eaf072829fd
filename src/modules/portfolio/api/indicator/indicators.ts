import { z } from '@hono/zod-openapi'
import { dayIn } from '#kit/format.ts'
import type { Resource, Visit } from '#platform/http/door.ts'
import { mayKeepPortfolio, mayOpenPortfolio, mayWritePortfolio, refuseKeep } from '../../access.ts'
import { mayNot } from '#kit/problem.ts'
import { addReadySet } from '../../actions/indicator/add-ready-set.ts'
import { getIndicatorStand } from '../../actions/indicator/indicator-stand.ts'
import { linkProgramme } from '../../actions/indicator/link-programme.ts'
import { latestOf, listFigures } from '../../actions/indicator/read-figures.ts'
import { archiveIndicator, refuseDefine, saveIndicator } from '../../actions/indicator/save-indicator.ts'
import { saveTargets } from '../../actions/indicator/save-targets.ts'
import { getStand } from '../../actions/stand.ts'
import { DIMENSIONS, programmeCodeSchema } from '../../model.ts'
import { listIndicators, listMeasured, listTargets } from '../../store/indicator/indicators.ts'
import { json, problems, regionParams } from '../shapes.ts'
import {
  figureJson,
  indicatorDetailShape,
  indicatorInputShape,
  indicatorJson,
  indicatorParams,
  indicatorShape,
  inputOf,
  targetsJson,
  targetsShape,
} from './shapes.ts'

const path = '/portfolios/{region}/indicators'
const tags = ['portfolio']
const body = (schema: z.ZodType) => ({ required: true, content: { 'application/json': { schema } } })

const listQuery = z.object({
  words: z.string().max(100).optional(),
  dimension: z.enum(DIMENSIONS).optional(),
  external_code: z.string().max(60).optional(),
  after: programmeCodeSchema.optional().openapi({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

export const indicatorListResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path,
    tags,
    summary: 'Indicators of a region by code, each with its latest figure; the public gets verified figures only',
    request: { params: regionParams, query: listQuery },
    responses: {
      200: json('A page', z.object({ items: z.array(indicatorShape), next: z.string().nullable() })),
      ...problems(404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const db = platform.db.read
    const { region, sight } = await getStand(db, actor, params['region'] ?? '')
    const wanted = listQuery.parse(query)
    const limit = wanted.limit ?? 50
    const found = await listIndicators(
      db,
      region.code,
      {
        words: wanted.words,
        dimension: wanted.dimension,
        externalCodes: wanted.external_code === undefined ? undefined : [wanted.external_code],
      },
      { after: wanted.after, limit: limit + 1 },
    )
    const items = found.slice(0, limit)
    const until = dayIn(platform.clock.now(), region.timezone)
    const figures = await listFigures(db, region.code, items, { verifiedOnly: sight === 'public', until, periods: 4 })
    return c.json({
      items: items.map(one => indicatorJson(one, latestOf(figures.get(one.id) ?? [], until))),
      next: found.length > limit ? (items.at(-1)?.code ?? null) : null,
    })
  },
}

async function detail({ c, platform, actor }: Visit, regionCode: string, id: string, status: 200 | 201 = 200) {
  const db = platform.db.sql
  const { stand, indicator } = await getIndicatorStand(db, actor, regionCode, id)
  const until = dayIn(platform.clock.now(), stand.region.timezone)
  const verifiedOnly = stand.sight === 'public'
  const figures =
    (await listFigures(db, regionCode, [indicator], { verifiedOnly, until, periods: 24 })).get(indicator.id) ?? []
  const targets = (await listTargets(db, regionCode, [indicator.id])).get(indicator.id) ?? []
  const programmes = await listMeasured(db, regionCode, indicator.id)
  return c.json(
    {
      ...indicatorJson(indicator, latestOf(figures, until)),
      figures: figures.map(figureJson),
      targets: targetsJson(targets),
      programmes: programmes.map(one => ({ id: one.id, code: one.code, name: one.name })),
    },
    status,
  )
}

export const indicatorResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: `${path}/{indicator}`,
    tags,
    summary: 'One indicator with its figures by period, its targets and the programmes it measures',
    request: { params: indicatorParams },
    responses: { 200: json('The indicator', indicatorDetailShape), ...problems(404) },
  },
  handle: (visit, { params }) => detail(visit, params['region'] ?? '', params['indicator'] ?? ''),
}

export const newIndicatorResource: Resource = {
  permission: 'portfolio.programme.add',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.indicator.created'],
  route: {
    method: 'post',
    path,
    tags,
    summary: 'Define an indicator; officers for their own office, the secretariat for any',
    request: { params: regionParams, body: body(indicatorInputShape) },
    responses: { 201: json('The indicator', indicatorDetailShape), ...problems(401, 403, 404, 422) },
  },
  async handle(visit, { params, body: given }) {
    const { platform, actor, writer } = visit
    const regionCode = params['region'] ?? ''
    await getStand(platform.db.sql, actor, regionCode)
    refuseDefine(actor, regionCode, undefined)
    const { id } = await saveIndicator(
      platform,
      actor,
      { regionCode, input: inputOf(indicatorInputShape.parse(given)) },
      writer,
    )
    return await detail(visit, regionCode, id, 201)
  },
}

/** Refuses who may not change the indicator before the body is looked at. */
async function ownIndicator({ platform, actor }: Visit, params: Record<string, string>) {
  const { region: regionCode = '', indicator: id = '' } = params
  const { indicator } = await getIndicatorStand(platform.db.sql, actor, regionCode, id)
  refuseDefine(actor, regionCode, indicator)
  return { regionCode, id }
}

export const indicatorChangeResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.indicator.changed'],
  route: {
    method: 'put',
    path: `${path}/{indicator}`,
    tags,
    summary:
      'Change the definition whole; 412 when another version is stored. Once there are readings, level and frequency stay',
    request: { params: indicatorParams, body: body(indicatorInputShape) },
    responses: { 200: json('The indicator', indicatorDetailShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle(visit, { params, body: given }) {
    const { platform, actor, writer } = visit
    const { regionCode, id } = await ownIndicator(visit, params)
    const read = indicatorInputShape.parse(given)
    await saveIndicator(
      platform,
      actor,
      { regionCode, id, version: read.version, input: inputOf(read), reason: read.reason },
      writer,
    )
    return await detail(visit, regionCode, id)
  },
}

export const targetsResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.targets.changed'],
  route: {
    method: 'put',
    path: `${path}/{indicator}/targets`,
    tags,
    summary: 'Replace the targets by year',
    request: { params: indicatorParams, body: body(targetsShape) },
    responses: { 200: json('The indicator', indicatorDetailShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle(visit, { params, body: given }) {
    const { platform, actor, writer } = visit
    const { regionCode, id } = await ownIndicator(visit, params)
    const { version, targets } = targetsShape.parse(given)
    await saveTargets(platform, actor, { regionCode, id, version, targets }, writer)
    return await detail(visit, regionCode, id)
  },
}

const linkShape = z.strictObject({ programme: z.uuid(), linked: z.boolean() }).openapi('IndicatorProgramme')

export const measuredResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.indicator.linked', 'portfolio.indicator.unlinked'],
  route: {
    method: 'post',
    path: `${path}/{indicator}/programmes`,
    tags,
    summary: 'Say that a programme is measured by the indicator, or no longer',
    request: { params: indicatorParams, body: body(linkShape) },
    responses: { 200: json('Done', z.object({ changed: z.boolean() })), ...problems(401, 403, 404, 422) },
  },
  async handle(visit, { params, body: given }) {
    const { c, platform, actor, writer } = visit
    const { regionCode, id } = await ownIndicator(visit, params)
    const { programme, linked } = linkShape.parse(given)
    return c.json(await linkProgramme(platform, actor, { regionCode, id, programmeId: programme, linked }, writer))
  },
}

const archiveShape = z
  .strictObject({ version: z.int().min(1), reason: z.string().max(300).optional() })
  .openapi('IndicatorArchive')

export const archiveIndicatorResource: Resource = {
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  limit: 'write',
  audit: ['portfolio.indicator.archived'],
  route: {
    method: 'post',
    path: `${path}/{indicator}/archive`,
    tags,
    summary: 'Take an indicator out of all lists; its readings and history stay',
    request: { params: indicatorParams, body: body(archiveShape) },
    responses: { 200: json('Done', z.object({ archived: z.boolean() })), ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', indicator: id = '' } = params
    await getIndicatorStand(platform.db.sql, actor, regionCode, id)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const { version, reason } = archiveShape.parse(given)
    await archiveIndicator(platform, actor, { regionCode, id, version, reason }, writer)
    return c.json({ archived: true })
  },
}

const readyShape = z
  .strictObject({ external_codes: z.array(z.string().max(60)).max(100).optional() })
  .openapi('ReadySetInput')

export const readySetResource: Resource = {
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  limit: 'write',
  audit: ['portfolio.indicators.added'],
  route: {
    method: 'post',
    path: '/portfolios/{region}/ready-indicators',
    tags,
    summary: 'Add the external indicators of the instrument that are missing, all or the named ones',
    request: { params: regionParams, body: body(readyShape) },
    responses: {
      200: json('Added', z.object({ added: z.array(z.uuid()), there: z.int() })),
      ...problems(401, 403, 404, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const regionCode = params['region'] ?? ''
    await getStand(platform.db.sql, actor, regionCode)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const { external_codes: externalCodes } = readyShape.parse(given)
    return c.json(await addReadySet(platform, actor, { regionCode, externalCodes }, writer))
  },
}
