import type { Resource } from '#platform/http/door.ts'
import {
  budgetResource,
  milestoneChangeResource,
  milestoneRemovalResource,
  milestoneReportResource,
  milestonesResource,
  newMilestoneResource,
  saveBudgetResource,
} from './parts.ts'
import { handoverResource, transferResource } from './handover.ts'
import {
  archiveResource,
  changesResource,
  newProgrammeResource,
  programmeChangeResource,
  programmeListResource,
  programmeResource,
  statusResource,
} from './programmes.ts'

/** Programmes, their money, milestones and history, the handover, and moving to another office. */
export const programmeResources: Resource[] = [
  programmeListResource,
  newProgrammeResource,
  programmeResource,
  programmeChangeResource,
  statusResource,
  archiveResource,
  changesResource,
  budgetResource,
  saveBudgetResource,
  milestonesResource,
  newMilestoneResource,
  milestoneChangeResource,
  milestoneRemovalResource,
  milestoneReportResource,
  transferResource,
  handoverResource,
]
