export type { Cohort, FoundRegion, Level, Region, RegionKind, Tally, Timezone } from './model.ts'
export { regionCodeSchema } from './model.ts'
export { ancestorsOf, isRegionCode, isWithin, kindOf, levelOf, parentOf, readCode } from './rules/region-code.ts'
export { fold, shortName } from './rules/region-name.ts'
export { searchRegions, type SearchOptions } from './actions/search-regions.ts'
export { regionImport as importRegionsJob, regionImportTask, type RegionImportPayload } from './jobs/region-import.ts'
export {
  cohortsOf,
  cohortsOfMany,
  findEdition,
  findRegion,
  getRegion,
  listCohorts,
  listRegions,
  listRegionsByCodes,
  listTallies,
  regionPath,
  type RegionFilter,
} from './store/regions.ts'

export { contributions, setContributions, type Contributions } from './contributions.ts'
export { cohortLine, factsLine, regionCrumbs, regionTabs } from './pages/words.ts'
