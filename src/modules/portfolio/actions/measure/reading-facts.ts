import type { Sql, Tx } from '#platform/db/database.ts'
import type { ReadingFact } from '../../model-measure.ts'
import { latestReadings } from '../indicator/read-figures.ts'

/**
 * The latest verified figure of the whole region for indicators with these external codes, not later than a day; indicators
 * without one are missing. Two statements.
 */
export async function listReadingFacts(
  db: Sql | Tx,
  regionCode: string,
  externalCodes: readonly string[],
  day: string,
): Promise<ReadingFact[]> {
  const latest = await latestReadings(db, regionCode, { externalCodes }, { verifiedOnly: true, until: day })
  return latest.flatMap(({ indicator, period, value, reported, expected }): ReadingFact[] => {
    if (value === undefined || indicator.externalCode === undefined) return []
    const ofPlaces = indicator.rollup !== 'last' && indicator.level > 2
    return [
      {
        indicatorId: indicator.id,
        externalCode: indicator.externalCode,
        code: indicator.code,
        name: indicator.name,
        unit: indicator.unit,
        period,
        value,
        reported: ofPlaces ? reported : undefined,
        expected: ofPlaces ? expected : undefined,
      },
    ]
  })
}
