import type { DocumentBlock, DocumentFront, DocumentSection, DocumentTree } from '#kit/document-tree.ts'
import { dayIn, formatDate } from '#kit/format.ts'
import { readTexts, type StoredText } from '#platform/collab/texts.ts'
import { toBlocks } from '#platform/collab/words.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { getRegion, type Region } from '#modules/region/index.ts'
import type { BookNumber } from '../../model.ts'
import type { Block, Plan, Section } from '../../model-book.ts'
import { type Arranged, arrange } from '../../rules/book/arrange.ts'
import { listBlocksOfBook } from '../../store/book/blocks.ts'
import { findPlan } from '../../store/book/plans.ts'
import { listSections } from '../../store/book/sections.ts'
import { drawLive } from './live/index.ts'
import { liveContext, type LiveGround } from './live/context.ts'
import { noSuchPlanOfBooks } from './start-plan.ts'

export interface ComposeBook {
  regionCode: string
  planId: string
  book: BookNumber
  lang: 'id'
  /** What "today" is in notes and on the cover. */
  now: Date
}

const NAMES: Record<BookNumber, string> = { 1: 'Analisis Strategis', 2: 'Masterplan', 3: 'Ringkasan Eksekutif' }

/** The chapters of a book with what stands in them as rows, for pages that show more than the tree. */
export interface ComposedChapters {
  chapters: DocumentSection[]
  sections: Arranged<Section>[]
  /** The texts that stand in it, for their pictures. */
  texts: StoredText[]
}

/**
 * The living book: every text as it stands and every live block drawn now, as one tree; the statements are as many as the
 * book has kinds of sources, not blocks. Archived sections and blocks are left out. Throws `not-found` for a plan that the
 * region does not have. Who may see it, the caller asks first.
 */
export async function composeBook(db: Sql | Tx, { regionCode, planId, book, now }: ComposeBook): Promise<DocumentTree> {
  const region = await getRegion(db, regionCode)
  const plan = await findPlan(db, regionCode, planId)
  if (!plan) throw noSuchPlanOfBooks()
  const { chapters } = await composeChapters({ db, region, plan, now }, book)
  const offices = await listRegionOffices(db, regionCode)
  const office = offices.find(one => /komunikasi/i.test(one.name) && !one.archived)?.name
  return {
    front: frontOf(plan, region, book, now, office),
    sections: chapters,
    signatories: [],
    verification: undefined,
  }
}

/** The same without its front, of a plan that was read already. */
export async function composeChapters(ground: LiveGround, book: BookNumber): Promise<ComposedChapters> {
  const { db, plan } = ground
  const sections = arrange(await listSections(db, plan.regionCode, plan.id, { book }))
  const blocks = await listBlocksOfBook(db, plan.regionCode, plan.id, book)
  const { drawn, texts } = await drawBlocks(ground, blocks)
  return { chapters: sections.map(one => toDocument(one, drawn)), sections, texts: [...texts.values()] }
}

/** The blocks as a document shows them, by id of the block: texts in one statement, live blocks by source. */
export async function drawBlocks(
  ground: LiveGround,
  blocks: readonly Block[],
): Promise<{
  drawn: Map<string, { sectionId: string; blocks: DocumentBlock[] }>
  texts: Map<string, StoredText>
}> {
  const context = liveContext(ground, blocks)
  const texts = await readTexts(
    ground.db,
    ground.region.code,
    blocks.flatMap(one => (one.kind === 'narrative' ? [one.textId] : [])),
  )
  const drawn = new Map<string, { sectionId: string; blocks: DocumentBlock[] }>()
  for (const block of blocks) {
    const text = block.kind === 'narrative' ? texts.get(block.textId) : undefined
    drawn.set(block.id, {
      sectionId: block.sectionId,
      blocks: block.kind === 'live' ? await drawLive(context, block) : text ? toBlocks(text.content) : [],
    })
  }
  return { drawn, texts }
}

function toDocument(
  one: Arranged<Section>,
  drawn: ReadonlyMap<string, { sectionId: string; blocks: DocumentBlock[] }>,
): DocumentSection {
  return {
    id: one.section.id,
    title: one.section.title,
    blocks: [...drawn.values()].filter(({ sectionId }) => sectionId === one.section.id).flatMap(({ blocks }) => blocks),
    sections: one.below.map(below => toDocument(below, drawn)),
  }
}

function frontOf(plan: Plan, region: Region, book: BookNumber, now: Date, office: string | undefined): DocumentFront {
  return {
    title: plan.title,
    subtitle: `${region.name} ${plan.fromYear}–${plan.untilYear}`,
    institution: `Pemerintah ${region.name}`,
    office,
    address: undefined,
    part: `Buku ${book}: ${NAMES[book]}`,
    edition: `Rancangan, ${formatDate(dayIn(now, region.timezone), 'id', region.timezone)}`,
    regulation: undefined,
  }
}
