import type { Resource } from '#platform/http/door.ts'
import { panelResource, setPanelResource } from './panel.ts'
import { deleteRegionResource, extensionResource, putRegionResource, roundRegionsResource } from './regions.ts'
import {
  newRoundResource,
  roundChangeResource,
  roundListResource,
  roundOpeningResource,
  roundResource,
} from './rounds.ts'

export const roundResources: Resource[] = [
  roundListResource,
  newRoundResource,
  roundResource,
  roundChangeResource,
  roundOpeningResource,
  roundRegionsResource,
  putRegionResource,
  deleteRegionResource,
  extensionResource,
  panelResource,
  setPanelResource,
]
