import type { Sql, Tx } from '#platform/db/database.ts'

/** A declared conflict of interest. */
export interface Conflict {
  accountId: string
  regionCode: string
  reason: string
}

/** Conflicts declared for a region or the province it lies in, in one statement; `accountIds` narrows them. */
export async function listConflicts(
  sql: Sql | Tx,
  regionCode: string,
  accountIds?: readonly string[],
): Promise<Conflict[]> {
  if (accountIds?.length === 0) return []
  let rows = sql
    .selectFrom('evaluation.conflict')
    .select(['account_id', 'region_code', 'reason'])
    .where('region_code', 'in', [...new Set([regionCode, regionCode.slice(0, 2)])])
    .orderBy('account_id')
    .orderBy('region_code', 'desc')
  if (accountIds) rows = rows.where('account_id', 'in', accountIds)
  return (await rows.execute()).map(row => ({
    accountId: row.account_id,
    regionCode: row.region_code,
    reason: row.reason,
  }))
}
