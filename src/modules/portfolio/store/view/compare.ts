import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Dimension } from '../../model.ts'

/** A regency or city that shows its totals to others that do the same. */
export interface SharingRegion {
  code: string
  name: string
  provinceCode: string
  provinceName: string
}

/** All regions that share, by code, in one statement. */
export async function listSharing(db: Sql | Tx): Promise<SharingRegion[]> {
  const rows = await db
    .selectFrom('portfolio.region_setting as s')
    .innerJoin('region.region as r', 'r.region_code', 's.region_code')
    .innerJoin('region.region as p', 'p.region_code', 'r.parent_code')
    .select(['r.region_code', 'r.name', 'p.region_code as province_code', 'p.short_name as province_name'])
    .where('s.shared', '=', true)
    .where('r.archived_at', 'is', null)
    .orderBy('r.region_code')
    .execute()
  return rows.map(row => ({
    code: row.region_code,
    name: row.name,
    provinceCode: row.province_code,
    provinceName: row.province_name,
  }))
}

/** Living programmes planned for a year, and those of them that run or are done. */
export interface DimensionCount {
  regionCode: string
  dimension: Dimension
  planned: number
  running: number
}

/** Programmes of a year by region and dimension, in one statement. */
export async function countByRegion(db: Sql | Tx, codes: readonly string[], year: number): Promise<DimensionCount[]> {
  if (codes.length === 0) return []
  const { rows } = await sql<{ region_code: string; dimension: Dimension; planned: number; running: number }>`
    select region_code, dimension, count(*)::int as planned,
      (count(*) filter (where status in ('running', 'done')))::int as running
    from portfolio.programme
    where region_code = any(${[...codes]}::text[]) and archived_at is null
      and start_year <= ${year} and end_year >= ${year}
    group by region_code, dimension`.execute(db)
  return rows.map(({ region_code, ...row }) => ({ regionCode: region_code, ...row }))
}

/** Money of living programmes in one year, in whole rupiah; see `rules/view/absorption.ts`. */
export interface RegionMoney {
  planned: bigint
  plannedReported: bigint
  realised: bigint
  lines: number
  reported: number
}

/** Money of a year by region, in one statement; regions without a line are not in the answer. */
export async function moneyByRegion(
  db: Sql | Tx,
  codes: readonly string[],
  year: number,
): Promise<Map<string, RegionMoney>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{
    region_code: string
    planned: string
    planned_reported: string
    realised: string
    lines: number
    reported: number
  }>`select b.region_code, sum(b.planned)::text as planned,
      coalesce(sum(b.planned) filter (where b.realised is not null), 0)::text as planned_reported,
      coalesce(sum(b.realised), 0)::text as realised, count(*)::int as lines, count(b.realised)::int as reported
    from portfolio.budget b join portfolio.programme p on p.region_code = b.region_code and p.id = b.programme_id
    where b.region_code = any(${[...codes]}::text[]) and b.year = ${year} and p.archived_at is null
    group by b.region_code`.execute(db)
  return new Map(
    rows.map(row => [
      row.region_code,
      {
        planned: BigInt(row.planned),
        plannedReported: BigInt(row.planned_reported),
        realised: BigInt(row.realised),
        lines: row.lines,
        reported: row.reported,
      },
    ]),
  )
}
