import type { Resource } from '#platform/http/door.ts'
import { boardResource } from './board.ts'
import { budgetResource } from './budget.ts'
import { moreResources } from './more.ts'
import { portfoliosResource } from './portfolios.ts'
import { roadmapResource } from './roadmap.ts'
import { putSettingResource, settingResource } from './setting.ts'

export const viewResources: Resource[] = [
  portfoliosResource,
  boardResource,
  budgetResource,
  roadmapResource,
  settingResource,
  putSettingResource,
  ...moreResources,
]
