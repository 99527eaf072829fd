import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { listUses } from '#modules/evidence/index.ts'
import { mayOpenAssessment, mayWriteAssessment } from '../../access.ts'
import { getAssessedQuestion, readAssessment, usesInSight } from '../../actions/assessment/read-assessment.ts'
import { saveAnswer } from '../../actions/assessment/save-answer.ts'
import { verifyAnswer } from '../../actions/assessment/verify-answer.ts'
import { ANSWER_SUBJECT, answerSubject } from '../../model-round.ts'
import { json, problems } from '../shapes.ts'
import {
  answerInputShape,
  answerJson,
  answerShape,
  answersShape,
  placeOf,
  placeParams,
  questionParams,
  savedShape,
} from './shapes.ts'

const path = '/rounds/{round}/regions/{code}/answers'

export const answersResource: Resource = {
  permission: 'evaluation.assessment.open',
  may: mayOpenAssessment,
  route: {
    method: 'get',
    path,
    tags: ['evaluation'],
    summary: 'Answers of a region, those that you see: an officer those of the own office',
    request: { params: placeParams },
    responses: { 200: json('The answers in sight', answersShape), ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { roundId, regionCode } = placeOf(params)
    const assessment = await readAssessment(platform, actor, roundId, regionCode)
    const { rows, stand, done } = assessment
    const subjects = rows.map(row => answerSubject(roundId, row.id))
    const uses = await listUses(platform.db.sql, regionCode, ANSWER_SUBJECT, subjects)
    return c.json({
      round: roundId,
      region: regionCode,
      phase: stand.phase,
      completeness: done ?? null,
      items: rows.map(row =>
        answerJson(assessment, row, usesInSight(actor, stand, uses.get(answerSubject(roundId, row.id)) ?? [])),
      ),
    })
  },
}

export const answerResource: Resource = {
  permission: 'evaluation.assessment.read',
  may: mayOpenAssessment,
  route: {
    method: 'get',
    path: `${path}/{question}`,
    tags: ['evaluation'],
    summary: 'One answer; 404 when its question is not in your sight',
    request: { params: questionParams },
    responses: { 200: json('The answer', answerShape), ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { roundId, regionCode, questionId } = placeOf(params)
    const assessment = await readAssessment(platform, actor, roundId, regionCode)
    const row = getAssessedQuestion(assessment, questionId)
    const subject = answerSubject(roundId, questionId)
    const uses = (await listUses(platform.db.sql, regionCode, ANSWER_SUBJECT, [subject])).get(subject) ?? []
    return c.json(answerJson(assessment, row, usesInSight(actor, assessment.stand, uses)))
  },
}

export const saveAnswerResource: Resource = {
  permission: 'evaluation.answer.save',
  may: mayWriteAssessment,
  limit: 'write',
  audit: ['evaluation.answer.saved', 'evidence.uses.changed'],
  route: {
    method: 'put',
    path: `${path}/{question}`,
    tags: ['evaluation'],
    summary: 'Save one answer whole; 412 when another version is stored. Repeating a save that got through is safe',
    request: {
      params: questionParams,
      body: { required: true, content: { 'application/json': { schema: answerInputShape } } },
    },
    responses: { 200: json('Saved', savedShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const given = answerInputShape.parse(body)
    const saved = await saveAnswer(
      platform,
      actor,
      {
        ...placeOf(params),
        version: given.version,
        level: given.level,
        narrative: given.narrative ?? undefined,
        figures: given.figures ?? [],
        evidence: given.evidence?.map(use => ({
          evidenceId: use.evidence,
          anchor: use.anchor ?? undefined,
          note: use.note ?? undefined,
        })),
        ready: given.ready,
      },
      writer,
    )
    return c.json({ version: saved.version, saved_at: saved.savedAt.toISOString() })
  },
}

const verdictShape = z
  .strictObject({
    verdict: z.enum(['verified', 'returned']),
    reason: z.string().max(2000).optional().openapi({ description: 'Needed when it is returned' }),
    version: z
      .int()
      .min(1)
      .optional()
      .openapi({ description: 'The version that was read; 412 when another is stored' }),
  })
  .openapi('Verdict')

export const verificationResource: Resource = {
  permission: 'evaluation.answers.verify',
  may: mayWriteAssessment,
  limit: 'write',
  audit: ['evaluation.answer.verified', 'evaluation.answer.returned'],
  route: {
    method: 'post',
    path: `${path}/{question}/verification`,
    tags: ['evaluation'],
    summary: 'The secretariat verifies an answer, or returns it with a reason',
    request: {
      params: questionParams,
      body: { required: true, content: { 'application/json': { schema: verdictShape } } },
    },
    responses: {
      200: json('Done', z.object({ version: z.int() })),
      ...problems(401, 403, 404, 409, 412, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { verdict, reason, version } = verdictShape.parse(body)
    const done = await verifyAnswer(
      platform,
      actor,
      { ...placeOf(params), version },
      verdict === 'verified' ? { verdict } : { verdict, reason: reason ?? '' },
      writer,
    )
    return c.json(done)
  },
}
