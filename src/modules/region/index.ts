export type { Region } from './model.ts'
export { regionCodeSchema } from './model.ts'
export { isRegionCode, levelOf, readCode } from './rules/region-code.ts'
export { fold, shortName } from './rules/region-name.ts'
export { searchRegions } from './actions/search-regions.ts'
export {
  cohortsOf,
  findRegion,
  getRegion,
  listCohorts,
  listRegions,
  listRegionsByCodes,
  listTallies,
  regionPath,
} from './store/regions.ts'
export { regionOfVisit } from './pages/region-of-visit.ts'
export { contributions, setContributions } from './contributions.ts'
