import { sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** What one assessor keeps of one question. */
export interface Score {
  questionId: string
  /** Null while only a note or a mark is kept: no score, never 0. */
  score: number | null
  note: string | undefined
  /** To be talked about by the panel. */
  flagged: boolean
  /** Counts up with each change; what a save is checked against. */
  version: number
  changedAt: Date
}

/** A score of a sheet that was handed in. */
export interface SubmittedScore extends Score {
  accountId: string
  /** Asesor 1, 2, … */
  place: number
}

interface Row {
  question_id: string
  score: number | null
  note: string | null
  flagged: boolean
  version: number
  changed_at: Date
}

const columns = ['question_id', 'score', 'note', 'flagged', 'version', 'changed_at'] as const

const toScore = (row: Row): Score => ({
  questionId: row.question_id,
  score: row.score,
  note: row.note ?? undefined,
  flagged: row.flagged,
  version: row.version,
  changedAt: row.changed_at,
})

/** The sheet of one assessor, in one statement. */
export async function listOwnScores(
  sql: Sql | Tx,
  roundId: string,
  regionCode: string,
  accountId: string,
  questionIds?: readonly string[],
): Promise<Score[]> {
  let wanted = sql
    .selectFrom('evaluation.score')
    .select(columns)
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .where('account_id', '=', accountId)
  if (questionIds) wanted = wanted.where('question_id', '=', query<string>`any (${questionIds}::text[])`)
  return (await wanted.execute()).map(toScore)
}

/**
 * Scores of sheets that were handed in by assessors who are still on the panel, by place, in one statement. Ask
 * `Sight.otherScores` before showing them. `questionId` keeps one question.
 */
export async function listSubmittedScores(
  sql: Sql | Tx,
  roundId: string,
  regionCode: string,
  questionId?: string,
): Promise<SubmittedScore[]> {
  let wanted = sql
    .selectFrom('evaluation.score as s')
    .innerJoin('evaluation.panel_member as p', join =>
      join
        .onRef('p.region_code', '=', 's.region_code')
        .onRef('p.round_id', '=', 's.round_id')
        .onRef('p.account_id', '=', 's.account_id'),
    )
    .select(columns.map(column => `s.${column}` as const))
    .select(['s.account_id', 'p.place'])
    .where('s.region_code', '=', regionCode)
    .where('s.round_id', '=', roundId)
    .where('p.submitted_at', 'is not', null)
    .where('p.ended_at', 'is', null)
    .orderBy('p.place')
    .orderBy('s.question_id')
  if (questionId !== undefined) wanted = wanted.where('s.question_id', '=', questionId)
  return (await wanted.execute()).map(row => ({ ...toScore(row), accountId: row.account_id, place: row.place }))
}

/** How many questions each assessor of a region has scored, by account, in one statement. */
export async function countScores(sql: Sql | Tx, roundId: string, regionCode: string): Promise<Map<string, number>> {
  const rows = await sql
    .selectFrom('evaluation.score')
    .select(['account_id', eb => eb.fn.countAll<number>().as('n')])
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .where('score', 'is not', null)
    .groupBy('account_id')
    .execute()
  return new Map(rows.map(row => [row.account_id, row.n]))
}

export interface ScoreToKeep {
  questionId: string
  score: number | null
  note: string | undefined
  flagged: boolean
}

interface Sheet {
  roundId: string
  regionCode: string
  accountId: string
}

/**
 * Keeps scores, and `leftOff` as the question where the assessor goes on, in one statement. The caller holds the lock on the
 * panel member and has checked the versions. Returns the new versions by question.
 */
export async function writeScores(
  tx: Tx,
  { roundId, regionCode, accountId }: Sheet,
  scores: readonly ScoreToKeep[],
  leftOff: string | undefined,
  now: Date,
): Promise<Map<string, number>> {
  const rows = JSON.stringify(
    scores.map(({ questionId, score, note, flagged }) => ({
      question_id: questionId,
      score,
      note: note ?? null,
      flagged,
    })),
  )
  const written = await query<{ question_id: string; version: number }>`
    with place as (
      update evaluation.panel_member set last_question = coalesce(${leftOff ?? null}, last_question)
      where region_code = ${regionCode} and round_id = ${roundId} and account_id = ${accountId})
    insert into evaluation.score as s
      (region_code, round_id, account_id, question_id, score, note, flagged, version, changed_at)
    select ${regionCode}, ${roundId}, ${accountId}, question_id, score, note, flagged, 1, ${now}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as given (question_id text, score smallint, note text, flagged boolean)
    on conflict (region_code, round_id, account_id, question_id) do update
      set score = excluded.score, note = excluded.note, flagged = excluded.flagged,
        version = s.version + 1, changed_at = excluded.changed_at
    returning question_id, version`.execute(tx)
  return new Map(written.rows.map(row => [row.question_id, row.version]))
}
