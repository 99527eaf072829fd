import { dayIn } from '#kit/format.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Platform } from '#platform/platform.ts'
import { countOverdue } from '../../rules/task/overdue.ts'
import { lockDueTasks, updateCounts } from '../../store/task/overdue.ts'
import { insertNotices } from '../../store/task/notices.ts'
import { insertTaskEvents, type NewTaskEvent } from '../../store/task/tasks.ts'
import { peopleAsked } from './people-asked.ts'

const tasksABatch = 500

export interface CountOutcome {
  counted: number
  escalated: number
  /** Letters that will be written. */
  notices: number
}

/**
 * Counts every open task whose day passed in the zone of its region, once for each day, lets it rise, and asks those it rose
 * to. Batches of one transaction each, so a killed worker neither loses nor doubles a count.
 */
export async function countOverdueTasks(platform: Platform, batch = tasksABatch): Promise<CountOutcome> {
  const whole: CountOutcome = { counted: 0, escalated: 0, notices: 0 }
  for (;;) {
    const done = await countBatch(platform, batch)
    whole.counted += done.counted
    whole.escalated += done.escalated
    whole.notices += done.notices
    if (done.counted < batch) return whole
  }
}

async function countBatch(platform: Platform, batch: number): Promise<CountOutcome> {
  const now = platform.clock.now()
  return await platform.db.transact({ accountId: undefined }, async tx => {
    const due = (await lockDueTasks(tx, now, batch)).flatMap(task => {
      const counted = countOverdue(task, dayIn(now, task.zone))
      return counted ? [{ ...task, ...counted }] : []
    })
    const done: CountOutcome = { counted: due.length, escalated: due.filter(one => one.escalated).length, notices: 0 }
    await updateCounts(tx, due)
    for (const [regionCode, tasks] of Map.groupBy(due, one => one.regionCode)) {
      await insertTaskEvents(tx, regionCode, tasks.flatMap(eventsOf), undefined, now)
    }
    const asked = await peopleAsked(
      tx,
      due.map(one => one.ownerId),
      due.map(one => one.regionCode),
      now,
    )
    const notices = due.flatMap(task => asked.noticesOf(task))
    done.notices = (await insertNotices(tx, notices, { askedBy: undefined, now, hours: 0 })).length
    await audit(tx, {
      event: 'meeting.tasks.counted',
      subject: { kind: 'meeting.tasks', id: now.toISOString() },
      data: { ...done },
    })
    return done
  })
}

function eventsOf(task: { id: string; countedFor: string; escalated: boolean; level: string }): NewTaskEvent[] {
  const events: NewTaskEvent[] = [{ taskId: task.id, event: 'overdue', dueOn: task.countedFor }]
  if (task.escalated) events.push({ taskId: task.id, event: 'escalated', note: task.level })
  return events
}
