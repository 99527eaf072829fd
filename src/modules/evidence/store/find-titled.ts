import type { Sql, Tx } from '#platform/db/database.ts'

/** The id of the newest living item of a region with exactly this title. */
export async function findEvidenceTitled(db: Sql | Tx, regionCode: string, title: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('evidence.item')
    .select('id')
    .where('region_code', '=', regionCode)
    .where('title', '=', title)
    .where('archived_at', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
