import { type Selectable, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { PortfolioImport } from '#platform/db/tables.ts'
import type { CellError, ImportCounts, ImportState, ProgrammeImport } from '../../model-exchange.ts'

const toImport = (row: Omit<Selectable<PortfolioImport>, 'errors'> & { errors: unknown }): ProgrammeImport => ({
  regionCode: row.region_code,
  id: row.id,
  fileId: row.file_id ?? undefined,
  fileName: row.file_name,
  sha256: row.sha256,
  state: row.state as ImportState,
  rows: row.rows,
  created: row.created,
  changed: row.changed,
  unchanged: row.unchanged,
  errors: ((row.errors as CellError[] | null) ?? []).map(one => ({ ...one, sheet: one.sheet ?? undefined })),
  appliedRows: row.applied_rows,
  reportFileId: row.report_file_id ?? undefined,
  progressId: row.progress_id ?? undefined,
  failure: row.failure ?? undefined,
  madeBy: row.made_by ?? undefined,
  madeAt: row.made_at,
  appliedAt: row.applied_at ?? undefined,
})

/** An import of a region, in one statement; `lock` lets others who change it wait. */
export async function findImport(
  db: Sql | Tx,
  regionCode: string,
  id: string,
  lock = false,
): Promise<ProgrammeImport | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined
  let query = db.selectFrom('portfolio.import').selectAll().where('region_code', '=', regionCode).where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && toImport(row)
}

/** Imports of a region, newest first and without their errors, in one statement; `before` is the id of the last one seen. */
export async function listImports(
  db: Sql | Tx,
  regionCode: string,
  page: { before?: string | undefined; limit: number },
): Promise<(ProgrammeImport & { errorCount: number })[]> {
  let query = db
    .selectFrom('portfolio.import as i')
    .selectAll('i')
    .select(sql<unknown>`'[]'::jsonb`.as('errors'))
    .select(sql<number>`jsonb_array_length(i.errors)`.as('error_count'))
    .where('i.region_code', '=', regionCode)
    .orderBy('i.made_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(page.limit)
  if (page.before !== undefined) {
    query = query.where(
      sql<boolean>`(i.made_at, i.id) < (select l.made_at, l.id from portfolio.import l
        where l.region_code = ${regionCode} and l.id::text = ${page.before})`,
    )
  }
  return (await query.execute()).map(row => ({ ...toImport(row), errorCount: row.error_count }))
}

/** Keeps a new import; gives its id. */
export async function insertImport(
  tx: Tx,
  given: Pick<ProgrammeImport, 'regionCode' | 'fileId' | 'fileName' | 'sha256' | 'state' | 'madeBy'> & { now: Date },
): Promise<string> {
  const row = await tx
    .insertInto('portfolio.import')
    .values({
      region_code: given.regionCode,
      file_id: given.fileId ?? null,
      file_name: given.fileName,
      sha256: given.sha256,
      state: given.state,
      made_by: given.madeBy ?? null,
      made_at: given.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** What of an import changes. */
export type ImportChange = Partial<
  Pick<
    ProgrammeImport,
    'state' | 'rows' | 'errors' | 'appliedRows' | 'reportFileId' | 'progressId' | 'failure' | 'appliedAt'
  > &
    ImportCounts
>

export async function updateImport(tx: Tx, regionCode: string, id: string, change: ImportChange): Promise<void> {
  const values = {
    state: change.state,
    rows: change.rows,
    created: change.created,
    changed: change.changed,
    unchanged: change.unchanged,
    errors: change.errors && JSON.stringify(change.errors),
    applied_rows: change.appliedRows,
    report_file_id: change.reportFileId,
    progress_id: change.progressId,
    applied_at: change.appliedAt,
    ...('failure' in change ? { failure: change.failure ?? null } : {}),
  }
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  await tx
    .updateTable('portfolio.import')
    .set(given)
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .execute()
}
