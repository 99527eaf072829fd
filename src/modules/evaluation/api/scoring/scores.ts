import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenSheets, mayScore } from '../../access.ts'
import { getStand } from '../../actions/round/stand.ts'
import { notSeen } from '../../actions/scoring/ground.ts'
import { saveScore } from '../../actions/scoring/save-score.ts'
import { saveScores } from '../../actions/scoring/save-scores.ts'
import { listPanel } from '../../store/round/panel.ts'
import { countScores, listOwnScores, listSubmittedScores } from '../../store/scoring/scores.ts'
import { json, problems } from '../shapes.ts'
import {
  otherScoreJson,
  ownScoreJson,
  placeParams,
  questionParams,
  savedShape,
  scoreEntriesShape,
  scoreEntryShape,
  scoresShape,
} from './shapes.ts'

export const scoresResource: Resource = {
  permission: 'evaluation.sheet.read',
  may: mayOpenSheets,
  route: {
    method: 'get',
    path: '/rounds/{round}/regions/{code}/scores',
    tags: ['evaluation'],
    summary: 'The own sheet; sheets of others once the own one is handed in; for the ministry, how far the panel is',
    request: { params: placeParams },
    responses: { 200: json('What the caller may see', scoresShape), ...problems(401, 403, 404, 409) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { sql } = platform.db
    const { round = '', code = '' } = params
    const stand = await getStand(sql, actor, round, code)
    const { sight, panel } = stand
    if (!sight.ownScores && !sight.panelProgress) throw notSeen(stand, platform.clock.now())
    const own = sight.ownScores && panel ? await listOwnScores(sql, round, code, panel.accountId) : null
    const others = sight.otherScores === 'none' ? null : await listSubmittedScores(sql, round, code)
    const counts = sight.panelProgress ? await countScores(sql, round, code) : undefined
    const members = counts && (await listPanel(sql, round, code)).filter(({ endedAt }) => endedAt === undefined)
    return c.json({
      own: own?.map(ownScoreJson).toSorted((a, b) => a.question.localeCompare(b.question)) ?? null,
      submitted_at: panel?.submittedAt?.toISOString() ?? null,
      others: others?.filter(({ accountId }) => accountId !== panel?.accountId).map(otherScoreJson) ?? null,
      panel:
        members?.map(({ place, accountId, submittedAt }) => ({
          assessor: place,
          scored: counts?.get(accountId) ?? 0,
          submitted_at: submittedAt?.toISOString() ?? null,
        })) ?? null,
    } satisfies z.infer<typeof scoresShape>)
  },
}

export const saveScoreResource: Resource = {
  permission: 'evaluation.score.write',
  may: mayScore,
  limit: 'write',
  audit: ['evaluation.score.saved'],
  route: {
    method: 'put',
    path: '/rounds/{round}/regions/{code}/scores/{question}',
    tags: ['evaluation'],
    summary: 'Keep one score of the own sheet; 412 when another version is stored',
    request: {
      params: questionParams,
      body: { required: true, content: { 'application/json': { schema: scoreEntryShape } } },
    },
    responses: { 200: json('Kept', savedShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { score, note, flagged, version } = scoreEntryShape.parse(body)
    const saved = await saveScore(
      platform,
      actor,
      {
        roundId: params['round'] ?? '',
        regionCode: params['code'] ?? '',
        questionId: params['question'] ?? '',
        score,
        ...(note === undefined ? {} : { note: note ?? '' }),
        flagged,
        version,
      },
      writer,
    )
    return c.json({ version: saved.version, saved_at: saved.savedAt.toISOString() })
  },
}

export const saveScoresResource: Resource = {
  permission: 'evaluation.score.write',
  may: mayScore,
  limit: 'write',
  audit: ['evaluation.score.saved'],
  maxBytes: 2 * 1024 * 1024,
  route: {
    method: 'put',
    path: '/rounds/{round}/regions/{code}/scores',
    tags: ['evaluation'],
    summary: 'Keep many scores of the own sheet, all or none',
    request: {
      params: placeParams,
      body: { required: true, content: { 'application/json': { schema: scoreEntriesShape } } },
    },
    responses: {
      200: json('Kept', z.object({ scores: z.array(savedShape.extend({ question: z.string() })) })),
      ...problems(401, 403, 404, 409, 412, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { scores } = scoreEntriesShape.parse(body)
    const saved = await saveScores(
      platform,
      actor,
      {
        roundId: params['round'] ?? '',
        regionCode: params['code'] ?? '',
        entries: scores.map(({ question, score, note, flagged, version }) => ({
          questionId: question,
          score,
          ...(note === undefined ? {} : { note: note ?? '' }),
          flagged,
          version,
        })),
      },
      writer,
    )
    return c.json({
      scores: saved.map(({ questionId, version, savedAt }) => ({
        question: questionId,
        version,
        saved_at: savedAt.toISOString(),
      })),
    })
  },
}
