import { type Selectable, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { MasterplanBlock } from '#platform/db/tables.ts'
import type { BookNumber } from '../../model.ts'
import type { Block, LiveFilter, LiveInput, LiveSource, Show } from '../../model-book.ts'

const toBlock = (row: Selectable<MasterplanBlock>): Block => {
  const shared = {
    regionCode: row.region_code,
    id: row.id,
    sectionId: row.section_id,
    position: row.position,
    caption: row.caption ?? undefined,
    version: row.version,
    archivedAt: row.archived_at ?? undefined,
  }
  if (row.kind === 'narrative') return { ...shared, kind: 'narrative', textId: row.text_id ?? '' }
  return {
    ...shared,
    kind: 'live',
    source: row.source as LiveSource,
    show: row.show as Show,
    filter: (row.filter ?? {}) as LiveFilter,
  }
}

/** The living blocks of a section in their order, in one statement; `lock` holds them for a change. */
export async function listBlocks(db: Sql | Tx, regionCode: string, sectionId: string, lock = false): Promise<Block[]> {
  let query = db
    .selectFrom('masterplan.block')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('section_id', '=', sectionId)
    .where('archived_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
  if (lock) query = query.forUpdate()
  return (await query.execute()).map(toBlock)
}

/** The living blocks of all living sections of a book, by section and order, in one statement. */
export async function listBlocksOfBook(
  db: Sql | Tx,
  regionCode: string,
  planId: string,
  book?: BookNumber,
): Promise<Block[]> {
  let query = db
    .selectFrom('masterplan.block as b')
    .innerJoin('masterplan.section as s', join =>
      join.onRef('s.region_code', '=', 'b.region_code').onRef('s.id', '=', 'b.section_id'),
    )
    .selectAll('b')
    .where('b.region_code', '=', regionCode)
    .where('s.plan_id', '=', planId)
    .where('s.archived_at', 'is', null)
    .where('b.archived_at', 'is', null)
    .orderBy('b.section_id')
    .orderBy('b.position')
    .orderBy('b.id')
  if (book !== undefined) query = query.where('s.book', '=', book)
  return (await query.execute()).map(toBlock)
}

export interface NewBlock {
  id: string
  sectionId: string
  position: number
  /** Text of a narrative. */
  textId?: string | undefined
  live?: LiveInput | undefined
}

/** Stores new blocks in one statement for any number. */
export async function insertBlocks(
  tx: Tx,
  regionCode: string,
  blocks: readonly NewBlock[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (blocks.length === 0) return
  await sql`insert into masterplan.block (region_code, section_id, id, position, kind, text_id, source, show, filter, caption,
      changed_by, changed_at)
    select ${regionCode}, r.section_id, r.id, r.position, r.kind, r.text_id, r.source, r.show, r.filter, r.caption,
      ${by ?? null}::uuid, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(
      blocks.map(one => ({
        section_id: one.sectionId,
        id: one.id,
        position: one.position,
        kind: one.live ? 'live' : 'narrative',
        text_id: one.textId ?? null,
        source: one.live?.source ?? null,
        show: one.live?.show ?? null,
        filter: one.live?.filter ?? {},
        caption: one.live?.caption ?? null,
      })),
    )}::jsonb) as r(section_id uuid, id uuid, position int, kind text, text_id uuid, source text, show text, filter jsonb,
      caption text)`.execute(tx)
}

/** Writes a locked block and counts its version up. */
export async function updateBlock(
  tx: Tx,
  regionCode: string,
  id: string,
  change: LiveInput | { position: number } | 'archive',
  by: string | undefined,
  now: Date,
): Promise<void> {
  const set =
    change === 'archive'
      ? { archived_at: now }
      : 'position' in change
        ? { position: change.position }
        : {
            source: change.source,
            show: change.show,
            filter: JSON.stringify(change.filter),
            caption: change.caption ?? null,
          }
  await tx
    .updateTable('masterplan.block')
    .set({ ...set, version: sql<number>`version + 1`, changed_by: by ?? null, changed_at: now })
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .execute()
}
