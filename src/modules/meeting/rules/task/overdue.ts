import type { Counted, TaskLevel } from '../../model-task.ts'

/** Who is asked after so many due days passed: its office, the dimension coordinator from the second, the secretary from the third. */
export const levelAfter = (timesOverdue: number): TaskLevel =>
  timesOverdue >= 3 ? 'secretary' : timesOverdue === 2 ? 'coordinator' : 'owner'

/** A task whose due day counts now. */
export interface Overdue {
  timesOverdue: number
  countedFor: string
  level: TaskLevel
  /** Rose to somebody else. */
  escalated: boolean
}

/**
 * What counting changes when `today` lies after the due day of an open task; undefined when nothing does. Each due day counts
 * once, however often this is asked.
 */
export function countOverdue(task: Counted, today: string): Overdue | undefined {
  if (task.state !== 'open' || today <= task.dueOn) return undefined
  if (task.countedFor !== undefined && task.dueOn <= task.countedFor) return undefined
  const timesOverdue = task.timesOverdue + 1
  const level = levelAfter(timesOverdue)
  return { timesOverdue, countedFor: task.dueOn, level, escalated: level !== task.level }
}
