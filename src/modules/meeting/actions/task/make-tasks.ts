import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { findRegion } from '#modules/region/index.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseMinutes } from '../../access.ts'
import type { Meeting } from '../../model.ts'
import type { Task, TaskInput } from '../../model-task.ts'
import { checkTask } from '../../rules/task/check-task.ts'
import { insertTaskEvents, insertTasks, listTasksOfMeetings } from '../../store/task/tasks.ts'
import { getMeetingStand } from '../stand.ts'

/**
 * Makes tasks of a meeting in the caller's transaction and gives them back in the order given; four statements for any number
 * of them, and no audit row. Due from the day of the meeting on, owed by a living office of the region. Throws `invalid` with
 * the fields `text`, `ownerId`, `dueOn`, `dimension`, before them `tugas.2.` where several are made.
 */
export async function makeTasks(
  tx: Tx,
  given: { meeting: Meeting; tasks: readonly TaskInput[]; accountId: string | undefined; now: Date },
): Promise<Task[]> {
  const { meeting, accountId, now } = given
  if (given.tasks.length === 0) return []
  const { regionCode } = meeting
  const offices = (await listRegionOffices(tx, regionCode)).filter(one => !one.archived)
  const officeIds = new Set(offices.map(one => one.id))
  const earliest = dayIn(meeting.startsAt, meeting.zone)
  const tasks = given.tasks.map(one => ({ ...one, text: one.text.replace(/\s+/g, ' ').trim() }))
  const errors = tasks.flatMap((one, at) =>
    checkTask(one, officeIds, earliest).map(error =>
      tasks.length === 1 ? error : { ...error, field: `tugas.${at}.${error.field}` },
    ),
  )
  if (errors.length > 0) throw invalid(...errors)
  const ids = await insertTasks(tx, regionCode, meeting.id, tasks, accountId, now)
  await insertTaskEvents(
    tx,
    regionCode,
    ids.map((taskId, at) => ({ taskId, event: 'made', meetingId: meeting.id, dueOn: tasks[at]?.dueOn })),
    accountId,
    now,
  )
  const stored = new Map((await listTasksOfMeetings(tx, regionCode, [meeting.id])).map(one => [one.id, one]))
  return ids.flatMap(id => stored.get(id) ?? [])
}

/**
 * Makes one task in a meeting, for those who may write its minutes. Throws `not-found`, `may-not`, `invalid` as `makeTasks`,
 * and `conflict` when the minutes are final or the meeting is cancelled.
 */
export async function makeTask(
  platform: Platform,
  actor: Actor,
  given: { regionCode: string; meetingId: string; input: TaskInput },
  writer: Writer,
): Promise<Task> {
  const { regionCode, meetingId } = given
  return await platform.db.transact(writer, async tx => {
    const { meeting, invited } = await getMeetingStand(tx, actor, regionCode, meetingId, true)
    const refusal = refuseMinutes(actor, regionCode, invited)
    if (refusal) throw mayNot(refusal)
    refuseClosedBook(meeting)
    const [task] = await makeTasks(tx, {
      meeting,
      tasks: [given.input],
      accountId: writer.accountId,
      now: platform.clock.now(),
    })
    if (!task) throw new Error('A task was made and is not there')
    await audit(tx, {
      event: 'meeting.task.made',
      subject: { kind: 'meeting.task', id: task.id },
      regionCode,
      data: { meeting: meetingId, owner: task.ownerId, due: task.dueOn },
    })
    return task
  })
}

/** Throws `conflict` where no task may be added: final minutes, a cancelled meeting. */
export function refuseClosedBook(meeting: Meeting): void {
  if (meeting.minutesState === 'final') {
    throw new Problem('conflict', {
      id: 'Notulen rapat ini sudah final. Buka lagi notulennya dengan alasan sebelum menambah tugas.',
      en: 'The minutes of this meeting are final. Open them again with a reason before adding tasks.',
    })
  }
  if (meeting.state === 'cancelled') {
    throw new Problem('conflict', {
      id: 'Rapat ini dibatalkan, jadi tidak menghasilkan tugas.',
      en: 'This meeting was cancelled, so it makes no tasks.',
    })
  }
}

/** The zone in which due days of a region are counted. */
export const todayIn = async (tx: Tx, regionCode: string, now: Date): Promise<string> =>
  dayIn(now, (await findRegion(tx, regionCode))?.timezone ?? 'WIB')
