import { formatDue, type Lang } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Chip } from '#ui/chip.tsx'
import type { Task } from '../../model-task.ts'
import { taskPhrases } from '../../phrases/task.ts'
import { daysBetween } from '../../rules/task/days.ts'
import { meetingsHref } from '../nav.tsx'

export const section = '/rapat'
export const regionPlace = '/rapat/:code{[0-9]{2}\\.[0-9]{2}}'
export const taskPlace = `${regionPlace}/tugas/:task{[0-9a-f-]{36}}`

/** The address of a task, or of the form below it. */
export const taskHref = (code: string, id: string, below?: 'atur'): string =>
  `${meetingsHref(code, 'tugas')}/${id}${below === undefined ? '' : `/${below}`}`

export const placeOf = ({ c }: Visit) => ({ regionCode: c.req.param('code') ?? '', id: c.req.param('task') ?? '' })

/** The sentence that says what was done, from the address. */
export function flashOf(visit: Visit, done: Record<string, string>): { flash?: string } {
  const key = visit.c.req.query('pesan') ?? ''
  const flash = Object.hasOwn(done, key) ? done[key] : undefined
  return flash === undefined ? {} : { flash }
}

/** One word on how a task stands: done, dropped, late, or how long it has. */
export function TaskChip({ task, today, lang }: { task: Pick<Task, 'state' | 'dueOn'>; today: string; lang: Lang }) {
  const { states } = taskPhrases(lang)
  if (task.state === 'done') return <Chip status="ok">{states.done}</Chip>
  if (task.state === 'dropped') return <Chip status="idle">{states.dropped}</Chip>
  const left = daysBetween(today, task.dueOn)
  return <Chip status={left < 0 ? 'late' : left <= 7 ? 'due' : 'info'}>{formatDue(left, lang)}</Chip>
}

/** How many due days passed, in words. A day that passed today is counted within the hour: until then nothing is said. */
export function timesOf(task: Pick<Task, 'state' | 'dueOn' | 'timesOverdue'>, today: string, lang: Lang) {
  const uncounted = task.timesOverdue === 0 && task.state === 'open' && task.dueOn < today
  return uncounted ? undefined : taskPhrases(lang).times(task.timesOverdue)
}
