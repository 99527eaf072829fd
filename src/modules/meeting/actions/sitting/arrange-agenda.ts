import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listUses } from '#modules/evidence/index.ts'
import { PAPER_SUBJECT } from '../../model.ts'
import { refuseAgendaNow } from '../../rules/sitting/sitting-states.ts'
import { deleteAgendaItem, listAgenda, swapAgendaItems } from '../../store/sitting/agenda.ts'
import { listDecisions } from '../../store/sitting/decisions.ts'
import { getKeptMeeting, unless } from './held-meeting.ts'
import { noSuchItem } from './save-agenda-item.ts'

interface Which {
  regionCode: string
  meetingId: string
  id: string
}

/** Puts an item one place earlier or later; at the end of the list it stays. Throws as `saveAgendaItem`. */
export async function moveAgendaItem(
  platform: Platform,
  actor: Actor,
  { regionCode, meetingId, id, earlier }: Which & { earlier: boolean },
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const { meeting } = await getKeptMeeting(tx, actor, regionCode, meetingId, true)
    unless(refuseAgendaNow(meeting))
    const items = await listAgenda(tx, regionCode, meetingId, true)
    const at = items.findIndex(one => one.id === id)
    const item = items[at]
    if (!item) throw noSuchItem()
    const neighbour = items[earlier ? at - 1 : at + 1]
    if (neighbour) await swapAgendaItems(tx, regionCode, item, neighbour)
    await audit(tx, {
      event: 'meeting.agenda.arranged',
      subject: { kind: 'meeting.meeting', id: meetingId },
      regionCode,
      data: { item: id, earlier },
    })
  })
}

/**
 * Takes an item off the agenda. One with papers or decisions stays: they are taken off first. Throws as `saveAgendaItem`.
 */
export async function removeAgendaItem(
  platform: Platform,
  actor: Actor,
  { regionCode, meetingId, id }: Which,
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const { meeting } = await getKeptMeeting(tx, actor, regionCode, meetingId, true)
    unless(refuseAgendaNow(meeting))
    const item = (await listAgenda(tx, regionCode, meetingId, true)).find(one => one.id === id)
    if (!item) throw noSuchItem()
    const papers = (await listUses(tx, regionCode, PAPER_SUBJECT, [id])).get(id) ?? []
    if (papers.length > 0) {
      throw new Problem('conflict', {
        id: `Pokok acara ini punya ${papers.length} bahan. Lepas bahannya dahulu, lalu hapus.`,
        en: `This item has ${papers.length} papers. Take them off first, then remove it.`,
      })
    }
    const decided = (await listDecisions(tx, regionCode, meetingId)).filter(one => one.agendaItemId === id)
    if (decided.length > 0) {
      throw new Problem('conflict', {
        id: `Pokok acara ini dirujuk ${decided.length} keputusan. Lepaskan dari keputusan itu dahulu, lalu hapus.`,
        en: `${decided.length} decisions refer to this item. Change them first, then remove it.`,
      })
    }
    await deleteAgendaItem(tx, regionCode, id)
    await audit(tx, {
      event: 'meeting.agenda.removed',
      subject: { kind: 'meeting.meeting', id: meetingId },
      regionCode,
      data: { item: id, title: item.title },
    })
  })
}
