import { sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** The rounds in which a region handed in a piece of evidence, and whether it was marked as personal then. One statement. */
export async function listRoundsWithEvidence(
  sql: Sql | Tx,
  regionCode: string,
  evidenceId: string,
): Promise<{ roundId: string; personalData: boolean }[]> {
  const holding = (more: object) => JSON.stringify({ answers: [{ evidence: [{ id: evidenceId, ...more }] }] })
  const { rows } = await query<{ round_id: string; personal: boolean }>`
    select round_id, content @> ${holding({ personalData: true })}::jsonb as personal
    from evaluation.submission
    where region_code = ${regionCode} and content @> ${holding({})}::jsonb
    order by submitted_at desc`.execute(sql)
  return rows.map(row => ({ roundId: row.round_id, personalData: row.personal }))
}
