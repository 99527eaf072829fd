import type { Sql } from '#platform/db/database.ts'

/** What a piece of evidence proves, in words. */
export interface NamedSubject {
  id: string
  programmeId: string
  /** Name of the programme or indicator it belongs to. */
  of: string
  title: string
}

/** Living milestones by id with their programmes, in one statement. */
export async function nameMilestones(db: Sql, regionCode: string, ids: readonly string[]): Promise<NamedSubject[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('portfolio.milestone as m')
    .innerJoin('portfolio.programme as p', join =>
      join.onRef('p.region_code', '=', 'm.region_code').onRef('p.id', '=', 'm.programme_id'),
    )
    .select(['m.id', 'm.title', 'p.id as programme_id', 'p.name'])
    .where('m.region_code', '=', regionCode)
    .where('m.id', 'in', ids)
    .execute()
  return rows.map(row => ({ id: row.id, programmeId: row.programme_id, of: row.name, title: row.title }))
}

/** Programmes by id, in one statement. */
export async function nameProgrammes(
  db: Sql,
  regionCode: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('portfolio.programme')
    .select(['id', 'name'])
    .where('region_code', '=', regionCode)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(row => [row.id, row.name]))
}

/** Indicators by id, in one statement. */
export async function nameIndicators(
  db: Sql,
  regionCode: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('portfolio.indicator')
    .select(['id', 'name'])
    .where('region_code', '=', regionCode)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(row => [row.id, row.name]))
}
