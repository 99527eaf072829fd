import { sql, type SqlBool } from 'kysely'
import type { Sentence } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Evidence, EvidenceFacts, EvidenceFilter, EvidenceKind, Sight } from '../model.ts'
import { oldAfterYears } from '../model.ts'

/** An item with its region, office, owner and file. */
export function selectItems(db: Sql | Tx) {
  return db
    .selectFrom('evidence.item as i')
    .innerJoin('region.region as r', 'r.region_code', 'i.region_code')
    .leftJoin('people.organisation as o', 'o.id', 'i.organisation_id')
    .leftJoin('people.account as a', 'a.id', 'i.created_by')
    .leftJoin('files.file as f', 'f.id', 'i.file_id')
    .select([
      'i.id',
      'i.region_code',
      'r.name as region_name',
      'i.organisation_id',
      'o.name as organisation_name',
      'i.kind',
      'i.title',
      'i.text',
      'i.url',
      'i.file_id',
      'f.name as file_name',
      'f.media_type',
      'f.bytes',
      'f.sha256',
      'i.preview_file_id',
      'i.pages',
      'i.examined_at',
      'i.examine_failure',
      'i.document_date',
      'i.valid_until',
      'i.personal_data',
      'i.replaces_id',
      'i.created_by',
      'a.name as owner_name',
      'i.created_at',
      'i.archived_at',
      'i.version',
    ])
    .select(eb =>
      eb
        .selectFrom('evidence.item as n')
        .select('n.id')
        .whereRef('n.region_code', '=', 'i.region_code')
        .whereRef('n.replaces_id', '=', 'i.id')
        .orderBy('n.created_at', 'desc')
        .limit(1)
        .as('replaced_by_id'),
    )
}

export type ItemRow = Awaited<ReturnType<ReturnType<typeof selectItems>['executeTakeFirstOrThrow']>>

export const toEvidence = (row: ItemRow): Evidence => ({
  id: row.id,
  regionCode: row.region_code,
  regionName: row.region_name,
  organisationId: row.organisation_id ?? undefined,
  organisationName: row.organisation_name ?? undefined,
  kind: row.kind as EvidenceKind,
  title: row.title,
  text: row.text ?? undefined,
  url: row.url ?? undefined,
  fileId: row.file_id ?? undefined,
  fileName: row.file_name ?? undefined,
  mediaType: row.media_type ?? undefined,
  bytes: row.bytes === null ? undefined : Number(row.bytes),
  sha256: row.sha256 ?? undefined,
  previewFileId: row.preview_file_id ?? undefined,
  pages: row.pages ?? undefined,
  examinedAt: row.examined_at ?? undefined,
  examineFailure: (row.examine_failure as unknown as Sentence | null) ?? undefined,
  documentDate: row.document_date ?? undefined,
  validUntil: row.valid_until ?? undefined,
  personalData: row.personal_data,
  replacesId: row.replaces_id ?? undefined,
  replacedById: row.replaced_by_id ?? undefined,
  ownerId: row.created_by ?? undefined,
  ownerName: row.owner_name ?? undefined,
  createdAt: row.created_at,
  archivedAt: row.archived_at ?? undefined,
  version: row.version,
})

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The item of an id; with `lock`, no one else changes it until the transaction ends. */
export async function findItem(db: Sql | Tx, id: string, lock = false): Promise<Evidence | undefined> {
  if (!uuid.test(id)) return undefined
  const query = selectItems(db).where('i.id', '=', id)
  const row = await (lock ? query.forUpdate('i') : query).executeTakeFirst()
  return row && toEvidence(row)
}

/** The items of these ids in one region, in no order. */
export async function findItems(
  db: Sql | Tx,
  regionCode: string,
  ids: readonly string[],
  lock = false,
): Promise<Evidence[]> {
  const known = ids.filter(id => uuid.test(id))
  if (known.length === 0) return []
  const query = selectItems(db).where('i.region_code', '=', regionCode).where('i.id', 'in', known)
  return (await (lock ? query.forShare('i') : query).execute()).map(toEvidence)
}

/** Keeps, of the items of a region, those in sight. */
function inSight(sight: Sight) {
  if (!sight.all) return sql<SqlBool>`i.organisation_id = ${sight.organisationId}::uuid`
  if (sight.personalOf === 'all') return sql<SqlBool>`true`
  return sight.personalOf === undefined
    ? sql<SqlBool>`not i.personal_data`
    : sql<SqlBool>`(not i.personal_data or i.organisation_id = ${sight.personalOf}::uuid)`
}

const expired = (today: string) =>
  sql<SqlBool>`(i.valid_until < ${today}::date or (i.valid_until is null
    and i.document_date < (${today}::date - make_interval(years => ${oldAfterYears}))::date))`

/** The query of list, count and export: the same rows for all three. */
function filtered(db: Sql | Tx, filter: Omit<EvidenceFilter, 'limit' | 'after'>, sight: Sight, today: string) {
  let query = selectItems(db).where('i.region_code', '=', filter.regionCode).where(inSight(sight))
  query =
    filter.state === 'archived'
      ? query.where('i.archived_at', 'is not', null)
      : query.where('i.archived_at', 'is', null)
  if (filter.state === 'stale') query = query.where(expired(today))
  if (filter.state === 'valid') query = query.where(sql<SqlBool>`(${expired(today)}) is not true`)
  if (filter.state === 'personal') query = query.where('i.personal_data', '=', true)
  if (filter.kind !== undefined) query = query.where('i.kind', '=', filter.kind)
  if (filter.organisationId !== undefined) query = query.where('i.organisation_id', '=', filter.organisationId)
  for (const word of (filter.words ?? '').split(/\s+/).filter(Boolean).slice(0, 8)) {
    const pattern = `%${word.toLowerCase().replace(/[\\%_]/g, sign => `\\${sign}`)}%`
    query = query.where(
      sql<SqlBool>`(lower(i.title) like ${pattern} or lower(i.text) like ${pattern} or lower(i.url) like ${pattern}
        or lower(f.name) like ${pattern})`,
    )
  }
  return query
}

