import type { Sql, Tx } from '#platform/db/database.ts'

/** Is this a file that the account stored for the region? In one statement. */
export async function findOwnFile(
  db: Sql | Tx,
  { fileId, regionCode, accountId }: { fileId: string; regionCode: string; accountId: string | undefined },
): Promise<boolean> {
  if (accountId === undefined || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(fileId)) return false
  const row = await db
    .selectFrom('files.file')
    .select('id')
    .where('id', '=', fileId)
    .where('region_code', '=', regionCode)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row !== undefined
}
