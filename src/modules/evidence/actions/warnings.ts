import type { Sql, Tx } from '#platform/db/database.ts'
import type { Warning } from '../model.ts'
import { staleness } from '../rules/staleness.ts'
import { likeWarning, otherRegionsWarning, staleWarning } from '../rules/warning-words.ts'
import { listLikeness } from '../store/likeness.ts'

/**
 * What reads strange about each item on the day `today` ("2023-12-04"); items without a warning are missing. One statement.
 * `near: false` leaves out what is only almost the same, for long lists.
 */
export async function warningsOf(
  sql: Sql | Tx,
  evidenceIds: readonly string[],
  today: string,
  { near = true }: { near?: boolean } = {},
): Promise<Map<string, Warning[]>> {
  const warnings = new Map<string, Warning[]>()
  for (const item of await listLikeness(sql, evidenceIds, near)) {
    const stale = staleness(item, today)
    const found = [
      ...(stale ? [staleWarning(stale)] : []),
      ...(item.sameId === undefined ? [] : [likeWarning('same', item.sameId)]),
      ...(item.sameId === undefined && item.nearId !== undefined ? [likeWarning('near', item.nearId)] : []),
      ...(item.otherRegions > 0 ? [otherRegionsWarning(item.otherRegions)] : []),
    ]
    if (found.length > 0) warnings.set(item.id, found)
  }
  return warnings
}
