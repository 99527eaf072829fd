import type { Sql, Tx } from '#platform/db/database.ts'
import type { AnswerState, Figure } from '../../model-round.ts'

/** One answer as it stands. */
export interface Answer {
  questionId: string
  /** The region's own estimate 0–4; null while unanswered, never 0 for that. */
  level: number | null
  narrative: string | undefined
  figures: Figure[]
  state: AnswerState
  returnReason: string | undefined
  version: number
  changedBy: string | undefined
  changedAt: Date
  signedBy: string | undefined
  signedAt: Date | undefined
  verifiedBy: string | undefined
  verifiedAt: Date | undefined
}

interface Row {
  question_id: string
  level: number | null
  narrative: string | null
  figures: unknown
  state: string
  return_reason: string | null
  version: number
  changed_by: string | null
  changed_at: Date
  signed_by: string | null
  signed_at: Date | null
  verified_by: string | null
  verified_at: Date | null
}

const columns = [
  'question_id',
  'level',
  'narrative',
  'figures',
  'state',
  'return_reason',
  'version',
  'changed_by',
  'changed_at',
  'signed_by',
  'signed_at',
  'verified_by',
  'verified_at',
] as const

const toAnswer = (row: Row): Answer => ({
  questionId: row.question_id,
  level: row.level,
  narrative: row.narrative ?? undefined,
  figures: row.figures as Figure[],
  state: row.state as AnswerState,
  returnReason: row.return_reason ?? undefined,
  version: row.version,
  changedBy: row.changed_by ?? undefined,
  changedAt: row.changed_at,
  signedBy: row.signed_by ?? undefined,
  signedAt: row.signed_at ?? undefined,
  verifiedBy: row.verified_by ?? undefined,
  verifiedAt: row.verified_at ?? undefined,
})

/** One answer, in one statement; `lock` keeps the row until the transaction ends. */
export async function findAnswer(
  sql: Sql | Tx,
  roundId: string,
  regionCode: string,
  questionId: string,
  lock = false,
): Promise<Answer | undefined> {
  const base = sql
    .selectFrom('evaluation.answer')
    .select(columns)
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .where('question_id', '=', questionId)
  const row = await (lock ? base.forUpdate() : base).executeTakeFirst()
  return row && toAnswer(row)
}

/** The answers of a region in several rounds: by round, then by question id. In one statement. */
export async function listAnswersByRound(
  sql: Sql | Tx,
  roundIds: readonly string[],
  regionCode: string,
): Promise<Map<string, Map<string, Answer>>> {
  const byRound = new Map(roundIds.map(id => [id, new Map<string, Answer>()]))
  if (roundIds.length === 0) return byRound
  const rows = await sql
    .selectFrom('evaluation.answer')
    .select(['round_id', ...columns])
    .where('region_code', '=', regionCode)
    .where('round_id', 'in', roundIds)
    .orderBy('question_id')
    .execute()
  for (const row of rows) byRound.get(row.round_id)?.set(row.question_id, toAnswer(row))
  return byRound
}

/**
 * The answers of a region by question id, in one statement. With `organisationId` only those of questions that this office
 * has; with `lock` kept until the transaction ends, in one order so that nobody waits in a ring.
 */
export async function listAnswers(
  sql: Sql | Tx,
  roundId: string,
  regionCode: string,
  only: { organisationId?: string; lock?: boolean } = {},
): Promise<Map<string, Answer>> {
  let base = sql
    .selectFrom('evaluation.answer as a')
    .select(columns.map(column => `a.${column}` as const))
    .where('a.region_code', '=', regionCode)
    .where('a.round_id', '=', roundId)
    .orderBy('a.question_id')
  const { organisationId } = only
  if (organisationId !== undefined) {
    base = base.where(eb =>
      eb.exists(
        eb
          .selectFrom('evaluation.assignment as s')
          .select('s.question_id')
          .whereRef('s.region_code', '=', 'a.region_code')
          .whereRef('s.round_id', '=', 'a.round_id')
          .whereRef('s.question_id', '=', 'a.question_id')
          .where('s.organisation_id', '=', organisationId),
      ),
    )
  }
  const rows = await (only.lock ? base.forUpdate('a') : base).execute()
  return new Map(rows.map(row => [row.question_id, toAnswer(row)]))
}

export interface AnswerChange {
  level: number | null
  narrative: string | undefined
  figures: readonly Figure[]
  state: AnswerState
  returnReason: string | undefined
  changedBy: string | undefined
  now: Date
}

/** The first save of an answer; false when somebody else stored one first. */
export async function insertAnswer(
  tx: Tx,
  roundId: string,
  regionCode: string,
  questionId: string,
  change: AnswerChange,
): Promise<boolean> {
  const done = await tx
    .insertInto('evaluation.answer')
    .values({
      region_code: regionCode,
      round_id: roundId,
      question_id: questionId,
      level: change.level,
      narrative: change.narrative ?? null,
      figures: JSON.stringify(change.figures),
      state: change.state,
      return_reason: change.returnReason ?? null,
      changed_by: change.changedBy ?? null,
      changed_at: change.now,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** A later save of a locked answer: counts the version up; a signature and a verification hold only for what was signed. */
export async function updateAnswer(
  tx: Tx,
  roundId: string,
  regionCode: string,
  answer: Answer,
  change: AnswerChange,
): Promise<void> {
  const keepsSignature = change.state === 'signed' || change.state === 'verified'
  await tx
    .updateTable('evaluation.answer')
    .set({
      level: change.level,
      narrative: change.narrative ?? null,
      figures: JSON.stringify(change.figures),
      state: change.state,
      return_reason: change.returnReason ?? null,
      version: answer.version + 1,
      changed_by: change.changedBy ?? null,
      changed_at: change.now,
      ...(keepsSignature ? {} : { signed_by: null, signed_at: null }),
      ...(change.state === 'verified' ? {} : { verified_by: null, verified_at: null }),
    })
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .where('question_id', '=', answer.questionId)
    .execute()
}

/** Moves locked answers to a state without touching what they say. */
export async function moveAnswers(
  tx: Tx,
  roundId: string,
  regionCode: string,
  questionIds: readonly string[],
  to: 'draft' | 'signed' | 'verified' | { returned: string },
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (questionIds.length === 0) return
  const mark = { by: by ?? null, at: now }
  const unsigned = { signed_by: null, signed_at: null, verified_by: null, verified_at: null }
  const change =
    typeof to === 'object'
      ? { state: 'returned', return_reason: to.returned, ...unsigned }
      : to === 'draft'
        ? { state: 'draft', return_reason: null, ...unsigned }
        : to === 'signed'
          ? { state: 'signed', return_reason: null, signed_by: mark.by, signed_at: mark.at }
          : { state: 'verified', return_reason: null, verified_by: mark.by, verified_at: mark.at }
  await tx
    .updateTable('evaluation.answer')
    .set(eb => ({
      ...change,
      version: eb('version', '+', 1),
      // What no head of an office signed is answered for by who verifies it.
      ...(to === 'verified'
        ? {
            signed_by: eb.fn.coalesce('signed_by', eb.val(mark.by)),
            signed_at: eb.fn.coalesce('signed_at', eb.val(now)),
          }
        : {}),
    }))
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .where('question_id', 'in', questionIds)
    .execute()
}
