import { sql, type SqlBool } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import { PREPARATION_ITEM_SUBJECT } from '../../model.ts'
import type { Board, BoardInput, Item, ItemState } from '../../model-preparation.ts'

const selectBoards = (db: Sql | Tx, today: string) =>
  db
    .selectFrom('meeting.preparation as p')
    .leftJoin('meeting.meeting as m', join =>
      join.onRef('m.region_code', '=', 'p.region_code').onRef('m.id', '=', 'p.meeting_id'),
    )
    .selectAll('p')
    .select('m.title as meeting_title')
    .select(
      sql<{ items: number; ready: number; checked: number; late: number }>`(select jsonb_build_object(
          'items', count(*), 'ready', count(*) filter (where i.state = 'ready'),
          'checked', count(*) filter (where i.state = 'checked'),
          'late', count(*) filter (where i.state in ('not-started', 'preparing') and i.due_on < ${today}::date))
        from meeting.preparation_item i where i.region_code = p.region_code and i.preparation_id = p.id)`.as('counts'),
    )

const toBoard = (row: Awaited<ReturnType<ReturnType<typeof selectBoards>['execute']>>[number]): Board => ({
  regionCode: row.region_code,
  id: row.id,
  title: row.title,
  letterFrom: row.letter_from ?? undefined,
  letterNumber: row.letter_number ?? undefined,
  letterDate: (row.letter_date as unknown as string | null) ?? undefined,
  what: row.what ?? undefined,
  dueOn: row.due_on as unknown as string,
  meetingId: row.meeting_id ?? undefined,
  meetingTitle: row.meeting_title ?? undefined,
  version: row.version,
  archivedAt: row.archived_at ?? undefined,
  ...row.counts,
})

/** Boards of a region, newest due day first, archived ones only when asked, in one statement. */
export async function listBoards(
  db: Sql | Tx,
  regionCode: string,
  today: string,
  { archived = false, meetingId }: { archived?: boolean; meetingId?: string } = {},
): Promise<Board[]> {
  let query = selectBoards(db, today)
    .where('p.region_code', '=', regionCode)
    .where('p.archived_at', archived ? 'is not' : 'is', null)
    .orderBy('p.due_on', 'desc')
    .orderBy('p.id')
    .limit(200)
  if (meetingId !== undefined) query = query.where('p.meeting_id', '=', meetingId)
  return (await query.execute()).map(toBoard)
}

/** One board and how its items stand; `undefined` when there is none. With `lock` its row is held. */
export async function findBoard(
  db: Sql | Tx,
  regionCode: string,
  id: string,
  today: string,
  lock = false,
): Promise<Board | undefined> {
  let query = selectBoards(db, today).where('p.region_code', '=', regionCode).where('p.id', '=', id)
  if (lock) query = query.forUpdate('p')
  const row = await query.executeTakeFirst()
  return row && toBoard(row)
}

const columnsOf = (input: BoardInput) => ({
  title: input.title,
  letter_from: input.letterFrom ?? null,
  letter_number: input.letterNumber ?? null,
  letter_date: input.letterDate ?? null,
  what: input.what ?? null,
  due_on: input.dueOn,
  meeting_id: input.meetingId ?? null,
})

