import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, notFound, Problem } from '#kit/problem.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Sql, Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep, refuseReport } from '../../access.ts'
import { PREPARATION_ITEM_SUBJECT } from '../../model.ts'
import { type Item, type ItemState, LONGEST_BOARD, REMIND_ITEM_HOURS } from '../../model-preparation.ts'
import { checkItems, statesFor } from '../../rules/preparation/check-preparation.ts'
import { deleteItem, findItem, listItems, updateItem } from '../../store/preparation/boards.ts'
import { insertNotices, type NewNotice } from '../../store/task/notices.ts'
import { changeUses, type UseChange } from '../task/change-uses.ts'
import { peopleAsked } from '../task/people-asked.ts'
import { archivedBoard, type BoardStand, getBoardStand } from './save-board.ts'

interface WhichItem {
  regionCode: string
  boardId: string
  id: string
  version: number | undefined
}

export interface ItemStand extends BoardStand {
  item: Item
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One item of a board for those who see all meetings of the region. Throws `not-found`. With `lock` its row is held. */
export async function getItemStand(
  db: Sql | Tx,
  actor: Actor,
  given: { regionCode: string; boardId: string; id: string; now: Date; lock?: boolean },
): Promise<ItemStand> {
  const stand = await getBoardStand(db, actor, { regionCode: given.regionCode, id: given.boardId, now: given.now })
  const item = uuid.test(given.id)
    ? await findItem(db, given.regionCode, given.boardId, given.id, given.lock ?? false)
    : undefined
  if (!item) {
    throw notFound(
      'Butir persiapan ini tidak ada, atau sudah dihapus. Buka papannya.',
      'There is no such item to prepare, or it was taken off. Open its board.',
    )
  }
  return { ...stand, item }
}

/**
 * Says how far an item is, with its proof; gives it back. Its office until it is ready; `checked`, and opening a checked one
 * again, only who keeps meetings. Throws `not-found`, `may-not`, `invalid` with the fields `state`, `note`, `bukti`,
 * `conflict` on an archived board, and `changed-meanwhile`.
 */
export async function reportItem(
  platform: Platform,
  actor: Actor,
  report: WhichItem & { state: ItemState; note: string | undefined; evidence?: UseChange | undefined },
  writer: Writer,
): Promise<Item> {
  const { regionCode, id, state } = report
  const note = report.note?.replace(/\r\n?/g, '\n').trim() || undefined
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { board, item } = await getItemStand(tx, actor, { ...report, now, lock: true })
    const refusal = refuseReport(actor, regionCode, item.organisationId)
    if (refusal) throw mayNot(refusal)
    if (board.archivedAt !== undefined) throw archivedBoard()
    if (item.version !== report.version) throw itemChangedMeanwhile()
    const keeps = refuseKeep(actor, regionCode) === undefined
    if (!statesFor(item.state, keeps).includes(state)) throw invalid(keeps ? unknownState : checkedByOthers)
    if ((note ?? '').length > LONGEST_BOARD.note) throw invalid(longNote)
    const subject = { regionCode, kind: PREPARATION_ITEM_SUBJECT, id }
    const proof = await changeUses(tx, platform, actor, subject, report.evidence ?? {})
    await updateItem(tx, { ...item, state, note }, writer.accountId, now)
    await audit(tx, {
      event: 'meeting.preparation.item.reported',
      subject: { kind: 'meeting.preparation_item', id },
      regionCode,
      data: { before: item.state, after: state, evidence: proof },
    })
    return (await getItemStand(tx, actor, { ...report, now })).item
  })
}

/**
 * Changes what an item is, who presents it and by when; `remove` takes it off. Only who keeps meetings. Throws like
 * `reportItem`, with the fields `what`, `dueOn`, `organisationId`.
 */
export async function changeItem(
  platform: Platform,
  actor: Actor,
  given: WhichItem & ({ remove: true } | { what: string; dueOn: string; organisationId: string }),
  writer: Writer,
): Promise<void> {
  const { regionCode, id } = given
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    const { board, item } = await getItemStand(tx, actor, { ...given, now, lock: true })
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    if (board.archivedAt !== undefined) throw archivedBoard()
    if (item.version !== given.version) throw itemChangedMeanwhile()
    const subject = { kind: 'meeting.preparation_item', id }
    if ('remove' in given) {
      if (item.proofs > 0) throw hasProof()
      await deleteItem(tx, regionCode, id)
      await audit(tx, { event: 'meeting.preparation.item.removed', subject, regionCode, data: { what: item.what } })
      return
    }
    const what = given.what.replace(/\s+/g, ' ').trim()
    const offices = (await listRegionOffices(tx, regionCode)).filter(
      one => !one.archived || one.id === item.organisationId,
    )
    const errors = checkItems(
      { what, dueOn: given.dueOn, organisationIds: [given.organisationId] },
      new Set(offices.map(one => one.id)),
    )
    if (errors.length > 0) throw invalid(...errors)
    await updateItem(
      tx,
      { ...item, what, dueOn: given.dueOn, organisationId: given.organisationId },
      writer.accountId,
      now,
    )
    await audit(tx, {
      event: 'meeting.preparation.item.changed',
      subject,
      regionCode,
      data: { what, due: given.dueOn, owner: given.organisationId },
    })
  })
}

