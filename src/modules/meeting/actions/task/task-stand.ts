import type { Actor } from '#kit/actor.ts'
import { notFound, Problem } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Task } from '../../model-task.ts'
import { findTask } from '../../store/task/tasks.ts'
import { getInsideStand, type Stand } from '../stand.ts'

export interface TaskStand extends Stand {
  task: Task
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One task of a region for those who see all of its meetings. Throws `not-found`. With `lock` its row is held. */
export async function getTaskStand(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  id: string,
  lock = false,
): Promise<TaskStand> {
  const stand = await getInsideStand(db, actor, regionCode)
  const task = uuid.test(id) ? await findTask(db, regionCode, id, lock) : undefined
  if (!task) {
    throw notFound(
      'Tugas ini tidak ada di daerah ini. Buka daftar tugasnya.',
      'There is no such task in this region. Open the list of tasks.',
    )
  }
  return { ...stand, task }
}

export const taskChangedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Tugas ini diubah orang lain sesudah Anda membukanya. Bandingkan, lalu simpan lagi; ketikan Anda tidak hilang.',
    en: 'This task was changed by somebody else after you opened it. Compare and save again; what you typed is not lost.',
  })
