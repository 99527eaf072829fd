import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid, mayNot, Problem, type Sentence } from '#kit/problem.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Sql, Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import { checkReason } from '../../rules/task/check-task.ts'
import { countOfficeWork, moveOfficeWork } from '../../store/task/list-tasks.ts'
import { insertNotices } from '../../store/task/notices.ts'
import { insertTaskEvents } from '../../store/task/tasks.ts'
import { getInsideStand } from '../stand.ts'
import { peopleAsked } from './people-asked.ts'

export interface TransferTasks {
  regionCode: string
  /** An office of the region, abolished or not. */
  fromId: string
  /** A living office of the region. */
  toId: string
  reason: string
}

/**
 * Moves the open tasks and the unchecked items to prepare of an office to another, in one transaction; each journey keeps both
 * names and the reason, and the people of the other get one letter about them. Only who keeps meetings. Throws `not-found`, `may-not`, `invalid` with the fields `fromId`, `toId`,
 * `reason`, and `conflict` when there is nothing to move.
 */
export async function transferTasks(
  platform: Platform,
  actor: Actor,
  transfer: TransferTasks,
  writer: Writer,
): Promise<{ tasks: number; items: number }> {
  const { regionCode, fromId, toId } = transfer
  const reason = transfer.reason.trim()
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    await getInsideStand(tx, actor, regionCode)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const offices = new Map((await listRegionOffices(tx, regionCode)).map(one => [one.id, one]))
    const [from, to] = [offices.get(fromId), offices.get(toId)]
    const errors: FieldError[] = [...checkReason(reason)]
    if (!from) errors.push({ field: 'fromId', sentence: badFrom })
    if (!to || to.archived || toId === fromId) errors.push({ field: 'toId', sentence: badTo })
    if (errors.length > 0 || !from || !to) throw invalid(...errors)
    const moved = await moveOfficeWork(tx, { regionCode, fromId, toId, by: writer.accountId, now })
    if (moved.tasks.length + moved.items.length === 0) throw nothingThere(from.name)
    await insertTaskEvents(
      tx,
      regionCode,
      moved.tasks.map(taskId => ({ taskId, event: 'changed', note: `${from.name} → ${to.name}. ${reason}` })),
      writer.accountId,
      now,
    )
    const people = (await peopleAsked(tx, [toId], [regionCode], now)).ofOffice(toId)
    const work = [
      ...moved.tasks.map(subjectId => ({ kind: 'task' as const, subjectId })),
      ...moved.items.map(subjectId => ({ kind: 'preparation' as const, subjectId })),
    ]
    const notices = people.flatMap(({ accountId }) =>
      work.map(one => ({ regionCode, accountId, level: 'owner' as const, ...one })),
    )
    await insertNotices(tx, notices, { askedBy: undefined, now, hours: 0 })
    const done = { tasks: moved.tasks.length, items: moved.items.length }
    await audit(tx, {
      event: 'meeting.tasks.transferred',
      subject: { kind: 'organisation', id: fromId },
      regionCode,
      data: { from: from.name, to: to.name, to_id: toId, reason, ...done },
    })
    return done
  })
}

/** What an office must hand over before it can be archived: open tasks, items to prepare, seats in institutions. */
export async function officeDuties(
  db: Sql | Tx,
  organisationId: string,
): Promise<{ sentence: Sentence; href: string }[]> {
  const { tasks, items, seats, regionCode } = await countOfficeWork(db, organisationId)
  const base = regionCode === undefined ? '/rapat' : `/rapat/${regionCode}`
  const duties: { sentence: Sentence; href: string }[] = []
  if (tasks + items > 0) {
    duties.push({
      sentence: {
        id: `Masih memegang ${tasks} tugas rapat dan ${items} butir persiapan. Pindahkan dahulu ke OPD lain.`,
        en: `It still has ${tasks} tasks of meetings and ${items} items to prepare. Move them to another office first.`,
      },
      href: regionCode === undefined ? base : `${base}/tugas/pindah-opd?dari=${organisationId}`,
    })
  }
  if (seats > 0) {
    duties.push({
      sentence: {
        id: `Masih duduk di ${seats} kursi lembaga. Gantikan dahulu di daftar anggotanya.`,
        en: `It still sits in ${seats} seats of institutions. Replace it in their lists of members first.`,
      },
      href: regionCode === undefined ? base : `${base}/lembaga`,
    })
  }
  return duties
}

const badFrom = { id: 'Pilih OPD asal dari daerah ini.', en: 'Choose the office of this region they come from.' }
const badTo = {
  id: 'Pilih OPD tujuan yang masih ada di daerah ini, bukan OPD asal.',
  en: 'Choose a living office of this region they go to, not the one they come from.',
}
const nothingThere = (name: string) =>
  new Problem('conflict', {
    id: `${name} tidak punya tugas atau butir persiapan yang terbuka di daerah ini.`,
    en: `${name} has no open tasks or items to prepare in this region.`,
  })
