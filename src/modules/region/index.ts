import { notFound } from '#kit/problem.ts'
import type { Sql } from '#platform/db/database.ts'
import type { Region } from './model.ts'
import { findRegion } from './store/regions.ts'

export type { Cohort, FoundRegion, Level, Region, RegionKind, Tally, Timezone } from './model.ts'
export { regionCodeSchema } from './model.ts'
export { ancestorsOf, isRegionCode, isWithin, kindOf, levelOf, parentOf, readCode } from './rules/region-code.ts'
export { fold, shortName } from './rules/region-name.ts'
export { searchRegions, type SearchOptions } from './actions/search-regions.ts'
export { regionImport as importRegionsJob, regionImportTask, type RegionImportPayload } from './jobs/region-import.ts'
export {
  cohortsOf,
  cohortsOfMany,
  findRegion,
  listCohorts,
  listRegions,
  listRegionsByCodes,
  listTallies,
  regionPath,
  type RegionFilter,
} from './store/regions.ts'

/** The region of a code. Throws `not-found` with a sentence when there is none. */
export async function getRegion(sql: Sql, code: string): Promise<Region> {
  const region = await findRegion(sql, code)
  if (region) return region
  throw notFound(
    `Tidak ada daerah dengan kode ${code.slice(0, 13)}. Periksa kodenya, atau cari dengan nama di /daerah.`,
    `There is no region with code ${code.slice(0, 13)}. Check the code, or search by name at /daerah.`,
  )
}

export { contributions, setContributions, type Contributions } from './contributions.ts'
