import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import { CODE_LENGTH, type EntryLevel, type Totals } from '../../model-indicator.ts'

/** Exact sums over the whole region of one indicator in one period, and how many places should report. */
export interface PeriodTotals {
  indicatorId: string
  period: string
  totals: Totals
  expected: number
}

const levels = [2, 3, 4] as const satisfies readonly EntryLevel[]

/**
 * The sums that `totalsOf` makes, made by the database for many indicators at once: one row for each period that has a
 * reading, newest first, at most `periods` of them for each indicator. Indicators that do not add up (`last`) count what was
 * entered for the region itself. One statement.
 */
export async function listTotals(
  db: Sql | Tx,
  regionCode: string,
  indicatorIds: readonly string[],
  options: { verifiedOnly: boolean; untilDay?: string | undefined; periods: number },
): Promise<PeriodTotals[]> {
  if (indicatorIds.length === 0) return []
  const length = sql.join(
    levels.map(level => sql`when ${sql.lit(level)} then ${sql.lit(CODE_LENGTH[level])}`),
    sql` `,
  )
  const { rows } = await sql<{
    indicator_id: string
    period: string
    count: string
    value: string
    weighted: string
    weight: string
    numerator: string
    denominator: string
    expected: string
  }>`with living as (
      select length(g.region_code) as size, count(*) as places from region.region g
      where (g.region_code = ${regionCode} or g.region_code like ${`${regionCode}.%`}) and g.archived_at is null group by 1
    ), counted as (
      select r.indicator_id, r.period, i.rollup, case i.level ${length} end as size,
        count(*) filter (where case i.rollup when 'ratio' then r.numerator is not null
          when 'weighted' then r.value is not null and r.weight is not null else r.value is not null end) as count,
        count(*) filter (where g.archived_at is not null) as gone,
        coalesce(sum(r.value), 0) as value,
        coalesce(sum(r.value * r.weight), 0) as weighted,
        coalesce(sum(r.weight) filter (where r.value is not null), 0) as weight,
        coalesce(sum(r.numerator), 0) as numerator,
        coalesce(sum(r.denominator), 0) as denominator,
        row_number() over (partition by r.indicator_id order by r.period desc) as nth
      from portfolio.reading r
      join portfolio.indicator i on i.region_code = r.region_code and i.id = r.indicator_id
      join region.region g on g.region_code = r.place_code
      where r.region_code = ${regionCode} and r.indicator_id = any(${[...indicatorIds]}::uuid[])
        and case when i.rollup = 'last' then r.place_code = r.region_code
          else length(r.place_code) = case i.level ${length} end end
        and (not ${options.verifiedOnly}::boolean or r.state = 'verified')
        and (${options.untilDay ?? null}::text is null or r.period <= case i.frequency
          when 'year' then left(${options.untilDay ?? null}::text, 4)
          when 'semester' then left(${options.untilDay ?? null}::text, 4) || '-S' || ceil(substr(${options.untilDay ?? null}::text, 6, 2)::int / 6.0)
          when 'quarter' then left(${options.untilDay ?? null}::text, 4) || '-Q' || ceil(substr(${options.untilDay ?? null}::text, 6, 2)::int / 3.0)
          else left(${options.untilDay ?? null}::text, 7) end)
      group by 1, 2, 3, 4
    )
    select c.indicator_id, c.period, c.count::text, c.value::text, c.weighted::text, c.weight::text, c.numerator::text,
      c.denominator::text,
      (case when c.rollup = 'last' then 1 else coalesce(l.places, 0) + c.gone end)::text as expected
    from counted c left join living l on l.size = c.size
    where c.nth <= ${options.periods}
    order by c.indicator_id, c.period desc`.execute(db)
  return rows.map(row => ({
    indicatorId: row.indicator_id,
    period: row.period,
    totals: {
      count: Number(row.count),
      value: row.value,
      weighted: row.weighted,
      weight: row.weight,
      numerator: row.numerator,
      denominator: row.denominator,
    },
    expected: Number(row.expected),
  }))
}
