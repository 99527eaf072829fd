import type { Sql, Tx } from '#platform/db/database.ts'

/** A living series of a region, held so until the transaction ends, in one statement. */
export async function findSeriesOf(
  tx: Tx,
  regionCode: string,
  id: string,
): Promise<{ id: string; title: string } | undefined> {
  return await tx
    .selectFrom('masterplan.series')
    .select(['id', 'title'])
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .forShare()
    .executeTakeFirst()
}

/** The coordinating office of each dimension's working group of a series, in one statement. */
export async function coordinatorsOf(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('masterplan.working_group')
    .select(['code', 'coordinator_id'])
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .where('kind', '=', 'dimension')
    .where('coordinator_id', 'is not', null)
    .execute()
  return Object.fromEntries(rows.flatMap(row => (row.coordinator_id === null ? [] : [[row.code, row.coordinator_id]])))
}
