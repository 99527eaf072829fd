import type { Selectable } from 'kysely'
import type { DB } from '#platform/db/tables.ts'
import type { Level, Region, RegionKind, Timezone } from '../model.ts'

export const regionColumns = [
  'region.region.region_code',
  'region.region.parent_code',
  'region.region.level',
  'region.region.kind',
  'region.region.name',
  'region.region.short_name',
  'region.region.sort_name',
  'region.region.timezone',
  'region.region.people',
  'region.region.area_km2',
  'region.region.archived_at',
] as const

export type RegionRow = Pick<
  Selectable<DB['region.region']>,
  | 'region_code'
  | 'parent_code'
  | 'level'
  | 'kind'
  | 'name'
  | 'short_name'
  | 'sort_name'
  | 'timezone'
  | 'people'
  | 'area_km2'
  | 'archived_at'
>

export function toRegion(row: RegionRow): Region {
  return {
    code: row.region_code,
    parentCode: row.parent_code ?? undefined,
    level: row.level as Level,
    kind: row.kind as RegionKind,
    name: row.name,
    shortName: row.short_name,
    sortName: row.sort_name,
    people: row.people ?? undefined,
    areaKm2: row.area_km2 ?? undefined,
    timezone: row.timezone as Timezone,
    archivedAt: row.archived_at ?? undefined,
  }
}
