import { sql } from 'kysely'
import type { Role } from '#kit/actor.ts'
import type { Sql, Tx } from '#platform/db/database.ts'

/** Somebody who holds a role now, with how to reach them. */
export interface Holder {
  accountId: string
  name: string
  email: string
  role: Role
  /** Where the role is held; undefined for a national role. */
  regionCode: string | undefined
  organisationId: string | undefined
  organisationName: string | undefined
}

interface HolderFilter {
  roles: readonly Role[]
  /** Exactly these regions; all when absent. */
  regionCodes?: readonly string[]
  /** Exactly these offices; all when absent. */
  organisationIds?: readonly string[]
  accountIds?: readonly string[]
}

/** Who holds one of the roles at `now`, by region, office and name, in one statement. */
export async function listHolders(db: Sql | Tx, filter: HolderFilter, now: Date): Promise<Holder[]> {
  if ([filter.regionCodes, filter.organisationIds, filter.accountIds].some(list => list?.length === 0)) return []
  let query = db
    .selectFrom('people.membership as m')
    .innerJoin('people.account as a', 'a.id', 'm.account_id')
    .leftJoin('people.organisation as o', 'o.id', 'm.organisation_id')
    .select([
      'a.id',
      'a.name',
      'a.email',
      'm.role',
      'm.region_code',
      'm.organisation_id',
      'o.name as organisation_name',
    ])
    .where('m.role', 'in', filter.roles)
    .where('m.valid_from', '<=', now)
    .where(eb => eb.or([eb('m.valid_to', 'is', null), eb('m.valid_to', '>', now)]))
    .orderBy('m.region_code')
    .orderBy('o.name')
    .orderBy('a.name')
    .orderBy('m.id')
  if (filter.regionCodes) query = query.where('m.region_code', 'in', filter.regionCodes)
  if (filter.organisationIds) query = query.where('m.organisation_id', 'in', filter.organisationIds)
  if (filter.accountIds) query = query.where('m.account_id', 'in', filter.accountIds)
  const rows = await query.execute()
  return rows.map(row => ({
    accountId: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    regionCode: row.region_code ?? undefined,
    organisationId: row.organisation_id ?? undefined,
    organisationName: row.organisation_name ?? undefined,
  }))
}

/** Names by account id, of people who left too, in one statement. */
export async function namesOfAccounts(db: Sql | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('people.account').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(row => [row.id, row.name]))
}

/**
 * The regions that people are tied to by any role they hold or held there, or by an office that lies there; for conflicts
 * of interest. National roles in national offices tie to none. In one statement.
 */
export async function regionsOfAccounts(db: Sql | Tx, ids: readonly string[]): Promise<Map<string, Set<string>>> {
  const ties = new Map<string, Set<string>>()
  if (ids.length === 0) return ties
  const rows = await db
    .selectFrom('people.membership as m')
    .leftJoin('people.organisation as o', 'o.id', 'm.organisation_id')
    .select(['m.account_id', 'm.region_code', 'o.region_code as office_region'])
    .where('m.account_id', 'in', ids)
    .execute()
  for (const row of rows) {
    for (const code of [row.region_code, row.office_region]) {
      if (code === null) continue
      ties.set(row.account_id, (ties.get(row.account_id) ?? new Set()).add(code))
    }
  }
  return ties
}

/** An office of a region that can be given work. */
export interface Office {
  id: string
  name: string
  kind: 'opd' | 'district-office'
}

/** Living offices (OPD and district offices) of a region by name, in one statement. */
export async function listOffices(db: Sql | Tx, regionCode: string): Promise<Office[]> {
  const rows = await db
    .selectFrom('people.organisation')
    .select(['id', 'name', 'kind'])
    .where('archived_at', 'is', null)
    .where('kind', 'in', ['opd', 'district-office'])
    .where(eb => eb.or([eb('region_code', '=', regionCode), eb('region_code', 'like', `${regionCode}.%`)]))
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(row => ({ id: row.id, name: row.name, kind: row.kind as Office['kind'] }))
}

/** Any office that works for a regency: OPD, district and village offices. */
export interface RegionOffice {
  id: string
  name: string
  kind: 'opd' | 'district-office' | 'village-office'
  /** Where it lies: the regency itself, a district or a village. */
  regionCode: string
  archived: boolean
}

/** OPD, district and village offices of a regency by kind and name, archived ones too, in one statement. */
export async function listRegionOffices(db: Sql | Tx, regionCode: string): Promise<RegionOffice[]> {
  const rows = await db
    .selectFrom('people.organisation')
    .select(['id', 'name', 'kind', 'region_code', 'archived_at'])
    .where('kind', 'in', ['opd', 'district-office', 'village-office'])
    .where(eb => eb.or([eb('region_code', '=', regionCode), eb('region_code', 'like', `${regionCode}.%`)]))
    .orderBy(sql`case kind when 'opd' then 1 when 'district-office' then 2 else 3 end`)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    kind: row.kind as RegionOffice['kind'],
    regionCode: row.region_code ?? regionCode,
    archived: row.archived_at !== null,
  }))
}

/** Names of organisations by id, archived ones too, in one statement. */
export async function namesOfOrganisations(db: Sql | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('people.organisation').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(row => [row.id, row.name]))
}
