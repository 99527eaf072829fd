import { sql } from 'kysely'
import type { Actor, Membership, Role } from '#kit/actor.ts'
import type { Sql, Tx } from '#platform/db/database.ts'

interface ActorRow {
  account_id: string
  name: string
  email: string
  active_membership_id: string | null
  memberships: {
    id: string
    role: string
    organisation_id: string | null
    organisation_name: string | null
    region_code: string | null
    region_name: string | null
  }[]
}

/**
 * Who holds the session with this token at `now`, with the roles held then, in one statement. Undefined when there is no
 * such session or it has ended. The role in use is the one chosen, else the one held longest.
 */
export async function findActor(db: Sql | Tx, token: string, now: Date): Promise<Actor | undefined> {
  const { rows } = await sql<ActorRow>`
    select a.id as account_id, a.name, a.email, s.active_membership_id, coalesce(held.list, '[]') as memberships
    from people.session s
    join people.account a on a.id = s.account_id
    left join lateral (${membershipsAt(now)}) held on true
    where s.token = ${token} and s.expires_at > ${now}`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const memberships = row.memberships.map(toMembership)
  const chosen = memberships.find(membership => membership.id === row.active_membership_id) ?? memberships[0]
  return { accountId: row.account_id, name: row.name, email: row.email, membership: chosen, memberships }
}

/**
 * The account of an address as it acts in the role it has held longest at `now`: for the demo world, where no session
 * stands behind a deed. Undefined when there is no such account.
 */
export async function findActorByAddress(db: Sql | Tx, email: string, now: Date): Promise<Actor | undefined> {
  const { rows } = await sql<Omit<ActorRow, 'active_membership_id'>>`
    select a.id as account_id, a.name, a.email, coalesce(held.list, '[]') as memberships
    from people.account a left join lateral (${membershipsAt(now)}) held on true
    where a.email = ${email}`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const memberships = row.memberships.map(toMembership)
  return { accountId: row.account_id, name: row.name, email: row.email, membership: memberships[0], memberships }
}

/** The roles that account `a` holds at a moment, as one JSON list, longest first. */
const membershipsAt = (now: Date) => sql`
  select json_agg(json_build_object('id', m.id, 'role', m.role, 'organisation_id', m.organisation_id,
    'organisation_name', o.name, 'region_code', m.region_code, 'region_name', r.name)
    order by m.valid_from, m.id) as list
  from people.membership m
  left join people.organisation o on o.id = m.organisation_id
  left join region.region r on r.region_code = m.region_code
  where m.account_id = a.id and m.valid_from <= ${now} and (m.valid_to is null or m.valid_to > ${now})`

function toMembership(row: ActorRow['memberships'][number]): Membership {
  return {
    id: row.id,
    role: row.role as Role,
    organisationId: row.organisation_id ?? undefined,
    organisationName: row.organisation_name ?? undefined,
    regionCode: row.region_code ?? undefined,
    regionName: row.region_name ?? undefined,
  }
}
