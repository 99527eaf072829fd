import type { Sql } from '#platform/db/database.ts'

/** Rounds that are open and have this region, newest edition first, in one statement. */
export async function listOpenRoundsOfRegion(sql: Sql, regionCode: string): Promise<string[]> {
  const rows = await sql
    .selectFrom('evaluation.round_region as x')
    .innerJoin('evaluation.round as r', 'r.id', 'x.round_id')
    .select('r.id')
    .where('x.region_code', '=', regionCode)
    .where('r.state', '=', 'open')
    .orderBy('r.edition_id', 'desc')
    .orderBy('r.id')
    .execute()
  return rows.map(row => row.id)
}
