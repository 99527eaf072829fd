import { dayIn } from '#kit/format.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Meeting } from '../../model.ts'
import type { Task } from '../../model-task.ts'
import { addDays } from '../../rules/task/days.ts'
import { countOverdue } from '../../rules/task/overdue.ts'
import { DAYS_WITHOUT_NEXT, dueAfterCarrying, reachBack } from '../../rules/task/travel.ts'
import {
  insertTaskEvents,
  listStopsAfter,
  listTasksOfMeetings,
  type NewTaskEvent,
  type TaskChange,
  updateTasks,
} from '../../store/task/tasks.ts'
import { insertNotices } from '../../store/task/notices.ts'
import { todayIn } from './make-tasks.ts'
import { openTasksOf, stopOf } from './open-tasks.ts'
import { peopleAsked } from './people-asked.ts'

/** What a meeting that closes leaves behind. */
export interface TasksAtClose {
  /** Tasks that it made. */
  made: number
  /** Tasks of earlier meetings that were still open and travel on. */
  carried: number
  /** Tasks of earlier meetings that were settled since it began. */
  settled: number
}

/**
 * Called in the transaction that closes a meeting. Offices get a letter about the tasks it made. Tasks on its agenda that are still open are carried on: each gets that step
 * in its journey; one whose day has passed is counted, if that was not done yet, with letters to those whom it asks then, and is
 * due again at the next meeting that carries it, or a month later. In a fixed number of statements.
 */
export async function tasksAtClose(
  tx: Tx,
  meeting: Meeting,
  now: Date,
  accountId: string | undefined = undefined,
): Promise<TasksAtClose> {
  const { regionCode } = meeting
  const own = await listTasksOfMeetings(tx, regionCode, [meeting.id])
  const standing = await openTasksOf(tx, meeting, { lock: true })
  const open = standing.filter(one => one.state === 'open')
  const today = await todayIn(tx, regionCode, now)
  const next = await nextDay(tx, meeting)
  const changes: TaskChange[] = []
  const events: NewTaskEvent[] = []
  const late: Task[] = []
  for (const task of open) {
    events.push({ taskId: task.id, event: 'carried', meetingId: meeting.id, dueOn: task.dueOn })
    const change = carry(task, today, next)
    if (change === undefined) continue
    changes.push(change.task)
    if (change.counted) late.push({ ...task, ...change.task })
    events.push(...change.events.map(event => ({ ...event, meetingId: meeting.id })))
  }
  await updateTasks(tx, regionCode, changes, accountId, now)
  await insertTaskEvents(tx, regionCode, events, accountId, now)
  const asked = await peopleAsked(
    tx,
    [...open, ...own].map(one => one.ownerId),
    [regionCode],
    now,
  )
  await insertNotices(
    tx,
    [...late, ...own.filter(one => one.state === 'open')].flatMap(task => asked.noticesOf(task)),
    { askedBy: undefined, now, hours: 0 },
  )
  return { made: own.length, carried: open.length, settled: standing.length - open.length }
}

function carry(task: Task, today: string, next: string | undefined) {
  const dueOn = dueAfterCarrying(task.dueOn, today, next, addDays(today, DAYS_WITHOUT_NEXT))
  if (dueOn === undefined) return undefined
  const counted = countOverdue(task, today)
  const { timesOverdue, countedFor, level } = counted ?? task
  const events: NewTaskEvent[] = []
  if (counted) events.push({ taskId: task.id, event: 'overdue', dueOn: task.dueOn })
  if (counted?.escalated) events.push({ taskId: task.id, event: 'escalated', note: counted.level })
  events.push({ taskId: task.id, event: 'moved', dueOn })
  return { task: { id: task.id, dueOn, timesOverdue, countedFor, level }, counted: counted !== undefined, events }
}

/** The day of the first later meeting on whose agenda the tasks of this one stand. */
async function nextDay(tx: Tx, meeting: Meeting): Promise<string | undefined> {
  const here = stopOf(meeting)
  const later = await listStopsAfter(tx, meeting.regionCode, meeting.startsAt)
  const all = [here, ...later]
  const next = later
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .find(one => reachBack(one, all).has(meeting.id))
  return next && dayIn(next.startsAt, meeting.zone)
}
