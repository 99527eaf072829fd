import type { Resource } from '#platform/http/door.ts'
import { editionApi } from './editions.ts'
import { nextPlanResource } from './next-plan.ts'
import { checkResource, printResource } from './prints-and-check.ts'

export const editionResources: Resource[] = [...editionApi, nextPlanResource, printResource, checkResource]
