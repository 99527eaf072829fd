import type { Resource } from '#platform/http/door.ts'
import { closeResource, closingStateResource } from './closing.ts'
import { outcomeResource } from './outcome.ts'

export const closingResources: Resource[] = [closingStateResource, closeResource, outcomeResource]
