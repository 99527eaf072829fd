import type { Sql } from '#platform/db/database.ts'
import type { Meeting } from '../../model.ts'
import { toMeeting } from '../meetings.ts'

/** The newest meetings of an institution, at most `limit`, in one statement. */
export async function listMeetingsOf(
  db: Sql,
  regionCode: string,
  institutionId: string,
  limit: number,
): Promise<Meeting[]> {
  const rows = await db
    .selectFrom('meeting.meeting')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('institution_id', '=', institutionId)
    .orderBy('starts_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toMeeting)
}
