import { sql, type SqlBool } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Stop, Task, TaskDimension, TaskEventName, TaskInput, TaskLevel, TaskState } from '../../model-task.ts'

export const selectTasks = (db: Sql | Tx) =>
  db
    .selectFrom('meeting.task as t')
    .innerJoin('meeting.meeting as m', join =>
      join.onRef('m.region_code', '=', 't.region_code').onRef('m.id', '=', 't.meeting_id'),
    )
    .innerJoin('people.organisation as o', 'o.id', 't.owner_id')
    .selectAll('t')
    .select([
      'm.title as meeting_title',
      'm.starts_at as meeting_starts_at',
      'o.name as owner_name',
      'o.archived_at as owner_archived_at',
    ])

export type TaskRow = Awaited<ReturnType<ReturnType<typeof selectTasks>['execute']>>[number]

export const toTask = (row: TaskRow): Task => ({
  regionCode: row.region_code,
  id: row.id,
  meetingId: row.meeting_id,
  meetingTitle: row.meeting_title,
  meetingStartsAt: row.meeting_starts_at,
  decisionId: row.decision_id ?? undefined,
  text: row.text,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  ownerArchived: row.owner_archived_at !== null,
  dimension: (row.dimension as TaskDimension | null) ?? undefined,
  dueOn: row.due_on as unknown as string,
  firstDueOn: row.first_due_on as unknown as string,
  state: row.state as TaskState,
  doneOn: (row.done_on as unknown as string | null) ?? undefined,
  note: row.note ?? undefined,
  timesOverdue: row.times_overdue,
  countedFor: (row.counted_for as unknown as string | null) ?? undefined,
  level: row.level as TaskLevel,
  version: row.version,
  createdAt: row.created_at,
  changedAt: row.changed_at,
})

/** One task of a region; `undefined` when there is none. With `lock` its row is held until the transaction ends. */
export async function findTask(db: Sql | Tx, regionCode: string, id: string, lock = false): Promise<Task | undefined> {
  let query = selectTasks(db).where('t.region_code', '=', regionCode).where('t.id', '=', id)
  if (lock) query = query.forUpdate('t')
  const row = await query.executeTakeFirst()
  return row && toTask(row)
}

/** What decides the travels of tasks, for all meetings of a region that began before a moment. */
export async function listStops(db: Sql | Tx, regionCode: string, before: Date): Promise<Stop[]> {
  const rows = await db
    .selectFrom('meeting.meeting')
    .select(['id', 'starts_at', 'series_key', 'institution_id', 'follows_id', 'state'])
    .where('region_code', '=', regionCode)
    .where('starts_at', '<', before)
    .execute()
  return rows.map(toStop)
}

/** The same for what comes after a moment, cancelled meetings left out. */
export async function listStopsAfter(db: Sql | Tx, regionCode: string, after: Date): Promise<Stop[]> {
  const rows = await db
    .selectFrom('meeting.meeting')
    .select(['id', 'starts_at', 'series_key', 'institution_id', 'follows_id', 'state'])
    .where('region_code', '=', regionCode)
    .where('starts_at', '>', after)
    .where('state', '<>', 'cancelled')
    .execute()
  return rows.map(toStop)
}

const toStop = (row: {
  id: string
  starts_at: Date
  series_key: string | null
  institution_id: string | null
  follows_id: string | null
  state: string
}): Stop => ({
  id: row.id,
  startsAt: row.starts_at,
  seriesKey: row.series_key ?? undefined,
  institutionId: row.institution_id ?? undefined,
  followsId: row.follows_id ?? undefined,
  cancelled: row.state === 'cancelled',
})

/**
 * Tasks made in these meetings, by due day. `openOrSettledSince` leaves out those that were settled before that moment; all
 * when absent. With `lock` the rows are held.
 */
export async function listTasksOfMeetings(
  db: Sql | Tx,
  regionCode: string,
  meetingIds: readonly string[],
  { openOrSettledSince, lock = false }: { openOrSettledSince?: Date | undefined; lock?: boolean } = {},
): Promise<Task[]> {
  if (meetingIds.length === 0) return []
  let query = selectTasks(db)
    .where('t.region_code', '=', regionCode)
    .where(sql<SqlBool>`t.meeting_id = any(${[...meetingIds]}::uuid[])`)
    .orderBy('t.due_on')
    .orderBy('t.id')
  if (openOrSettledSince !== undefined) {
    query = query.where(eb =>
      eb.or([
        eb('t.state', '=', 'open'),
        eb.exists(
          eb
            .selectFrom('meeting.task_event as e')
            .select('e.id')
            .whereRef('e.region_code', '=', 't.region_code')
            .whereRef('e.task_id', '=', 't.id')
            .where('e.event', 'in', ['done', 'dropped'])
            .where('e.happened_at', '>=', openOrSettledSince),
        ),
      ]),
    )
  }
  if (lock) query = query.forUpdate('t')
  return (await query.execute()).map(toTask)
}

/** Adds tasks of one meeting in one statement; gives their ids in the order given. */
export async function insertTasks(
  tx: Tx,
  regionCode: string,
  meetingId: string,
  tasks: readonly TaskInput[],
  by: string | undefined,
  now: Date,
): Promise<string[]> {
  if (tasks.length === 0) return []
  const rows = await tx
    .insertInto('meeting.task')
    .values(
      tasks.map(one => ({
        region_code: regionCode,
        meeting_id: meetingId,
        decision_id: one.decisionId ?? null,
        text: one.text,
        owner_id: one.ownerId,
        dimension: one.dimension ?? null,
        due_on: one.dueOn,
        first_due_on: one.dueOn,
        changed_by: by ?? null,
        created_at: now,
        changed_at: now,
      })),
    )
    .returning('id')
    .execute()
  return rows.map(row => row.id)
}

export interface NewTaskEvent {
  taskId: string
  event: TaskEventName
  meetingId?: string | undefined
  note?: string | undefined
  dueOn?: string | undefined
}

/** Writes steps of the journey of tasks in one statement. */
export async function insertTaskEvents(
  tx: Tx,
  regionCode: string,
  events: readonly NewTaskEvent[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (events.length === 0) return
  await tx
    .insertInto('meeting.task_event')
    .values(
      events.map(one => ({
        region_code: regionCode,
        task_id: one.taskId,
        event: one.event,
        meeting_id: one.meetingId ?? null,
        note: one.note ?? null,
        due_on: one.dueOn ?? null,
        account_id: by ?? null,
        happened_at: now,
      })),
    )
    .execute()
}

/** What of tasks a count or a new due day changes. */
export interface TaskChange {
  id: string
  dueOn: string
  timesOverdue: number
  countedFor: string | undefined
  level: TaskLevel
}

/** Writes due days and counts of tasks in one statement; each gets a new version. */
export async function updateTasks(
  tx: Tx,
  regionCode: string,
  changes: readonly TaskChange[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (changes.length === 0) return
  await sql`update meeting.task t set due_on = g."dueOn", times_overdue = g."timesOverdue", counted_for = g."countedFor",
      level = g.level, version = t.version + 1, changed_by = coalesce(${by ?? null}::uuid, t.changed_by),
      changed_at = ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as g (id uuid, "dueOn" date, "timesOverdue" smallint, "countedFor" date, level text)
    where t.region_code = ${regionCode} and t.id = g.id`.execute(tx)
}
