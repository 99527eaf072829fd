import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { CommentSubjectKind } from '../../model-comment.ts'

/** An open comment as a list shows it. */
export interface OpenComment {
  id: string
  subjectKind: CommentSubjectKind
  subjectId: string
  /** How the thing is called; undefined when it was archived. */
  title: string | undefined
  text: string
  suggestion: boolean
  authorName: string
  office: string | undefined
  writtenAt: Date
  answers: number
}

export interface OpenCommentFilter {
  kind?: CommentSubjectKind | undefined
  /** Only what was written before this comment. */
  after?: { writtenAt: Date; id: string } | undefined
  limit: number
}

/** The open comments of a region, the newest first, in one statement. */
export async function listOpenComments(
  db: Sql | Tx,
  regionCode: string,
  filter: OpenCommentFilter,
): Promise<OpenComment[]> {
  const { after, kind } = filter
  const idOf = (wanted: CommentSubjectKind) =>
    sql<string>`case when c.subject_kind = ${wanted} then split_part(c.subject_id, '/', 1)::uuid end`
  let query = db
    .selectFrom('masterplan.comment as c')
    .innerJoin('people.account as a', 'a.id', 'c.account_id')
    .leftJoin('masterplan.deliverable as d', join =>
      join.onRef('d.region_code', '=', 'c.region_code').on('d.id', '=', idOf('deliverable')),
    )
    .leftJoin('masterplan.card as k', join =>
      join.onRef('k.region_code', '=', 'c.region_code').on('k.id', '=', idOf('card')),
    )
    .leftJoin('masterplan.section as s', join =>
      join.onRef('s.region_code', '=', 'c.region_code').on('s.id', '=', idOf('section')),
    )
    .leftJoin('masterplan.series as w', join =>
      join.onRef('w.region_code', '=', 'c.region_code').on('w.id', '=', idOf('workshop')),
    )
    .select(eb => [
      'c.id',
      'c.subject_kind',
      'c.subject_id',
      'c.text',
      'c.replacement',
      'c.office',
      'c.written_at',
      'a.name',
      sql<string | null>`coalesce(d.title, k.title, s.title, w.title)`.as('title'),
      eb
        .selectFrom('masterplan.comment as n')
        .select(one => one.fn.countAll<number>().as('n'))
        .whereRef('n.region_code', '=', 'c.region_code')
        .whereRef('n.answers_id', '=', 'c.id')
        .where('n.removed_at', 'is', null)
        .as('answers'),
    ])
    .where('c.region_code', '=', regionCode)
    .where('c.answers_id', 'is', null)
    .where('c.state', '=', 'open')
    .where('c.removed_at', 'is', null)
    .orderBy('c.written_at', 'desc')
    .orderBy('c.id')
    .limit(filter.limit)
  if (kind) query = query.where('c.subject_kind', '=', kind)
  if (after) {
    query = query.where(eb =>
      eb.or([
        eb('c.written_at', '<', after.writtenAt),
        eb.and([eb('c.written_at', '=', after.writtenAt), eb('c.id', '>', after.id)]),
      ]),
    )
  }
  const rows = await query.execute()
  return rows.map(row => ({
    id: row.id,
    subjectKind: row.subject_kind as CommentSubjectKind,
    subjectId: row.subject_id,
    title: row.title ?? undefined,
    text: row.text,
    suggestion: row.replacement !== null,
    authorName: row.name,
    office: row.office ?? undefined,
    writtenAt: row.written_at,
    answers: row.answers ?? 0,
  }))
}

const cursor = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Where a page of the list goes on, from its address; undefined for anything else. */
export function readCommentCursor(text: string | undefined): OpenCommentFilter['after'] {
  const [, moment, id] = cursor.exec(text ?? '') ?? []
  const writtenAt = new Date(moment ?? '')
  return id === undefined || Number.isNaN(writtenAt.getTime()) ? undefined : { writtenAt, id }
}

export const commentCursor = (comment: Pick<OpenComment, 'writtenAt' | 'id'>): string =>
  `${comment.writtenAt.toISOString()}_${comment.id}`
