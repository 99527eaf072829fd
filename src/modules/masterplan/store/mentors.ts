import type { Sql, Tx } from '#platform/db/database.ts'

/** The living series of a region that an account guides now, lead or not, in one statement. */
export async function seriesOfMentor(
  db: Sql | Tx,
  regionCode: string,
  accountId: string,
): Promise<{ seriesId: string; lead: boolean }[]> {
  const rows = await db
    .selectFrom('masterplan.mentor as m')
    .innerJoin('masterplan.series as s', join =>
      join.onRef('s.region_code', '=', 'm.region_code').onRef('s.id', '=', 'm.series_id'),
    )
    .select(['m.series_id', 'm.lead'])
    .where('m.region_code', '=', regionCode)
    .where('m.account_id', '=', accountId)
    .where('m.until', 'is', null)
    .where('s.archived_at', 'is', null)
    .execute()
  return rows.map(row => ({ seriesId: row.series_id, lead: row.lead }))
}

/** Has the region published an edition? */
export async function hasPublished(db: Sql | Tx, regionCode: string): Promise<boolean> {
  const row = await db
    .selectFrom('masterplan.edition')
    .select('id')
    .where('region_code', '=', regionCode)
    .where('state', '=', 'published')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
