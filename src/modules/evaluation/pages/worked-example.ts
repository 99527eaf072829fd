import type { Sql } from '#platform/db/database.ts'
import type { IndexResult } from '../rules/score-index.ts'
import type { Edition } from '../store/editions.ts'
import type { StoredInstrument } from '../store/instruments.ts'
import { listResults } from '../store/list-results.ts'
import type { Result } from '../store/results.ts'
import { otherRounding } from './arithmetic.tsx'
import { workingOf } from './workings.ts'

export interface WorkedExample {
  result: Result
  edition: Edition
  working: IndexResult
}

/**
 * A real result of an instrument to show its arithmetic with: the highest of its newest edition for which the rounding
 * matters, else the highest. Undefined when nothing was scored with it. Two statements.
 */
export async function findWorkedExample(
  sql: Sql,
  instrument: StoredInstrument,
  editions: readonly Edition[],
): Promise<WorkedExample | undefined> {
  const edition = editions.find(({ groups }) => groups.some(({ instrumentId }) => instrumentId === instrument.id))
  const group = edition?.groups.find(({ instrumentId }) => instrumentId === instrument.id)
  if (!edition || !group) return undefined
  const { items } = await listResults(sql, { edition: edition.id, group: group.code, tookPart: true, limit: 60 })
  const examples = items
    .filter(({ instrumentId, index }) => instrumentId === instrument.id && index !== null)
    .map(result => ({ result, edition, working: workingOf({ result, instrument }) }))
  return examples.find(({ working }) => otherRounding(working) !== undefined) ?? examples[0]
}
