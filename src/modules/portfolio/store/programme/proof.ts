import type { Sql } from '#platform/db/database.ts'
import { MILESTONE_SUBJECT, QUICK_WIN_SUBJECT, READING_SUBJECT } from '../../model.ts'

/** Is a piece of evidence used for something of the portfolio? In one statement. */
export async function provesPortfolio(db: Sql, regionCode: string, evidenceId: string): Promise<boolean> {
  const row = await db
    .selectFrom('evidence.use')
    .select('evidence_id')
    .where('region_code', '=', regionCode)
    .where('evidence_id', '=', evidenceId)
    .where('subject_kind', 'in', [MILESTONE_SUBJECT, QUICK_WIN_SUBJECT, READING_SUBJECT])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
