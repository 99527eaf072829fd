import type { Sql, Tx } from '#platform/db/database.ts'

export interface Account {
  id: string
  name: string
  email: string
  secondFactor: boolean
}

const columns = ['id', 'name', 'email', 'two_factor_enabled'] as const

const toAccount = (row: { id: string; name: string; email: string; two_factor_enabled: boolean }): Account => ({
  id: row.id,
  name: row.name,
  email: row.email,
  secondFactor: row.two_factor_enabled,
})

export async function findAccount(db: Sql | Tx, id: string): Promise<Account | undefined> {
  const row = await db.selectFrom('people.account').select(columns).where('id', '=', id).executeTakeFirst()
  return row && toAccount(row)
}

export async function findAccountByEmail(db: Sql | Tx, email: string): Promise<Account | undefined> {
  const row = await db
    .selectFrom('people.account')
    .select(columns)
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  return row && toAccount(row)
}

/** Makes an account whose e-mail is proven, with a password already hashed. Returns its id. */
export async function saveAccount(
  tx: Tx,
  account: { id?: string; name: string; email: string; passwordHash: string },
): Promise<string> {
  const { id } = await tx
    .insertInto('people.account')
    .values({
      ...(account.id === undefined ? {} : { id: account.id }),
      name: account.name,
      email: account.email.toLowerCase(),
      email_verified: true,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('people.credential')
    .values({ account_id: id, provider_id: 'credential', provider_account_id: id, password: account.passwordHash })
    .execute()
  return id
}

export async function saveName(tx: Tx, accountId: string, name: string, now: Date): Promise<void> {
  await tx.updateTable('people.account').set({ name, updated_at: now }).where('id', '=', accountId).execute()
}

/** The scrypt hash of the account's password; undefined when it signs in by other means only. */
export async function findPasswordHash(db: Sql | Tx, accountId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('people.credential')
    .select('password')
    .where('account_id', '=', accountId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? undefined
}

export async function savePassword(tx: Tx, accountId: string, hash: string, now: Date): Promise<void> {
  await tx
    .updateTable('people.credential')
    .set({ password: hash, updated_at: now })
    .where('account_id', '=', accountId)
    .where('provider_id', '=', 'credential')
    .execute()
}

/** Which of these addresses have an account. */
export async function listKnownEmails(db: Sql | Tx, emails: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('people.account')
    .select('email')
    .where('email', 'in', [...emails])
    .execute()
  return rows.map(row => row.email)
}
