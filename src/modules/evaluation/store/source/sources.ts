import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** An answer that takes its figures from the portfolio. */
export interface AnswerSource {
  questionId: string
  /** Id of the measure. */
  measure: string
  linkedAt: Date
  /** Set when the region handed in. */
  snapshotId: string | undefined
}

interface Row {
  question_id: string
  measure: string
  linked_at: Date
  snapshot_id: string | null
}
const columns = ['question_id', 'measure', 'linked_at', 'snapshot_id'] as const
const toSource = (row: Row): AnswerSource => ({
  questionId: row.question_id,
  measure: row.measure,
  linkedAt: row.linked_at,
  snapshotId: row.snapshot_id ?? undefined,
})

/** The sources of the answers of a region in a round, by question, in one statement; `lock` keeps them for a change. */
export async function listSources(
  db: Sql | Tx,
  roundId: string,
  regionCode: string,
  lock = false,
): Promise<Map<string, AnswerSource>> {
  const base = db
    .selectFrom('evaluation.answer_source')
    .select(columns)
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .orderBy('question_id')
  const rows = await (lock ? base.forUpdate() : base).execute()
  return new Map(rows.map(row => [row.question_id, toSource(row)]))
}

/** The source of one answer, in one statement; undefined when it has none. */
export async function findSource(
  db: Sql | Tx,
  roundId: string,
  regionCode: string,
  questionId: string,
  lock = false,
): Promise<AnswerSource | undefined> {
  const base = db
    .selectFrom('evaluation.answer_source')
    .select(columns)
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .where('question_id', '=', questionId)
  const row = await (lock ? base.forUpdate() : base).executeTakeFirst()
  return row && toSource(row)
}

/** Links answers to measures, in one statement. */
export async function insertSources(
  tx: Tx,
  roundId: string,
  regionCode: string,
  links: readonly { questionId: string; measure: string }[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (links.length === 0) return
  await tx
    .insertInto('evaluation.answer_source')
    .values(
      links.map(({ questionId, measure }) => ({
        region_code: regionCode,
        round_id: roundId,
        question_id: questionId,
        measure,
        linked_by: by ?? null,
        linked_at: now,
      })),
    )
    .execute()
}

/** Takes links off that are not frozen. */
export async function deleteSources(
  tx: Tx,
  roundId: string,
  regionCode: string,
  questionIds: readonly string[],
): Promise<void> {
  if (questionIds.length === 0) return
  await tx
    .deleteFrom('evaluation.answer_source')
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .where('question_id', 'in', questionIds)
    .where('snapshot_id', 'is', null)
    .execute()
}

/** Says in which snapshot each measure was frozen, in one statement. */
export async function freezeSources(
  tx: Tx,
  roundId: string,
  regionCode: string,
  frozen: readonly { measure: string; snapshotId: string }[],
): Promise<void> {
  if (frozen.length === 0) return
  await sql`update evaluation.answer_source s set snapshot_id = f.snapshot_id
    from jsonb_to_recordset(${JSON.stringify(
      frozen.map(one => ({ measure: one.measure, snapshot_id: one.snapshotId })),
    )}::jsonb) as f(measure text, snapshot_id uuid)
    where s.region_code = ${regionCode} and s.round_id = ${roundId} and s.measure = f.measure`.execute(tx)
}

/** The frozen sources of all regions of a round, in one statement. */
export async function listFrozenSources(
  db: Sql | Tx,
  roundId: string,
): Promise<{ regionCode: string; questionId: string; snapshotId: string }[]> {
  const rows = await db
    .selectFrom('evaluation.answer_source')
    .select(['region_code', 'question_id', 'snapshot_id'])
    .where('round_id', '=', roundId)
    .where('snapshot_id', 'is not', null)
    .execute()
  return rows.map(row => ({
    regionCode: row.region_code,
    questionId: row.question_id,
    snapshotId: row.snapshot_id ?? '',
  }))
}

/** Where snapshots of the portfolio are used, in one statement. */
export async function listUsesOfSnapshots(
  db: Sql | Tx,
  snapshotIds: readonly string[],
): Promise<{ regionCode: string; roundId: string; questionId: string; snapshotId: string; measure: string }[]> {
  if (snapshotIds.length === 0) return []
  const rows = await db
    .selectFrom('evaluation.answer_source')
    .select(['region_code', 'round_id', 'question_id', 'snapshot_id', 'measure'])
    .where('snapshot_id', 'in', snapshotIds)
    .orderBy('question_id')
    .execute()
  return rows.map(row => ({
    regionCode: row.region_code,
    roundId: row.round_id,
    questionId: row.question_id,
    snapshotId: row.snapshot_id ?? '',
    measure: row.measure,
  }))
}
