import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { ProgrammeFilter } from '../../model.ts'
import { matches } from '../programmes.ts'

type Filtered = Parameters<typeof matches>[0]

/** By what money is added up. */
export const BUDGET_CUTS = ['dimension', 'office', 'source', 'year'] as const
export type BudgetCut = (typeof BUDGET_CUTS)[number]

/** Money of one group, in whole rupiah. */
export interface BudgetSum {
  /** Dimension, id of the leading office, code of the source, or year. */
  key: string
  /** Name of the office; undefined for the other cuts. */
  name: string | undefined
  planned: bigint
  /** Planned in those lines whose realisation was reported; never more than `planned`. */
  plannedReported: bigint
  /** What was reported; 0 says nothing while `reported` is 0. */
  realised: bigint
  lines: number
  /** Lines whose realisation was reported, as 0 too. */
  reported: number
}

const keys = {
  dimension: sql<string>`p.dimension`,
  office: sql<string>`p.lead_id::text`,
  source: sql<string>`b.source`,
  year: sql<string>`b.year::text`,
} as const

/**
 * Planned and realised money of the living programmes that a filter lets through, by one cut, in one statement. `year` takes
 * the lines of that year only; without it all years. Groups without a line are not in the answer.
 */
export async function sumBudgets(
  db: Sql | Tx,
  regionCode: string,
  by: BudgetCut,
  filter: ProgrammeFilter,
  year?: number,
): Promise<BudgetSum[]> {
  let query = db
    .selectFrom('portfolio.programme as p')
    .innerJoin('portfolio.budget as b', join =>
      join.onRef('b.region_code', '=', 'p.region_code').onRef('b.programme_id', '=', 'p.id'),
    )
    .select([
      keys[by].as('key'),
      sql<string>`sum(b.planned)::text`.as('planned'),
      sql<string>`coalesce(sum(b.planned) filter (where b.realised is not null), 0)::text`.as('planned_reported'),
      sql<string>`coalesce(sum(b.realised), 0)::text`.as('realised'),
      sql<number>`count(*)`.as('lines'),
      sql<number>`count(b.realised)`.as('reported'),
    ])
    .where(eb => matches(eb as unknown as Filtered, regionCode, filter))
    .where('b.region_code', '=', regionCode)
    .groupBy(keys[by])
  if (year !== undefined) query = query.where('b.year', '=', year)
  // Names are joined to the few sums, not to every line.
  const rows = await db
    .with('sums', () => query)
    .selectFrom('sums')
    .leftJoin('people.organisation as o', join => join.on(sql<boolean>`${by === 'office'} and o.id::text = sums.key`))
    .select(['key', 'planned', 'planned_reported', 'realised', 'lines', 'reported', 'o.name'])
    .orderBy('o.name')
    .orderBy('key')
    .execute()
  return rows.map(row => ({
    key: row.key,
    name: row.name ?? undefined,
    planned: BigInt(row.planned),
    plannedReported: BigInt(row.planned_reported),
    realised: BigInt(row.realised),
    lines: row.lines,
    reported: row.reported,
  }))
}

/** Planned money of one dimension by one more cut: what a book adds up as it needs. */
export interface BudgetPart {
  dimension: string
  by: Exclude<BudgetCut, 'dimension'>
  /** Id of the leading office, code of the source, or year. */
  key: string
  /** Name of the office; undefined for the other cuts. */
  name: string | undefined
  planned: bigint
}

/** Planned money of all living programmes by dimension and each other cut, offices by name, in one statement. */
export async function sumBudgetsByDimension(db: Sql | Tx, regionCode: string): Promise<BudgetPart[]> {
  const rows = await db
    .with('sums', eb =>
      eb
        .selectFrom('portfolio.programme as p')
        .innerJoin('portfolio.budget as b', join =>
          join.onRef('b.region_code', '=', 'p.region_code').onRef('b.programme_id', '=', 'p.id'),
        )
        .select([
          'p.dimension',
          'p.lead_id',
          sql<BudgetPart['by']>`case when b.year is not null then 'year' when b.source is not null then 'source'
            else 'office' end`.as('by'),
          sql<string>`coalesce(b.year::text, b.source, p.lead_id::text)`.as('key'),
          sql<string>`sum(b.planned)::text`.as('planned'),
        ])
        .where(living => matches(living as unknown as Filtered, regionCode, {}))
        .where('b.region_code', '=', regionCode)
        .groupBy(sql`grouping sets ((p.dimension, p.lead_id), (p.dimension, b.year), (p.dimension, b.source))`),
    )
    .selectFrom('sums')
    .leftJoin('people.organisation as o', 'o.id', 'sums.lead_id')
    .select(['sums.dimension', 'sums.by', 'sums.key', 'sums.planned', 'o.name'])
    .orderBy('o.name')
    .orderBy('sums.key')
    .execute()
  return rows.map(row => ({ ...row, name: row.name ?? undefined, planned: BigInt(row.planned) }))
}

/** The years for which a region has budget lines, oldest first, in one statement. */
export async function listBudgetYears(db: Sql | Tx, regionCode: string): Promise<number[]> {
  const rows = await db
    .selectFrom('portfolio.budget')
    .select('year')
    .distinct()
    .where('region_code', '=', regionCode)
    .orderBy('year')
    .execute()
  return rows.map(row => row.year)
}
