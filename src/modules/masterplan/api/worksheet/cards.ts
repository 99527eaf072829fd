import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayReadInside, mayWritePlans } from '../../access.ts'
import { getSeriesStand } from '../../actions/workshop/lock-series.ts'
import { archiveCard } from '../../actions/worksheet/archive-card.ts'
import { getCardStand, refuseCard } from '../../actions/worksheet/ground.ts'
import { moveCard } from '../../actions/worksheet/move-card.ts'
import { saveCard } from '../../actions/worksheet/save-card.ts'
import { type Card, dimensionSchema, sheetSchema } from '../../model-card.ts'
import { listCards } from '../../store/worksheet/cards.ts'
import {
  body,
  cardChangeShape,
  cardInputOf,
  cardInputShape,
  cardJson,
  cardParams,
  cardShape,
  json,
  problems,
  sheetParams,
  versionShape,
} from './shapes.ts'

const sheetPath = '/masterplans/{region}/series/{series}/sheets/{sheet}/cards'
const cardPath = '/masterplans/{region}/cards/{card}'
const pageSize = 100

const readCursor = (text: string | undefined): { position: number; id: string } | undefined => {
  const found = /^(\d{1,9})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '')
  return found ? { position: Number(found[1]), id: found[2] ?? '' } : undefined
}

export const cardListResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: sheetPath,
    tags: ['masterplan'],
    summary: 'Cards of one worksheet in their order, 100 a page',
    request: {
      params: sheetParams,
      query: z.object({
        dimension: dimensionSchema.optional(),
        place: z.string().max(60).optional(),
        after: z.string().optional().openapi({ description: 'next of the page before' }),
      }),
    },
    responses: {
      200: json('A page of cards', z.object({ items: z.array(cardShape), next: z.string().nullable() })),
      ...problems(401, 403, 404),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { sql } = platform.db
    const { region, series } = await getSeriesStand(sql, actor, params['region'] ?? '', params['series'] ?? '')
    const found = (await listCards(
      sql,
      region.code,
      series.id,
      sheetSchema.parse(params['sheet']),
      { dimension: dimensionSchema.optional().parse(query['dimension']), place: query['place'] },
      { limit: pageSize + 1, after: readCursor(query['after']) },
    )) as unknown as Card[]
    const items = found.slice(0, pageSize)
    const last = found.length > pageSize ? items.at(-1) : undefined
    return c.json({ items: items.map(cardJson), next: last ? `${last.position}.${last.id}` : null })
  },
}

export const newCardResource: Resource = {
  permission: 'masterplan.card.add',
  may: mayWritePlans,
  limit: 'write',
  audit: ['masterplan.card.added'],
  maxBytes: 128 * 1024,
  route: {
    method: 'post',
    path: sheetPath,
    tags: ['masterplan'],
    summary: 'Put a card on a worksheet',
    request: { params: sheetParams, body: body(cardInputShape) },
    responses: { 201: json('The card', cardShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const stand = await getSeriesStand(platform.db.sql, actor, params['region'] ?? '', params['series'] ?? '')
    refuseCard(actor, stand, undefined)
    const input = cardInputShape.parse(given)
    const card = await saveCard(
      platform,
      actor,
      {
        regionCode: stand.region.code,
        seriesId: stand.series.id,
        sheet: sheetSchema.parse(params['sheet']),
        input: cardInputOf(input),
        restsOn: input.rests_on,
      },
      writer,
    )
    return c.json(cardJson(card as unknown as Card), 201)
  },
}

export const cardResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: cardPath,
    tags: ['masterplan'],
    summary: 'One card',
    request: { params: cardParams },
    responses: { 200: json('The card', cardShape), ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { card } = await getCardStand(platform.db.sql, actor, params['region'] ?? '', params['card'] ?? '')
    return c.json(cardJson(card))
  },
}

export const cardChangeResource: Resource = {
  permission: 'masterplan.card.write',
  may: mayWritePlans,
  limit: 'write',
  audit: ['masterplan.card.changed'],
  maxBytes: 128 * 1024,
  route: {
    method: 'put',
    path: cardPath,
    tags: ['masterplan'],
    summary: 'Write a card anew; 412 when another version is stored',
    request: { params: cardParams, body: body(cardChangeShape) },
    responses: { 200: json('The card', cardShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const stand = await getCardStand(platform.db.sql, actor, params['region'] ?? '', params['card'] ?? '')
    const { card } = stand
    refuseCard(actor, stand, card)
    const { version, ...input } = cardChangeShape.parse(given)
    const saved = await saveCard(
      platform,
      actor,
      {
        regionCode: card.regionCode,
        seriesId: card.seriesId,
        sheet: card.sheet,
        id: card.id,
        version,
        input: cardInputOf(input),
        restsOn: input.rests_on,
      },
      writer,
    )
    return c.json(cardJson(saved as unknown as Card))
  },
}

const archiveShape = z.object({ version: versionShape, archived: z.boolean() })

export const cardArchiveResource: Resource = {
  permission: 'masterplan.card.write',
  may: mayWritePlans,
  limit: 'write',
  audit: ['masterplan.card.archived', 'masterplan.card.restored'],
  route: {
    method: 'put',
    path: `${cardPath}/archived`,
    tags: ['masterplan'],
    summary: 'Take a card off its worksheet, or bring it back',
    request: { params: cardParams, body: body(archiveShape) },
    responses: { 200: json('The card', cardShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const stand = await getCardStand(platform.db.sql, actor, params['region'] ?? '', params['card'] ?? '')
    refuseCard(actor, stand, stand.card)
    const { version, archived } = archiveShape.parse(given)
    const { regionCode, id: cardId } = stand.card
    return c.json(cardJson(await archiveCard(platform, actor, { regionCode, cardId, version, archived }, writer)))
  },
}

const moveShape = z.object({ by: z.union([z.literal(-1), z.literal(1)]).openapi({ description: '-1 up, 1 down' }) })

export const cardMoveResource: Resource = {
  permission: 'masterplan.card.write',
  may: mayWritePlans,
  limit: 'write',
  audit: ['masterplan.card.moved'],
  route: {
    method: 'post',
    path: `${cardPath}/moves`,
    tags: ['masterplan'],
    summary: 'Change places with the card above or below in the same part of the worksheet',
    request: { params: cardParams, body: body(moveShape) },
    responses: { 200: json('The card', cardShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const stand = await getCardStand(platform.db.sql, actor, params['region'] ?? '', params['card'] ?? '')
    refuseCard(actor, stand, stand.card)
    const { by } = moveShape.parse(given)
    const { regionCode, id: cardId } = stand.card
    return c.json(cardJson(await moveCard(platform, actor, { regionCode, cardId, by }, writer)))
  },
}
