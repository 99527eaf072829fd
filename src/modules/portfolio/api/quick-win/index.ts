import type { Resource } from '#platform/http/door.ts'
import {
  checkResource,
  innovationProfileResource,
  quickWinListResource,
  quickWinResource,
  saveQuickWinResource,
  verdictResource,
} from './quick-wins.ts'
import { archiveRiskResource, newRiskResource, riskChangeResource, riskListResource } from './risks.ts'

export const quickWinResources: Resource[] = [
  quickWinListResource,
  quickWinResource,
  saveQuickWinResource,
  checkResource,
  verdictResource,
  innovationProfileResource,
  riskListResource,
  newRiskResource,
  riskChangeResource,
  archiveRiskResource,
]
