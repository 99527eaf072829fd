import type { Resource } from '#platform/http/door.ts'
import { editionApi } from './editions.ts'

export const editionResources: Resource[] = editionApi
