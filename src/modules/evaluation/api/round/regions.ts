import { z } from '@hono/zod-openapi'
import { notFound } from '#kit/problem.ts'
import type { Resource, Visit } from '#platform/http/door.ts'
import { mayReadRounds, mayRunRounds } from '../../access.ts'
import { addRegions } from '../../actions/round/add-region.ts'
import { EXTENSION_STEPS, giveExtension } from '../../actions/round/give-extension.ts'
import { getSeenRound, readBoard } from '../../actions/round/read-board.ts'
import { removeRegion } from '../../actions/round/remove-region.ts'
import { setContact } from '../../actions/round/set-contact.ts'
import { type Round, roundIdSchema } from '../../model-round.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { findInstrument } from '../../store/instruments.ts'
import { boardSorts } from '../../store/round/board.ts'
import { json, problems } from '../shapes.ts'
import { roundRegionJson, roundRegionShape } from './shapes.ts'

const roundParams = z.object({ round: roundIdSchema })
export const regionParams = roundParams.extend({
  code: z
    .string()
    .regex(/^\d{2}(\.\d{2})?$/)
    .openapi({ example: '73.24' }),
})

const query = z.object({
  q: z.string().trim().max(100).optional().openapi({ description: 'Part of the name, or the beginning of the code' }),
  province: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  state: z
    .enum(['invited', 'late', 'submitted', 'closed'])
    .optional()
    .openapi({ description: 'Only for those who read the board' }),
  sort: z.enum(boardSorts).optional().openapi({ description: 'Others than `name` only for those who read the board' }),
  direction: z.enum(['up', 'down']).optional(),
  after: z
    .string()
    .regex(/^[\w-]{1,300}$/)
    .optional()
    .openapi({ description: '`next` of the page before' }),
  limit: z
    .string()
    .regex(/^([1-9]\d?|[1-4]\d\d|500)$/)
    .optional()
    .openapi({ description: '1 to 500; 100 when absent' }),
})

async function questionsOfRound(visit: Visit, round: Round): Promise<number> {
  const instrument = await findInstrument(visit.platform.db.sql, round.instrumentId)
  return instrument?.content.dimensions.reduce((sum, dimension) => sum + questionsOf(dimension).length, 0) ?? 0
}

export const roundRegionsResource: Resource = {
  permission: 'evaluation.rounds.read',
  may: mayReadRounds,
  route: {
    method: 'get',
    path: '/rounds/{round}/regions',
    tags: ['evaluation'],
    summary: 'Regions of a round, each as far as you see it; a province viewer reads those of the own province',
    request: { params: roundParams, query },
    responses: {
      200: json('One page', z.object({ items: z.array(roundRegionShape), next: z.string().nullable() })),
      ...problems(403, 404, 422),
    },
  },
  async handle(visit, input) {
    const { c, platform, actor } = visit
    const wanted = query.parse(input.query)
    const round = await getSeenRound(platform.db.sql, actor, input.params['round'] ?? '')
    const { rows, next } = await readBoard(
      platform.db.sql,
      actor,
      round,
      {
        q: wanted.q,
        province: wanted.province,
        state: wanted.state,
        sort: wanted.sort,
        falling: wanted.direction === 'down',
        after: wanted.after,
        limit: Number(wanted.limit ?? 100),
      },
      platform.clock.now(),
    )
    const questions = await questionsOfRound(visit, round)
    return c.json({ items: rows.map(row => roundRegionJson(row, questions)), next: next ?? null })
  },
}

/** The answer after a change: the region as the ministry sees it. */
async function answer(visit: Visit, roundId: string, code: string): Promise<Response> {
  const { c, platform, actor } = visit
  const round = await getSeenRound(platform.db.sql, actor, roundId)
  const { rows } = await readBoard(platform.db.sql, actor, round, { province: code }, platform.clock.now())
  const row = rows.find(({ regionCode }) => regionCode === code)
  if (!row) throw notFound(`${code} tidak ikut putaran ini.`, `${code} is not in this round.`)
  return c.json(roundRegionJson(row, await questionsOfRound(visit, round)))
}

const contactBody = z.strictObject({
  contact: z
    .strictObject({ name: z.string().optional(), office: z.string().optional(), phone: z.string().optional() })
    .optional(),
  letter_number: z.string().optional(),
})

export const putRegionResource: Resource = {
  permission: 'evaluation.rounds.run',
  may: mayRunRounds,
  limit: 'write',
  audit: ['evaluation.round.enlarged', 'evaluation.contact.changed'],
  route: {
    method: 'put',
    path: '/rounds/{round}/regions/{code}',
    tags: ['evaluation'],
    summary: 'Put a region into a round, with its contact and the number of its own letter',
    request: {
      params: regionParams,
      body: { required: true, content: { 'application/json': { schema: contactBody } } },
    },
    responses: { 200: json('The region in the round', roundRegionShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle(visit, { params: { round: roundId = '', code = '' }, body }) {
    const { platform, actor, writer } = visit
    const { contact, letter_number: letterNumber } = contactBody.parse(body)
    await addRegions(platform, actor, roundId, [code], writer)
    if (contact !== undefined || letterNumber !== undefined) {
      const full = { name: contact?.name, office: contact?.office, phone: contact?.phone }
      await setContact(platform, actor, { roundId, regionCode: code, contact: full, letterNumber }, writer)
    }
    return await answer(visit, roundId, code)
  },
}

export const deleteRegionResource: Resource = {
  permission: 'evaluation.rounds.run',
  may: mayRunRounds,
  limit: 'write',
  audit: ['evaluation.round.reduced'],
  route: {
    method: 'delete',
    path: '/rounds/{round}/regions/{code}',
    tags: ['evaluation'],
    summary: 'Take a region without answers out of a round',
    request: { params: regionParams },
    responses: { 204: { description: 'Taken out' }, ...problems(401, 403, 404, 409) },
  },
  async handle({ c, platform, actor, writer }, { params: { round: roundId = '', code = '' } }) {
    await removeRegion(platform, actor, roundId, code, writer)
    return c.body(null, 204)
  },
}

const extensionBody = z.strictObject({
  step: z.enum(EXTENSION_STEPS),
  ends_on: z.string().max(40).openapi({ example: '2027-06-15' }),
  reason: z.string().max(2000),
})

export const extensionResource: Resource = {
  permission: 'evaluation.rounds.run',
  may: mayRunRounds,
  limit: 'write',
  audit: ['evaluation.extension.given'],
  route: {
    method: 'post',
    path: '/rounds/{round}/regions/{code}/extensions',
    tags: ['evaluation'],
    summary: 'Give a region more time for one step, with the reason',
    request: {
      params: regionParams,
      body: { required: true, content: { 'application/json': { schema: extensionBody } } },
    },
    responses: { 200: json('The region in the round', roundRegionShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle(visit, { params: { round: roundId = '', code = '' }, body }) {
    const { step, ends_on: endsOn, reason } = extensionBody.parse(body)
    const given = { roundId, regionCode: code, step, endsOn, reason }
    await giveExtension(visit.platform, visit.actor, given, visit.writer)
    return await answer(visit, roundId, code)
  },
}
