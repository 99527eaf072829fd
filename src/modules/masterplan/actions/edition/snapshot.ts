import { createHash } from 'node:crypto'
import { canonicalText } from '#kit/canonical-text.ts'
import { numberDocument } from '#kit/number-document.ts'
import type { Platform } from '#platform/platform.ts'
import { readTexts } from '#platform/collab/texts.ts'
import type { Tx } from '#platform/db/database.ts'
import { getRegion } from '#modules/region/index.ts'
import { BOOKS } from '../../model.ts'
import type { Block, Plan, Section } from '../../model-book.ts'
import type { EditionContent, FrozenBook, SourceSection } from '../../model-edition.ts'
import { type Arranged, arrange } from '../../rules/book/arrange.ts'
import { listBlocksOfBook } from '../../store/book/blocks.ts'
import { findPlan } from '../../store/book/plans.ts'
import { listSections } from '../../store/book/sections.ts'
import { hashesOfFiles } from '../../store/edition/editions.ts'
import { composeBook } from '../book/compose-book.ts'
import { noSuchPlanOfBooks } from '../book/start-plan.ts'

export interface Snapshot {
  plan: Plan
  content: EditionContent
  sha256: string
  /** Sections that nobody accepted yet, in reading order. */
  unaccepted: Section[]
}

/** SHA-256 over the canonical text of a content, as hexadecimal digits. Whoever has the content can compute it again. */
export const hashContent = (content: EditionContent): string =>
  createHash('sha256').update(canonicalText(content)).digest('hex')

/**
 * All three books of a plan as they stand at one moment: everything is read in one snapshot of the database, so that no two
 * parts of it tell of different moments. Throws `not-found` for an archived plan and one of another region.
 */
export async function takeSnapshot(
  platform: Platform,
  wanted: { regionCode: string; planId: string; year: number },
  now: Date,
): Promise<Snapshot> {
  return await platform.db.sql
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async tx => await readSnapshot(tx, wanted, now))
}

async function readSnapshot(
  tx: Tx,
  { regionCode, planId, year }: { regionCode: string; planId: string; year: number },
  now: Date,
): Promise<Snapshot> {
  const plan = await findPlan(tx, regionCode, planId)
  if (!plan || plan.archivedAt !== undefined) throw noSuchPlanOfBooks()
  const region = await getRegion(tx, regionCode)
  const books: FrozenBook[] = []
  for (const book of BOOKS) {
    const { front, sections } = await composeBook(tx, { regionCode, planId, book, lang: 'id', now })
    books.push({ book, front: { ...front, edition: `Edisi ${year}`, regulation: undefined }, sections })
  }
  const sections = await listSections(tx, regionCode, planId)
  const files = [
    ...new Set(
      books.flatMap(one =>
        numberDocument(one).figures.flatMap(({ picture }) => ('fileId' in picture ? [picture.fileId] : [])),
      ),
    ),
  ].sort()
  const hashes = await hashesOfFiles(tx, files)
  const content = storable({
    format: 'tudang-edition-1',
    region: { code: region.code, name: region.name },
    plan: {
      id: plan.id,
      title: plan.title,
      fromYear: plan.fromYear,
      untilYear: plan.untilYear,
      vision: plan.vision,
      templateId: plan.templateId,
    },
    year,
    frozenAt: now.toISOString(),
    books,
    source: await readSource(tx, regionCode, planId, sections),
    pictures: files.flatMap(fileId => {
      const sha256 = hashes.get(fileId)
      return sha256 === undefined ? [] : [{ fileId, sha256 }]
    }),
  })
  const open = sections.filter(one => one.state !== 'accepted' && one.state !== 'locked')
  return { plan, content, sha256: hashContent(content), unaccepted: open }
}

/** The sections of all books as they are written: what another plan can begin with. */
async function readSource(
  tx: Tx,
  regionCode: string,
  planId: string,
  sections: readonly Section[],
): Promise<EditionContent['source']> {
  const blocks = await listBlocksOfBook(tx, regionCode, planId)
  const texts = await readTexts(
    tx,
    regionCode,
    blocks.flatMap(one => (one.kind === 'narrative' ? [one.textId] : [])),
  )
  const bySection = Map.groupBy(blocks, one => one.sectionId)
  const write = (block: Block): SourceSection['blocks'][number] => {
    if (block.kind === 'narrative') return { kind: 'narrative', content: texts.get(block.textId)?.content }
    const { source, show, filter, caption } = block
    return { kind: 'live', source, show, filter, caption }
  }
  const seed = ({ section, below }: Arranged<Section>): SourceSection => ({
    id: section.id,
    code: section.code,
    title: section.title,
    guide: section.guide,
    ownerId: section.ownerId,
    ownerName: section.ownerName,
    wordsWanted: section.wordsWanted,
    state: section.state,
    blocks: (bySection.get(section.id) ?? []).map(write),
    sections: below.map(seed),
  })
  return BOOKS.map(book => ({ book, sections: arrange(sections.filter(one => one.book === book)).map(seed) }))
}

/** As the database keeps it and gives it back: no undefined, no sign that PostgreSQL's JSON refuses. */
const storable = (content: EditionContent): EditionContent =>
  JSON.parse(
    JSON.stringify(content, (_, value: unknown) =>
      typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '') : value,
    ),
  ) as EditionContent
