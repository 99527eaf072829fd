import { type Expression, type ExpressionBuilder, type Selectable, sql, type SqlBool } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { DB, MasterplanCard } from '#platform/db/tables.ts'
import type { Card, CardFilter, CardInput, CardOf, Choice } from '../../model-card.ts'
import type { Dimension, Sheet } from '../../model.ts'

type Row = Selectable<MasterplanCard> & { organisation_name: string | null; points: number; voters: number }

const toCard = (row: Row): Card =>
  ({
    regionCode: row.region_code,
    seriesId: row.series_id,
    id: row.id,
    sheet: row.sheet as Sheet,
    position: row.position,
    title: row.title,
    dimension: (row.dimension ?? undefined) as Dimension | undefined,
    place: row.place_in_sheet ?? undefined,
    organisationId: row.organisation_id ?? undefined,
    organisationName: row.organisation_name ?? undefined,
    content: row.content,
    choice: row.choice as Choice,
    choiceReason: row.choice_reason ?? undefined,
    programmeId: row.programme_id ?? undefined,
    points: row.points,
    voters: row.voters,
    version: row.version,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    archivedAt: row.archived_at ?? undefined,
  }) as Card

const selectCards = (db: Sql | Tx) =>
  db
    .selectFrom('masterplan.card as c')
    .leftJoin('people.organisation as o', 'o.id', 'c.organisation_id')
    .selectAll('c')
    .select('o.name as organisation_name')
    .select([
      sql<number>`(select coalesce(sum(v.points), 0)::int from masterplan.card_vote v
        where v.region_code = c.region_code and v.card_id = c.id)`.as('points'),
      sql<number>`(select count(*)::int from masterplan.card_vote v
        where v.region_code = c.region_code and v.card_id = c.id)`.as('voters'),
    ])

type Filtered = ExpressionBuilder<DB & { c: MasterplanCard }, 'c'>

function matches(eb: Filtered, regionCode: string, seriesId: string, sheet: Sheet, filter: CardFilter) {
  const all: Expression<SqlBool>[] = [
    eb('c.region_code', '=', regionCode),
    eb('c.series_id', '=', seriesId),
    eb('c.sheet', '=', sheet),
    eb('c.archived_at', 'is', null),
  ]
  if (filter.dimension !== undefined) all.push(eb('c.dimension', '=', filter.dimension))
  if (filter.place !== undefined) all.push(eb('c.place_in_sheet', '=', filter.place))
  if (filter.organisationId !== undefined) all.push(eb('c.organisation_id', '=', filter.organisationId))
  if (filter.choice !== undefined) all.push(eb('c.choice', '=', filter.choice))
  if (filter.element !== undefined) all.push(sql<boolean>`c.content->>'element' = ${filter.element}`)
  if (filter.text !== undefined) {
    all.push(sql<boolean>`strpos(lower(c.title || ' ' || coalesce((select string_agg(e.value, ' ')
      from jsonb_each_text(c.content) e), '')), lower(${filter.text})) > 0`)
  }
  if (filter.ids !== undefined) all.push(sql<boolean>`c.id = any(${[...filter.ids]}::uuid[])`)
  return eb.and(all)
}

/** Where a page of cards begins. */
export interface CardPage {
  limit: number
  after?: { position: number; id: string } | undefined
}

/**
 * Living cards of one worksheet in their order, with the points given to them, in one statement. A sheet has at most
 * `MOST_CARDS`; without `page` all of them come.
 */
export async function listCards<S extends Sheet>(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
  sheet: S,
  filter: CardFilter = {},
  page?: CardPage,
): Promise<CardOf<S>[]> {
  let query = selectCards(db)
    .where(eb => matches(eb as unknown as Filtered, regionCode, seriesId, sheet, filter))
    .orderBy('c.position')
    .orderBy('c.id')
  if (page?.after) {
    query = query.where(sql<boolean>`(c.position, c.id) > (${page.after.position}::int, ${page.after.id}::uuid)`)
  }
  if (page) query = query.limit(page.limit)
  const rows = await query.execute()
  return rows.map(row => toCard(row) as unknown as CardOf<S>)
}

