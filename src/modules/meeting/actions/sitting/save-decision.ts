import type { Actor } from '#kit/actor.ts'
import { invalid, notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { type Decision, type DecisionInput, MOST_DECISIONS } from '../../model-sitting.ts'
import type { Task, TaskInput } from '../../model-task.ts'
import { checkDecision, tidyDecision } from '../../rules/sitting/check-agenda.ts'
import { refuseWriteMinutes } from '../../rules/sitting/sitting-states.ts'
import { listAgenda } from '../../store/sitting/agenda.ts'
import { deleteDecision, insertDecision, listDecisions, updateDecision } from '../../store/sitting/decisions.ts'
import { updateSitting } from '../../store/sitting/sittings.ts'
import { listTasksOfMeetings } from '../../store/task/tasks.ts'
import { makeTasks } from '../task/make-tasks.ts'
import { changedMeanwhile, getWrittenMeeting, unless } from './held-meeting.ts'

export interface SaveDecision {
  regionCode: string
  meetingId: string
  /** Absent for a new decision, which comes last. */
  id?: string | undefined
  version?: number | undefined
  input: DecisionInput
  /** What offices are asked to do with it, made in the same transaction. */
  tasks?: readonly Omit<TaskInput, 'decisionId'>[]
}

/**
 * Stores a decision of a meeting, with the tasks that come of it, and gives both back. Throws `not-found`, `may-not`,
 * `conflict` for final minutes and cancelled meetings, `invalid` with the fields `text`, `agendaItemId` and `tugas.…` of
 * `makeTasks`, and `changed-meanwhile`.
 */
export async function saveDecision(
  platform: Platform,
  actor: Actor,
  save: SaveDecision,
  writer: Writer,
): Promise<{ decision: Decision; tasks: Task[] }> {
  const { regionCode, meetingId, tasks: wanted = [] } = save
  const input = tidyDecision(save.input)
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { meeting } = await getWrittenMeeting(tx, actor, regionCode, meetingId, true)
    unless(refuseWriteMinutes(meeting))
    const decisions = await listDecisions(tx, regionCode, meetingId, true)
    const before = save.id === undefined ? undefined : decisions.find(one => one.id === save.id)
    if (save.id !== undefined && !before) throw noSuchDecision()
    if (before && before.version !== save.version) throw changedMeanwhile('Keputusan ini', 'This decision')
    const agenda = await listAgenda(tx, regionCode, meetingId)
    const errors = checkDecision(input, new Set(agenda.map(one => one.id)))
    if (errors.length > 0) throw invalid(...errors)
    if (!before && decisions.length >= MOST_DECISIONS) throw new Problem('conflict', tooMany)
    const id =
      before?.id ?? (await insertDecision(tx, regionCode, meetingId, (decisions.at(-1)?.position ?? 0) + 1, input))
    if (before) await updateDecision(tx, regionCode, id, input)
    const tasks = await makeTasks(tx, {
      meeting,
      tasks: wanted.map(task => ({ ...task, decisionId: id })),
      accountId: writer.accountId,
      now,
    }).catch(inTasks)
    if (meeting.minutesState === 'none') {
      await updateSitting(tx, meeting, { minutesState: 'writing' }, writer.accountId, now)
    }
    await audit(tx, {
      event: before ? 'meeting.decision.changed' : 'meeting.decision.made',
      subject: { kind: 'meeting.meeting', id: meetingId },
      regionCode,
      data: {
        decision: id,
        text: input.text,
        ...(before ? { before: before.text } : {}),
        tasks: tasks.map(one => one.id),
      },
    })
    for (const task of tasks) {
      await audit(tx, {
        event: 'meeting.task.made',
        subject: { kind: 'meeting.task', id: task.id },
        regionCode,
        data: { meeting: meetingId, owner: task.ownerId, due: task.dueOn },
      })
    }
    const decision = (await listDecisions(tx, regionCode, meetingId)).find(one => one.id === id)
    if (!decision) throw new Error(`Decision ${id} is not there after it was stored`)
    return { decision, tasks }
  })
}

/** Fields of the one task of a decision, called apart from those of the decision. */
function inTasks(error: unknown): never {
  if (!(error instanceof Problem) || error.code !== 'invalid') throw error
  throw invalid(
    ...error.fields.map(one => ({
      ...one,
      field: one.field.startsWith('tugas.') ? one.field : `tugas.0.${one.field}`,
    })),
  )
}

/** Takes a decision out of the minutes; one from which tasks came stays. Throws as `saveDecision`. */
export async function removeDecision(
  platform: Platform,
  actor: Actor,
  { regionCode, meetingId, id }: { regionCode: string; meetingId: string; id: string },
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const { meeting } = await getWrittenMeeting(tx, actor, regionCode, meetingId, true)
    unless(refuseWriteMinutes(meeting))
    const decision = (await listDecisions(tx, regionCode, meetingId, true)).find(one => one.id === id)
    if (!decision) throw noSuchDecision()
    const tasks = (await listTasksOfMeetings(tx, regionCode, [meetingId])).filter(one => one.decisionId === id)
    if (tasks.length > 0) {
      throw new Problem('conflict', {
        id: `Keputusan ini sudah melahirkan ${tasks.length} tugas, jadi tidak dapat dihapus. Ubah kalimatnya, atau hentikan tugasnya dengan alasan.`,
        en: `${tasks.length} tasks came of this decision, so it cannot be removed. Change its words, or drop the tasks with a reason.`,
      })
    }
    await deleteDecision(tx, regionCode, id)
    await audit(tx, {
      event: 'meeting.decision.removed',
      subject: { kind: 'meeting.meeting', id: meetingId },
      regionCode,
      data: { decision: id, text: decision.text },
    })
  })
}

export const noSuchDecision = () =>
  notFound(
    'Keputusan ini tidak ada di rapat ini. Buka lagi notulennya.',
    'There is no such decision in this meeting. Open its minutes again.',
  )

const tooMany = {
  id: `Paling banyak ${MOST_DECISIONS} keputusan dalam satu rapat. Gabungkan beberapa.`,
  en: `At most ${MOST_DECISIONS} decisions in one meeting. Join some.`,
}
