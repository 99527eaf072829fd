import type { Resource } from '#platform/http/door.ts'
import { editionApi } from './editions.ts'
import { checkResource, printResource } from './prints-and-check.ts'

export const editionResources: Resource[] = [...editionApi, printResource, checkResource]
