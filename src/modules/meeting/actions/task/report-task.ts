import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseReport } from '../../access.ts'
import { TASK_SUBJECT } from '../../model.ts'
import type { Task, TaskEventName } from '../../model-task.ts'
import { checkDone } from '../../rules/task/check-task.ts'
import { countOverdue } from '../../rules/task/overdue.ts'
import { insertTaskEvents, type NewTaskEvent } from '../../store/task/tasks.ts'
import { writeTask } from '../../store/task/write-task.ts'
import { changeUses, type UseChange } from './change-uses.ts'
import { getTaskStand, taskChangedMeanwhile } from './task-stand.ts'

export interface ReportTask {
  regionCode: string
  id: string
  version: number | undefined
  /** The day on which it was done; undefined while it is not, which opens a done task again. */
  doneOn: string | undefined
  note: string | undefined
  /** Ids of evidence to attach and to take off. */
  evidence?: UseChange | undefined
}

/**
 * Reports a task as done or how far it is, with its proof; gives it back. For people of the office that owes it and who keeps
 * meetings. Throws `not-found`, `may-not`, `invalid` with the fields `doneOn`, `note`, `bukti`, `conflict` for a dropped task,
 * and `changed-meanwhile`.
 */
export async function reportTask(platform: Platform, actor: Actor, report: ReportTask, writer: Writer): Promise<Task> {
  const { regionCode, id, doneOn } = report
  const note = report.note?.replace(/\r\n?/g, '\n').trim() || undefined
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { region, task } = await getTaskStand(tx, actor, regionCode, id, true)
    const refusal = refuseReport(actor, regionCode, task.ownerId)
    if (refusal) throw mayNot(refusal)
    if (task.version !== report.version) throw taskChangedMeanwhile()
    if (task.state === 'dropped') throw alreadyDropped()
    const today = dayIn(now, region.timezone)
    const errors = checkDone(doneOn, note, today)
    if (errors.length > 0) throw invalid(...errors)
    const subject = { regionCode, kind: TASK_SUBJECT, id }
    const proof = await changeUses(tx, platform, actor, subject, report.evidence ?? {})
    const events: NewTaskEvent[] = []
    // What was done after its day still was late, also when nobody counted yet.
    const counted = doneOn !== undefined && doneOn > task.dueOn ? countOverdue(task, today) : undefined
    if (counted) events.push({ taskId: id, event: 'overdue', dueOn: task.dueOn })
    const event = eventOf(task, doneOn)
    events.push({ taskId: id, event, note: note ?? undefined, dueOn: doneOn })
    await writeTask(
      tx,
      { ...task, ...counted, state: doneOn === undefined ? 'open' : 'done', doneOn, note },
      writer.accountId,
      now,
    )
    await insertTaskEvents(tx, regionCode, events, writer.accountId, now)
    await audit(tx, {
      event: 'meeting.task.reported',
      subject: { kind: 'meeting.task', id },
      regionCode,
      data: { done: doneOn ?? null, evidence: proof },
    })
    return (await getTaskStand(tx, actor, regionCode, id)).task
  })
}

const eventOf = (task: Task, doneOn: string | undefined): TaskEventName =>
  doneOn !== undefined ? (task.state === 'done' ? 'changed' : 'done') : task.state === 'done' ? 'reopened' : 'changed'

export const alreadyDropped = () =>
  new Problem('conflict', {
    id: 'Tugas ini sudah dibatalkan. Sekretariat dapat membukanya lagi dengan tenggat baru.',
    en: 'This task was dropped. The secretariat can open it again with a new day.',
  })
