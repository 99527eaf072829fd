import type { Sql, Tx } from '#platform/db/database.ts'

/** Regions listed in an edition for a group, absent ones too: whom to invite again. One statement. */
export async function listRegionsOfEdition(sql: Sql | Tx, edition: string, group: string): Promise<string[]> {
  const rows = await sql
    .selectFrom('evaluation.result')
    .select('region_code')
    .where('edition_id', '=', edition)
    .where('group_code', '=', group)
    .orderBy('region_code')
    .execute()
  return rows.map(row => row.region_code)
}

/** How many regions each round has, in one statement; rounds without one are left out. */
export async function countRegionsOfRounds(sql: Sql | Tx): Promise<Map<string, number>> {
  const rows = await sql
    .selectFrom('evaluation.round_region')
    .select(({ fn }) => ['round_id', fn.countAll<number>().as('count')])
    .groupBy('round_id')
    .execute()
  return new Map(rows.map(row => [row.round_id, row.count]))
}
