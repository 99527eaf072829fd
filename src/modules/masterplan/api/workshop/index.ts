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
import {
  newSeriesResource,
  progressResource,
  seriesChangeResource,
  seriesListResource,
  seriesResource,
} from './series.ts'
import { stageAcceptanceResource, stageChangeResource, stageHoldingResource, stageOpeningResource } from './stages.ts'

/** Series of workshops: stages, deliverables, progress, the commitment, and comments on anything of the masterplan. */
export const workshopResources: Resource[] = [
  seriesListResource,
  newSeriesResource,
  seriesResource,
  seriesChangeResource,
  progressResource,
  stageChangeResource,
  stageOpeningResource,
  stageHoldingResource,
  stageAcceptanceResource,
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
