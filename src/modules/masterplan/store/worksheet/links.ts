import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Choice } from '../../model-card.ts'
import type { Sheet } from '../../model.ts'

/** The other end of a link, as far as it is named beside a card. */
export interface LinkedCard {
  /** The card whose link it is. */
  of: string
  id: string
  sheet: Sheet
  title: string
  place: string | undefined
  choice: Choice
  archived: boolean
}

/** What cards rest on (`back`) and what rests on them (`onward`), in one statement. */
export async function listLinks(
  db: Sql | Tx,
  regionCode: string,
  ids: readonly string[],
): Promise<{ back: LinkedCard[]; onward: LinkedCard[] }> {
  if (ids.length === 0) return { back: [], onward: [] }
  const { rows } = await sql<{
    way: 'back' | 'onward'
    of: string
    id: string
    sheet: Sheet
    title: string
    place: string | null
    choice: Choice
    archived: boolean
  }>`select 'back' as way, l.to_id as of, c.id, c.sheet, c.title, c.place_in_sheet as place, c.choice,
      c.archived_at is not null as archived, c.position
    from masterplan.card_link l join masterplan.card c on c.region_code = l.region_code and c.id = l.from_id
    where l.region_code = ${regionCode} and l.to_id = any(${[...ids]}::uuid[])
    union all
    select 'onward', l.from_id, c.id, c.sheet, c.title, c.place_in_sheet, c.choice, c.archived_at is not null, c.position
    from masterplan.card_link l join masterplan.card c on c.region_code = l.region_code and c.id = l.to_id
    where l.region_code = ${regionCode} and l.from_id = any(${[...ids]}::uuid[])
    order by sheet, position, id`.execute(db)
  const all = rows.map(({ way, place, of, id, sheet, title, choice, archived }) => ({
    way,
    card: { of, id, sheet, title, place: place ?? undefined, choice, archived },
  }))
  return {
    back: all.filter(one => one.way === 'back').map(one => one.card),
    onward: all.filter(one => one.way === 'onward').map(one => one.card),
  }
}

/** Makes these cards, and no others, what a card rests on; the caller has checked them and holds the card. */
export async function replaceLinks(
  tx: Tx,
  regionCode: string,
  toId: string,
  fromIds: readonly string[],
): Promise<void> {
  await sql`delete from masterplan.card_link
    where region_code = ${regionCode} and to_id = ${toId}::uuid and not (from_id = any(${[...fromIds]}::uuid[]))`.execute(
    tx,
  )
  await sql`insert into masterplan.card_link (region_code, from_id, to_id)
    select ${regionCode}, from_id, ${toId}::uuid from unnest(${[...fromIds]}::uuid[]) as from_id
    on conflict do nothing`.execute(tx)
}

/** Every link on the way back from a card: what it rests on, what that rests on, and so on, in one statement. */
export async function chainBehind(
  db: Sql | Tx,
  regionCode: string,
  cardId: string,
): Promise<{ fromId: string; toId: string }[]> {
  const { rows } = await sql<{ from_id: string; to_id: string }>`with recursive behind as (
      select ${cardId}::uuid as id
      union
      select l.from_id from behind join masterplan.card_link l
        on l.region_code = ${regionCode} and l.to_id = behind.id
    )
    select l.from_id, l.to_id from behind join masterplan.card_link l
      on l.region_code = ${regionCode} and l.to_id = behind.id
    limit 500`.execute(db)
  return rows.map(row => ({ fromId: row.from_id, toId: row.to_id }))
}
