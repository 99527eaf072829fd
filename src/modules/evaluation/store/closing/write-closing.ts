import { sql as query } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

/** The job that closes a round, for its progress. */
export async function saveClosingProgress(tx: Tx, roundId: string, progressId: string): Promise<void> {
  await tx.updateTable('evaluation.round').set({ closing_progress_id: progressId }).where('id', '=', roundId).execute()
}

export async function findClosingProgress(sql: Pick<Tx, 'selectFrom'>, roundId: string): Promise<string | undefined> {
  const row = await sql
    .selectFrom('evaluation.round')
    .select('closing_progress_id')
    .where('id', '=', roundId)
    .executeTakeFirst()
  return row?.closing_progress_id ?? undefined
}

/** The round and all its regions are closed from now on. Two statements. */
export async function markClosed(tx: Tx, roundId: string, at: Date, by: string | undefined): Promise<void> {
  await tx
    .updateTable('evaluation.round')
    .set(eb => ({ state: 'closed', closed_at: at, closed_by: by ?? null, version: eb('version', '+', 1) }))
    .where('id', '=', roundId)
    .execute()
  await tx.updateTable('evaluation.round_region').set({ state: 'closed' }).where('round_id', '=', roundId).execute()
}

export interface RegionDetails {
  regionCode: string
  questions: Record<string, string>
  remarks: { kind: 'strength' | 'weakness' | 'recommendation'; position: number; text: string }[]
}

/** Question scores and remarks of many regions of an edition, in place of what stood there; four statements a chunk. */
export async function writeDetails(
  tx: Tx,
  edition: string,
  regions: readonly RegionDetails[],
  chunk = 60,
): Promise<void> {
  for (let start = 0; start < regions.length; start += chunk) {
    const part = regions.slice(start, start + chunk)
    const codes = part.map(({ regionCode }) => regionCode)
    const rows = JSON.stringify(
      part.map(({ regionCode, questions, remarks }) => ({ region_code: regionCode, questions, remarks })),
    )
    for (const table of ['evaluation.question_score', 'evaluation.remark'] as const) {
      await tx
        .deleteFrom(table)
        .where('region_code', '=', query<string>`any (${codes}::text[])`)
        .where('edition_id', '=', edition)
        .execute()
    }
    await query`insert into evaluation.question_score (region_code, edition_id, question_id, score)
      select given.region_code, ${edition}, q.key, q.value::numeric
      from jsonb_to_recordset(${rows}::jsonb) as given (region_code text, questions jsonb),
        jsonb_each_text(given.questions) as q`.execute(tx)
    await query`insert into evaluation.remark (region_code, edition_id, kind, position, text)
      select given.region_code, ${edition}, r.kind, r.position, r.text
      from jsonb_to_recordset(${rows}::jsonb) as given (region_code text, remarks jsonb),
        jsonb_to_recordset(given.remarks) as r (kind text, position int, text text)`.execute(tx)
  }
}
