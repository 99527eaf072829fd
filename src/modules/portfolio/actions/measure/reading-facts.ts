import type { Sql, Tx } from '#platform/db/database.ts'
import type { ReadingFact } from '../../model-measure.ts'
import { fromTotals } from '../../rules/indicator/rollup.ts'
import { listIndicators } from '../../store/indicator/indicators.ts'
import { listTotals } from '../../store/indicator/totals.ts'

/**
 * The latest verified figure of the whole region for indicators with these external codes, not later than the period of a
 * day; indicators without one are missing. Two statements.
 */
export async function listReadingFacts(
  db: Sql | Tx,
  regionCode: string,
  externalCodes: readonly string[],
  day: string,
): Promise<ReadingFact[]> {
  const indicators = await listIndicators(db, regionCode, { externalCodes })
  const ids = indicators.map(({ id }) => id)
  const totals = await listTotals(db, regionCode, ids, { verifiedOnly: true, untilDay: day, periods: 1 })
  const latest = new Map(totals.map(one => [one.indicatorId, one]))
  return indicators.flatMap((indicator): ReadingFact[] => {
    const found = latest.get(indicator.id)
    const rolled = found && fromTotals(indicator, found.totals, found.expected)
    if (!found || rolled?.value === undefined || indicator.externalCode === undefined) return []
    const ofPlaces = indicator.rollup !== 'last' && indicator.level > 2
    return [
      {
        indicatorId: indicator.id,
        externalCode: indicator.externalCode,
        code: indicator.code,
        name: indicator.name,
        unit: indicator.unit,
        period: found.period,
        value: rolled.value,
        reported: ofPlaces ? rolled.reported : undefined,
        expected: ofPlaces ? rolled.expected : undefined,
      },
    ]
  })
}
