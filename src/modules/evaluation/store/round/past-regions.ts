import type { Sql, Tx } from '#platform/db/database.ts'

/** How many regions each round has, in one statement; rounds without one are left out. */
export async function countRegionsOfRounds(sql: Sql | Tx): Promise<Map<string, number>> {
  const rows = await sql
    .selectFrom('evaluation.round_region')
    .select(({ fn }) => ['round_id', fn.countAll<number>().as('count')])
    .groupBy('round_id')
    .execute()
  return new Map(rows.map(row => [row.round_id, row.count]))
}
