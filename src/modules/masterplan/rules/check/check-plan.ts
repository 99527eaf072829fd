import type { CheckFacts, CheckItem } from '../../model-check.ts'
import { factualBasis, objectives, participation } from './basis.ts'
import { coherence, implementation } from './deeds.ts'
import { alignment, budget, indicators } from './measures.ts'

/**
 * What a plan has and lacks, in eight components after the plan-quality research noted in domain.md 4.1. Each item is met,
 * not met, or cannot be told from the data, with the reason and a place to mend it. There is no sum: it is a checklist.
 */
export function checkPlan(facts: CheckFacts): CheckItem[] {
  return [
    ...objectives(facts),
    ...factualBasis(facts),
    ...participation(facts),
    ...budget(facts),
    ...indicators(facts),
    ...alignment(facts),
    ...implementation(facts),
    ...coherence(facts),
  ]
}
