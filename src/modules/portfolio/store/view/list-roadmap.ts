import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Dimension, ProgrammeFilter, Status, Term } from '../../model.ts'
import { matches } from '../programmes.ts'

type Filtered = Parameters<typeof matches>[0]

/** One bar of the roadmap. */
export interface RoadmapLine {
  id: string
  code: string
  name: string
  dimension: Dimension
  term: Term
  startYear: number
  endYear: number
  status: Status
  statusSince: string
  leadName: string
  /** Place of the line for `after`. */
  place: string
}

/** How many programmes one term and dimension has, and the years they span. */
export interface RoadmapCount {
  term: Term
  dimension: Dimension
  count: number
  from: number
  to: number
}

const dimensionOrder = sql<number>`array_position(array['gov', 'bra', 'eco', 'liv', 'soc', 'env'], p.dimension)`

/** Programmes by term, dimension, first year and code: the bars of the roadmap, in one statement. `after` as in `place`. */
export async function listRoadmap(
  db: Sql | Tx,
  regionCode: string,
  filter: ProgrammeFilter,
  page: { after?: string | undefined; limit: number },
): Promise<RoadmapLine[]> {
  let query = db
    .selectFrom('portfolio.programme as p')
    .innerJoin('people.organisation as o', 'o.id', 'p.lead_id')
    .select([
      'p.id',
      'p.code',
      'p.name',
      'p.dimension',
      'p.term',
      'p.start_year',
      'p.end_year',
      'p.status',
      'p.status_since',
      'o.name as lead_name',
      dimensionOrder.as('dimension_order'),
    ])
    .where(eb => matches(eb as unknown as Filtered, regionCode, filter))
    .orderBy('p.term')
    .orderBy(dimensionOrder)
    .orderBy('p.start_year')
    .orderBy('p.code')
    .limit(page.limit)
  const after = /^(1|5|10)-([1-6])-(\d{4})-(.{1,30})$/.exec(page.after ?? '')
  if (after) {
    const [, term, dimension, year, code] = after
    query = query.where(
      sql<boolean>`(p.term::int, ${dimensionOrder}, p.start_year::int, p.code) >
        (${Number(term)}::int, ${Number(dimension)}::int, ${Number(year)}::int, ${code})`,
    )
  }
  return (await query.execute()).map(row => ({
    id: row.id,
    code: row.code,
    name: row.name,
    dimension: row.dimension as Dimension,
    term: row.term as Term,
    startYear: row.start_year,
    endYear: row.end_year,
    status: row.status as Status,
    statusSince: row.status_since,
    leadName: row.lead_name,
    place: `${row.term}-${row.dimension_order}-${row.start_year}-${row.code}`,
  }))
}

/** Programmes counted by term and dimension, in one statement. */
export async function countRoadmap(db: Sql | Tx, regionCode: string, filter: ProgrammeFilter): Promise<RoadmapCount[]> {
  const rows = await db
    .selectFrom('portfolio.programme as p')
    .select(eb => [
      'p.term',
      'p.dimension',
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('p.start_year').as('from'),
      eb.fn.max('p.end_year').as('to'),
    ])
    .where(eb => matches(eb as unknown as Filtered, regionCode, filter))
    .groupBy(['p.term', 'p.dimension'])
    .execute()
  return rows.map(row => ({
    term: row.term as Term,
    dimension: row.dimension as Dimension,
    count: row.count,
    from: row.from,
    to: row.to,
  }))
}