/** Items of a region in sight, newest first, at most `limit`, in one statement. */
export async function listItems(db: Sql, filter: EvidenceFilter, sight: Sight, today: string): Promise<Evidence[]> {
  let query = filtered(db, filter, sight, today)
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(filter.limit)
  if (filter.after !== undefined && uuid.test(filter.after)) {
    const { after, regionCode } = filter
    query = query.where(
      sql<SqlBool>`(i.created_at, i.id) < (select m.created_at, m.id from evidence.item m
        where m.region_code = ${regionCode} and m.id = ${after}::uuid)`,
    )
  }
  return (await query.execute()).map(toEvidence)
}

/** How many items in sight a filter finds. */
export async function countItems(
  db: Sql,
  filter: Omit<EvidenceFilter, 'limit' | 'after'>,
  sight: Sight,
  today: string,
): Promise<number> {
  const row = await db
    .selectFrom(filtered(db, filter, sight, today).as('found'))
    .select(eb => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** The offices that own an item in sight, by name, for the filter of the list. */
export async function listOwners(db: Sql, regionCode: string, sight: Sight): Promise<{ id: string; name: string }[]> {
  const rows = await db
    .selectFrom('evidence.item as i')
    .innerJoin('people.organisation as o', 'o.id', 'i.organisation_id')
    .where('i.region_code', '=', regionCode)
    .where(inSight(sight))
    .select(['o.id', 'o.name'])
    .distinct()
    .orderBy('o.name')
    .limit(300)
    .execute()
  return rows
}

/** Regions that have a library, for readers who work for none. */
export async function listLibraries(db: Sql): Promise<{ code: string; name: string }[]> {
  const rows = await db
    .selectFrom('region.region as r')
    .where(eb =>
      eb.exists(eb.selectFrom('evidence.item as i').select('i.id').whereRef('i.region_code', '=', 'r.region_code')),
    )
    .select(['r.region_code', 'r.name'])
    .orderBy('r.name')
    .limit(600)
    .execute()
  return rows.map(row => ({ code: row.region_code, name: row.name }))
}

export interface NewItem extends EvidenceFacts {
  regionCode: string
  organisationId: string | undefined
  kind: EvidenceKind
  text: string | undefined
  url: string | undefined
  fileId: string | undefined
  previewFileId: string | undefined
  receivedSha256: string
  textHash: string | undefined
  imageHash: string | undefined
  examinedAt: Date | undefined
  replacesId: string | undefined
  accountId: string | undefined
  now: Date
}

/** Stores a new item and returns its id. */
export async function insertItem(tx: Tx, item: NewItem): Promise<string> {
  const { id } = await tx
    .insertInto('evidence.item')
    .values({
      region_code: item.regionCode,
      organisation_id: item.organisationId ?? null,
      kind: item.kind,
      title: item.title,
      text: item.text ?? null,
      url: item.url ?? null,
      file_id: item.fileId ?? null,
      preview_file_id: item.previewFileId ?? null,
      received_sha256: item.receivedSha256,
      text_hash: item.textHash ?? null,
      image_hash: item.imageHash ?? null,
      examined_at: item.examinedAt ?? null,
      document_date: item.documentDate ?? null,
      valid_until: item.validUntil ?? null,
      personal_data: item.personalData,
      replaces_id: item.replacesId ?? null,
      created_by: item.accountId ?? null,
      created_at: item.now,
      changed_at: item.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Changes an item; its version rises by one. */
export async function updateItem(
  tx: Tx,
  item: { regionCode: string; id: string },
  change: Partial<EvidenceFacts> & { archivedAt?: Date | null },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('evidence.item')
    .set(eb => ({
      version: eb('version', '+', 1),
      changed_at: now,
      ...(change.title === undefined ? {} : { title: change.title }),
      ...('documentDate' in change ? { document_date: change.documentDate ?? null } : {}),
      ...('validUntil' in change ? { valid_until: change.validUntil ?? null } : {}),
      ...(change.personalData === undefined ? {} : { personal_data: change.personalData }),
      ...(change.archivedAt === undefined ? {} : { archived_at: change.archivedAt }),
    }))
    .where('region_code', '=', item.regionCode)
    .where('id', '=', item.id)
    .execute()
}

/** Writes what was read out of a file; facts of the item itself do not change, and neither does its version. */
export async function saveExamination(
  tx: Tx,
  item: { regionCode: string; id: string },
  found: { pages: number | undefined; textHash: string | undefined; failure: Sentence | undefined; now: Date },
): Promise<void> {
  await tx
    .updateTable('evidence.item')
    .set({
      pages: found.pages ?? null,
      text_hash: found.textHash ?? null,
      examine_failure: found.failure === undefined ? null : JSON.stringify(found.failure),
      examined_at: found.now,
    })
    .where('region_code', '=', item.regionCode)
    .where('id', '=', item.id)
    .execute()
}
