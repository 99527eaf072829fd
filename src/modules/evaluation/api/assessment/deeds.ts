import { z } from '@hono/zod-openapi'
import { mayNot, notFound } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenAssessment, mayReadRounds, mayWriteAssessment } from '../../access.ts'
import { addComment } from '../../actions/assessment/add-comment.ts'
import { assignQuestions } from '../../actions/assessment/assign-questions.ts'
import { getAssessedQuestion, readAssessment } from '../../actions/assessment/read-assessment.ts'
import { withoutPersonalData } from '../../actions/assessment/public-submission.ts'
import { signOffice } from '../../actions/assessment/sign-office.ts'
import { submitAssessment } from '../../actions/assessment/submit-assessment.ts'
import { getStand } from '../../actions/round/stand.ts'
import { listComments } from '../../store/assessment/comments.ts'
import { findSubmission } from '../../store/assessment/submissions.ts'
import { json, problems } from '../shapes.ts'
import { commentJson, commentShape, placeOf, placeParams } from './shapes.ts'

const place = '/rounds/{round}/regions/{code}'
const body = (schema: z.ZodType) => ({ required: true, content: { 'application/json': { schema } } })

const assignmentsShape = z
  .strictObject({
    assignments: z
      .record(z.string().max(80), z.uuid().nullable())
      .openapi({ description: 'Office by question; null leaves it to the secretariat. Questions not named stay' }),
  })
  .openapi('Assignments')

