import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseWrite } from '../../access.ts'
import type { Section } from '../../model-book.ts'
import { refuseText } from '../../rules/book/section-state.ts'
import { recordSectionEvents } from '../../store/book/events.ts'
import { findSectionOfText, updateSections } from '../../store/book/sections.ts'
import { wordsOfSection } from '../../store/book/words.ts'
import { getStand } from '../stand.ts'
import { noSuchSection } from './section-stand.ts'

/**
 * How a person may open the text of a section in the editor: `write` for who may change the section while its words may
 * change, `read` for who sees drafts, undefined for everybody else.
 */
export async function authorizeSectionText(
  platform: Platform,
  actor: Actor,
  text: { regionCode: string; id: string },
): Promise<'write' | 'read' | undefined> {
  const db = platform.db.sql
  const section = await findSectionOfText(db, text.regionCode, text.id)
  if (!section || section.archivedAt !== undefined || section.blockArchived) return undefined
  const sight = await getStand(db, actor, text.regionCode).then(
    stand => stand.sight,
    () => undefined,
  )
  if (sight !== 'all') return undefined
  const fixed = refuseText(section.state) !== undefined
  return !fixed && refuseWrite(actor, text.regionCode, section.ownerId) === undefined ? 'write' : 'read'
}

/** Follows a stored text in its transaction: an empty section becomes a draft, a draft without any word empty again. */
export async function sectionTextStored(
  tx: Tx,
  text: { regionCode: string; id: string },
  accountIds: readonly string[],
  now: Date,
): Promise<void> {
  const section = await findSectionOfText(tx, text.regionCode, text.id, true)
  if (!section) throw noSuchSection()
  const refusal = refuseText(section.state)
  if (refusal) throw new Problem('conflict', refusal)
  await followText(tx, section, accountIds[0], now)
}

/** Moves a locked section between empty and draft, as its words say. */
export async function followText(tx: Tx, section: Section, by: string | undefined, now: Date): Promise<void> {
  if (section.state !== 'empty' && section.state !== 'draft') return
  const written = (await wordsOfSection(tx, section.regionCode, section.id)) > 0
  const state = written ? 'draft' : 'empty'
  if (state === section.state) return
  await updateSections(tx, section.regionCode, [section.id], { state, state_by: by ?? null, state_at: now }, by, now)
  await recordSectionEvents(
    tx,
    section.regionCode,
    [{ sectionId: section.id, event: written ? 'begun' : 'emptied' }],
    by,
    now,
  )
}