/** How a reminding went. */
export interface RemindedItems {
  /** Items that are not ready. */
  items: number
  /** People who get a letter; who waits for one, or had it in the last hours, is not counted. */
  people: number
  /** Offices where nobody has a role yet. */
  unreachable: string[]
}

/**
 * Asks the offices of a board, or one of them, for what is not ready: letters that go out later, gathered per person. Only who
 * keeps meetings. Throws `not-found`, `may-not`, and `conflict` when all is ready or nobody can be reached.
 */
export async function remindItems(
  platform: Platform,
  actor: Actor,
  given: { regionCode: string; boardId: string; officeId?: string | undefined },
  writer: Writer,
): Promise<RemindedItems> {
  const { regionCode, boardId, officeId } = given
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { board } = await getBoardStand(tx, actor, { regionCode, id: boardId, now, lock: true })
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    if (board.archivedAt !== undefined) throw archivedBoard()
    const { items } = await listItems(tx, regionCode, boardId, { officeId }, { limit: 10_000 })
    const unready = items.filter(one => one.state === 'not-started' || one.state === 'preparing')
    if (unready.length === 0) throw allReady()
    const asked = await peopleAsked(
      tx,
      unready.map(one => one.organisationId),
      [regionCode],
      now,
    )
    const notices = unready.flatMap(item =>
      asked.ofOffice(item.organisationId).map(({ accountId }): NewNotice => ({
        regionCode,
        accountId,
        kind: 'preparation',
        subjectId: item.id,
        level: 'owner',
      })),
    )
    const silent = unready.filter(one => asked.ofOffice(one.organisationId).length === 0)
    const unreachable = [...new Set(silent.map(one => one.organisationName))]
    if (notices.length === 0) throw nobodyThere()
    const added = await insertNotices(tx, notices, { askedBy: actor.accountId, now, hours: REMIND_ITEM_HOURS })
    const people = new Set(added.map(one => one.accountId)).size
    await audit(tx, {
      event: 'meeting.preparation.reminded',
      subject: { kind: 'meeting.preparation', id: boardId },
      regionCode,
      data: { items: unready.length, people, unreachable: unreachable.length },
    })
    return { items: unready.length, people, unreachable }
  })
}

export const itemChangedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Butir ini diubah orang lain sesudah Anda membukanya. Bandingkan, lalu kirim lagi; ketikan Anda tidak hilang.',
    en: 'This item was changed by somebody else after you opened it. Compare and send again; what you typed is not lost.',
  })

const unknownState = {
  field: 'state',
  sentence: { id: 'Pilih keadaannya dari daftar.', en: 'Choose how far it is from the list.' },
}
const checkedByOthers = {
  field: 'state',
  sentence: {
    id: 'Tanda “diperiksa” diberikan sekretariat. Pilih siap; bila sudah diperiksa, minta sekretariat membukanya lagi.',
    en: 'The secretariat marks items as checked. Choose ready; ask the secretariat to open a checked one again.',
  },
}
const longNote = {
  field: 'note',
  sentence: {
    id: `Catatan paling panjang ${LONGEST_BOARD.note} huruf.`,
    en: `The note has at most ${LONGEST_BOARD.note} letters.`,
  },
}
const hasProof = () =>
  new Problem('conflict', {
    id: 'Butir ini sudah punya bukti, jadi tidak dihapus. Lepaskan buktinya dahulu, atau tandai sudah diperiksa.',
    en: 'This item has evidence, so it is not taken off. Take the evidence off first, or mark it as checked.',
  })
const allReady = () =>
  new Problem('conflict', {
    id: 'Semua butir sudah siap, jadi tidak ada yang perlu diingatkan.',
    en: 'All items are ready, so there is nobody to remind.',
  })
const nobodyThere = () =>
  new Problem('conflict', {
    id: 'Belum ada orang yang memegang peran di kantor itu, jadi tidak ada yang dapat diingatkan. Undang petugasnya di halaman organisasi.',
    en: 'Nobody holds a role in that office yet, so nobody can be reminded. Invite its officers on the page of the organisation.',
  })
