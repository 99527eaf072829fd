import type { Resource } from '#platform/http/door.ts'
import { commentRemovalResource, commentsResource, newCommentResource, settlementResource } from './comments.ts'
import {
  commitmentChangeResource,
  commitmentResource,
  commitmentStepResources,
  paperResource,
  signatureResource,
} from './commitment.ts'
import {
  deliverableChangeResource,
  deliverableRemovalResource,
  judgementResource,
  newDeliverableResource,
  submissionResource,
} from './deliverables.ts'
import { groupChangeResource, groupsResource, transferResource } from './groups.ts'
import { mentorChangeResource, mentorRemovalResource, mentorsResource } from './mentors.ts'
import {
  newSeriesResource,
  progressResource,
  seriesArchiveResource,
  seriesChangeResource,
  seriesListResource,
  seriesResource,
} from './series.ts'
import {
  stageAcceptanceResource,
  stageChangeResource,
  stageHoldingResource,
  stageMeetingResource,
  stageOpeningResource,
} from './stages.ts'

/** Series of workshops: stages, deliverables, progress, the commitment, and comments on anything of the masterplan. */
export const workshopResources: Resource[] = [
  seriesListResource,
  newSeriesResource,
  seriesResource,
  seriesChangeResource,
  seriesArchiveResource,
  mentorsResource,
  mentorChangeResource,
  mentorRemovalResource,
  groupsResource,
  groupChangeResource,
  transferResource,
  progressResource,
  stageChangeResource,
  stageOpeningResource,
  stageHoldingResource,
  stageAcceptanceResource,
  stageMeetingResource,
  newDeliverableResource,
  deliverableChangeResource,
  deliverableRemovalResource,
  submissionResource,
  judgementResource,
  commitmentResource,
  commitmentChangeResource,
  ...commitmentStepResources,
  signatureResource,
  paperResource,
  commentsResource,
  newCommentResource,
  settlementResource,
  commentRemovalResource,
]
