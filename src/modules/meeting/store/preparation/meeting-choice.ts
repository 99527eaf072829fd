import type { Sql } from '#platform/db/database.ts'

/** Meetings of a region to choose from, the newest first, at most 100, in one statement. */
export async function listMeetingChoice(
  db: Sql,
  regionCode: string,
): Promise<{ id: string; title: string; startsAt: Date }[]> {
  const rows = await db
    .selectFrom('meeting.meeting')
    .select(['id', 'title', 'starts_at'])
    .where('region_code', '=', regionCode)
    .where('state', '<>', 'cancelled')
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map(row => ({ id: row.id, title: row.title, startsAt: row.starts_at }))
}
