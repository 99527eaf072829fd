import { z } from '@hono/zod-openapi'
import { mayNot } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepPlans, mayVote, mayWritePlans, refuseKeep } from '../../access.ts'
import { getSeriesStand } from '../../actions/workshop/lock-series.ts'
import { getCardStand, refuseCard } from '../../actions/worksheet/ground.ts'
import { mapToProgramme } from '../../actions/worksheet/become-programme.ts'
import { proveCard } from '../../actions/worksheet/prove-card.ts'
import { saveCriteria } from '../../actions/worksheet/save-criteria.ts'
import { setVoting } from '../../actions/worksheet/set-voting.ts'
import { refuseVoting } from '../../actions/worksheet/vote-card.ts'
import { voteCards } from '../../actions/worksheet/vote-cards.ts'
import type { Sheet } from '../../model.ts'
import { listCriteria } from '../../store/worksheet/choice.ts'
import { body, cardParams, json, problems, seriesParams, sheetParams, versionShape } from './shapes.ts'

const seriesPath = '/masterplans/{region}/series/{series}'
const cardPath = '/masterplans/{region}/cards/{card}'

const votingShape = z.strictObject({ voting: z.enum(['open', 'closed']) }).openapi('MasterplanVoting')

export const votingResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.voting.opened', 'masterplan.voting.closed'],
  route: {
    method: 'put',
    path: `${seriesPath}/voting`,
    tags: ['masterplan'],
    summary: 'Open or close points, weights and scores in a series; what stands so already is not written again',
    request: { params: seriesParams, body: body(votingShape) },
    responses: { 200: json('How it is now', votingShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { series, region } = await getSeriesStand(
      platform.db.sql,
      actor,
      params['region'] ?? '',
      params['series'] ?? '',
    )
    const refusal = refuseKeep(actor, region.code)
    if (refusal) throw mayNot(refusal)
    const { voting } = votingShape.parse(given)
    await setVoting(platform, actor, { regionCode: region.code, seriesId: series.id, voting }, writer)
    return c.json({ voting })
  },
}

const criteriaInput = z
  .strictObject({ criteria: z.array(z.string().max(1000)).max(1000).openapi({ description: 'Names, in their order' }) })
  .openapi('MasterplanCriteriaInput', { example: { criteria: ['Dampak bagi warga', 'Kesiapan'] } })
const criteriaShape = z
  .object({ criteria: z.array(z.object({ code: z.string(), name: z.string() })) })
  .openapi('MasterplanCriteria')

export const criteriaResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.criteria.changed'],
  route: {
    method: 'put',
    path: `${seriesPath}/criteria`,
    tags: ['masterplan'],
    summary: 'Say by which criteria quick wins are chosen; one that keeps its name keeps what was given for it',
    request: { params: seriesParams, body: body(criteriaInput) },
    responses: { 200: json('The criteria', criteriaShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { sql } = platform.db
    const { series, region } = await getSeriesStand(sql, actor, params['region'] ?? '', params['series'] ?? '')
    const refusal = refuseKeep(actor, region.code)
    if (refusal) throw mayNot(refusal)
    const names = criteriaInput.parse(given).criteria
    await saveCriteria(platform, actor, { regionCode: region.code, seriesId: series.id, names }, writer)
    const criteria = await listCriteria(sql, region.code, series.id)
    return c.json({ criteria: criteria.map(({ code, name }) => ({ code, name })) })
  },
}

const manyPoints = z
  .strictObject({
    points: z
      .record(z.uuid(), z.int().nullable())
      .openapi({ description: '1 to 5 by id of the card, null takes them back; cards not named keep what they have' }),
  })
  .openapi('MasterplanSheetPoints')

export const sheetPointsResource: Resource = {
  permission: 'masterplan.vote',
  may: mayVote,
  limit: 'write',
  audit: ['masterplan.card.voted'],
  maxBytes: 128 * 1024,
  route: {
    method: 'put',
    path: `${seriesPath}/sheets/{sheet}/points`,
    tags: ['masterplan'],
    summary: 'Give points to many cards of one worksheet at once, in one’s own name; 409 when voting is closed',
    request: { params: sheetParams, body: body(manyPoints) },
    responses: {
      200: json('How many changed', z.object({ changed: z.int() }).openapi('MasterplanPointsGiven')),
      ...problems(401, 403, 404, 409, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const stand = await getSeriesStand(platform.db.sql, actor, params['region'] ?? '', params['series'] ?? '')
    const { series, region } = stand
    refuseVoting(actor, stand, region.code)
    const points = new Map(Object.entries(manyPoints.parse(given).points).map(([id, one]) => [id, one ?? undefined]))
    const vote = { regionCode: region.code, seriesId: series.id, sheet: params['sheet'] as Sheet, points }
    return c.json({ changed: await voteCards(platform, actor, vote, writer) })
  },
}

const evidenceIds = z.array(z.uuid()).max(100)
const proofShape = z
  .strictObject({
    attach: evidenceIds.optional().openapi({ description: 'Evidence of the library that the caller may see' }),
    detach: evidenceIds.optional(),
  })
  .openapi('MasterplanCardProof')

export const cardProofResource: Resource = {
  permission: 'masterplan.card.write',
  may: mayWritePlans,
  limit: 'write',
  audit: ['masterplan.card.proven', 'evidence.uses.changed'],
  route: {
    method: 'post',
    path: `${cardPath}/proof`,
    tags: ['masterplan'],
    summary: 'Attach evidence to a card and take other off',
    request: { params: cardParams, body: body(proofShape) },
    responses: { 204: { description: 'It is so' }, ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const stand = await getCardStand(platform.db.sql, actor, params['region'] ?? '', params['card'] ?? '')
    refuseCard(actor, stand, stand.card)
    const { attach = [], detach = [] } = proofShape.parse(given)
    const { regionCode, id: cardId } = stand.card
    await proveCard(platform, actor, { regionCode, cardId, attach, detach }, writer)
    return c.body(null, 204)
  },
}

const mappingShape = z
  .strictObject({ version: versionShape, programme: z.uuid().openapi({ description: 'A living one of the region' }) })
  .openapi('MasterplanMapping')

export const mappingResource: Resource = {
  permission: 'masterplan.card.write',
  may: mayWritePlans,
  limit: 'write',
  audit: ['masterplan.card.mapped'],
  route: {
    method: 'post',
    path: `${cardPath}/mapping`,
    tags: ['masterplan'],
    summary: 'Point a card to a programme that exists already; 409 when it points to another living one',
    request: { params: cardParams, body: body(mappingShape) },
    responses: {
      200: json('The programme', z.object({ programme: z.uuid() }).openapi('MasterplanMapped')),
      ...problems(401, 403, 404, 409, 412, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const stand = await getCardStand(platform.db.sql, actor, params['region'] ?? '', params['card'] ?? '')
    refuseCard(actor, stand, stand.card)
    const { version, programme } = mappingShape.parse(given)
    const { regionCode, id: cardId } = stand.card
    const mapped = await mapToProgramme(
      platform,
      actor,
      { regionCode, cardId, version, programmeId: programme },
      writer,
    )
    return c.json({ programme: mapped.id })
  },
}
