import type { Resource } from '#platform/http/door.ts'
import { becomeResource } from './become.ts'
import {
  cardArchiveResource,
  cardChangeResource,
  cardListResource,
  cardMoveResource,
  cardResource,
  newCardResource,
} from './cards.ts'
import { choiceResource, decisionResource, pointsResource, scoresResource, weightsResource } from './choice.ts'
import { cardProofResource, criteriaResource, mappingResource, sheetPointsResource, votingResource } from './voting.ts'

export const worksheetResources: Resource[] = [
  cardListResource,
  newCardResource,
  cardResource,
  cardChangeResource,
  cardArchiveResource,
  cardMoveResource,
  pointsResource,
  choiceResource,
  weightsResource,
  scoresResource,
  decisionResource,
  becomeResource,
  mappingResource,
  cardProofResource,
  votingResource,
  criteriaResource,
  sheetPointsResource,
]
