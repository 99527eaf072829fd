import { randomUUID } from 'node:crypto'
import type { Tx } from '#platform/db/database.ts'
import { createTexts } from '#platform/collab/texts.ts'
import type { RichDoc } from '#kit/rich-text.ts'
import type { BookSeed, PlanInput, SectionSeed } from '../../model-book.ts'
import { insertBlocks, type NewBlock } from '../../store/book/blocks.ts'
import { recordSectionEvents } from '../../store/book/events.ts'
import { insertPlan } from '../../store/book/plans.ts'
import { insertSections, type NewSection, updateSections } from '../../store/book/sections.ts'

/** What a text is called in the editor. */
export const SECTION_TEXT = 'section-text'

export interface PlanSeed extends PlanInput {
  regionCode: string
  templateId: string
  books: readonly BookSeed[]
}

/**
 * Stores a plan with all its sections, blocks and texts, in the same few statements for any number of them, and gives its
 * id. Sections whose texts come filled begin in writing, the others empty. The caller has checked everything and writes the
 * audit row.
 */
export async function insertPlanTree(
  tx: Tx,
  seed: PlanSeed,
  by: { accountId: string | undefined; office: string | undefined },
  now: Date,
): Promise<string> {
  const id = randomUUID()
  const sections: NewSection[] = []
  const blocks: (NewBlock & { content?: RichDoc | undefined })[] = []
  const walk = (book: BookSeed['book'], list: readonly SectionSeed[], parentId: string | undefined) => {
    for (const [position, one] of list.entries()) {
      const sectionId = randomUUID()
      sections.push({
        id: sectionId,
        book,
        parentId,
        position,
        code: one.code,
        title: one.title,
        guide: one.guide,
        ownerId: one.ownerId,
        dueOn: one.dueOn,
        wordsWanted: one.wordsWanted ?? 0,
      })
      for (const [at, block] of one.blocks.entries()) {
        const place = { id: randomUUID(), sectionId, position: at }
        if (block.kind === 'live') blocks.push({ ...place, live: block })
        else blocks.push({ ...place, content: block.content })
      }
      walk(book, one.sections, sectionId)
    }
  }
  for (const { book, sections: list } of seed.books) walk(book, list, undefined)
  await insertPlan(tx, { ...seed, id }, by.accountId, now)
  const place = { regionCode: seed.regionCode, id }
  await insertSections(tx, place, sections, by.accountId, now)
  const narratives = blocks.filter(one => one.live === undefined)
  const texts = await createTexts(
    tx,
    narratives.map(one => ({
      regionCode: seed.regionCode,
      kind: SECTION_TEXT,
      ...(one.content === undefined ? {} : { content: one.content }),
    })),
  )
  for (const [at, one] of narratives.entries()) one.textId = texts[at]
  await insertBlocks(tx, seed.regionCode, blocks, by.accountId, now)
  const filled = narratives.filter(one => one.content !== undefined && one.content.content.length > 0)
  await updateSections(
    tx,
    seed.regionCode,
    [...new Set(filled.map(one => one.sectionId))],
    { state: 'draft', state_at: now, state_by: by.accountId ?? null },
    by.accountId,
    now,
  )
  await recordSectionEvents(
    tx,
    seed.regionCode,
    sections.map(one => ({ sectionId: one.id, event: 'created', office: by.office })),
    by.accountId,
    now,
  )
  return id
}
