import { z } from '@hono/zod-openapi'
import { mayNot } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import {
  mayOpenPortfolio,
  mayVerifyReadings,
  mayWritePortfolio,
  refuseRead,
  refuseVerify,
  refuseWrite,
} from '../../access.ts'
import { getIndicatorStand, noSuchReading } from '../../actions/indicator/indicator-stand.ts'
import { judgeReadings } from '../../actions/indicator/judge-readings.ts'
import { saveReadings } from '../../actions/indicator/save-readings.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { periodSchema, placeCodeSchema } from '../../model-indicator.ts'
import { findReading, listReadings } from '../../store/indicator/readings.ts'
import { json, problems, regionParams } from '../shapes.ts'
import {
  figuresOf,
  indicatorParams,
  readingInputShape,
  readingJson,
  readingParams,
  readingShape,
  readingsInputShape,
  savedShape,
} from './shapes.ts'

const path = '/portfolios/{region}/indicators/{indicator}/readings'
const tags = ['portfolio']
const body = (schema: z.ZodType) => ({ required: true, content: { 'application/json': { schema } } })

const listQuery = z.object({
  period: periodSchema.optional(),
  place: placeCodeSchema.optional(),
  after: z
    .string()
    .regex(/^[0-9.]{5,13}\/[0-9SQ-]{4,7}$/)
    .optional()
    .openapi({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
})

export const readingListResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path,
    tags,
    summary:
      'Readings by place and period, as they were entered; the public gets verified ones. What is missing has no row',
    request: { params: indicatorParams, query: listQuery },
    responses: {
      200: json('A page', z.object({ items: z.array(readingShape), next: z.string().nullable() })),
      ...problems(404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const db = platform.db.read
    const { region: regionCode = '', indicator: id = '' } = params
    const { stand, indicator } = await getIndicatorStand(db, actor, regionCode, id)
    const wanted = listQuery.parse(query)
    const limit = wanted.limit ?? 200
    const [placeCode = '', period = ''] = wanted.after?.split('/') ?? []
    const found = await listReadings(
      db,
      regionCode,
      {
        indicatorIds: [id],
        periods: wanted.period === undefined ? undefined : [wanted.period],
        placeCodes: wanted.place === undefined ? undefined : [wanted.place],
        verifiedOnly: stand.sight === 'public',
      },
      { after: wanted.after === undefined ? undefined : { indicatorId: id, placeCode, period }, limit: limit + 1 },
    )
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return c.json({
      items: items.map(one => readingJson(one, indicator, stand.sight === 'all')),
      next: found.length > limit && last ? `${last.placeCode}/${last.period}` : null,
    })
  },
}

const keyOf = (params: Record<string, string>) => ({
  regionCode: params['region'] ?? '',
  key: {
    indicatorId: params['indicator'] ?? '',
    placeCode: params['place'] ?? '',
    period: params['period'] ?? '',
  },
})

export const readingResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: `${path}/{place}/{period}`,
    tags,
    summary: 'One reading; 404 when nothing was reported, or, for the public, nothing was verified',
    request: { params: readingParams },
    responses: { 200: json('The reading', readingShape), ...problems(404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { regionCode, key } = keyOf(params)
    const { stand, indicator } = await getIndicatorStand(platform.db.sql, actor, regionCode, key.indicatorId)
    const reading = await findReading(platform.db.sql, regionCode, key)
    const hidden = stand.sight === 'public' && reading?.state !== 'verified'
    if (!reading || hidden) throw noSuchReading()
    return c.json(readingJson(reading, indicator, stand.sight === 'all'))
  },
}

export const saveReadingResource: Resource = {
  permission: 'portfolio.reading.write',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.readings.saved'],
  route: {
    method: 'put',
    path: `${path}/{place}/{period}`,
    tags,
    summary: 'Report one reading, or say it is unchanged; 412 when another version is stored. Repeating is safe',
    request: { params: readingParams, body: body(readingInputShape) },
    responses: { 200: json('The reading', readingShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, key } = keyOf(params)
    const { indicator } = await getIndicatorStand(platform.db.sql, actor, regionCode, key.indicatorId)
    const refusal = refuseRead(actor, regionCode, { placeCode: key.placeCode, ownerId: indicator.ownerId })
    if (refusal) throw mayNot(refusal)
    const { version, ...rest } = readingInputShape.parse(given)
    await saveReadings(platform, actor, { regionCode, readings: [{ ...key, ...figuresOf(rest), version }] }, writer)
    const reading = await findReading(platform.db.sql, regionCode, key)
    if (!reading) throw noSuchReading()
    return c.json(readingJson(reading, indicator, true))
  },
}

export const saveReadingsResource: Resource = {
  permission: 'portfolio.reading.write',
  may: mayWritePortfolio,
  limit: 'write',
  maxBytes: 4 * 1024 * 1024,
  audit: ['portfolio.readings.saved'],
  route: {
    method: 'post',
    path: '/portfolios/{region}/readings',
    tags,
    summary: 'Report many readings, all or none; each bad one is named',
    request: { params: regionParams, body: body(readingsInputShape) },
    responses: { 200: json('Stored', savedShape), ...problems(401, 403, 404, 412, 413, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const regionCode = params['region'] ?? ''
    await getInsideStand(platform.db.sql, actor, regionCode)
    const refusal = refuseWrite(actor, regionCode, [actor.membership?.organisationId ?? ''])
    if (refusal) throw mayNot(refusal)
    const { readings } = readingsInputShape.parse(given)
    const done = await saveReadings(
      platform,
      actor,
      {
        regionCode,
        readings: readings.map(({ indicator, place, period, version, ...rest }) => ({
          indicatorId: indicator,
          placeCode: place,
          period,
          ...figuresOf(rest),
          ...(version === undefined ? {} : { version }),
        })),
      },
      writer,
    )
    return c.json(done)
  },
}

const verdictShape = z
  .strictObject({
    verdict: z.enum(['verified', 'questioned']),
    question: z.string().max(500).optional().openapi({ description: 'Needed when it is asked about' }),
    version: z.int().min(1).openapi({ description: 'The version that was read' }),
  })
  .openapi('ReadingVerdict')

export const readingVerdictResource: Resource = {
  permission: 'portfolio.reading.verify',
  may: mayVerifyReadings,
  limit: 'write',
  audit: ['portfolio.readings.verified', 'portfolio.readings.questioned'],
  route: {
    method: 'post',
    path: `${path}/{place}/{period}/verification`,
    tags,
    summary: 'Verify a reading, or ask back; not by who entered it',
    request: { params: readingParams, body: body(verdictShape) },
    responses: { 200: json('Done', z.object({ judged: z.int() })), ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, key } = keyOf(params)
    const { indicator } = await getIndicatorStand(platform.db.sql, actor, regionCode, key.indicatorId)
    const refusal = refuseVerify(actor, regionCode, { ownerId: indicator.ownerId, reportedBy: undefined })
    if (refusal) throw mayNot(refusal)
    const { verdict, question, version } = verdictShape.parse(given)
    const done = await judgeReadings(
      platform,
      actor,
      {
        regionCode,
        readings: [{ ...key, version }],
        ...(verdict === 'verified' ? { verdict } : { verdict, question: question ?? '' }),
      },
      writer,
    )
    return c.json(done)
  },
}
