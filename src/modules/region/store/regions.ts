import { notFound, type Problem } from '#kit/problem.ts'
import type { Sql } from '#platform/db/database.ts'
import type { Cohort, Edition, FormerRegion, Level, Region, RegionKind, Tally } from '../model.ts'
import { regionColumns, toRegion } from './region-row.ts'

/** The region of a code, archived ones too; undefined when there never was one. */
export async function findRegion(sql: Sql, code: string): Promise<Region | undefined> {
  const row = await sql
    .selectFrom('region.region')
    .select(regionColumns)
    .where('region_code', '=', code)
    .executeTakeFirst()
  return row && toRegion(row)
}

/** The refusal for a code that no region has. */
export const noSuchRegion = (code: string): Problem =>
  notFound(
    `Tidak ada daerah dengan kode ${code.slice(0, 13)}. Periksa kodenya, atau cari dengan nama di /daerah.`,
    `There is no region with code ${code.slice(0, 13)}. Check the code, or search by name at /daerah.`,
  )

/** The region of a code, archived ones too. Throws `not-found` with a sentence when there never was one. */
export async function getRegion(sql: Sql, code: string): Promise<Region> {
  const region = await findRegion(sql, code)
  if (!region) throw noSuchRegion(code)
  return region
}

/** Regions by code in one statement; codes that do not exist are left out of the map. */
export async function listRegionsByCodes(sql: Sql, codes: readonly string[]): Promise<Map<string, Region>> {
  if (codes.length === 0) return new Map()
  const rows = await sql
    .selectFrom('region.region')
    .select(regionColumns)
    .where('region_code', 'in', [...new Set(codes)])
    .execute()
  return new Map(rows.map(row => [row.region_code, toRegion(row)]))
}

/** From the province down to the region itself, in one statement; empty when the code does not exist. */
export async function regionPath(sql: Sql, code: string): Promise<Region[]> {
  const rows = await sql
    .selectFrom('region.region')
    .select(regionColumns)
    .where(
      'region_code',
      'in',
      [2, 5, 8, 13].map(length => code.slice(0, length)),
    )
    .orderBy('level')
    .execute()
  return rows.at(-1)?.region_code === code ? rows.map(toRegion) : []
}

export interface RegionFilter {
  parentCode?: string | undefined
  level?: Level | undefined
  /** Only regions of this province. */
  province?: string | undefined
  /** Keyset: codes after this one. */
  after?: string | undefined
  limit?: number | undefined
}

/** Living regions in the order of their codes; all of them when no limit is given (level 2: 514 rows). */
export async function listRegions(sql: Sql, filter: RegionFilter): Promise<Region[]> {
  let query = sql
    .selectFrom('region.region')
    .select(regionColumns)
    .where('archived_at', 'is', null)
    .orderBy('region_code')
  if (filter.parentCode !== undefined) query = query.where('parent_code', '=', filter.parentCode)
  if (filter.level !== undefined) query = query.where('level', '=', filter.level)
  if (filter.province !== undefined) query = query.where('region_code', 'like', `${filter.province}.%`)
  if (filter.after !== undefined) query = query.where('region_code', '>', filter.after)
  if (filter.limit !== undefined) query = query.limit(filter.limit)
  return (await query.execute()).map(toRegion)
}

/** Children of a region in the order of their codes: `limit` after or before a code. The living ones only. */
export async function listChildren(
  sql: Sql,
  parentCode: string,
  page: { after?: string | undefined; before?: string | undefined; limit: number },
): Promise<Region[]> {
  let query = sql
    .selectFrom('region.region')
    .select(regionColumns)
    .where('parent_code', '=', parentCode)
    .where('archived_at', 'is', null)
    .limit(page.limit)
  if (page.before !== undefined) query = query.where('region_code', '<', page.before).orderBy('region_code', 'desc')
  else query = query.where('region_code', '>', page.after ?? '').orderBy('region_code')
  const regions = (await query.execute()).map(toRegion)
  return page.before === undefined ? regions : regions.reverse()
}

/** How many living regions of each kind lie below each of the codes, in one statement. */
export async function listTallies(sql: Sql, codes: readonly string[]): Promise<Map<string, Tally>> {
  const tallies = new Map<string, Tally>(codes.map(code => [code, {}]))
  if (codes.length === 0) return tallies
  const rows = await sql
    .selectFrom('region.tally')
    .selectAll()
    .where('region_code', 'in', [...codes])
    .execute()
  for (const row of rows) {
    const tally = tallies.get(row.region_code)
    if (tally) tally[row.kind as RegionKind] = row.count
  }
  return tallies
}

/** The years in which a region entered the programme, oldest first. */
export async function cohortsOf(sql: Sql, code: string): Promise<Cohort[]> {
  return (await cohortsOfMany(sql, [code])).get(code) ?? []
}

/** The same for many regions in one statement; regions of no cohort are left out of the map. */
export async function cohortsOfMany(sql: Sql, codes: readonly string[]): Promise<Map<string, Cohort[]>> {
  const byCode = new Map<string, Cohort[]>()
  if (codes.length === 0) return byCode
  const rows = await sql
    .selectFrom('region.cohort')
    .selectAll()
    .where('region_code', 'in', [...new Set(codes)])
    .orderBy('year')
    .execute()
  for (const row of rows) byCode.set(row.region_code, [...(byCode.get(row.region_code) ?? []), toCohort(row)])
  return byCode
}

/** Who entered in a year, or all years, by year and code. */
export async function listCohorts(sql: Sql, year?: number): Promise<Cohort[]> {
  let query = sql.selectFrom('region.cohort').selectAll().orderBy('year').orderBy('region_code')
  if (year !== undefined) query = query.where('year', '=', year)
  return (await query.execute()).map(toCohort)
}

const toCohort = (row: { region_code: string; year: number; source: string; inferred: boolean }): Cohort => ({
  regionCode: row.region_code,
  year: row.year,
  source: row.source,
  inferred: row.inferred,
})

/** The edition loaded last; undefined in a new database. */
export async function findEdition(sql: Sql): Promise<Edition | undefined> {
  const row = await sql.selectFrom('region.edition').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row && { name: row.name, sha256: row.sha256, regions: row.regions, importedAt: row.imported_at }
}

/** A code that an older edition had; undefined when no edition we know had it. */
export async function findFormer(sql: Sql, code: string): Promise<FormerRegion | undefined> {
  const row = await sql.selectFrom('region.former').selectAll().where('former_code', '=', code).executeTakeFirst()
  return row && { code: row.former_code, name: row.former_name, successor: row.region_code ?? undefined }
}
