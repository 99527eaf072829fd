import type { Resource } from '#platform/http/door.ts'
import { exportResource } from './export.ts'
import { applyImportResource, importListResource, importResource, newImportResource } from './imports.ts'

export const exchangeResources: Resource[] = [
  exportResource,
  importListResource,
  newImportResource,
  importResource,
  applyImportResource,
]
