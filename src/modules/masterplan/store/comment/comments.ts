import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Comment, CommentState, CommentSubject, CommentSubjectKind, CommentThread } from '../../model-comment.ts'

const select = (db: Sql | Tx) =>
  db
    .selectFrom('masterplan.comment as c')
    .innerJoin('people.account as a', 'a.id', 'c.account_id')
    .leftJoin('people.account as s', 's.id', 'c.settled_by')
    .selectAll('c')
    .select(['a.name as author_name', 's.name as settled_name'])

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

const toComment = (row: Row): Comment => ({
  regionCode: row.region_code,
  id: row.id,
  subjectKind: row.subject_kind as CommentSubjectKind,
  subjectId: row.subject_id,
  answersId: row.answers_id ?? undefined,
  text: row.text,
  blockId: row.block_id ?? undefined,
  quote: row.quote ?? undefined,
  replacement: row.replacement ?? undefined,
  state: row.state as CommentState,
  office: row.office ?? undefined,
  accountId: row.account_id,
  authorName: row.author_name,
  writtenAt: row.written_at,
  settledBy: row.settled_name ?? undefined,
  settledAt: row.settled_at ?? undefined,
  settledNote: row.settled_note ?? undefined,
  removedAt: row.removed_at ?? undefined,
})

/** How many comments one thread page shows; more than that is talked over in a meeting. */
export const MOST_COMMENTS = 500

/**
 * What was said to one thing, in one statement: open threads first, the newest thread first, answers the oldest first.
 * Removed ones are missing unless somebody answered them.
 */
export async function listThreads(db: Sql | Tx, subject: CommentSubject): Promise<CommentThread[]> {
  const rows = await select(db)
    .where('c.region_code', '=', subject.regionCode)
    .where('c.subject_kind', '=', subject.kind)
    .where('c.subject_id', '=', subject.id)
    .orderBy('c.written_at', 'desc')
    .orderBy('c.seq', 'desc')
    .limit(MOST_COMMENTS)
    .execute()
  const all = rows.map(toComment)
  const answers = Map.groupBy(
    all.filter(one => one.answersId !== undefined && one.removedAt === undefined).reverse(),
    one => one.answersId,
  )
  const threads = all
    .filter(one => one.answersId === undefined)
    .map(one => ({ ...one, answers: answers.get(one.id) ?? [] }))
    .filter(one => one.removedAt === undefined || one.answers.length > 0)
  return [...threads.filter(one => one.state === 'open'), ...threads.filter(one => one.state !== 'open')]
}

/** How many threads wait for each of these things, in one statement; those with none are missing. */
export async function countOpenComments(
  db: Sql | Tx,
  regionCode: string,
  kind: CommentSubjectKind,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('masterplan.comment')
    .select(eb => ['subject_id', eb.fn.countAll<number>().as('open')])
    .where('region_code', '=', regionCode)
    .where('subject_kind', '=', kind)
    .where('subject_id', 'in', ids)
    .where('answers_id', 'is', null)
    .where('state', '=', 'open')
    .where('removed_at', 'is', null)
    .groupBy('subject_id')
    .execute()
  return new Map(rows.map(row => [row.subject_id, row.open]))
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One comment that was not removed. With `lock` its row is held until the transaction ends. */
export async function findComment(
  db: Sql | Tx,
  regionCode: string,
  id: string,
  lock = false,
): Promise<Comment | undefined> {
  if (!uuid.test(id)) return undefined
  let query = select(db)
    .where('c.region_code', '=', regionCode)
    .where('c.id', '=', id)
    .where('c.removed_at', 'is', null)
  if (lock) query = query.forUpdate('c')
  const row = await query.executeTakeFirst()
  return row && toComment(row)
}

export interface NewComment extends CommentSubject {
  commentId: string
  answersId: string | undefined
  text: string
  blockId: string | undefined
  quote: string | undefined
  replacement: string | undefined
  office: string | undefined
  accountId: string
  now: Date
}

/** The same words of the same hand to the same thing since a moment: a form that was sent twice. One statement. */
export async function findTwinComment(tx: Tx, comment: Omit<NewComment, 'commentId'>, since: Date) {
  const same = (column: string, value: string | undefined) =>
    sql<boolean>`${sql.ref(column)}::text is not distinct from ${value ?? null}`
  const row = await select(tx)
    .where('c.region_code', '=', comment.regionCode)
    .where('c.subject_kind', '=', comment.kind)
    .where('c.subject_id', '=', comment.id)
    .where('c.account_id', '=', comment.accountId)
    .where('c.written_at', '>=', since)
    .where('c.removed_at', 'is', null)
    .where(same('c.office', comment.office))
    .where(same('c.text', comment.text))
    .where(same('c.answers_id', comment.answersId))
    .where(same('c.block_id', comment.blockId))
    .where(same('c.quote', comment.quote))
    .where(same('c.replacement', comment.replacement))
    .limit(1)
    .executeTakeFirst()
  return row && toComment(row)
}

/** Stores a comment or an answer. */
export async function insertComment(tx: Tx, comment: NewComment): Promise<void> {
  await tx
    .insertInto('masterplan.comment')
    .values({
      region_code: comment.regionCode,
      id: comment.commentId,
      subject_kind: comment.kind,
      subject_id: comment.id,
      answers_id: comment.answersId ?? null,
      text: comment.text,
      block_id: comment.blockId ?? null,
      quote: comment.quote ?? null,
      replacement: comment.replacement ?? null,
      office: comment.office ?? null,
      account_id: comment.accountId,
      written_at: comment.now,
    })
    .execute()
}

/** Settles a comment or opens it again. */
export async function updateState(
  tx: Tx,
  comment: Comment,
  state: CommentState,
  note: string | undefined,
  by: string | undefined,
  now: Date,
): Promise<void> {
  const open = state === 'open'
  await tx
    .updateTable('masterplan.comment')
    .set({
      state,
      settled_by: open ? null : (by ?? null),
      settled_at: open ? null : now,
      settled_note: open ? null : (note ?? null),
    })
    .where('region_code', '=', comment.regionCode)
    .where('id', '=', comment.id)
    .execute()
}

/** Takes a comment out of sight; its row stays. */
export async function markRemoved(tx: Tx, comment: Comment, now: Date): Promise<void> {
  await tx
    .updateTable('masterplan.comment')
    .set({ removed_at: now })
    .where('region_code', '=', comment.regionCode)
    .where('id', '=', comment.id)
    .execute()
}

/** Is this a block of that section? */
export async function isBlockOf(
  db: Sql | Tx,
  regionCode: string,
  sectionId: string,
  blockId: string,
): Promise<boolean> {
  if (!uuid.test(blockId)) return false
  const row = await db
    .selectFrom('masterplan.block')
    .select('id')
    .where('region_code', '=', regionCode)
    .where('id', '=', blockId)
    .where('section_id', '=', sectionId)
    .executeTakeFirst()
  return row !== undefined
}
