import type { Resource } from '#platform/http/door.ts'
import {
  archiveIndicatorResource,
  indicatorChangeResource,
  indicatorListResource,
  indicatorResource,
  measuredResource,
  newIndicatorResource,
  readySetResource,
  targetsResource,
} from './indicators.ts'
import {
  readingListResource,
  readingResource,
  readingVerdictResource,
  saveReadingResource,
  saveReadingsResource,
} from './readings.ts'

/** Indicators, their targets and programmes, readings and their verification. */
export const indicatorResources: Resource[] = [
  indicatorListResource,
  newIndicatorResource,
  indicatorResource,
  indicatorChangeResource,
  targetsResource,
  measuredResource,
  archiveIndicatorResource,
  readySetResource,
  readingListResource,
  readingResource,
  saveReadingResource,
  saveReadingsResource,
  readingVerdictResource,
]
