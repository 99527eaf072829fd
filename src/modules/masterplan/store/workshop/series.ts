import type { Sql, Tx } from '#platform/db/database.ts'
import type { Series } from '../../model-workshop.ts'

const select = (db: Sql | Tx) =>
  db
    .selectFrom('masterplan.series as s')
    .leftJoin('people.account as a', 'a.id', 's.archived_by')
    .selectAll('s')
    .select('a.name as archiver')

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

const toSeries = (row: Row): Series => ({
  regionCode: row.region_code,
  id: row.id,
  title: row.title,
  year: row.year,
  templateId: row.template_id,
  note: row.note ?? undefined,
  state: row.state as Series['state'],
  voting: row.voting as Series['voting'],
  archived:
    row.archived_at === null
      ? undefined
      : { at: row.archived_at, by: row.archiver ?? undefined, reason: row.archive_reason ?? undefined },
  version: row.version,
})

/** The living or the archived series of a region, the newest first, in one statement. */
export async function listSeries(
  db: Sql | Tx,
  regionCode: string,
  which: 'living' | 'archived' = 'living',
): Promise<Series[]> {
  const rows = await select(db)
    .where('s.region_code', '=', regionCode)
    .where('s.archived_at', which === 'living' ? 'is' : 'is not', null)
    .orderBy('s.year', 'desc')
    .orderBy('s.created_at', 'desc')
    .orderBy('s.id')
    .execute()
  return rows.map(toSeries)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One series, archived or not; `undefined` when there is none. With `lock` its row is held until the transaction ends. */
export async function findSeries(
  db: Sql | Tx,
  regionCode: string,
  id: string,
  lock = false,
): Promise<Series | undefined> {
  if (!uuid.test(id)) return undefined
  let query = select(db).where('s.region_code', '=', regionCode).where('s.id', '=', id)
  if (lock) query = query.forUpdate('s')
  const row = await query.executeTakeFirst()
  return row && toSeries(row)
}

/** Is the series archived? Its row is held until the transaction ends, beside others who hold it so, in one statement. */
export async function holdSeries(tx: Tx, regionCode: string, id: string): Promise<'living' | 'archived'> {
  const row = await tx
    .selectFrom('masterplan.series')
    .select('archived_at')
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst()
  return row?.archived_at === null ? 'living' : 'archived'
}

export interface NewSeries {
  regionCode: string
  id: string
  title: string
  year: number
  templateId: string
  by: string | undefined
  now: Date
}

/** Stores a new series. */
export async function insertSeries(tx: Tx, series: NewSeries): Promise<void> {
  await tx
    .insertInto('masterplan.series')
    .values({
      region_code: series.regionCode,
      id: series.id,
      title: series.title,
      year: series.year,
      template_id: series.templateId,
      created_by: series.by ?? null,
      created_at: series.now,
      changed_by: series.by ?? null,
      changed_at: series.now,
    })
    .execute()
}

/** Changes a series, a version further. */
export async function updateSeries(
  tx: Tx,
  series: Series,
  change: {
    title?: string
    year?: number
    note?: string | null
    state?: Series['state']
    /** With its reason, or without; false brings it back. */
    archived?: { reason: string | undefined } | false
  },
  by: string | undefined,
  now: Date,
): Promise<void> {
  const { archived, ...columns } = change
  await tx
    .updateTable('masterplan.series')
    .set({
      ...columns,
      ...(archived ? { archived_at: now, archived_by: by ?? null, archive_reason: archived.reason ?? null } : {}),
      ...(archived === false ? { archived_at: null, archived_by: null, archive_reason: null } : {}),
      version: series.version + 1,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', series.regionCode)
    .where('id', '=', series.id)
    .execute()
}
