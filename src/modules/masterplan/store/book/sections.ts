import { type Selectable, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { MasterplanSection } from '#platform/db/tables.ts'
import type { BookNumber } from '../../model.ts'
import type { LiveSource, Section, SectionInput, SectionLine, SectionState } from '../../model-book.ts'

type Row = Selectable<MasterplanSection> & { owner_name: string | null }

export const toSection = (row: Row): Section => ({
  regionCode: row.region_code,
  planId: row.plan_id,
  id: row.id,
  book: row.book as BookNumber,
  parentId: row.parent_id ?? undefined,
  position: row.position,
  code: row.code ?? undefined,
  title: row.title,
  guide: row.guide ?? undefined,
  ownerId: row.owner_id ?? undefined,
  ownerName: row.owner_name ?? undefined,
  state: row.state as SectionState,
  stateNote: row.state_note ?? undefined,
  stateBy: row.state_by ?? undefined,
  stateAt: row.state_at ?? undefined,
  wordsWanted: row.words_wanted,
  dueOn: row.due_on ?? undefined,
  version: row.version,
  archivedAt: row.archived_at ?? undefined,
})

const selectSections = (db: Sql | Tx) =>
  db
    .selectFrom('masterplan.section as s')
    .leftJoin('people.organisation as o', 'o.id', 's.owner_id')
    .selectAll('s')
    .select('o.name as owner_name')

/** Sections of an archived plan are not there for anybody who looks for one. */
const ofLivingPlan = sql<boolean>`exists (select 1 from masterplan.plan p where p.region_code = s.region_code
  and p.id = s.plan_id and p.archived_at is null)`

/** One section of a living plan, archived or not, in one statement; `lock` holds its row for a change. */
export async function findSection(
  db: Sql | Tx,
  regionCode: string,
  id: string,
  lock = false,
): Promise<Section | undefined> {
  let query = selectSections(db).where('s.region_code', '=', regionCode).where('s.id', '=', id).where(ofLivingPlan)
  if (lock) query = query.forUpdate('s')
  const row = await query.executeTakeFirst()
  return row && toSection(row)
}

/** The section in whose narrative a text stands, in one statement; `lock` holds its row. */
export async function findSectionOfText(
  db: Sql | Tx,
  regionCode: string,
  textId: string,
  lock = false,
): Promise<(Section & { blockArchived: boolean }) | undefined> {
  let query = selectSections(db)
    .innerJoin('masterplan.block as b', join =>
      join.onRef('b.region_code', '=', 's.region_code').onRef('b.section_id', '=', 's.id'),
    )
    .select('b.archived_at as block_archived_at')
    .where('b.region_code', '=', regionCode)
    .where('b.text_id', '=', textId)
    .where(ofLivingPlan)
  if (lock) query = query.forUpdate('s')
  const row = await query.executeTakeFirst()
  return row && { ...toSection(row), blockArchived: row.block_archived_at !== null }
}

export interface SectionFilter {
  book?: BookNumber | undefined
  ownerId?: string | undefined
  state?: SectionState | undefined
}

/**
 * The living sections of a plan with words, live sources and open comments, by book, parent and position, in one
 * statement for any number. `rules/book/arrange.ts` puts them in reading order.
 */
export async function listSectionLines(
  db: Sql | Tx,
  regionCode: string,
  planId: string,
  filter: SectionFilter = {},
): Promise<SectionLine[]> {
  let query = selectSections(db)
    .select([
      sql<number>`coalesce((select sum(t.words) from masterplan.block b join collab.text t on t.region_code = b.region_code
        and t.id = b.text_id where b.region_code = s.region_code and b.section_id = s.id and b.archived_at is null), 0)::int`.as(
        'words',
      ),
      sql<LiveSource[]>`array(select b.source from masterplan.block b where b.region_code = s.region_code
        and b.section_id = s.id and b.archived_at is null and b.kind = 'live' order by b.position)`.as('sources'),
      sql<number>`(select count(*) from masterplan.comment c where c.region_code = s.region_code
        and c.subject_kind = 'section' and c.subject_id = s.id::text and c.state = 'open' and c.answers_id is null
        and c.removed_at is null)::int`.as('open_comments'),
    ])
    .where('s.region_code', '=', regionCode)
    .where('s.plan_id', '=', planId)
    .where('s.archived_at', 'is', null)
    .orderBy('s.book')
    .orderBy('s.position')
    .orderBy('s.id')
  if (filter.book !== undefined) query = query.where('s.book', '=', filter.book)
  if (filter.ownerId !== undefined) query = query.where('s.owner_id', '=', filter.ownerId)
  if (filter.state !== undefined) query = query.where('s.state', '=', filter.state)
  return (await query.execute()).map(row => ({
    ...toSection(row),
    words: row.words,
    sources: row.sources,
    openComments: row.open_comments,
  }))
}

/** The living sections of a plan as they are stored, in one statement; `lock` holds all of them for a change. */
export async function listSections(
  db: Sql | Tx,
  regionCode: string,
  planId: string,
  narrow: { book?: BookNumber; ids?: readonly string[]; lock?: true } = {},
): Promise<Section[]> {
  if (narrow.ids?.length === 0) return []
  let query = selectSections(db)
    .where('s.region_code', '=', regionCode)
    .where('s.plan_id', '=', planId)
    .where('s.archived_at', 'is', null)
    .orderBy('s.book')
    .orderBy('s.position')
    .orderBy('s.id')
  if (narrow.book !== undefined) query = query.where('s.book', '=', narrow.book)
  if (narrow.ids !== undefined) query = query.where('s.id', 'in', narrow.ids)
  if (narrow.lock) query = query.forUpdate('s')
  return (await query.execute()).map(toSection)
}

/** The sections that an office owns in the living plans of a region and still has to write, the soonest due first. */
export async function listOwedSections(
  db: Sql | Tx,
  regionCode: string,
  ownerId: string,
  limit: number,
): Promise<(Section & { planTitle: string })[]> {
  const rows = await selectSections(db)
    .innerJoin('masterplan.plan as p', join =>
      join.onRef('p.region_code', '=', 's.region_code').onRef('p.id', '=', 's.plan_id'),
    )
    .select('p.title as plan_title')
    .where('s.region_code', '=', regionCode)
    .where('s.owner_id', '=', ownerId)
    .where('s.state', 'in', ['empty', 'draft'])
    .where('s.archived_at', 'is', null)
    .where('p.archived_at', 'is', null)
    .orderBy(sql`s.due_on nulls last`)
    .orderBy('s.book')
    .orderBy('s.position')
    .orderBy('s.id')
    .limit(limit)
    .execute()
  return rows.map(row => ({ ...toSection(row), planTitle: row.plan_title }))
}

export interface NewSection extends SectionInput {
  id: string
  book: BookNumber
  parentId: string | undefined
  position: number
  code: string | undefined
}

/** Stores new sections in one statement for any number; parents may be among them. */
export async function insertSections(
  tx: Tx,
  plan: { regionCode: string; id: string },
  sections: readonly NewSection[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (sections.length === 0) return
  await sql`insert into masterplan.section (region_code, plan_id, id, book, parent_id, position, code, title, guide, owner_id,
      words_wanted, due_on, changed_by, changed_at)
    select ${plan.regionCode}, ${plan.id}::uuid, r.id, r.book, r.parent_id, r.position, r.code, r.title, r.guide, r.owner_id,
      r.words_wanted, r.due_on, ${by ?? null}::uuid, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(
      sections.map(one => ({
        id: one.id,
        book: one.book,
        parent_id: one.parentId ?? null,
        position: one.position,
        code: one.code ?? null,
        title: one.title,
        guide: one.guide ?? null,
        owner_id: one.ownerId ?? null,
        words_wanted: one.wordsWanted,
        due_on: one.dueOn ?? null,
      })),
    )}::jsonb) as r(id uuid, book smallint, parent_id uuid, position int, code text, title text, guide text, owner_id uuid,
      words_wanted int, due_on date)`.execute(tx)
}

type Changes = {
  title?: string
  guide?: string | null
  owner_id?: string | null
  due_on?: string | null
  words_wanted?: number
  parent_id?: string | null
  position?: number
  archived_at?: Date
  state?: SectionState
  state_note?: string | null
  state_by?: string | null
  state_at?: Date
}

/** Writes columns of locked sections and counts their versions up, in one statement. */
export async function updateSections(
  tx: Tx,
  regionCode: string,
  ids: readonly string[],
  changes: Changes,
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('masterplan.section')
    .set({ ...changes, version: sql<number>`version + 1`, changed_by: by ?? null, changed_at: now })
    .where('region_code', '=', regionCode)
    .where('id', 'in', ids)
    .execute()
}

/** Puts locked sections at new places among their siblings, in one statement. */
export async function placeSections(
  tx: Tx,
  regionCode: string,
  places: readonly { id: string; parentId: string | undefined; position: number }[],
): Promise<void> {
  if (places.length === 0) return
  await sql`update masterplan.section s set parent_id = r.parent_id, position = r.position
    from jsonb_to_recordset(${JSON.stringify(
      places.map(one => ({ id: one.id, parent_id: one.parentId ?? null, position: one.position })),
    )}::jsonb) as r(id uuid, parent_id uuid, position int)
    where s.region_code = ${regionCode} and s.id = r.id`.execute(tx)
}
