import type { Sql, Tx } from '#platform/db/database.ts'
import type { RegionSetting } from '../model.ts'

/** What a region has chosen to show; nothing chosen is closed, at version 0. */
export async function findSetting(db: Sql | Tx, regionCode: string, lock = false): Promise<RegionSetting> {
  let query = db
    .selectFrom('portfolio.region_setting')
    .select(['public', 'shared', 'version'])
    .where('region_code', '=', regionCode)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return {
    regionCode,
    public: row?.public ?? false,
    shared: row?.shared ?? false,
    version: row?.version ?? 0,
  }
}
