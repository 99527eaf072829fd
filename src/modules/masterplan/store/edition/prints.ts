import type { Selectable } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { MasterplanPrint } from '#platform/db/tables.ts'
import type { BookNumber } from '../../model.ts'
import type { Print, PrintFormat } from '../../model-edition.ts'

const toPrint = (row: Selectable<MasterplanPrint>): Print => ({
  regionCode: row.region_code,
  planId: row.plan_id,
  id: row.id,
  editionId: row.edition_id ?? undefined,
  book: row.book as BookNumber,
  format: row.format as PrintFormat,
  state: row.state as Print['state'],
  fileId: row.file_id ?? undefined,
  pages: row.pages ?? undefined,
  progressId: row.progress_id ?? undefined,
  askedAt: row.asked_at,
  madeAt: row.made_at ?? undefined,
})

export async function findPrint(db: Sql | Tx, regionCode: string, id: string): Promise<Print | undefined> {
  const row = await db
    .selectFrom('masterplan.print')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toPrint(row)
}

/** The newest prints of an edition that show it as it now stands: asked for since its last change. */
export async function listPrints(
  db: Sql | Tx,
  regionCode: string,
  edition: { id: string; changedAt: Date },
): Promise<Print[]> {
  const rows = await db
    .selectFrom('masterplan.print')
    .distinctOn(['book', 'format'])
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('edition_id', '=', edition.id)
    .where('asked_at', '>=', edition.changedAt)
    .where('state', '<>', 'failed')
    .orderBy('book')
    .orderBy('format')
    .orderBy('state')
    .orderBy('asked_at', 'desc')
    .execute()
  return rows.map(toPrint)
}

export async function insertPrint(
  tx: Tx,
  print: { regionCode: string; planId: string; editionId: string | undefined; book: BookNumber; format: PrintFormat },
  by: string | undefined,
  now: Date,
): Promise<string> {
  const row = await tx
    .insertInto('masterplan.print')
    .values({
      region_code: print.regionCode,
      plan_id: print.planId,
      edition_id: print.editionId ?? null,
      book: print.book,
      format: print.format,
      asked_by: by ?? null,
      asked_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function updatePrint(
  tx: Tx,
  print: { regionCode: string; id: string },
  change:
    | { progressId: string }
    | { state: 'made'; fileId: string; pages: number | undefined; madeAt: Date }
    | { state: 'failed'; failure: string },
): Promise<void> {
  await tx
    .updateTable('masterplan.print')
    .set(
      'progressId' in change
        ? { progress_id: change.progressId }
        : change.state === 'made'
          ? {
              state: 'made',
              file_id: change.fileId,
              pages: change.pages ?? null,
              made_at: change.madeAt,
              failure: null,
            }
          : { state: 'failed', failure: change.failure },
    )
    .where('region_code', '=', print.regionCode)
    .where('id', '=', print.id)
    .execute()
}
