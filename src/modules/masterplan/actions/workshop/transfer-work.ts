import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid, Problem, type Sentence } from '#kit/problem.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import { closeText } from '#platform/collab/rights.ts'
import type { Sql, Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import { LONGEST_WORKSHOP } from '../../model-workshop.ts'
import { missing, tooLong } from '../../rules/workshop/check-workshop.ts'
import { recordSectionEvents } from '../../store/book/events.ts'
import { recordCardChanges } from '../../store/worksheet/changes.ts'
import { countOfficeWork, moveOfficeWork, type OfficeWork, textsOfSections } from '../../store/workshop/office-work.ts'
import { getInsideStand } from '../stand.ts'
import { words } from './change-stage.ts'
import { unlessRefused } from './lock-series.ts'

export interface TransferWork {
  regionCode: string
  /** An office of the region, abolished or not. */
  fromId: string
  /** A living office of the region. */
  toId: string
  reason: string
}

/**
 * Moves all that an office holds in the masterplan of a region to another: deliverables, sections, open cards and seats in
 * groups, in one transaction. The histories of cards and sections keep both names and the reason; who writes in one of the
 * sections is asked for their right again. Throws `not-found`, `may-not` (the secretariat alone), `invalid` with the
 * fields `fromId`, `toId`, `reason`, and `conflict` when there is nothing to move.
 */
export async function transferWork(
  platform: Platform,
  actor: Actor,
  transfer: TransferWork,
  writer: Writer,
): Promise<OfficeWork> {
  const { regionCode, fromId, toId } = transfer
  const reason = words(transfer.reason) ?? ''
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    await getInsideStand(tx, actor, regionCode)
    unlessRefused(refuseKeep(actor, regionCode))
    const offices = new Map((await listRegionOffices(tx, regionCode)).map(one => [one.id, one]))
    const [from, to] = [offices.get(fromId), offices.get(toId)]
    const errors: FieldError[] = []
    if (!from) errors.push({ field: 'fromId', sentence: badFrom })
    if (!to || to.archived || toId === fromId) errors.push({ field: 'toId', sentence: badTo })
    if (reason === '') errors.push(noReason)
    if (reason.length > LONGEST_WORKSHOP.reason) errors.push(tooLong('reason', LONGEST_WORKSHOP.reason))
    if (errors.length > 0 || !from || !to) throw invalid(...errors)
    const moved = await moveOfficeWork(tx, { regionCode, fromId, toId, by: writer.accountId, now })
    const done = {
      results: moved.results.length,
      sections: moved.sections.length,
      cards: moved.cards.length,
      groups: moved.groups.length,
    }
    if (Object.values(done).every(count => count === 0)) throw nothingThere(from.name)
    const office = actor.membership?.organisationName
    await recordCardChanges(
      tx,
      moved.cards.map(one => ({
        regionCode,
        cardId: one.id,
        version: one.version,
        event: 'changed',
        fields: [
          { field: 'organisationId', before: from.name, after: to.name },
          { field: 'reason', after: `${from.name} → ${to.name}. ${reason}` },
        ],
        office,
      })),
      now,
    )
    await recordSectionEvents(
      tx,
      regionCode,
      moved.sections.map(sectionId => ({
        sectionId,
        event: 'assigned',
        fields: [{ field: 'owner', before: from.name, after: to.name }],
        note: reason,
        office,
      })),
      writer.accountId,
      now,
    )
    for (const textId of await textsOfSections(tx, regionCode, moved.sections)) await closeText(tx, textId)
    await audit(tx, {
      event: 'masterplan.work.transferred',
      subject: { kind: 'organisation', id: fromId },
      regionCode,
      data: { from: from.name, to: to.name, to_id: toId, reason, ...moved, cards: moved.cards.map(one => one.id) },
    })
    return done
  })
}

/** What an office must hand over before it can be archived, in one statement. */
export async function officeDuties(
  db: Sql | Tx,
  organisationId: string,
): Promise<{ sentence: Sentence; href: string }[]> {
  const { results, sections, cards, groups, regionCode } = await countOfficeWork(db, organisationId)
  const counts = [results, sections, cards, groups]
  if (counts.every(count => count === 0)) return []
  const said = (names: readonly string[]) =>
    counts.flatMap((count, at) => (count === 0 ? [] : [`${count} ${names[at] ?? ''}`])).join(', ')
  return [
    {
      sentence: {
        id: `Masih memegang ${said(['hasil bimtek', 'bagian buku', 'kartu terbuka', 'kelompok kerja'])} di masterplan. Pindahkan dahulu ke OPD lain.`,
        en: `It still holds in the masterplan: ${said(['deliverables', 'sections of books', 'open cards', 'working groups'])}. Move them to another office first.`,
      },
      href: regionCode === undefined ? '/masterplan' : `/masterplan/${regionCode}/pindah-opd?dari=${organisationId}`,
    },
  ]
}

const noReason = missing('reason', 'Tulis dasarnya, misalnya nomor perdanya.', 'Write the ground for it.')
const badFrom = { id: 'Pilih OPD asal dari daerah ini.', en: 'Choose the office of this region they come from.' }
const badTo = {
  id: 'Pilih OPD tujuan yang masih ada di daerah ini, bukan OPD asal.',
  en: 'Choose a living office of this region they go to, not the one they come from.',
}
const nothingThere = (name: string) =>
  new Problem('conflict', {
    id: `${name} tidak memegang apa pun di masterplan daerah ini.`,
    en: `${name} holds nothing in the masterplan of this region.`,
  })
