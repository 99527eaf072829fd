import type { Actor } from '#kit/actor.ts'
import { invalid, notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { type AgendaInput, type AgendaItem, MOST_AGENDA } from '../../model-sitting.ts'
import { checkAgenda, tidyAgenda } from '../../rules/sitting/check-agenda.ts'
import { refuseAgendaNow } from '../../rules/sitting/sitting-states.ts'
import { insertAgendaItems, listAgenda, updateAgendaItem } from '../../store/sitting/agenda.ts'
import { changedMeanwhile, getKeptMeeting, unless } from './held-meeting.ts'

export interface SaveAgendaItem {
  regionCode: string
  meetingId: string
  /** Absent for a new item, which comes last. */
  id?: string | undefined
  version?: number | undefined
  input: AgendaInput
}

/**
 * Stores an item of the agenda and gives it back. Throws `not-found`, `may-not`, `conflict` for a meeting that was cancelled
 * or whose minutes are final, `invalid` with the fields of the input, and `changed-meanwhile`.
 */
export async function saveAgendaItem(
  platform: Platform,
  actor: Actor,
  save: SaveAgendaItem,
  writer: Writer,
): Promise<AgendaItem> {
  const { regionCode, meetingId } = save
  const input = tidyAgenda(save.input)
  return await platform.db.transact(writer, async tx => {
    const { meeting } = await getKeptMeeting(tx, actor, regionCode, meetingId, true)
    unless(refuseAgendaNow(meeting))
    const items = await listAgenda(tx, regionCode, meetingId, true)
    const before = save.id === undefined ? undefined : items.find(one => one.id === save.id)
    if (save.id !== undefined && !before) throw noSuchItem()
    if (before && before.version !== save.version) throw changedMeanwhile('Pokok acara ini', 'This item')
    const offices = await listRegionOffices(tx, regionCode)
    // An office that was archived since it was named may stay.
    const known = offices.filter(one => !one.archived || one.id === before?.ownerId)
    const errors = checkAgenda(input, new Set(known.map(one => one.id)))
    if (errors.length > 0) throw invalid(...errors)
    if (!before && items.length >= MOST_AGENDA) throw new Problem('conflict', tooMany)
    let id = before?.id
    if (id === undefined) {
      ;[id] = await insertAgendaItems(tx, regionCode, meetingId, (items.at(-1)?.position ?? 0) + 1, [input])
    } else await updateAgendaItem(tx, regionCode, id, input)
    await audit(tx, {
      event: before ? 'meeting.agenda.changed' : 'meeting.agenda.added',
      subject: { kind: 'meeting.meeting', id: meetingId },
      regionCode,
      data: { item: id, title: input.title, ...(before ? { before: before.title } : {}) },
    })
    const stored = (await listAgenda(tx, regionCode, meetingId)).find(one => one.id === id)
    if (!stored) throw new Error(`Agenda item ${id} is not there after it was stored`)
    return stored
  })
}

export const noSuchItem = () =>
  notFound(
    'Pokok acara ini tidak ada di rapat ini. Buka lagi acaranya dari rapat.',
    'There is no such item in this meeting. Open its agenda again from the meeting.',
  )

const tooMany = {
  id: `Paling banyak ${MOST_AGENDA} pokok acara dalam satu rapat. Gabungkan beberapa.`,
  en: `At most ${MOST_AGENDA} items in one meeting. Join some.`,
}
