import type { Resource } from '#platform/http/door.ts'
import { moreResources } from './more.ts'

export const viewResources: Resource[] = [...moreResources]
