import type { Sql, Tx } from '#platform/db/database.ts'

/** Somebody who sits in an institution now, as far as it takes to invite them. */
export interface SittingMember {
  institutionName: string
  position: string
  organisationId: string | undefined
  accountId: string | undefined
  name: string | undefined
  title: string | undefined
  email: string | undefined
}

/** Members of living institutions whose own term is not over, by institution and order, in one statement. */
export async function listMembersOf(
  db: Sql | Tx,
  regionCode: string,
  institutionIds: readonly string[],
  now: Date,
): Promise<SittingMember[]> {
  if (institutionIds.length === 0) return []
  const today = now.toISOString().slice(0, 10)
  const rows = await db
    .selectFrom('meeting.institution_member as m')
    .innerJoin('meeting.institution as i', join =>
      join.onRef('i.region_code', '=', 'm.region_code').onRef('i.id', '=', 'm.institution_id'),
    )
    .select([
      'i.name as institution_name',
      'm.position',
      'm.organisation_id',
      'm.account_id',
      'm.name',
      'm.title',
      'm.email',
    ])
    .where('m.region_code', '=', regionCode)
    .where('m.institution_id', 'in', institutionIds)
    .where('i.archived_at', 'is', null)
    .where(eb => eb.or([eb('m.until', 'is', null), eb('m.until', '>=', today)]))
    .orderBy('i.name')
    .orderBy('m.sort')
    .orderBy('m.id')
    .execute()
  return rows.map(row => ({
    institutionName: row.institution_name,
    position: row.position,
    organisationId: row.organisation_id ?? undefined,
    accountId: row.account_id ?? undefined,
    name: row.name ?? undefined,
    title: row.title ?? undefined,
    email: row.email ?? undefined,
  }))
}

/** Living institutions of a region by name, in one statement. */
export async function listInstitutionNames(db: Sql | Tx, regionCode: string): Promise<{ id: string; name: string }[]> {
  return await db
    .selectFrom('meeting.institution')
    .select(['id', 'name'])
    .where('region_code', '=', regionCode)
    .where('archived_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
}
