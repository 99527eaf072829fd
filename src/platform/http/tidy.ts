import type { Database } from '#platform/db/database.ts'

/** Removes what has run out: answers kept for repeated POSTs (a day) and counts of sign-in attempts. */
export async function tidy(db: Database): Promise<void> {
  await db.pool.query("delete from http.idempotency where created_at < now() - interval '1 day'")
  await db.pool.query('delete from http.rate_limit where expire < $1', [Date.now()])
}
