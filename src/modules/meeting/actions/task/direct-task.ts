import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { type FieldError, invalid, mayNot, Problem } from '#kit/problem.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import type { Task, TaskInput } from '../../model-task.ts'
import { checkDueDay, checkReason, checkTask } from '../../rules/task/check-task.ts'
import { countOverdue } from '../../rules/task/overdue.ts'
import { insertNotices } from '../../store/task/notices.ts'
import { insertTaskEvents, type NewTaskEvent } from '../../store/task/tasks.ts'
import { writeTask } from '../../store/task/write-task.ts'
import { peopleAsked } from './people-asked.ts'
import { alreadyDropped } from './report-task.ts'
import { getTaskStand, taskChangedMeanwhile } from './task-stand.ts'

interface Which {
  regionCode: string
  id: string
  version: number | undefined
  reason: string
}

/**
 * Gives a task a new due day, which opens a done or dropped one again. A day that passed is counted first, with letters to
 * those whom it asks then, so that moving it hides nothing. Only who keeps meetings. Throws `not-found`, `may-not`, `invalid` with the fields `dueOn`, `reason`, and
 * `changed-meanwhile`.
 */
export async function moveTask(
  platform: Platform,
  actor: Actor,
  given: Which & { dueOn: string },
  writer: Writer,
): Promise<Task> {
  const { dueOn } = given
  return await direct(platform, actor, given, writer, 'meeting.task.moved', ({ task, today, reason }) => {
    const errors = [...checkDueDay(dueOn, today), ...checkReason(reason)]
    if (errors.length === 0 && dueOn === task.dueOn && task.state === 'open') errors.push(sameDay)
    if (errors.length > 0) throw invalid(...errors)
    const counted = countOverdue(task, today)
    const events: NewTaskEvent[] = []
    if (counted) events.push({ taskId: task.id, event: 'overdue', dueOn: task.dueOn })
    if (counted?.escalated) events.push({ taskId: task.id, event: 'escalated', note: counted.level })
    if (task.state !== 'open') events.push({ taskId: task.id, event: 'reopened', note: reason })
    events.push({ taskId: task.id, event: 'moved', note: reason, dueOn })
    return { task: { ...task, ...counted, dueOn, state: 'open', doneOn: undefined }, events }
  })
}

/**
 * Takes a task off: it is not done and not asked for any more. Only who keeps meetings, with a reason. Throws `not-found`,
 * `may-not`, `invalid` with the field `reason`, `conflict` when it is not open, and `changed-meanwhile`.
 */
export async function dropTask(platform: Platform, actor: Actor, given: Which, writer: Writer): Promise<Task> {
  return await direct(platform, actor, given, writer, 'meeting.task.dropped', ({ task, reason }) => {
    const errors = checkReason(reason)
    if (errors.length > 0) throw invalid(...errors)
    if (task.state === 'dropped') throw alreadyDropped()
    if (task.state === 'done') throw alreadyDone()
    return {
      task: { ...task, state: 'dropped', note: reason },
      events: [{ taskId: task.id, event: 'dropped', note: reason }],
    }
  })
}

/**
 * Changes the sentence, the office or the dimension of a task; its day is changed by `moveTask`. Only who keeps meetings, with
 * a reason. Throws `not-found`, `may-not`, `invalid` with the fields `text`, `ownerId`, `dimension`, `reason`, and
 * `changed-meanwhile`.
 */
export async function changeTask(
  platform: Platform,
  actor: Actor,
  given: Which & { input: Pick<TaskInput, 'text' | 'ownerId' | 'dimension'> },
  writer: Writer,
): Promise<Task> {
  return await direct(platform, actor, given, writer, 'meeting.task.changed', async ({ task, tx, reason }) => {
    const offices = await listRegionOffices(tx, task.regionCode)
    const living = new Set(offices.filter(one => !one.archived || one.id === task.ownerId).map(one => one.id))
    const input = { ...given.input, text: given.input.text.replace(/\s+/g, ' ').trim(), dueOn: task.dueOn }
    const errors: FieldError[] = [...checkTask(input, living, task.dueOn), ...checkReason(reason)]
    if (errors.length > 0) throw invalid(...errors)
    const owner = offices.find(one => one.id === input.ownerId)?.name
    const before = input.ownerId === task.ownerId ? '' : `${task.ownerName} → ${owner}. `
    return {
      task: { ...task, text: input.text, ownerId: input.ownerId, dimension: input.dimension },
      events: [{ taskId: task.id, event: 'changed', note: `${before}${reason}` }],
    }
  })
}

interface Direction {
  task: Task
  events: NewTaskEvent[]
}

async function direct(
  platform: Platform,
  actor: Actor,
  which: Which,
  writer: Writer,
  event: string,
  decide: (given: { tx: Tx; task: Task; today: string; reason: string }) => Direction | Promise<Direction>,
): Promise<Task> {
  const { regionCode, id } = which
  const reason = which.reason.trim()
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { region, task } = await getTaskStand(tx, actor, regionCode, id, true)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    if (task.version !== which.version) throw taskChangedMeanwhile()
    const decided = await decide({ tx, task, today: dayIn(now, region.timezone), reason })
    await writeTask(tx, decided.task, writer.accountId, now)
    await insertTaskEvents(tx, regionCode, decided.events, writer.accountId, now)
    await askAnew(tx, task, decided.task, now)
    await audit(tx, {
      event,
      subject: { kind: 'meeting.task', id },
      regionCode,
      data: { reason, due: decided.task.dueOn, owner: decided.task.ownerId },
    })
    return (await getTaskStand(tx, actor, regionCode, id)).task
  })
}

/**
 * Letters after a task was directed: to everybody whom it asks when a day that passed was counted, otherwise only to those whom
 * it did not ask before, because its office or dimension changed.
 */
async function askAnew(tx: Tx, before: Task, task: Task, now: Date): Promise<void> {
  if (task.state !== 'open') return
  const asked = await peopleAsked(tx, [before.ownerId, task.ownerId], [task.regionCode], now)
  const known = new Set(asked.above(before)?.people.map(one => one.accountId))
  const notices = asked.noticesOf(task).filter(one => {
    if (before.countedFor !== task.countedFor) return true
    return one.level === 'owner' ? before.ownerId !== task.ownerId : !known.has(one.accountId)
  })
  await insertNotices(tx, notices, { askedBy: undefined, now, hours: 0 })
}

const sameDay: FieldError = {
  field: 'dueOn',
  sentence: {
    id: 'Itu tenggat yang sekarang. Pilih hari lain.',
    en: 'That is the day it has now. Choose another.',
  },
}

const alreadyDone = () =>
  new Problem('conflict', {
    id: 'Tugas ini sudah selesai, jadi tidak dibatalkan.',
    en: 'This task is done, so it is not dropped.',
  })
