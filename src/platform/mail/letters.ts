import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

/**
 * When letters with notices went to these accounts since a moment, whichever module sent them. Locks the accounts until the
 * transaction ends: two jobs that decide at once about one person decide one after the other. In two statements.
 */
export async function lettersSince(tx: Tx, accountIds: readonly string[], since: Date): Promise<Map<string, Date[]>> {
  const letters = new Map<string, Date[]>()
  if (accountIds.length === 0) return letters
  // Always in the same order, so that two never wait for each other.
  const ids = [...new Set(accountIds)].sort()
  await sql`select pg_advisory_xact_lock(hashtextextended('mail.letter ' || id, 0))
    from unnest(${ids}::text[]) as given (id)`.execute(tx)
  const rows = await tx
    .selectFrom('mail.letter')
    .select(['account_id', 'sent_at'])
    .where('account_id', 'in', ids)
    .where('sent_at', '>=', since)
    .orderBy('sent_at')
    .execute()
  for (const { account_id, sent_at } of rows) letters.set(account_id, [...(letters.get(account_id) ?? []), sent_at])
  return letters
}

/** Notes letters with notices that were put in the outbox, so that they count towards the cap of `#kit/send-time.ts`. */
export async function recordLetters(
  tx: Tx,
  letters: readonly { accountId: string; messageId: string }[],
  now: Date,
): Promise<void> {
  if (letters.length === 0) return
  await tx
    .insertInto('mail.letter')
    .values(letters.map(({ accountId, messageId }) => ({ account_id: accountId, message_id: messageId, sent_at: now })))
    .execute()
}