export const assignmentsResource: Resource = {
  permission: 'evaluation.questions.assign',
  may: mayWriteAssessment,
  limit: 'write',
  audit: ['evaluation.questions.assigned'],
  route: {
    method: 'put',
    path: `${place}/assignments`,
    tags: ['evaluation'],
    summary: 'The secretariat shares questions out to offices',
    request: { params: placeParams, body: body(assignmentsShape) },
    responses: { 200: json('Moved', z.object({ moved: z.int() })), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { roundId, regionCode } = placeOf(params)
    const { assignments } = assignmentsShape.parse(given)
    return c.json(await assignQuestions(platform, actor, roundId, regionCode, assignments, writer))
  },
}

export const signatureResource: Resource = {
  permission: 'evaluation.answers.sign',
  may: mayWriteAssessment,
  limit: 'write',
  audit: ['evaluation.answers.signed'],
  route: {
    method: 'post',
    path: `${place}/signature`,
    tags: ['evaluation'],
    summary: 'The head of an office signs its answers that are ready',
    request: { params: placeParams },
    responses: { 200: json('Signed', z.object({ signed: z.int() })), ...problems(401, 403, 404, 409) },
  },
  async handle({ c, platform, actor, writer }, { params }) {
    const { roundId, regionCode } = placeOf(params)
    return c.json(await signOffice(platform, actor, roundId, regionCode, writer))
  },
}

const submissionInputShape = z
  .strictObject({
    unanswered: z
      .int()
      .min(0)
      .optional()
      .openapi({ description: 'Confirms how many questions go in without a level; 422 when it is another number' }),
  })
  .openapi('SubmissionInput')

export const submitResource: Resource = {
  permission: 'evaluation.assessment.submit',
  may: mayWriteAssessment,
  limit: 'write',
  audit: ['evaluation.assessment.submitted'],
  route: {
    method: 'post',
    path: `${place}/submission`,
    tags: ['evaluation'],
    summary: 'The regional head hands in: frozen from then on',
    request: { params: placeParams, body: body(submissionInputShape) },
    responses: { 201: json('Frozen', z.object({ sha256: z.string() })), ...problems(401, 403, 404, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { roundId, regionCode } = placeOf(params)
    const { unanswered } = submissionInputShape.parse(given)
    return c.json(await submitAssessment(platform, actor, roundId, regionCode, writer, { unanswered }), 201)
  },
}

const submissionShape = z
  .object({
    sha256: z.string().openapi({ description: 'Of the canonical JSON (RFC 8785) of the whole content' }),
    submitted_at: z.iso.datetime(),
    complete: z.boolean().openapi({ description: 'False when evidence with personal data is left out for you' }),
    content: z.looseObject({ round: z.string(), region: z.string(), answers: z.array(z.looseObject({})) }),
  })
  .openapi('Submission')

export const submissionResource: Resource = {
  permission: 'evaluation.submission.read',
  may: mayReadRounds,
  route: {
    method: 'get',
    path: `${place}/submission`,
    tags: ['evaluation'],
    summary: 'What the region handed in, as frozen; for everybody once the round is closed. 404 before that',
    request: { params: placeParams },
    responses: { 200: json('The submission', submissionShape), ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { roundId, regionCode } = placeOf(params)
    const { sight, region } = await getStand(platform.db.sql, actor, roundId, regionCode)
    if (sight.answers === 'own-office') throw mayNot(notWhole)
    const content = await findSubmission(platform.db.sql, roundId, regionCode)
    if (
      sight.answers === 'none' ||
      !content ||
      region.submissionSha256 === undefined ||
      region.submittedAt === undefined
    ) {
      throw notFound('Daerah ini belum mengirim isiannya.', 'The region has not handed in yet.')
    }
    // Readers of the region see what its library shows them: not other offices' personal data.
    const whole = sight.evidence === 'all'
    const shown = whole ? content : await withoutPersonalData(platform.db.sql, content)
    const complete = shown.answers.every(
      (answer, at) => answer.evidence.length === content.answers[at]?.evidence.length,
    )
    return c.json({
      sha256: region.submissionSha256,
      submitted_at: region.submittedAt.toISOString(),
      complete,
      content: shown,
    })
  },
}

const notWhole = {
  id: 'Isian utuh terlihat oleh sekretariat dan kepala daerah, dan oleh penilai sesudah dikirim.',
  en: 'The whole is seen by the secretariat and the regional head, and by assessors once it is handed in.',
}

const questionQuery = z.object({
  question: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,80}$/)
    .openapi({ example: 'outcome.3.12.1' }),
})

export const commentsResource: Resource = {
  permission: 'evaluation.assessment.read',
  may: mayOpenAssessment,
  route: {
    method: 'get',
    path: `${place}/comments`,
    tags: ['evaluation'],
    summary: 'The talk about one question inside the region, oldest first',
    request: { params: placeParams, query: questionQuery },
    responses: { 200: json('Comments', z.object({ items: z.array(commentShape) })), ...problems(401, 403, 404, 422) },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { roundId, regionCode } = placeOf(params)
    const { question } = questionQuery.parse(query)
    const assessment = await readAssessment(platform, actor, roundId, regionCode)
    const row = getAssessedQuestion(assessment, question)
    if (row.comments === undefined) throw mayNot(insideOnly)
    const comments = await listComments(platform.db.sql, roundId, regionCode, question)
    return c.json({ items: comments.map(comment => commentJson(comment, question)) })
  },
}

const insideOnly = {
  id: 'Komentar hanya dibaca di dalam daerah itu.',
  en: 'Comments are read inside the region only.',
}

const newCommentShape = z
  .strictObject({ question: z.string().max(80), text: z.string().max(4000) })
  .openapi('NewComment')

export const commentResource: Resource = {
  permission: 'evaluation.assessment.comment',
  may: mayOpenAssessment,
  limit: 'write',
  audit: ['evaluation.comment.written'],
  route: {
    method: 'post',
    path: `${place}/comments`,
    tags: ['evaluation'],
    summary: 'Say something about a question, inside the region',
    request: { params: placeParams, body: body(newCommentShape) },
    responses: { 201: json('Written', z.object({ id: z.uuid() })), ...problems(401, 403, 404, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { roundId, regionCode } = placeOf(params)
    const { question, text } = newCommentShape.parse(given)
    return c.json(await addComment(platform, actor, { roundId, regionCode, questionId: question, text }, writer), 201)
  },
}
