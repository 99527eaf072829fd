import { z } from '@hono/zod-openapi'
import type { Resource, Visit } from '#platform/http/door.ts'
import { findProgress } from '#platform/jobs/jobs.ts'
import { mayReadClosing, mayRunRounds } from '../../access.ts'
import { queueClose } from '../../actions/closing/close-round.ts'
import { readClosingFacts } from '../../actions/closing/closing-facts.ts'
import { getSeenRound } from '../../actions/round/read-board.ts'
import { roundIdSchema } from '../../model-round.ts'
import { findFrozenRound } from '../../store/closing/frozen.ts'
import { findClosingProgress } from '../../store/closing/write-closing.ts'
import { json, problems } from '../shapes.ts'

const params = z.object({ round: roundIdSchema })

const closingShape = z
  .object({
    round: z.string().openapi({ example: '2026-kppn-ikn' }),
    state: z.enum(['draft', 'open', 'closed']),
    ready: z.boolean().openapi({ description: 'Nothing stands in the way of closing' }),
    blockers: z
      .array(
        z.object({
          kind: z.enum(['time-left', 'no-panel', 'sheet']),
          region: z.string(),
          assessor: z.int().nullable().openapi({ description: 'Place on the panel: Asesor 1, 2, …' }),
          submitted: z.boolean().nullable(),
          missing: z.int().nullable().openapi({ description: 'Scores that are missing in the sheet' }),
        }),
      )
      .openapi({ description: 'What must be done first; empty for a round that is closed' }),
    absent: z.array(z.string()).openapi({ description: 'Regions that did not hand in; never zero' }),
    job: z
      .object({
        state: z.enum(['queued', 'running', 'done', 'failed']),
        done: z.number(),
        total: z.number().nullable(),
        failure: z.object({ id: z.string(), en: z.string() }).nullable(),
      })
      .nullable(),
    sha256: z.string().nullable().openapi({ description: 'Hash of all that was frozen' }),
  })
  .openapi('RoundClosing')

const closeShape = z
  .strictObject({ confirm: z.string().openapi({ description: 'The id of the round once more' }) })
  .openapi('CloseRound')

/** Closing a round: what stands in the way, how far the job is, what was frozen. */
export const closingStateResource: Resource = {
  permission: 'evaluation.closing.read',
  may: mayReadClosing,
  route: {
    method: 'get',
    path: '/rounds/{round}/closing',
    tags: ['evaluation'],
    summary: 'What stands in the way of closing a round, and how far closing is',
    request: { params },
    responses: { 200: json('The state', closingShape), ...problems(401, 403, 404) },
  },
  async handle(visit, { params: { round = '' } }) {
    return await answer(visit, round, 200)
  },
}

export const closeResource: Resource = {
  permission: 'evaluation.rounds.run',
  may: mayRunRounds,
  limit: 'write',
  audit: ['evaluation.round.close_queued', 'evaluation.round.closed'],
  route: {
    method: 'post',
    path: '/rounds/{round}/closing',
    tags: ['evaluation'],
    summary: 'Close a round for ever; a job does it, whole or not at all',
    request: { params, body: { required: true, content: { 'application/json': { schema: closeShape } } } },
    responses: { 202: json('On its way', closingShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle(visit, { params: { round = '' }, body }) {
    const { platform, actor, writer } = visit
    const { confirm } = closeShape.parse(body)
    await queueClose(platform, actor, round, { field: 'confirm', value: confirm }, writer)
    return await answer(visit, round, 202)
  },
}

async function answer({ c, platform, actor }: Visit, id: string, status: 200 | 202): Promise<Response> {
  const { sql } = platform.db
  const round = await getSeenRound(sql, actor, id)
  const [progressId, frozen] = await Promise.all([findClosingProgress(sql, id), findFrozenRound(sql, id)])
  const progress = progressId === undefined ? undefined : await findProgress(platform.db, progressId)
  const facts = round.state === 'open' ? await readClosingFacts(sql, round, platform.clock.now()) : undefined
  const body: z.infer<typeof closingShape> = {
    round: id,
    state: round.state,
    ready: facts?.readiness.ready ?? false,
    blockers: (facts?.readiness.blockers ?? []).map(blocker => ({
      kind: blocker.kind,
      region: blocker.regionCode,
      assessor: blocker.kind === 'sheet' ? blocker.place : null,
      submitted: blocker.kind === 'sheet' ? blocker.submitted : null,
      missing: blocker.kind === 'sheet' ? blocker.missing : null,
    })),
    absent: facts?.readiness.absent ?? [],
    job: progress
      ? {
          state: progress.state,
          done: progress.done,
          total: progress.total ?? null,
          failure: progress.failure ?? null,
        }
      : null,
    sha256: frozen?.sha256 ?? null,
  }
  return c.json(body, status, status === 202 ? { location: `/api/v1/rounds/${id}/closing` } : {})
}
