import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayReadRounds, mayRunRounds } from '../../access.ts'
import { createRound } from '../../actions/round/create-round.ts'
import { openRound } from '../../actions/round/open-round.ts'
import { getSeenRound } from '../../actions/round/read-board.ts'
import { updateRound } from '../../actions/round/update-round.ts'
import { roundIdSchema } from '../../model-round.ts'
import { seesRound } from '../../rules/round/sees-round.ts'
import { listRounds } from '../../store/round/rounds.ts'
import { json, problems } from '../shapes.ts'
import { inputOf, newRoundShape, roundChangeShape, roundJson, roundShape } from './shapes.ts'

const params = z.object({ round: roundIdSchema })

export const roundListResource: Resource = {
  permission: 'evaluation.rounds.read',
  may: mayReadRounds,
  route: {
    method: 'get',
    path: '/rounds',
    tags: ['evaluation'],
    summary: 'Evaluation rounds, newest edition first; drafts for the ministry, auditors and the administrator',
    responses: { 200: json('All of them', z.object({ items: z.array(roundShape) })) },
  },
  async handle({ c, platform, actor }) {
    const rounds = (await listRounds(platform.db.sql)).filter(round => seesRound(actor, round))
    return c.json({ items: rounds.map(round => roundJson(round, mayRunRounds(actor) === undefined)) })
  },
}

export const newRoundResource: Resource = {
  permission: 'evaluation.rounds.run',
  may: mayRunRounds,
  limit: 'write',
  audit: ['evaluation.round.created'],
  route: {
    method: 'post',
    path: '/rounds',
    tags: ['evaluation'],
    summary: 'Make a round as a draft',
    request: { body: { required: true, content: { 'application/json': { schema: newRoundShape } } } },
    responses: { 201: json('The draft', roundShape), ...problems(401, 403, 422) },
  },
  async handle({ c, platform, actor, writer }, { body }) {
    const { edition, group, ...content } = newRoundShape.parse(body)
    const round = await createRound(platform, actor, { edition, group, ...inputOf(content) }, writer)
    return c.json(roundJson(round, true), 201, { location: `/api/v1/rounds/${round.id}` })
  },
}

export const roundResource: Resource = {
  permission: 'evaluation.rounds.read',
  may: mayReadRounds,
  route: {
    method: 'get',
    path: '/rounds/{round}',
    tags: ['evaluation'],
    summary: 'A round with its dates',
    request: { params },
    responses: { 200: json('The round', roundShape), ...problems(404) },
  },
  async handle({ c, platform, actor }, { params: { round = '' } }) {
    const found = await getSeenRound(platform.db.sql, actor, round)
    return c.json(roundJson(found, mayRunRounds(actor) === undefined))
  },
}

export const roundChangeResource: Resource = {
  permission: 'evaluation.rounds.run',
  may: mayRunRounds,
  limit: 'write',
  audit: ['evaluation.round.changed'],
  route: {
    method: 'patch',
    path: '/rounds/{round}',
    tags: ['evaluation'],
    summary: 'Change a round; parts left out stay. 412 when another version is stored',
    request: { params, body: { required: true, content: { 'application/json': { schema: roundChangeShape } } } },
    responses: { 200: json('The changed round', roundShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params: { round: roundId = '' }, body }) {
    const { version, ...content } = roundChangeShape.parse(body)
    const round = await getSeenRound(platform.db.sql, actor, roundId)
    const input = inputOf(content, round)
    // What is left out was read before the lock: it counts only if that was the version the caller knows.
    const known = round.version === version ? version : -1
    const changed = await updateRound(platform, actor, { roundId, version: known, input }, writer)
    return c.json(roundJson(changed, true))
  },
}

export const roundOpeningResource: Resource = {
  permission: 'evaluation.rounds.run',
  may: mayRunRounds,
  limit: 'write',
  audit: ['evaluation.round.opened'],
  route: {
    method: 'post',
    path: '/rounds/{round}/opening',
    tags: ['evaluation'],
    summary: 'Open a draft; the invitation letters go out',
    request: { params },
    responses: { 200: json('The open round', roundShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params: { round: roundId = '' } }) {
    return c.json(roundJson(await openRound(platform, actor, roundId, writer), true))
  },
}
