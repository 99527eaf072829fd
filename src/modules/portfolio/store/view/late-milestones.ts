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
 * Late milestones of a region, the longest overdue first, and how many there are of them, in one statement. `officeId`
 * keeps those that this office owns. A milestone is late from the day after its due day (`today` in the zone of the region).
 */
export async function listLateMilestones(
  db: Sql | Tx,
  regionCode: string,
  today: string,
  limit: number,
  officeId?: string,
): Promise<{ total: number; milestones: LateMilestone[] }> {
  let query = db
    .selectFrom('portfolio.milestone as m')
    .innerJoin('portfolio.programme as p', join =>
      join.onRef('p.region_code', '=', 'm.region_code').onRef('p.id', '=', 'm.programme_id'),
    )
    .innerJoin('people.organisation as o', 'o.id', 'm.owner_id')
    .select([
      'm.id',
      'm.title',
      'm.due_on',
      'p.id as programme_id',
      'p.code as programme_code',
      'p.name as programme_name',
      'p.dimension',
      'o.name as owner_name',
      sql<number>`count(*) over ()`.as('total'),
    ])
    .where('m.region_code', '=', regionCode)
    .where('m.done_on', 'is', null)
    .where('m.archived_at', 'is', null)
    .where('m.due_on', '<', today)
    .where('p.archived_at', 'is', null)
    .where('p.status', '<>', 'stopped')
    .orderBy('m.due_on')
    .orderBy('p.code')
    .orderBy('m.id')
    .limit(limit)
  if (officeId !== undefined) query = query.where('m.owner_id', '=', officeId)
  const rows = await query.execute()
  return {
    total: rows[0]?.total ?? 0,
    milestones: rows.map(row => ({
      id: row.id,
      title: row.title,
      dueOn: row.due_on,
      programmeId: row.programme_id,
      programmeCode: row.programme_code,
      programmeName: row.programme_name,
      dimension: row.dimension as Dimension,
      ownerName: row.owner_name,
    })),
  }
}
