import type { Resource } from '#platform/http/door.ts'
import { becomeResource } from './become.ts'
import { cardArchiveResource, cardChangeResource, cardListResource, cardResource, newCardResource } from './cards.ts'
import { choiceResource, decisionResource, pointsResource, scoresResource, weightsResource } from './choice.ts'

export const worksheetResources: Resource[] = [
  cardListResource,
  newCardResource,
  cardResource,
  cardChangeResource,
  cardArchiveResource,
  pointsResource,
  choiceResource,
  weightsResource,
  scoresResource,
  decisionResource,
  becomeResource,
]
