import type { Actor } from '#kit/actor.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { Meeting } from '../../model.ts'
import { refuseBegin, refuseClose, refuseOpenAttendance } from '../../rules/sitting/sitting-states.ts'
import { updateSitting } from '../../store/sitting/sittings.ts'
import { findMeeting } from '../../store/meetings.ts'
import { type TasksAtClose, tasksAtClose } from '../task/tasks-at-close.ts'
import { getKeptMeeting, unless } from './held-meeting.ts'

interface Which {
  regionCode: string
  id: string
}

/** Begins a meeting and opens its list of attendance. Throws `not-found`, `may-not` and `conflict`. */
export async function beginMeeting(
  platform: Platform,
  actor: Actor,
  { regionCode, id }: Which,
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const { meeting } = await getKeptMeeting(tx, actor, regionCode, id, true)
    unless(refuseBegin(meeting))
    const change = { state: 'running', attendanceOpen: true } as const
    await updateSitting(tx, meeting, change, writer.accountId, platform.clock.now())
    await audit(tx, { event: 'meeting.meeting.begun', subject: { kind: 'meeting.meeting', id }, regionCode })
  })
}

/** Opens or closes the list of attendance; its QR code and link work only while it is open. Throws as `beginMeeting`. */
export async function setAttendance(
  platform: Platform,
  actor: Actor,
  { regionCode, id, open }: Which & { open: boolean },
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const { meeting } = await getKeptMeeting(tx, actor, regionCode, id, true)
    if (open) unless(refuseOpenAttendance(meeting))
    await updateSitting(tx, meeting, { attendanceOpen: open }, writer.accountId, platform.clock.now())
    await audit(tx, {
      event: open ? 'meeting.attendance.opened' : 'meeting.attendance.closed',
      subject: { kind: 'meeting.meeting', id },
      regionCode,
    })
  })
}

/**
 * Closes a meeting: its list of attendance closes, and the open tasks that stood on its agenda travel on. Gives what became
 * of the tasks. Throws as `beginMeeting`.
 */
export async function closeMeeting(
  platform: Platform,
  actor: Actor,
  { regionCode, id }: Which,
  writer: Writer,
): Promise<TasksAtClose> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { meeting } = await getKeptMeeting(tx, actor, regionCode, id, true)
    unless(refuseClose(meeting))
    await updateSitting(tx, meeting, { state: 'closed', attendanceOpen: false, closedAt: now }, writer.accountId, now)
    const closed = (await findMeeting(tx, regionCode, id)) as Meeting
    const tasks = await tasksAtClose(tx, closed, now)
    await audit(tx, {
      event: 'meeting.meeting.closed',
      subject: { kind: 'meeting.meeting', id },
      regionCode,
      data: { ...tasks },
    })
    return tasks
  })
}
