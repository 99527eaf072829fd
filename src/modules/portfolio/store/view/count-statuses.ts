import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Dimension, ProgrammeFilter, Status } from '../../model.ts'
import { matches } from '../programmes.ts'

type Filtered = Parameters<typeof matches>[0]

/** How many programmes of one dimension have one status. */
export interface StatusCount {
  dimension: Dimension
  status: Status
  /** Planned for the year. */
  count: number
  /** Living programmes whose years do not include it. */
  outside: number
}

/**
 * Living programmes by dimension and status, in one statement. With `day` the status that held on that day ("2025-12-31"),
 * `planned` where there was none yet; without it the status of now.
 */
export async function countStatuses(
  db: Sql | Tx,
  regionCode: string,
  year: number,
  day?: string,
): Promise<StatusCount[]> {
  const inYear = sql`p.start_year <= ${year} and p.end_year >= ${year}`
  const { rows } = await (
    day === undefined
      ? sql<StatusCount>`select p.dimension, p.status, count(*) filter (where ${inYear}) as count,
        count(*) filter (where not (${inYear})) as outside
      from portfolio.programme p where p.region_code = ${regionCode} and p.archived_at is null
      group by p.dimension, p.status`
      : sql<StatusCount>`with held as materialized (
        select distinct on (c.programme_id) c.programme_id, c.status from portfolio.status_change c
        where c.region_code = ${regionCode} and c.since <= ${day}::date
        order by c.programme_id desc, c.since desc, c.recorded_at desc)
      select p.dimension, coalesce(held.status, 'planned') as status,
        count(*) filter (where ${inYear}) as count, count(*) filter (where not (${inYear})) as outside
      from portfolio.programme p left join held on held.programme_id = p.id
      where p.region_code = ${regionCode} and p.archived_at is null
      group by 1, 2`
  ).execute(db)
  return rows
}

/** How many living programmes a filter lets through, in one statement. */
export async function countProgrammes(db: Sql | Tx, regionCode: string, filter: ProgrammeFilter): Promise<number> {
  const row = await db
    .selectFrom('portfolio.programme as p')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where(eb => matches(eb as unknown as Filtered, regionCode, filter))
    .executeTakeFirstOrThrow()
  return row.count
}
