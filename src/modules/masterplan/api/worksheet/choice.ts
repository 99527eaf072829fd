import { z } from '@hono/zod-openapi'
import { mayNot } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepPlans, mayReadInside, mayVote, refuseKeep } from '../../access.ts'
import { getSeriesStand } from '../../actions/workshop/lock-series.ts'
import { chooseCard } from '../../actions/worksheet/choose-card.ts'
import { giveScores } from '../../actions/worksheet/give-scores.ts'
import { giveWeights } from '../../actions/worksheet/give-weights.ts'
import { getCardStand } from '../../actions/worksheet/ground.ts'
import { refuseVoting, voteCard } from '../../actions/worksheet/vote-card.ts'
import { CHOICES } from '../../model-card.ts'
import { chooseTogether } from '../../rules/worksheet/choice.ts'
import { listCards } from '../../store/worksheet/cards.ts'
import { listCriteria, listVoters } from '../../store/worksheet/choice.ts'
import { body, cardJson, cardParams, cardShape, json, problems, seriesParams, versionShape } from './shapes.ts'

const cardPath = '/masterplans/{region}/cards/{card}'
const seriesPath = '/masterplans/{region}/series/{series}'

const pointsByCode = z.record(z.string(), z.int())
const choiceShape = z.object({
  criteria: z.array(z.object({ code: z.string(), name: z.string() })),
  voters: z.array(
    z.object({ account_id: z.uuid(), name: z.string(), office: z.string().nullable(), weights: pointsByCode }),
  ),
  results: z.array(
    z.object({
      card_id: z.uuid(),
      title: z.string(),
      choice: z.enum(CHOICES),
      choice_reason: z.string().nullable(),
      rank: z.int().nullable(),
      mean: z.string().nullable().openapi({ description: 'Mean over voters, two decimals half-up', example: '3.70' }),
      tied: z.boolean(),
      values: z
        .array(z.object({ account_id: z.uuid(), hundredths: z.int(), scores: pointsByCode }))
        .openapi({ description: 'Weight × score of each voter, in hundredths' }),
    }),
  ),
})

export const choiceResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: `${seriesPath}/choice`,
    tags: ['masterplan'],
    summary: 'How quick wins are chosen: criteria, each voter with weights and scores, and the result',
    request: { params: seriesParams },
    responses: { 200: json('The choice', choiceShape), ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { sql } = platform.db
    const { region, series } = await getSeriesStand(sql, actor, params['region'] ?? '', params['series'] ?? '')
    const criteria = await listCriteria(sql, region.code, series.id)
    const voters = await listVoters(sql, region.code, series.id)
    const results = chooseTogether(
      criteria.map(one => one.code),
      await listCards(sql, region.code, series.id, 'canvas'),
      voters,
    )
    return c.json({
      criteria: criteria.map(({ code, name }) => ({ code, name })),
      voters: voters.map(one => ({
        account_id: one.id,
        name: one.name,
        office: one.office ?? null,
        weights: Object.fromEntries(one.weights),
      })),
      results: results.map(({ card, rank, mean, tied, values }) => ({
        card_id: card.id,
        title: card.title,
        choice: card.choice,
        choice_reason: card.choiceReason ?? null,
        rank: rank ?? null,
        mean: mean ?? null,
        tied,
        values: values.map(one => ({
          account_id: one.voterId,
          hundredths: one.value,
          scores: Object.fromEntries(voters.find(voter => voter.id === one.voterId)?.scores.get(card.id) ?? []),
        })),
      })),
    })
  },
}

const weightsShape = z.object({ weights: pointsByCode.openapi({ example: { mudah: 60, cepat: 40 } }) })

export const weightsResource: Resource = {
  permission: 'masterplan.vote',
  may: mayVote,
  limit: 'write',
  audit: ['masterplan.weights.given'],
  route: {
    method: 'put',
    path: `${seriesPath}/weights`,
    tags: ['masterplan'],
    summary: 'Share 100 points among the criteria; seen by everybody in the series',
    request: { params: seriesParams, body: body(weightsShape) },
    responses: { 204: { description: 'Stored' }, ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const stand = await getSeriesStand(platform.db.sql, actor, params['region'] ?? '', params['series'] ?? '')
    refuseVoting(actor, stand, stand.region.code)
    const { weights } = weightsShape.parse(given)
    await giveWeights(platform, actor, { regionCode: stand.region.code, seriesId: stand.series.id, weights }, writer)
    return c.body(null, 204)
  },
}

const scoresShape = z.object({ scores: pointsByCode.openapi({ example: { mudah: 4, cepat: 5 } }) })

export const scoresResource: Resource = {
  permission: 'masterplan.vote',
  may: mayVote,
  limit: 'write',
  audit: ['masterplan.scores.given'],
  route: {
    method: 'put',
    path: `${cardPath}/scores`,
    tags: ['masterplan'],
    summary: 'Score a quick-win canvas 1 to 5 by each criterion; seen by everybody in the series',
    request: { params: cardParams, body: body(scoresShape) },
    responses: { 204: { description: 'Stored' }, ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const stand = await getCardStand(platform.db.sql, actor, params['region'] ?? '', params['card'] ?? '')
    refuseVoting(actor, stand, stand.region.code)
    const { scores } = scoresShape.parse(given)
    await giveScores(platform, actor, { regionCode: stand.region.code, cardId: stand.card.id, scores }, writer)
    return c.body(null, 204)
  },
}

const pointsShape = z.object({ points: z.int().nullable().openapi({ description: '1 to 5; null takes them back' }) })

export const pointsResource: Resource = {
  permission: 'masterplan.vote',
  may: mayVote,
  limit: 'write',
  audit: ['masterplan.card.voted'],
  route: {
    method: 'put',
    path: `${cardPath}/points`,
    tags: ['masterplan'],
    summary: 'Give a card points, one to five a person',
    request: { params: cardParams, body: body(pointsShape) },
    responses: { 200: json('The card', cardShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const stand = await getCardStand(platform.db.sql, actor, params['region'] ?? '', params['card'] ?? '')
    refuseVoting(actor, stand, stand.region.code)
    const points = pointsShape.parse(given).points ?? undefined
    const vote = { regionCode: stand.region.code, cardId: stand.card.id, points }
    return c.json(cardJson(await voteCard(platform, actor, vote, writer)))
  },
}

const decisionShape = z.object({
  version: versionShape,
  choice: z.enum(CHOICES),
  reason: z.string().max(500).nullish(),
})

export const decisionResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.card.choice_changed'],
  route: {
    method: 'put',
    path: `${cardPath}/choice`,
    tags: ['masterplan'],
    summary: 'Choose or drop a candidate; a reason is needed when it is not the top of its dimension',
    request: { params: cardParams, body: body(decisionShape) },
    responses: { 200: json('The card', cardShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { card } = await getCardStand(platform.db.sql, actor, params['region'] ?? '', params['card'] ?? '')
    const refusal = refuseKeep(actor, card.regionCode)
    if (refusal) throw mayNot(refusal)
    const { version, choice, reason } = decisionShape.parse(given)
    const choose = { regionCode: card.regionCode, cardId: card.id, version, choice, reason: reason ?? undefined }
    return c.json(cardJson(await chooseCard(platform, actor, choose, writer)))
  },
}
