import { sql } from 'kysely'
import type { Zone } from '#kit/format.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Counted, TaskDimension } from '../../model-task.ts'

/** An open task whose day may have passed. */
export interface DueTask extends Counted {
  regionCode: string
  id: string
  ownerId: string
  dimension: TaskDimension | undefined
  zone: Zone
}

/**
 * Open tasks whose due day passed uncounted somewhere in Indonesia, at most `limit`, oldest first; whether it passed in their
 * region the rule decides. Their rows are held; what others hold is left out.
 */
export async function lockDueTasks(tx: Tx, now: Date, limit: number): Promise<DueTask[]> {
  const { rows } = await sql<{
    region_code: string
    id: string
    owner_id: string
    dimension: TaskDimension | null
    timezone: Zone
    due_on: string
    times_overdue: number
    counted_for: string | null
    level: Counted['level']
  }>`
    select t.region_code, t.id, t.owner_id, t.dimension, r.timezone, t.due_on, t.times_overdue, t.counted_for, t.level
    from meeting.task t join region.region r on r.region_code = t.region_code
    where t.state = 'open' and (t.counted_for is null or t.counted_for < t.due_on)
      and t.due_on < (${now}::timestamptz at time zone case r.timezone when 'WITA' then 'Asia/Makassar'
        when 'WIT' then 'Asia/Jayapura' else 'Asia/Jakarta' end)::date
    order by t.due_on, t.id limit ${limit} for update of t skip locked`.execute(tx)
  return rows.map(row => ({
    regionCode: row.region_code,
    id: row.id,
    ownerId: row.owner_id,
    dimension: row.dimension ?? undefined,
    zone: row.timezone,
    state: 'open',
    dueOn: row.due_on,
    timesOverdue: row.times_overdue,
    countedFor: row.counted_for ?? undefined,
    level: row.level,
  }))
}

/** Writes the counts of tasks of several regions in one statement; the version stays, so that nobody's form grows old. */
export async function updateCounts(
  tx: Tx,
  counts: readonly { regionCode: string; id: string; timesOverdue: number; countedFor: string; level: string }[],
): Promise<void> {
  if (counts.length === 0) return
  await sql`update meeting.task t set times_overdue = g."timesOverdue", counted_for = g."countedFor", level = g.level
    from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
      as g ("regionCode" text, id uuid, "timesOverdue" smallint, "countedFor" date, level text)
    where t.region_code = g."regionCode" and t.id = g.id`.execute(tx)
}
