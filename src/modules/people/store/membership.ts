import type { Role } from '#kit/actor.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Member } from '../model.ts'

/** People with a role in an organisation, present ones first, then by name; ended ones stay in the list. */
export async function listMembers(db: Sql, organisationId: string, now: Date): Promise<Member[]> {
  const rows = await db
    .selectFrom('people.membership as m')
    .innerJoin('people.account as a', 'a.id', 'm.account_id')
    .select(['m.id', 'm.account_id', 'a.name', 'a.email', 'm.role', 'm.valid_from', 'm.valid_to'])
    .where('m.organisation_id', '=', organisationId)
    .orderBy(eb => eb.or([eb('m.valid_to', 'is', null), eb('m.valid_to', '>', now)]), 'desc')
    .orderBy('a.name')
    .orderBy('m.id')
    .limit(500)
    .execute()
  return rows.map(toMember)
}

type MemberRow = {
  id: string
  account_id: string
  name: string
  email: string
  role: string
  valid_from: Date
  valid_to: Date | null
}

const toMember = (row: MemberRow): Member => ({
  membershipId: row.id,
  accountId: row.account_id,
  name: row.name,
  email: row.email,
  role: row.role as Role,
  from: row.valid_from,
  to: row.valid_to ?? undefined,
})

/** One member, locked until the end of the transaction. */
export async function lockMember(
  tx: Tx,
  membershipId: string,
): Promise<(Member & { organisationId: string | undefined }) | undefined> {
  const row = await tx
    .selectFrom('people.membership as m')
    .innerJoin('people.account as a', 'a.id', 'm.account_id')
    .select(['m.id', 'm.account_id', 'a.name', 'a.email', 'm.role', 'm.valid_from', 'm.valid_to', 'm.organisation_id'])
    .where('m.id', '=', membershipId)
    .forUpdate('m')
    .executeTakeFirst()
  return row && { ...toMember(row), organisationId: row.organisation_id ?? undefined }
}

/** Ends a role at `now`; it stays in the list of those who held it. */
export async function endMembership(tx: Tx, membershipId: string, now: Date): Promise<void> {
  await tx.updateTable('people.membership').set({ valid_to: now }).where('id', '=', membershipId).execute()
}

/** Gives a role from `from` on; nothing happens when the account holds the same one already. Returns its id then as well. */
export async function saveMembership(
  tx: Tx,
  membership: {
    accountId: string
    organisationId: string | undefined
    role: Role
    regionCode: string | undefined
    from: Date
  },
): Promise<string> {
  const inserted = await tx
    .insertInto('people.membership')
    .values({
      account_id: membership.accountId,
      organisation_id: membership.organisationId ?? null,
      role: membership.role,
      region_code: membership.regionCode ?? null,
      valid_from: membership.from,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return inserted.id
  const held = await tx
    .selectFrom('people.membership')
    .select('id')
    .where('account_id', '=', membership.accountId)
    .where('role', '=', membership.role)
    .where('organisation_id', 'is not distinct from', membership.organisationId ?? null)
    .where('region_code', 'is not distinct from', membership.regionCode ?? null)
    .where('valid_to', 'is', null)
    .executeTakeFirstOrThrow()
  return held.id
}

/** Does the account of this e-mail hold the role in the organisation at `now`? */
export async function holdsRole(
  tx: Tx,
  email: string,
  organisationId: string,
  role: Role,
  now: Date,
): Promise<boolean> {
  const row = await tx
    .selectFrom('people.membership as m')
    .innerJoin('people.account as a', 'a.id', 'm.account_id')
    .select('m.id')
    .where('a.email', '=', email)
    .where('m.organisation_id', '=', organisationId)
    .where('m.role', '=', role)
    .where(eb => eb.or([eb('m.valid_to', 'is', null), eb('m.valid_to', '>', now)]))
    .executeTakeFirst()
  return row !== undefined
}
