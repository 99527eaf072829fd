import { z } from '@hono/zod-openapi'
import { invalid } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayComment, mayReadInside } from '../../access.ts'
import { removeComment, settleComment } from '../../actions/comment/settle-comment.ts'
import { getSubjectStand, refuseWriting, writeComment } from '../../actions/comment/write-comment.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { type Comment, COMMENT_STATES, COMMENT_SUBJECTS, type CommentThread } from '../../model-comment.ts'
import { listThreads } from '../../store/comment/comments.ts'
import {
  commentCursor,
  listOpenComments,
  type OpenComment,
  readCommentCursor,
} from '../../store/comment/open-comments.ts'
import { given, json, problems, regionParams } from '../book/shapes.ts'
import { inJson, words } from './shapes.ts'

const path = '/masterplans/{region}/comments'
const commentParams = regionParams.extend({ comment: z.uuid() })
const kind = z.enum(COMMENT_SUBJECTS)
const subjectId = z
  .string()
  .max(60)
  .openapi({ description: 'Id of the deliverable, card or section, or "series id/stage" of a workshop' })

const commentShape = z
  .object({
    id: z.uuid(),
    kind,
    subject: subjectId,
    answers_to: z.uuid().nullable(),
    text: z.string().nullable().openapi({ description: 'Null when its author removed it' }),
    block: z.uuid().nullable(),
    quote: z.string().nullable(),
    replacement: z.string().nullable().openapi({ description: 'A suggestion: the quote shall become this' }),
    state: z.enum(COMMENT_STATES),
    author: z.string().nullable(),
    office: z.string().nullable(),
    written_at: z.iso.datetime(),
    settled_by: z.string().nullable(),
    settled_at: z.iso.datetime().nullable(),
    settled_note: z.string().nullable(),
  })
  .openapi('MasterplanComment')

/** Of a removed comment only that it was there, and its answers. */
const commentJson = (one: Comment): z.infer<typeof commentShape> => {
  const there = one.removedAt === undefined
  return {
    id: one.id,
    kind: one.subjectKind,
    subject: one.subjectId,
    answers_to: one.answersId ?? null,
    text: there ? one.text : null,
    block: one.blockId ?? null,
    quote: there ? (one.quote ?? null) : null,
    replacement: there ? (one.replacement ?? null) : null,
    state: one.state,
    author: there ? one.authorName : null,
    office: there ? (one.office ?? null) : null,
    written_at: one.writtenAt.toISOString(),
    settled_by: one.settledBy ?? null,
    settled_at: one.settledAt?.toISOString() ?? null,
    settled_note: one.settledNote ?? null,
  }
}

const threadShape = commentShape
  .extend({ answers: z.array(commentShape).openapi({ description: 'The oldest first' }) })
  .openapi('MasterplanCommentThread')

const threadJson = (one: CommentThread) => ({ ...commentJson(one), answers: one.answers.map(commentJson) })

const openShape = z
  .object({
    id: z.uuid(),
    kind,
    subject: subjectId,
    subject_title: z.string().nullable(),
    text: z.string(),
    suggestion: z.boolean(),
    author: z.string(),
    office: z.string().nullable(),
    written_at: z.iso.datetime(),
    answers: z.int(),
  })
  .openapi('MasterplanOpenComment')

const openJson = (one: OpenComment): z.infer<typeof openShape> => ({
  id: one.id,
  kind: one.subjectKind,
  subject: one.subjectId,
  subject_title: one.title ?? null,
  text: one.text,
  suggestion: one.suggestion,
  author: one.authorName,
  office: one.office ?? null,
  written_at: one.writtenAt.toISOString(),
  answers: one.answers,
})

