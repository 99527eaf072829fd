import type { Sql, Tx } from '#platform/db/database.ts'
import type { Task, TaskEvent, TaskEventName } from '../../model-task.ts'

/** Stores what people may change of a task, as a new version. The row is held by the caller. */
export async function writeTask(tx: Tx, task: Task, by: string | undefined, now: Date): Promise<void> {
  await tx
    .updateTable('meeting.task')
    .set({
      text: task.text,
      owner_id: task.ownerId,
      dimension: task.dimension ?? null,
      due_on: task.dueOn,
      state: task.state,
      done_on: task.doneOn ?? null,
      note: task.note ?? null,
      times_overdue: task.timesOverdue,
      counted_for: task.countedFor ?? null,
      level: task.level,
      version: task.version + 1,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', task.regionCode)
    .where('id', '=', task.id)
    .execute()
}

/** The journey of a task in the order in which it happened, in one statement. */
export async function listTaskEvents(db: Sql | Tx, regionCode: string, taskId: string): Promise<TaskEvent[]> {
  const rows = await db
    .selectFrom('meeting.task_event as e')
    .leftJoin('meeting.meeting as m', join =>
      join.onRef('m.region_code', '=', 'e.region_code').onRef('m.id', '=', 'e.meeting_id'),
    )
    .leftJoin('people.account as a', 'a.id', 'e.account_id')
    .select(['e.id', 'e.event', 'e.meeting_id', 'm.title', 'e.note', 'e.due_on', 'e.account_id', 'a.name'])
    .select('e.happened_at')
    .where('e.region_code', '=', regionCode)
    .where('e.task_id', '=', taskId)
    .orderBy('e.seq')
    .execute()
  return rows.map(row => ({
    id: row.id,
    event: row.event as TaskEventName,
    meetingId: row.meeting_id ?? undefined,
    meetingTitle: row.title ?? undefined,
    note: row.note ?? undefined,
    dueOn: (row.due_on as unknown as string | null) ?? undefined,
    accountId: row.account_id ?? undefined,
    accountName: row.name ?? undefined,
    happenedAt: row.happened_at,
  }))
}
