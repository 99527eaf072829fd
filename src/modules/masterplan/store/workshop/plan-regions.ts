import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** A region in the list of masterplans. */
export interface PlanRegion {
  regionCode: string
  name: string
  provinceName: string
  /** Year of the newest published edition. */
  published: number | undefined
  /** Title of a running series; told only to who sees it. */
  running: string | undefined
}

export interface PlanRegionFilter {
  /** Which series are in sight: all, those of a province, or those that an account guides; none when absent. */
  sight?: 'all' | { province: string } | { mentor: string } | undefined
  after?: string | undefined
  limit: number
}

/** Regions that published, and those whose series the viewer sees, by code, in one statement. */
export async function listPlanRegions(db: Sql | Tx, filter: PlanRegionFilter): Promise<PlanRegion[]> {
  const { sight, after } = filter
  const seen =
    sight === undefined
      ? sql`false`
      : sight === 'all'
        ? sql`true`
        : 'province' in sight
          ? sql`s.region_code like ${`${sight.province}.%`}`
          : sql`exists (select 1 from masterplan.mentor m where m.region_code = s.region_code and m.series_id = s.id
              and m.account_id = ${sight.mentor}::uuid and m.until is null and s.archived_at is null)`
  const { rows } = await sql<{
    region_code: string
    name: string
    province: string
    published: number | null
    running: string | null
  }>`
    with published as (
      select region_code, max(year) as year from masterplan.edition where state = 'published' group by region_code
    ), running as (
      select distinct on (s.region_code) s.region_code, s.title from masterplan.series s
      where s.archived_at is null and s.state = 'running' and ${seen}
      order by s.region_code, s.year desc, s.created_at desc
    )
    select coalesce(p.region_code, r.region_code) as region_code, g.name, v.name as province, p.year as published,
      r.title as running
    from published p full join running r on r.region_code = p.region_code
    join region.region g on g.region_code = coalesce(p.region_code, r.region_code)
    join region.region v on v.region_code = left(g.region_code, 2)
    where g.region_code > ${after ?? ''}
    order by g.region_code
    limit ${filter.limit}`.execute(db)
  return rows.map(row => ({
    regionCode: row.region_code,
    name: row.name,
    provinceName: row.province,
    published: row.published ?? undefined,
    running: row.running ?? undefined,
  }))
}

/** The running series that an account guides, with their regions, in one statement. */
export async function listGuided(
  db: Sql | Tx,
  accountId: string,
): Promise<{ regionCode: string; regionName: string; id: string; title: string }[]> {
  const rows = await db
    .selectFrom('masterplan.mentor as m')
    .innerJoin('masterplan.series as s', join =>
      join.onRef('s.region_code', '=', 'm.region_code').onRef('s.id', '=', 'm.series_id'),
    )
    .innerJoin('region.region as r', 'r.region_code', 's.region_code')
    .select(['s.region_code', 's.id', 's.title', 'r.name'])
    .where('m.account_id', '=', accountId)
    .where('m.until', 'is', null)
    .where('s.state', '=', 'running')
    .where('s.archived_at', 'is', null)
    .orderBy('s.region_code')
    .orderBy('s.year', 'desc')
    .limit(50)
    .execute()
  return rows.map(row => ({ regionCode: row.region_code, regionName: row.name, id: row.id, title: row.title }))
}