const listQuery = z.object({
  kind: kind.optional().openapi({ description: 'Only those about such things' }),
  id: subjectId.optional(),
  after: z.string().max(80).optional().openapi({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

export const commentsResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path,
    tags: ['masterplan'],
    summary: 'All that was said to one thing (`kind` and `id`), or what is open in the region, the newest first',
    request: { params: regionParams, query: listQuery },
    responses: {
      200: json(
        'All threads of the one thing, or a page of open comments',
        z.object({ items: z.union([z.array(threadShape), z.array(openShape)]), next: z.string().nullable() }),
      ),
      ...problems(401, 403, 404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { read } = platform.db
    const { region } = await getInsideStand(read, actor, params['region'] ?? '')
    const asked = listQuery.parse(query)
    if (asked.id !== undefined) {
      if (asked.kind === undefined) throw invalid(noKind)
      const subject = { regionCode: region.code, kind: asked.kind, id: asked.id }
      await getSubjectStand(read, actor, subject)
      return c.json({ items: (await listThreads(read, subject)).map(threadJson), next: null })
    }
    const after = readCommentCursor(asked.after)
    if (asked.after !== undefined && after === undefined) throw invalid(noCursor)
    const limit = asked.limit ?? 50
    const found = await listOpenComments(read, region.code, { kind: asked.kind, after, limit: limit + 1 })
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return c.json({ items: items.map(openJson), next: found.length > limit && last ? commentCursor(last) : null })
  },
}

const newShape = z
  .strictObject({
    kind,
    id: subjectId,
    text: words.openapi({ example: 'Baris 3 belum menyebut sumber datanya.' }),
    answers_to: z.uuid().nullish().openapi({ description: 'The comment that this one answers' }),
    block: z.uuid().nullish().openapi({ description: 'The block of the section in which the quote stands' }),
    quote: words.nullish(),
    replacement: words.nullish().openapi({ description: 'The quote shall become this; empty to strike it' }),
  })
  .openapi('MasterplanCommentInput')

export const newCommentResource: Resource = {
  permission: 'masterplan.comment',
  may: mayComment,
  limit: 'write',
  audit: ['masterplan.comment.written'],
  route: {
    method: 'post',
    path,
    tags: ['masterplan'],
    summary: 'Comment on a deliverable, card, section or workshop, answer, or suggest other words',
    request: { params: regionParams, body: given(newShape) },
    responses: { 201: json('The comment', commentShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const stand = await getInsideStand(platform.db.sql, actor, params['region'] ?? '')
    refuseWriting(actor, stand)
    const asked = newShape.parse(body)
    const write = {
      subject: { regionCode: stand.region.code, kind: asked.kind, id: asked.id },
      text: asked.text,
      answersId: asked.answers_to ?? undefined,
      blockId: asked.block ?? undefined,
      quote: asked.quote ?? undefined,
      replacement: asked.replacement ?? undefined,
    }
    return c.json(commentJson(await inJson(writeComment(platform, actor, write, writer))), 201)
  },
}

const settlementShape = z
  .strictObject({
    state: z.enum(['resolved', 'refused', 'open']).openapi({
      description: '`refused` is for suggestions, `open` opens it again; a suggestion is taken where its text is',
    }),
    note: words.nullish().openapi({ example: 'Sumbernya sudah ditambahkan.' }),
  })
  .openapi('MasterplanSettlement')

export const settlementResource: Resource = {
  permission: 'masterplan.comment',
  may: mayComment,
  limit: 'write',
  audit: ['masterplan.comment.settled', 'masterplan.comment.reopened'],
  route: {
    method: 'post',
    path: `${path}/{comment}/settlement`,
    tags: ['masterplan'],
    summary: 'Settle a comment, refuse a suggestion, or open either again',
    request: { params: commentParams, body: given(settlementShape) },
    responses: { 200: json('The comment', commentShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { region: regionCode = '', comment: id = '' } = params
    refuseWriting(actor, await getInsideStand(platform.db.sql, actor, regionCode))
    const { state, note } = settlementShape.parse(body)
    const settle = { regionCode, id, state, note: note ?? undefined }
    return c.json(commentJson(await inJson(settleComment(platform, actor, settle, writer))))
  },
}

export const commentRemovalResource: Resource = {
  permission: 'masterplan.comment',
  may: mayComment,
  limit: 'write',
  audit: ['masterplan.comment.removed'],
  route: {
    method: 'post',
    path: `${path}/{comment}/removal`,
    tags: ['masterplan'],
    summary: 'Remove an own comment; answers to it stay',
    request: { params: commentParams },
    responses: { 204: { description: 'It is out of sight' }, ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor, writer }, { params }) {
    const { region: regionCode = '', comment: id = '' } = params
    refuseWriting(actor, await getInsideStand(platform.db.sql, actor, regionCode))
    await removeComment(platform, actor, { regionCode, id }, writer)
    return c.body(null, 204)
  },
}

const noKind = {
  field: 'kind',
  sentence: {
    id: `Sebutkan jenisnya bersama id: ${COMMENT_SUBJECTS.join(', ')}.`,
    en: `Name the kind along with the id: ${COMMENT_SUBJECTS.join(', ')}.`,
  },
}

const noCursor = {
  field: 'after',
  sentence: {
    id: 'Isi `after` dengan `next` dari halaman sebelumnya, atau kosongkan.',
    en: 'Give `next` of the page before as `after`, or leave it out.',
  },
}
