import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Dimension } from '../../model.ts'

/** A milestone whose day has passed, of a living programme that has not been stopped. */
export interface LateMilestone {
  id: string
  title: string
  dueOn: string
  programmeId: string
  programmeCode: string
  programmeName: string
  dimension: Dimension
  ownerName: string
}

/**
 * Late milestones of a region, the longest overdue first, and how many there are of them, in one statement. A milestone is
 * late from the day after its due day (`today` in the zone of the region).
 */
export async function listLateMilestones(
  db: Sql | Tx,
  regionCode: string,
  today: string,
  limit: number,
): Promise<{ total: number; milestones: LateMilestone[] }> {
  // Both sides are read from their indexes alone; names are looked up for the few that are shown.
  const { rows } = await sql<LateMilestone & { total: number }>`with late as materialized (
      select m.id, m.due_on, m.programme_id
      from portfolio.milestone m
      join portfolio.programme p on p.region_code = m.region_code and p.id = m.programme_id
      where m.region_code = ${regionCode} and m.done_on is null and m.archived_at is null and m.due_on < ${today}::date
        and p.region_code = ${regionCode} and p.archived_at is null and p.status <> 'stopped')
    select m.id, m.title, m.due_on as "dueOn", p.id as "programmeId", p.code as "programmeCode",
      p.name as "programmeName", p.dimension, o.name as "ownerName", (select count(*) from late) as total
    from (select * from late order by due_on, id limit ${limit}) shown
    join portfolio.milestone m on m.region_code = ${regionCode} and m.id = shown.id
    join portfolio.programme p on p.region_code = ${regionCode} and p.id = shown.programme_id
    join people.organisation o on o.id = m.owner_id
    order by m.due_on, m.id`.execute(db)
  return {
    total: rows[0]?.total ?? 0,
    milestones: rows.map(row => ({
      id: row.id,
      title: row.title,
      dueOn: row.dueOn,
      programmeId: row.programmeId,
      programmeCode: row.programmeCode,
      programmeName: row.programmeName,
      dimension: row.dimension,
      ownerName: row.ownerName,
    })),
  }
}
