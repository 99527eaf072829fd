import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { ProgrammeFilter } from '../../model.ts'
import { matches } from '../programmes.ts'

type Filtered = Parameters<typeof matches>[0]

/** Column of the programme that an axis counts by; districts come from its places. */
const columns = { dimension: 'dimension', sector: 'sector', 'sub-dimension': 'sub_dimension' } as const
type AxisName = keyof typeof columns | 'district'

/** What counts of programmes without a place stand under on the axis of districts. */
export const WHOLE = 'whole'

/** A count at one crossing of two axes; undefined on a side is the total over that side. */
export interface Crossing {
  row: string | undefined
  column: string | undefined
  count: number
}

/**
 * Living programmes of a filter by two axes with all totals, each programme once a figure, in one statement. On the axis of
 * districts a programme counts in each district that it names or has a village in, and under `whole` when it names none.
 */
export async function countSpread(
  db: Sql | Tx,
  regionCode: string,
  axes: { row: AxisName; column: AxisName },
  filter: ProgrammeFilter,
): Promise<Crossing[]> {
  const key = (axis: AxisName) => (axis === 'district' ? sql.ref('d.district') : sql.ref(`c.${columns[axis]}`))
  const chosen = db
    .selectFrom('portfolio.programme as p')
    .select(['p.id', 'p.dimension', 'p.sub_dimension', 'p.sector'])
    .where(eb => matches(eb as unknown as Filtered, regionCode, filter))
  const rows = await sql<{ line: string | null; col: string | null; count: number }>`
    with c as materialized (${chosen}),
    d as (
      select c.id, coalesce(w.district, ${WHOLE}) as district from c left join (
        select distinct programme_id, left(place_code, 8) as district from portfolio.programme_place
        where region_code = ${regionCode}
      ) w on w.programme_id = c.id
    ), crossed as (
      select c.id, ${key(axes.row)} as line, ${key(axes.column)} as col
      from c ${axes.row === 'district' || axes.column === 'district' ? sql`join d on d.id = c.id` : sql``}
    )
    select line, col, count(distinct id)::int as count from crossed
    group by grouping sets ((line, col), (line), (col), ())`.execute(db)
  return rows.rows.map(({ line, col, count }) => ({ row: line ?? undefined, column: col ?? undefined, count }))
}

/** How many programmes name each place itself, by code, in one statement. */
export async function countPlaces(
  db: Sql | Tx,
  regionCode: string,
  filter: ProgrammeFilter,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('portfolio.programme as p')
    .innerJoin('portfolio.programme_place as w', join =>
      join.onRef('w.region_code', '=', 'p.region_code').onRef('w.programme_id', '=', 'p.id'),
    )
    .select(['w.place_code', eb => eb.fn.countAll<number>().as('count')])
    .where(eb => matches(eb as unknown as Filtered, regionCode, filter))
    .groupBy('w.place_code')
    .execute()
  return new Map(rows.map(row => [row.place_code, Number(row.count)]))
}
