import type { Resource } from '#platform/http/door.ts'
import { assignmentResource, bookResource, newPlanResource, planResource, plansResource } from './plans.ts'
import {
  sectionChangeResource,
  sectionResource,
  sectionTextResource,
  stepResources,
  versionsResource,
} from './sections.ts'

/** Plans and their books: reading, writing, review and locks. */
export const bookResources: Resource[] = [
  plansResource,
  newPlanResource,
  planResource,
  bookResource,
  assignmentResource,
  sectionResource,
  sectionChangeResource,
  sectionTextResource,
  versionsResource,
  ...stepResources,
]
