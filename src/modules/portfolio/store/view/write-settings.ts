import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { RegionSetting } from '../../model.ts'

/** Makes the row of a region that has never chosen: closed, at version 0. Does nothing when there is one. */
export async function insertSetting(tx: Tx, regionCode: string): Promise<void> {
  await sql`insert into portfolio.region_setting (region_code, version) values (${regionCode}, 0)
    on conflict (region_code) do nothing`.execute(tx)
}

export async function updateSetting(
  tx: Tx,
  setting: RegionSetting,
  accountId: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('portfolio.region_setting')
    .set({
      public: setting.public,
      shared: setting.shared,
      version: setting.version,
      changed_by: accountId ?? null,
      changed_at: now,
    })
    .where('region_code', '=', setting.regionCode)
    .execute()
}
