import type { Sql, Tx } from '#platform/db/database.ts'
import type { ReadingFact } from '../../model-measure.ts'

export async function listReadingFacts(
  _db: Sql | Tx,
  _regionCode: string,
  _codes: readonly string[],
  _until: string,
): Promise<ReadingFact[]> {
  return []
}
