import type { Stop } from '../../model-task.ts'

/**
 * The earlier meetings whose open tasks stand on the agenda of `meeting`: those of the same series or institution, the one
 * that it follows, and in turn those whose tasks stood on their agendas. `others` may be in any order and hold `meeting`
 * itself. Never a meeting that begins at the same time or later, so tasks travel forwards only.
 */
export function reachBack(meeting: Stop, others: readonly Stop[]): Set<string> {
  const reached = new Set<string>()
  if (meeting.cancelled) return reached
  const keys = new Set<string>()
  const followed = new Set<string>()
  const pass = (stop: Stop) => {
    if (stop.seriesKey !== undefined) keys.add(`series ${stop.seriesKey}`)
    if (stop.institutionId !== undefined) keys.add(`institution ${stop.institutionId}`)
    if (stop.followsId !== undefined) followed.add(stop.followsId)
  }
  const joins = (stop: Stop) =>
    followed.has(stop.id) ||
    (stop.seriesKey !== undefined && keys.has(`series ${stop.seriesKey}`)) ||
    (stop.institutionId !== undefined && keys.has(`institution ${stop.institutionId}`))
  pass(meeting)
  const earlier = others
    .filter(one => one.id !== meeting.id && one.startsAt < meeting.startsAt)
    .toSorted((a, b) => b.startsAt.getTime() - a.startsAt.getTime())
  // Meetings of one moment do not pass tasks on to each other: all of them are asked before any of them passes on.
  for (const [, together] of Map.groupBy(earlier, one => one.startsAt.getTime())) {
    const joined = together.filter(joins)
    for (const stop of joined) {
      reached.add(stop.id)
      pass(stop)
    }
  }
  return reached
}

/** Days until a task that was late at the close of a meeting is due again, where no next meeting is planned. */
export const DAYS_WITHOUT_NEXT = 30

/**
 * The new due day of a task that a closing meeting carries on: the day of the next meeting on whose agenda it stands, or a
 * month later, when its day has passed; undefined when it is still to come and stays.
 */
export function dueAfterCarrying(
  dueOn: string,
  closingDay: string,
  nextDay: string | undefined,
  monthLater: string,
): string | undefined {
  if (dueOn >= closingDay) return undefined
  return nextDay !== undefined && nextDay > closingDay ? nextDay : monthLater
}
