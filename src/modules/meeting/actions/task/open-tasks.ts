import type { Sql, Tx } from '#platform/db/database.ts'
import type { Meeting } from '../../model.ts'
import type { Stop, Task } from '../../model-task.ts'
import { reachBack } from '../../rules/task/travel.ts'
import { listStops, listTasksOfMeetings } from '../../store/task/tasks.ts'

export const stopOf = (meeting: Meeting): Stop => ({
  id: meeting.id,
  startsAt: meeting.startsAt,
  seriesKey: meeting.seriesKey,
  institutionId: meeting.institutionId,
  followsId: meeting.followsId,
  cancelled: meeting.state === 'cancelled',
})

/**
 * The tasks that stand on the agenda of a meeting by themselves, by due day: made in earlier meetings that it continues
 * (`reachBack`) and not settled before it began, so that what is reported done in the meeting still stands there. Tasks of
 * the meeting itself are not among them. In two statements. With `lock` the rows of the tasks are held.
 */
export async function openTasksOf(db: Sql | Tx, meeting: Meeting, { lock = false } = {}): Promise<Task[]> {
  const from = reachBack(stopOf(meeting), await listStops(db, meeting.regionCode, meeting.startsAt))
  return await listTasksOfMeetings(db, meeting.regionCode, [...from], { openOrSettledSince: meeting.startsAt, lock })
}
