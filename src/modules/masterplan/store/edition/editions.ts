import { type Selectable, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { MasterplanEdition, MasterplanEditionSignatory } from '#platform/db/tables.ts'
import type {
  Edition,
  EditionContent,
  EditionState,
  Regulation,
  RegulationKind,
  Signatory,
  SignatoryBody,
  SignatoryInput,
} from '../../model-edition.ts'

const columns = [
  'region_code',
  'plan_id',
  'id',
  'year',
  'title',
  'previous_id',
  'sha256',
  'token',
  'state',
  'regulation_kind',
  'regulation_number',
  'regulation_date',
  'regulation_about',
  'published_at',
  'version',
  'frozen_at',
  'changed_at',
] as const

const toEdition = (row: Pick<Selectable<MasterplanEdition>, (typeof columns)[number]>): Edition => ({
  regionCode: row.region_code,
  planId: row.plan_id,
  id: row.id,
  year: row.year,
  title: row.title,
  previousId: row.previous_id ?? undefined,
  sha256: row.sha256,
  token: row.token,
  state: row.state as EditionState,
  regulation:
    row.regulation_kind === null || row.regulation_number === null || row.regulation_date === null
      ? undefined
      : {
          kind: row.regulation_kind as RegulationKind,
          number: row.regulation_number,
          date: row.regulation_date,
          about: row.regulation_about ?? undefined,
        },
  publishedAt: row.published_at ?? undefined,
  version: row.version,
  frozenAt: row.frozen_at,
  changedAt: row.changed_at,
})

/** One edition without its content, in one statement; `lock` holds its row for a change. */
export async function findEdition(
  db: Sql | Tx,
  regionCode: string,
  id: string,
  lock = false,
): Promise<Edition | undefined> {
  let query = db
    .selectFrom('masterplan.edition')
    .select(columns)
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && toEdition(row)
}

/** The edition that a verification address names, in one statement. */
export async function findEditionByToken(db: Sql | Tx, token: string): Promise<Edition | undefined> {
  const row = await db.selectFrom('masterplan.edition').select(columns).where('token', '=', token).executeTakeFirst()
  return row && toEdition(row)
}

export interface EditionFilter {
  publishedOnly?: boolean | undefined
  planId?: string | undefined
  year?: number | undefined
  /** Frozen before this moment. */
  before?: Date | undefined
  withoutWithdrawn?: boolean | undefined
}

/** Where a page of the list ended: "2026-<id>". */
export const editionCursor = (one: Edition): string => `${one.year}-${one.id}`

/** Editions of a region, the latest year first, in one statement for any number. */
export async function listEditions(
  db: Sql | Tx,
  regionCode: string,
  filter: EditionFilter,
  page: { limit: number; after?: string | undefined },
): Promise<Edition[]> {
  let query = db
    .selectFrom('masterplan.edition')
    .select(columns)
    .where('region_code', '=', regionCode)
    .orderBy('year', 'desc')
    .orderBy('id')
    .limit(page.limit)
  if (filter.publishedOnly) query = query.where('state', '=', 'published')
  if (filter.withoutWithdrawn) query = query.where('state', '<>', 'withdrawn')
  if (filter.planId !== undefined) query = query.where('plan_id', '=', filter.planId)
  if (filter.year !== undefined) query = query.where('year', '=', filter.year)
  if (filter.before !== undefined) query = query.where('frozen_at', '<', filter.before)
  const after = /^(\d{4})-([0-9a-f-]{36})$/.exec(page.after ?? '')
  if (after) {
    const [year, id] = [Number(after[1]), after[2] ?? '']
    query = query.where(eb => eb.or([eb('year', '<', year), eb.and([eb('year', '=', year), eb('id', '>', id)])]))
  }
  return (await query.execute()).map(toEdition)
}

/** What was frozen, as it is stored, in one statement. */
export async function findContent(db: Sql | Tx, regionCode: string, id: string): Promise<EditionContent | undefined> {
  const row = await db
    .selectFrom('masterplan.edition')
    .select('content')
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && (row.content as unknown as EditionContent)
}

export interface NewEdition {
  regionCode: string
  planId: string
  year: number
  title: string
  previousId: string | undefined
  content: EditionContent
  sha256: string
}

/** Stores a frozen edition and gives its id; its content never changes after. */
export async function insertEdition(tx: Tx, one: NewEdition, by: string | undefined, now: Date): Promise<string> {
  const row = await tx
    .insertInto('masterplan.edition')
    .values({
      region_code: one.regionCode,
      plan_id: one.planId,
      year: one.year,
      title: one.title,
      previous_id: one.previousId ?? null,
      content: JSON.stringify(one.content),
      sha256: one.sha256,
      frozen_by: by ?? null,
      frozen_at: now,
      changed_by: by ?? null,
      changed_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Writes a locked edition and counts its version up. */
export async function updateEdition(
  tx: Tx,
  edition: { regionCode: string; id: string },
  change: { state?: EditionState; regulation?: Regulation; publishedAt?: Date },
  by: string | undefined,
  now: Date,
): Promise<void> {
  const { state, regulation, publishedAt } = change
  await tx
    .updateTable('masterplan.edition')
    .set({
      ...(state === undefined ? {} : { state }),
      ...(publishedAt === undefined ? {} : { published_at: publishedAt, published_by: by ?? null }),
      ...(regulation === undefined
        ? {}
        : {
            regulation_kind: regulation.kind,
            regulation_number: regulation.number,
            regulation_date: regulation.date,
            regulation_about: regulation.about ?? null,
          }),
      version: sql<number>`version + 1`,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', edition.regionCode)
    .where('id', '=', edition.id)
    .execute()
}

const toSignatory = (row: Selectable<MasterplanEditionSignatory>): Signatory => ({
  id: row.id,
  position: row.position,
  body: row.body as SignatoryBody,
  title: row.title,
  name: row.name ?? undefined,
  signed:
    row.how === null || row.recorded_at === null || row.signed_on === null
      ? undefined
      : { how: row.how as 'account' | 'paper', on: row.signed_on, recordedAt: row.recorded_at },
})

/** Who signs an edition, in their order, in one statement; `lock` holds the rows. */
export async function listSignatories(
  db: Sql | Tx,
  regionCode: string,
  editionId: string,
  lock = false,
): Promise<Signatory[]> {
  let query = db
    .selectFrom('masterplan.edition_signatory')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('edition_id', '=', editionId)
    .orderBy('position')
    .orderBy('id')
  if (lock) query = query.forUpdate()
  return (await query.execute()).map(toSignatory)
}

/** Replaces the places that nobody signed yet; those with an id that were signed only change their order. */
export async function replaceSignatories(
  tx: Tx,
  edition: { regionCode: string; id: string },
  wanted: readonly SignatoryInput[],
): Promise<void> {
  await tx
    .deleteFrom('masterplan.edition_signatory')
    .where('region_code', '=', edition.regionCode)
    .where('edition_id', '=', edition.id)
    .where('recorded_at', 'is', null)
    .execute()
  if (wanted.length === 0) return
  await sql`insert into masterplan.edition_signatory (region_code, edition_id, id, position, body, title, name)
    select ${edition.regionCode}, ${edition.id}::uuid, coalesce(r.id, gen_random_uuid()), r.position, r.body, r.title, r.name
    from jsonb_to_recordset(${JSON.stringify(
      wanted.map((one, position) => ({ ...one, id: one.id ?? null, name: one.name ?? null, position })),
    )}::jsonb) as r(id uuid, position smallint, body text, title text, name text)
    on conflict (region_code, id) do update set position = excluded.position`.execute(tx)
}

/** Writes one signature. */
export async function writeSignature(
  tx: Tx,
  signatory: { regionCode: string; id: string },
  signed: { how: 'account' | 'paper'; on: string; name: string | undefined },
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('masterplan.edition_signatory')
    .set({
      how: signed.how,
      signed_on: signed.on,
      account_id: by ?? null,
      recorded_at: now,
      ...(signed.name === undefined ? {} : { name: signed.name }),
    })
    .where('region_code', '=', signatory.regionCode)
    .where('id', '=', signatory.id)
    .execute()
}

/** SHA-256 of stored files by id, in one statement. */
export async function hashesOfFiles(db: Sql | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('files.file').select(['id', 'sha256']).where('id', 'in', ids).execute()
  return new Map(rows.map(row => [row.id, row.sha256]))
}

/** Editions of any region by id, without content, for the trace, in one statement. */
export async function listEditionsById(db: Sql | Tx, ids: readonly string[]): Promise<Edition[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('masterplan.edition').select(columns).where('id', 'in', ids).execute()
  return rows.map(toEdition)
}
