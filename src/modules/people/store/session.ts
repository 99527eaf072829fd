import type { Sql, Tx } from '#platform/db/database.ts'
import type { Passkey, SignedInPlace } from '../model.ts'

/** Remembers which role is in use in the session; the caller has checked that the account holds it. */
export async function saveActiveMembership(tx: Tx, token: string, membershipId: string): Promise<void> {
  await tx
    .updateTable('people.session')
    .set({ active_membership_id: membershipId })
    .where('token', '=', token)
    .execute()
}

/** Where an account is signed in at `now`, newest first, and which one is the session of `token`. */
export async function listSessions(
  db: Sql,
  accountId: string,
  token: string | undefined,
  now: Date,
): Promise<(SignedInPlace & { here: boolean })[]> {
  const rows = await db
    .selectFrom('people.session')
    .select(['id', 'token', 'created_at', 'expires_at', 'ip_address', 'user_agent'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute()
  return rows.map(row => ({
    id: row.id,
    since: row.created_at,
    until: row.expires_at,
    address: row.ip_address || undefined,
    browser: row.user_agent || undefined,
    here: row.token === token,
  }))
}

/** Ends one session of the account; false when it has none with this id. */
export async function endSession(tx: Tx, accountId: string, sessionId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('people.session')
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends all sessions of the account but the one of `token`. Returns how many. */
export async function endOtherSessions(tx: Tx, accountId: string, token: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('people.session')
    .where('account_id', '=', accountId)
    .where('token', '!=', token)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Removes sessions of the account that ended before `now`. */
export async function forgetEndedSessions(tx: Tx, accountId: string, now: Date): Promise<void> {
  await tx.deleteFrom('people.session').where('account_id', '=', accountId).where('expires_at', '<=', now).execute()
}

export async function listPasskeys(db: Sql, accountId: string): Promise<Passkey[]> {
  const rows = await db
    .selectFrom('people.passkey')
    .select(['id', 'name', 'created_at'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute()
  return rows.map(row => ({ id: row.id, name: row.name ?? undefined, since: row.created_at }))
}

/** Removes a passkey of the account; false when it has none with this id. */
export async function removePasskey(tx: Tx, accountId: string, passkeyId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('people.passkey')
    .where('id', '=', passkeyId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The second factor that is being set up: encrypted secret, and since when. Undefined when none waits. */
export async function findPendingSecondFactor(
  db: Sql | Tx,
  accountId: string,
): Promise<{ secret: string; startedAt: Date } | undefined> {
  const row = await db
    .selectFrom('people.two_factor')
    .select(['secret', 'started_at'])
    .where('account_id', '=', accountId)
    .where('verified', '=', false)
    .executeTakeFirst()
  return row && { secret: row.secret, startedAt: row.started_at }
}

export async function markSecondFactorStarted(tx: Tx, accountId: string, now: Date): Promise<void> {
  await tx.updateTable('people.two_factor').set({ started_at: now }).where('account_id', '=', accountId).execute()
}

/**
 * Notes that the account has used this code; false when it was used in the last two minutes. Locks the account until the
 * end of the transaction, so that of two answers with one code only the first counts (RFC 6238 §5.2).
 */
export async function claimCode(tx: Tx, accountId: string, code: string, now: Date): Promise<boolean> {
  await tx.selectFrom('people.account').select('id').where('id', '=', accountId).forUpdate().execute()
  const identifier = `used-code-${accountId}-${code}`
  const used = await tx
    .selectFrom('people.verification')
    .select('id')
    .where('identifier', '=', identifier)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (used) return false
  const expires_at = new Date(now.getTime() + 120_000)
  await tx.insertInto('people.verification').values({ identifier, value: accountId, expires_at }).execute()
  return true
}
