import type { Membership, Role } from '#kit/actor.ts'
import type { Sql } from '#platform/db/database.ts'

/** The account of an address with the role in which it adds demo evidence. */
export async function findDemoOwner(
  db: Sql,
  email: string,
  role: Role,
): Promise<{ accountId: string; name: string; membership: Membership } | undefined> {
  const row = await db
    .selectFrom('people.account as a')
    .innerJoin('people.membership as m', 'm.account_id', 'a.id')
    .where('a.email', '=', email)
    .where('m.role', '=', role)
    .select(['a.id as account_id', 'a.name', 'm.id', 'm.organisation_id', 'm.region_code'])
    .orderBy('m.valid_from')
    .executeTakeFirst()
  return (
    row && {
      accountId: row.account_id,
      name: row.name,
      membership: {
        id: row.id,
        role,
        organisationId: row.organisation_id ?? undefined,
        organisationName: undefined,
        regionCode: row.region_code ?? undefined,
        regionName: undefined,
      },
    }
  )
}

export async function hasItemTitled(db: Sql, title: string): Promise<boolean> {
  const row = await db.selectFrom('evidence.item').select('id').where('title', '=', title).limit(1).executeTakeFirst()
  return row !== undefined
}
