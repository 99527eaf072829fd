import type { Resource } from '#platform/http/door.ts'
import {
  newSectionResource,
  planChangeResource,
  planRemovalResource,
  sectionMoveResource,
  sectionRemovalResource,
} from './arrange.ts'
import {
  blockMoveResource,
  blockRemovalResource,
  liveBlockResource,
  newBlockResource,
  restorationResource,
  takingResource,
} from './blocks.ts'
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
  planChangeResource,
  planRemovalResource,
  newSectionResource,
  assignmentResource,
  sectionResource,
  sectionChangeResource,
  sectionTextResource,
  versionsResource,
  sectionMoveResource,
  sectionRemovalResource,
  newBlockResource,
  liveBlockResource,
  blockMoveResource,
  blockRemovalResource,
  restorationResource,
  takingResource,
  ...stepResources,
]
