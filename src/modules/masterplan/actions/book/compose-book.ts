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
import { liveContext, type LiveContext } from './live/context.ts'
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

/** A composed book with what stands in it as rows, for pages that show more than the tree. */
export interface ComposedBook {
  tree: DocumentTree
  plan: Plan
  region: Region
  sections: Arranged<Section>[]
  /** The texts that stand in it, for their pictures. */
  texts: StoredText[]
}

/**
 * The living book: every text as it stands and every live block drawn now, as one tree; the statements are as many as the
 * book has kinds of sources, not blocks. Archived sections and blocks are left out. Throws `not-found` for a plan that the
 * region does not have. Who may see it, the caller asks first.
 */
export async function composeBook(db: Sql | Tx, wanted: ComposeBook): Promise<DocumentTree> {
  return (await composeBookParts(db, wanted)).tree
}

export async function composeBookParts(
  db: Sql | Tx,
  { regionCode, planId, book, now }: ComposeBook,
): Promise<ComposedBook> {
  const region = await getRegion(db, regionCode)
  const plan = await findPlan(db, regionCode, planId)
  if (!plan) throw noSuchPlanOfBooks()
  const sections = await listSections(db, regionCode, planId, { book })
  const tree = arrange(sections)
  const blocks = await listBlocksOfBook(db, regionCode, planId, book)
  const { drawn, texts } = await drawBlocks(db, liveContext({ db, region, plan, now }), blocks)
  const offices = await listRegionOffices(db, regionCode)
  return {
    plan,
    region,
    sections: tree,
    texts: [...texts.values()],
    tree: {
      front: frontOf(plan, region, book, now, offices.find(one => /komunikasi/i.test(one.name) && !one.archived)?.name),
      sections: tree.map(one => toDocument(one, drawn)),
      signatories: [],
      verification: undefined,
    },
  }
}

/** The blocks as a document shows them, by id of the block: texts in one statement, live blocks by source. */
export async function drawBlocks(
  db: Sql | Tx,
  context: LiveContext,
  blocks: readonly Block[],
): Promise<{
  drawn: Map<string, { sectionId: string; blocks: DocumentBlock[] }>
  texts: Map<string, StoredText>
}> {
  const texts = await readTexts(
    db,
    context.region.code,
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
