import type { Sql } from '#platform/db/database.ts'

/** Did this account upload this file for this region? Nobody else may go on with it. */
export async function isOwnUpload(
  sql: Sql,
  upload: { fileId: string; accountId: string; regionCode: string },
): Promise<boolean> {
  if (!/^[0-9a-f-]{36}$/.test(upload.fileId)) return false
  const row = await sql
    .selectFrom('files.file')
    .select('id')
    .where('id', '=', upload.fileId)
    .where('account_id', '=', upload.accountId)
    .where('region_code', '=', upload.regionCode)
    .executeTakeFirst()
  return row !== undefined
}
