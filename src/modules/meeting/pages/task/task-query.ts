import { type TaskLevel, type TaskState, TASK_LEVELS, TASK_STATES } from '../../model-task.ts'
import type { TaskCursor, TaskFilter } from '../../store/task/list-tasks.ts'
import { isDay } from '../../rules/task/days.ts'

/** The filter of the list as it stands in the address; what is not known is left out. */
export interface TaskQuery {
  opd?: string | undefined
  keadaan?: TaskState | undefined
  tingkat?: TaskLevel | undefined
  lewat?: '1' | undefined
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** `keadaan` is `open` when absent; `semua` stands for all states. */
export function readTaskQuery(query: Record<string, string | undefined>): TaskQuery & { all: boolean } {
  const find = <T extends string>(list: readonly T[], value: string | undefined) => list.find(one => one === value)
  const opd = query['opd']
  return {
    opd: opd !== undefined && uuid.test(opd) ? opd : undefined,
    keadaan: find(TASK_STATES, query['keadaan']),
    tingkat: find(TASK_LEVELS, query['tingkat']),
    lewat: query['lewat'] === '1' ? '1' : undefined,
    all: query['keadaan'] === 'semua',
  }
}

export const taskFilter = (query: TaskQuery & { all: boolean }, today: string): TaskFilter => ({
  officeId: query.opd,
  state: query.keadaan ?? (query.all ? undefined : 'open'),
  level: query.tingkat,
  lateOn: query.lewat === undefined ? undefined : today,
})

/** "?opd=…&keadaan=…", empty when nothing is asked. */
export function taskQueryText(query: Record<string, string | undefined>): string {
  const parts = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return parts.length === 0 ? '' : `?${new URLSearchParams(parts).toString()}`
}

export const taskCursor = ({ dueOn, id }: TaskCursor): string => `${dueOn}.${id}`

export function readTaskCursor(text: string | undefined): TaskCursor | undefined {
  const [dueOn = '', id = ''] = text?.split('.') ?? []
  return isDay(dueOn) && uuid.test(id) ? { dueOn, id } : undefined
}
