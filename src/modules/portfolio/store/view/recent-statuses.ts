import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Dimension, Status } from '../../model.ts'

/** A status that was recorded lately, with the one before it. */
export interface RecentStatus {
  programmeId: string
  programmeCode: string
  programmeName: string
  dimension: Dimension
  status: Status
  /** Undefined for a programme that is new in the portfolio. */
  before: Status | undefined
  since: string
  /** Code in the catalogue. */
  reason: string | undefined
  recordedAt: Date
}

/** What changed its status last in a region, newest first, in one statement. */
export async function listRecentStatuses(db: Sql | Tx, regionCode: string, limit: number): Promise<RecentStatus[]> {
  const { rows } = await sql<{
    programme_id: string
    code: string
    name: string
    dimension: Dimension
    status: Status
    before: Status | null
    since: string
    reason: string | null
    recorded_at: Date
  }>`select c.programme_id, p.code, p.name, p.dimension, c.status, c.since, c.reason, c.recorded_at,
      (select e.status from portfolio.status_change e
        where e.region_code = c.region_code and e.programme_id = c.programme_id
          and (e.since, e.recorded_at) < (c.since, c.recorded_at)
        order by e.since desc, e.recorded_at desc limit 1) as before
    from portfolio.status_change c
    join portfolio.programme p on p.region_code = c.region_code and p.id = c.programme_id and p.archived_at is null
    where c.region_code = ${regionCode}
    order by c.recorded_at desc, c.id desc limit ${limit}`.execute(db)
  return rows.map(row => ({
    programmeId: row.programme_id,
    programmeCode: row.code,
    programmeName: row.name,
    dimension: row.dimension,
    status: row.status,
    before: row.before ?? undefined,
    since: row.since,
    reason: row.reason ?? undefined,
    recordedAt: row.recorded_at,
  }))
}
