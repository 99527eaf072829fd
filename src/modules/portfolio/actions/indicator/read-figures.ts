import type { Sql, Tx } from '#platform/db/database.ts'
import type { Indicator } from '../../model-indicator.ts'
import { daysOf } from '../../rules/indicator/period.ts'
import { fromTotals, type Rolled } from '../../rules/indicator/rollup.ts'
import { listIndicators } from '../../store/indicator/indicators.ts'
import { listTotals } from '../../store/indicator/totals.ts'

/** The figure of a whole region in one period, with how many places it is of. */
export interface PeriodFigure extends Rolled {
  period: string
}

/** The latest figure of an indicator for its whole region. */
export interface LatestReading extends PeriodFigure {
  indicator: Indicator
}

/** Figures of the region by indicator, newest first, at most `periods` each, in one statement. */
export async function listFigures(
  db: Sql | Tx,
  regionCode: string,
  indicators: readonly Indicator[],
  options: { verifiedOnly: boolean; until?: string | undefined; periods: number },
): Promise<Map<string, PeriodFigure[]>> {
  const byId = new Map(indicators.map(one => [one.id, one]))
  const figures = new Map<string, PeriodFigure[]>()
  const rows = await listTotals(db, regionCode, [...byId.keys()], {
    verifiedOnly: options.verifiedOnly,
    untilDay: options.until,
    periods: options.periods,
  })
  for (const row of rows) {
    const rule = byId.get(row.indicatorId)
    if (!rule) continue
    const figure = { period: row.period, ...fromTotals(rule, row.totals, row.expected) }
    figures.set(row.indicatorId, [...(figures.get(row.indicatorId) ?? []), figure])
  }
  return figures
}

/**
 * The figure that stands for "now": of the newest period, but of one that is still running only when every place has
 * reported in it. Undefined of nothing.
 */
export function latestOf(figures: readonly PeriodFigure[], today: string): PeriodFigure | undefined {
  const counted = figures.filter(one => one.value !== undefined)
  return counted.find(one => one.complete || daysOf(one.period).to < today) ?? counted[0]
}

/**
 * The latest figure of each wanted indicator that has one, for its whole region, in two statements. `until` is a day: later
 * periods are not looked at. `verifiedOnly` counts verified readings alone, as the public and the evaluation see them.
 */
export async function latestReadings(
  db: Sql | Tx,
  regionCode: string,
  wanted: { externalCodes?: readonly string[] | undefined; ids?: readonly string[] | undefined },
  options: { verifiedOnly: boolean; until: string },
): Promise<LatestReading[]> {
  const indicators = await listIndicators(db, regionCode, wanted)
  const figures = await listFigures(db, regionCode, indicators, { ...options, periods: 4 })
  return indicators.flatMap(indicator => {
    const latest = latestOf(figures.get(indicator.id) ?? [], options.until)
    return latest ? [{ indicator, ...latest }] : []
  })
}
