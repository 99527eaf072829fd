import { sql } from 'kysely'
import type { Sql } from '#platform/db/database.ts'

/** Regions that have meetings, by code, with how many are to come; below a province only, when given. In one statement. */
export async function listMeetingRegions(
  db: Sql,
  given: { below: string | undefined; after: string | undefined; limit: number; now: Date },
): Promise<{ code: string; name: string; coming: number; all: number }[]> {
  const { rows } = await sql<{ code: string; name: string; coming: number; all: number }>`
    select g.region_code as code, r.name, count(*) as all,
      count(*) filter (where g.ends_at >= ${given.now} and g.state <> 'cancelled') as coming
    from meeting.meeting g join region.region r on r.region_code = g.region_code
    where (${given.below ?? null}::text is null or g.region_code like ${given.below ?? null}::text || '.%')
      and g.region_code > ${given.after ?? ''}
    group by g.region_code, r.name order by g.region_code limit ${given.limit}`.execute(db)
  return rows
}

/** What waits in one region for who keeps its meetings: drafts to come without a letter, and letters that did not arrive. */
export async function countWaiting(
  db: Sql,
  regionCode: string,
  now: Date,
): Promise<{ drafts: number; failed: number }> {
  const { rows } = await sql<{ drafts: number; failed: number }>`
    select (select count(*) from meeting.meeting where region_code = ${regionCode} and state = 'draft'
        and starts_at > ${now}) as drafts,
      (select count(*) from meeting.invitee i
        join meeting.meeting g on g.region_code = i.region_code and g.id = i.meeting_id
        join mail.message m on m.id = i.message_id
        where g.region_code = ${regionCode} and g.state = 'invited' and g.starts_at > ${now}
          and i.removed_at is null and m.state = 'failed') as failed`.execute(db)
  return rows[0] ?? { drafts: 0, failed: 0 }
}
