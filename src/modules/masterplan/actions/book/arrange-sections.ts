import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { Section } from '../../model-book.ts'
import { recordSectionEvents } from '../../store/book/events.ts'
import { editionsShowing } from '../../store/book/plans.ts'
import { listSections, placeSections, updateSections } from '../../store/book/sections.ts'
import { askRightsAgain } from './ask-rights-again.ts'
import { getSectionStand, refuseKeeping, sectionChangedMeanwhile } from './section-stand.ts'

/** Moves a section one place up or down among its siblings. A section at the end stays where it is. */
export async function moveSection(
  platform: Platform,
  actor: Actor,
  move: { regionCode: string; sectionId: string; by: -1 | 1 },
  writer: Writer,
): Promise<void> {
  const { regionCode, sectionId } = move
  await platform.db.transact(writer, async tx => {
    const { section } = await getSectionStand(tx, actor, regionCode, sectionId)
    refuseKeeping(actor, regionCode)
    const all = await listSections(tx, regionCode, section.planId, { book: section.book, lock: true })
    const siblings = all.filter(one => one.parentId === section.parentId)
    const at = siblings.findIndex(one => one.id === sectionId)
    const other = siblings[at + move.by]
    if (other) {
      siblings[at + move.by] = siblings[at] as Section
      siblings[at] = other
      await placeSections(
        tx,
        regionCode,
        siblings.map((one, position) => ({ id: one.id, parentId: one.parentId, position })),
      )
    }
    await audit(tx, { event: 'masterplan.section.moved', subject: { kind: 'section', id: sectionId }, regionCode })
  })
}

/**
 * Takes a section and what is below it off the books; editions that show it stay as they are, and their years are given
 * back. Throws `may-not`, `changed-meanwhile`, and `conflict` for a locked section, its own or below.
 */
export async function archiveSection(
  platform: Platform,
  actor: Actor,
  archive: { regionCode: string; sectionId: string; version: number },
  writer: Writer,
): Promise<{ sections: number; editions: number[] }> {
  const { regionCode, sectionId } = archive
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { section, region } = await getSectionStand(tx, actor, regionCode, sectionId, true)
    refuseKeeping(actor, regionCode)
    if (section.version !== archive.version) throw await sectionChangedMeanwhile(tx, region, section)
    const all = await listSections(tx, regionCode, section.planId, { book: section.book, lock: true })
    const gone = withBelow(section, all)
    const locked = gone.find(one => one.state === 'locked')
    if (locked) throw lockedBelow(locked.title)
    const ids = gone.map(one => one.id)
    await updateSections(tx, regionCode, ids, { archived_at: now }, writer.accountId, now)
    await askRightsAgain(tx, regionCode, ids, section.planId, section.book)
    const editions = await editionsShowing(tx, regionCode, section.planId, sectionId)
    await recordSectionEvents(
      tx,
      regionCode,
      ids.map(id => ({ sectionId: id, event: 'archived', office: actor.membership?.organisationName })),
      writer.accountId,
      now,
    )
    await audit(tx, {
      event: 'masterplan.section.archived',
      subject: { kind: 'section', id: sectionId },
      regionCode,
      data: { sections: ids.length, editions },
    })
    return { sections: ids.length, editions }
  })
}

/** A section and all that is below it. */
function withBelow(section: Section, all: readonly Section[]): Section[] {
  const found = [section]
  for (let at = 0; at < found.length; at++) {
    for (const one of all) if (one.parentId === found[at]?.id && !found.includes(one)) found.push(one)
  }
  return found
}

const lockedBelow = (title: string) =>
  new Problem('conflict', {
    id: `Bagian “${title}” terkunci, jadi tidak dapat diarsipkan. Buka kuncinya dahulu.`,
    en: `The section “${title}” is locked and cannot be archived. Unlock it first.`,
  })
