import type { Selectable } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { DB } from '#platform/db/tables.ts'
import type { Series } from '../../model-workshop.ts'

const toSeries = (row: Selectable<DB['masterplan.series']>): Series => ({
  regionCode: row.region_code,
  id: row.id,
  title: row.title,
  year: row.year,
  templateId: row.template_id,
  note: row.note ?? undefined,
  state: row.state as Series['state'],
  voting: row.voting as Series['voting'],
  version: row.version,
})

/** The living series of a region, the newest first, in one statement. */
export async function listSeries(db: Sql | Tx, regionCode: string): Promise<Series[]> {
  const rows = await db
    .selectFrom('masterplan.series')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('archived_at', 'is', null)
    .orderBy('year', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toSeries)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One living series; `undefined` when there is none. With `lock` its row is held until the transaction ends. */
export async function findSeries(
  db: Sql | Tx,
  regionCode: string,
  id: string,
  lock = false,
): Promise<Series | undefined> {
  if (!uuid.test(id)) return undefined
  let query = db
    .selectFrom('masterplan.series')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .where('archived_at', 'is', null)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && toSeries(row)
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
  change: { title?: string; year?: number; note?: string | null; state?: Series['state']; archived?: true },
  by: string | undefined,
  now: Date,
): Promise<void> {
  const { archived, ...columns } = change
  await tx
    .updateTable('masterplan.series')
    .set({
      ...columns,
      ...(archived ? { archived_at: now } : {}),
      version: series.version + 1,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', series.regionCode)
    .where('id', '=', series.id)
    .execute()
}
