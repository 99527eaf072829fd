import type { Resource } from '#platform/http/door.ts'
import { comparisonResource } from './comparison.ts'
import { owedResource, owingResource, remindResource } from './owing.ts'
import { districtsResource, spreadResource } from './spread.ts'

/** Spread, districts, who owes what, and comparison with other regions. */
export const moreResources: Resource[] = [
  spreadResource,
  districtsResource,
  owingResource,
  owedResource,
  remindResource,
  comparisonResource,
]