/** Living cards of several worksheets, each sheet in its order, in one statement. */
export async function listCardsOfSheets(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
  sheets: readonly Sheet[],
): Promise<Card[]> {
  if (sheets.length === 0) return []
  const rows = await selectCards(db)
    .where('c.region_code', '=', regionCode)
    .where('c.series_id', '=', seriesId)
    .where('c.sheet', 'in', sheets)
    .where('c.archived_at', 'is', null)
    .orderBy('c.position')
    .orderBy('c.id')
    .execute()
  return rows.map(toCard)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Cards taken off one worksheet, the last one first, in one statement. */
export async function listArchivedCards(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
  sheet: Sheet,
  limit: number,
): Promise<Card[]> {
  const rows = await selectCards(db)
    .where('c.region_code', '=', regionCode)
    .where('c.series_id', '=', seriesId)
    .where('c.sheet', '=', sheet)
    .where('c.archived_at', 'is not', null)
    .orderBy('c.archived_at', 'desc')
    .orderBy('c.id')
    .limit(limit)
    .execute()
  return rows.map(toCard)
}

/** One card, archived or not, in one statement; `lock` holds its row for a change. */
export async function findCard(db: Sql | Tx, regionCode: string, id: string, lock = false): Promise<Card | undefined> {
  if (!uuid.test(id)) return undefined
  let query = selectCards(db).where('c.region_code', '=', regionCode).where('c.id', '=', id)
  if (lock) query = query.forUpdate('c')
  const row = await query.executeTakeFirst()
  return row && toCard(row)
}

/** Cards of a series by their ids, whatever their sheet, archived or not, in one statement. */
export async function listCardsByIds(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
  ids: readonly string[],
): Promise<Card[]> {
  const known = ids.filter(id => uuid.test(id))
  if (known.length === 0) return []
  const rows = await selectCards(db)
    .where('c.region_code', '=', regionCode)
    .where('c.series_id', '=', seriesId)
    .where('c.id', 'in', known)
    .orderBy('c.sheet')
    .orderBy('c.position')
    .orderBy('c.id')
    .execute()
  return rows.map(toCard)
}

/** How many living cards each sheet of a series has, and how many became programmes, in one statement. */
export async function countCards(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
): Promise<Map<Sheet, { cards: number; programmes: number; chosen: number }>> {
  const rows = await db
    .selectFrom('masterplan.card')
    .select(['sheet'])
    .select([
      sql<number>`count(*)::int`.as('cards'),
      sql<number>`count(programme_id)::int`.as('programmes'),
      sql<number>`count(*) filter (where choice = 'chosen')::int`.as('chosen'),
    ])
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .where('archived_at', 'is', null)
    .groupBy('sheet')
    .execute()
  return new Map(
    rows.map(row => [row.sheet as Sheet, { cards: row.cards, programmes: row.programmes, chosen: row.chosen }]),
  )
}

/** A card as it is written; `place` repeats what its content says. */
export interface CardRow extends CardInput {
  id: string
  sheet: Sheet
  place: string | undefined
  position: number
}

/** Stores new cards of one series in one statement. */
export async function insertCards(
  tx: Tx,
  series: { regionCode: string; seriesId: string },
  cards: readonly CardRow[],
  by: { accountId: string | undefined; now: Date },
): Promise<void> {
  if (cards.length === 0) return
  await sql`insert into masterplan.card (region_code, series_id, id, sheet, position, title, dimension, place_in_sheet,
      organisation_id, content, created_by, created_at, changed_by, changed_at)
    select ${series.regionCode}, ${series.seriesId}::uuid, r.id, r.sheet, r.position, r.title, r.dimension, r.place,
      r.organisation_id, r.content, ${by.accountId ?? null}::uuid, ${by.now}, ${by.accountId ?? null}::uuid, ${by.now}
    from jsonb_to_recordset(${JSON.stringify(
      cards.map(card => ({
        id: card.id,
        sheet: card.sheet,
        position: card.position,
        title: card.title,
        dimension: card.dimension ?? null,
        place: card.place ?? null,
        organisation_id: card.organisationId ?? null,
        content: card.content,
      })),
    )}::jsonb) as r(id uuid, sheet text, position int, title text, dimension text, place text, organisation_id uuid,
      content jsonb)`.execute(tx)
}

/**
 * A living card that says all the same, written by the same hand since a moment: a form that was sent twice. One statement;
 * the caller holds the row of the series.
 */
export async function findTwin(
  tx: Tx,
  series: { regionCode: string; seriesId: string },
  sheet: Sheet,
  input: CardInput,
  by: { accountId: string; since: Date },
): Promise<Card | undefined> {
  const row = await selectCards(tx)
    .where('c.region_code', '=', series.regionCode)
    .where('c.series_id', '=', series.seriesId)
    .where('c.sheet', '=', sheet)
    .where('c.title', '=', input.title)
    .where('c.archived_at', 'is', null)
    .where('c.created_by', '=', by.accountId)
    .where('c.created_at', '>=', by.since)
    .where(sql<boolean>`c.dimension is not distinct from ${input.dimension ?? null}`)
    .where(sql<boolean>`c.organisation_id is not distinct from ${input.organisationId ?? null}::uuid`)
    .where(sql<boolean>`c.content = ${JSON.stringify(input.content)}::jsonb`)
    .orderBy('c.position')
    .limit(1)
    .executeTakeFirst()
  return row && toCard(row)
}

type Change = Partial<{
  title: string
  dimension: string | null
  place_in_sheet: string | null
  organisation_id: string | null
  content: string
  choice: Choice
  choice_reason: string | null
  programme_id: string | null
  archived_at: Date | null
}>

/** Changes a card, a version further. `content` is its JSON text. */
export async function updateCard(
  tx: Tx,
  card: Card,
  change: Change,
  by: { accountId: string | undefined; now: Date },
): Promise<void> {
  await tx
    .updateTable('masterplan.card')
    .set({ ...change, version: card.version + 1, changed_by: by.accountId ?? null, changed_at: by.now })
    .where('region_code', '=', card.regionCode)
    .where('id', '=', card.id)
    .execute()
}

/** Gives cards of one region new places in the order of their sheet, without a new version, in one statement. */
export async function placeCards(
  tx: Tx,
  regionCode: string,
  places: readonly { id: string; position: number }[],
): Promise<void> {
  await sql`update masterplan.card c set position = r.position
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as r(id uuid, position int)
    where c.region_code = ${regionCode} and c.id = r.id`.execute(tx)
}

/** The last position on a sheet and how many living cards it has; the caller holds the row of the series. */
export async function endOfSheet(
  tx: Tx,
  regionCode: string,
  seriesId: string,
  sheet: Sheet,
): Promise<{ position: number; cards: number }> {
  const row = await tx
    .selectFrom('masterplan.card')
    .select([
      sql<number>`coalesce(max(position), 0)::int`.as('position'),
      sql<number>`count(*) filter (where archived_at is null)::int`.as('cards'),
    ])
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .where('sheet', '=', sheet)
    .executeTakeFirstOrThrow()
  return row
}
