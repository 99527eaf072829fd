import type { Resource } from '#platform/http/door.ts'
import { remarkChangeResource, remarkResource, remarksResource, remarkWithdrawResource } from './remarks.ts'
import { saveScoreResource, saveScoresResource, scoresResource } from './scores.ts'
import { reopenSheetResource, submitSheetResource } from './sheets.ts'

export const scoringResources: Resource[] = [
  scoresResource,
  saveScoresResource,
  submitSheetResource,
  saveScoreResource,
  reopenSheetResource,
  remarksResource,
  remarkResource,
  remarkChangeResource,
  remarkWithdrawResource,
]