export async function insertBoard(
  tx: Tx,
  regionCode: string,
  input: BoardInput,
  by: string | undefined,
  now: Date,
): Promise<string> {
  const row = await tx
    .insertInto('meeting.preparation')
    .values({ region_code: regionCode, ...columnsOf(input), changed_by: by ?? null, changed_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function updateBoard(
  tx: Tx,
  before: Pick<Board, 'regionCode' | 'id' | 'version'>,
  change: { input?: BoardInput; archivedAt?: Date },
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('meeting.preparation')
    .set({
      ...(change.input ? columnsOf(change.input) : {}),
      ...(change.archivedAt ? { archived_at: change.archivedAt } : {}),
      version: before.version + 1,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', before.regionCode)
    .where('id', '=', before.id)
    .execute()
}

const selectItems = (db: Sql | Tx) =>
  db
    .selectFrom('meeting.preparation_item as i')
    .innerJoin('people.organisation as o', 'o.id', 'i.organisation_id')
    .selectAll('i')
    .select('o.name as organisation_name')
    .select(
      sql<number>`(select count(*)::int from evidence.use u where u.region_code = i.region_code
        and u.subject_kind = ${PREPARATION_ITEM_SUBJECT} and u.subject_id = i.id::text)`.as('proofs'),
    )

const toItem = (row: Awaited<ReturnType<ReturnType<typeof selectItems>['execute']>>[number]): Item => ({
  regionCode: row.region_code,
  boardId: row.preparation_id,
  id: row.id,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  what: row.what,
  dueOn: row.due_on as unknown as string,
  state: row.state as ItemState,
  note: row.note ?? undefined,
  version: row.version,
  changedAt: row.changed_at,
  proofs: row.proofs,
})

export interface ItemFilter {
  officeId?: string | undefined
  state?: ItemState | undefined
}

export interface ItemCursor {
  dueOn: string
  id: string
}

/** Items of a board by due day, in one statement; `next` begins the page after. */
export async function listItems(
  db: Sql | Tx,
  regionCode: string,
  boardId: string,
  { officeId, state }: ItemFilter,
  { after, limit }: { after?: ItemCursor | undefined; limit: number },
): Promise<{ items: Item[]; next: ItemCursor | undefined }> {
  let query = selectItems(db)
    .where('i.region_code', '=', regionCode)
    .where('i.preparation_id', '=', boardId)
    .orderBy('i.due_on')
    .orderBy('i.id')
    .limit(limit + 1)
  if (officeId !== undefined) query = query.where('i.organisation_id', '=', officeId)
  if (state !== undefined) query = query.where('i.state', '=', state)
  if (after) query = query.where(() => sql<SqlBool>`(i.due_on, i.id) > (${after.dueOn}::date, ${after.id}::uuid)`)
  const items = (await query.execute()).map(toItem)
  const last = items[limit - 1]
  return {
    items: items.slice(0, limit),
    next: items.length > limit && last ? { dueOn: last.dueOn, id: last.id } : undefined,
  }
}

/** One item of a board; `undefined` when there is none. With `lock` its row is held. */
export async function findItem(
  db: Sql | Tx,
  regionCode: string,
  boardId: string,
  id: string,
  lock = false,
): Promise<Item | undefined> {
  let query = selectItems(db)
    .where('i.region_code', '=', regionCode)
    .where('i.preparation_id', '=', boardId)
    .where('i.id', '=', id)
  if (lock) query = query.forUpdate('i')
  const row = await query.executeTakeFirst()
  return row && toItem(row)
}

/** Adds one thing to present for each of some offices, in one statement; an office that has it already is left out. */
export async function insertItems(
  tx: Tx,
  given: { regionCode: string; boardId: string; what: string; dueOn: string; organisationIds: readonly string[] },
  by: string | undefined,
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into meeting.preparation_item (region_code, preparation_id, organisation_id, what, due_on, changed_by, changed_at)
    select ${given.regionCode}, ${given.boardId}::uuid, g.id, ${given.what}, ${given.dueOn}::date, ${by ?? null}::uuid,
      ${now}::timestamptz
    from unnest(${[...given.organisationIds]}::uuid[]) as g (id)
    where not exists (select 1 from meeting.preparation_item i where i.region_code = ${given.regionCode}
      and i.preparation_id = ${given.boardId}::uuid and i.organisation_id = g.id and lower(i.what) = lower(${given.what}))
    returning id`.execute(tx)
  return rows.map(row => row.id)
}

/** Stores an item as a new version. The row is held by the caller. */
export async function updateItem(tx: Tx, item: Item, by: string | undefined, now: Date): Promise<void> {
  await tx
    .updateTable('meeting.preparation_item')
    .set({
      organisation_id: item.organisationId,
      what: item.what,
      due_on: item.dueOn,
      state: item.state,
      note: item.note ?? null,
      version: item.version + 1,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', item.regionCode)
    .where('id', '=', item.id)
    .execute()
}

export async function deleteItem(tx: Tx, regionCode: string, id: string): Promise<void> {
  await tx.deleteFrom('meeting.preparation_item').where('region_code', '=', regionCode).where('id', '=', id).execute()
}

/** Items of living boards that an office, or the whole region, still has to make ready; at most `limit`, in one statement. */
export async function listUnready(
  db: Sql | Tx,
  regionCode: string,
  officeId: string | undefined,
  limit: number,
): Promise<Item[]> {
  let query = selectItems(db)
    .innerJoin('meeting.preparation as p', join =>
      join.onRef('p.region_code', '=', 'i.region_code').onRef('p.id', '=', 'i.preparation_id'),
    )
    .where('p.archived_at', 'is', null)
    .where('i.region_code', '=', regionCode)
    .where('i.state', 'in', ['not-started', 'preparing'])
    .orderBy('i.due_on')
    .orderBy('i.id')
    .limit(limit)
  if (officeId !== undefined) query = query.where('i.organisation_id', '=', officeId)
  return (await query.execute()).map(toItem)
}
