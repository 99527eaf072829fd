import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

/** From here on the transaction counts as written by this account: for a visitor who has just signed in. */
export async function writeAs(tx: Tx, accountId: string): Promise<void> {
  await sql`select set_config('tudang.account_id', ${accountId}, true)`.execute(tx)
}
