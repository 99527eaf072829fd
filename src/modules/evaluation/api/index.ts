import type { Resource } from '#platform/http/door.ts'
import { editionsResource } from './editions.ts'
import { importListResource, importResource, importStateResource } from './imports.ts'
import { instrumentResource, instrumentsResource } from './instruments.ts'
import { regionResultResource, regionResultsResource } from './region-results.ts'
import { resultsResource } from './results.ts'

export const resources: Resource[] = [
  editionsResource,
  resultsResource,
  regionResultsResource,
  regionResultResource,
  instrumentsResource,
  instrumentResource,
  importResource,
  importListResource,
  importStateResource,
]
