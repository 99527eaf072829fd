import { sql as query } from 'kysely'
import type { Sentence } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'

/** What is wrong with one cell or row of a results file. */
export interface RowFault {
  /** Name for programs: `region-unknown`, `decimal-comma`, `index-not-reproduced`, … */
  code: string
  /** The column, as the file writes it; undefined when the whole row is meant. */
  column?: string | undefined
  sentence: Sentence
  /** True when a reason for this row makes it acceptable: the printed figure is kept beside the computed one. */
  mayBeReasoned: boolean
  /** The figure in the file and the one the rule gives, with two places. */
  printed?: string | undefined
  computed?: string | undefined
}

/** One row of the file with what was found; rows without a fault and without a change are only counted. */
export interface ReportRow {
  /** Row number in the file, the header counted; in JSON the place in `rows`, from 1. */
  row: number
  /** Name as written in the file, and the code it was taken for. */
  name: string
  regionCode?: string | undefined
  faults: RowFault[]
  /** Reason written in the file (`catatan_penyimpangan`). */
  reason?: string | undefined
}

interface ImportCounts {
  rows: number
  /** Not yet in the edition. */
  added: number
  /** In the edition with other content. */
  changed: number
  unchanged: number
  absent: number
  /** Rows with a fault that no reason can mend. */
  faulty: number
  /** Rows that the rule does not reproduce: accepted once each has a reason. */
  deviating: number
}

export interface ImportReport {
  edition: string
  fileName: string
  counts: ImportCounts
  /** Rows with faults, in the order of the file. */
  rows: ReportRow[]
  /** Hash of what applying would write; another one at apply time means that the data changed meanwhile. */
  outcomeSha256: string
}

type ImportState = 'checked' | 'queued' | 'applied'

export interface Import {
  id: string
  fileId: string
  fileName: string
  edition: string
  source: string
  state: ImportState
  report: ImportReport
  /** Reasons typed by the officer, by row number. */
  reasons: Record<string, string>
  createdBy: string | undefined
  createdAt: Date
  appliedBy: string | undefined
  appliedAt: Date | undefined
  progressId: string | undefined
}

const lightColumns = [
  'i.id',
  'i.file_id',
  'f.name as file_name',
  'i.edition_id',
  'i.source',
  'i.state',
  'i.reasons',
  'i.created_by',
  'i.created_at',
  'i.applied_by',
  'i.applied_at',
  'i.progress_id',
] as const

const select = (sql: Sql | Tx) =>
  sql
    .selectFrom('evaluation.import as i')
    .innerJoin('files.file as f', 'f.id', 'i.file_id')
    .select([...lightColumns, 'i.report'])

type Row = Omit<Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>, 'report'> & {
  report: unknown
}

const fromRow = (row: Row): Import => ({
  id: row.id,
  fileId: row.file_id,
  fileName: row.file_name,
  edition: row.edition_id,
  source: row.source,
  state: row.state as ImportState,
  report: row.report as ImportReport,
  reasons: row.reasons as unknown as Record<string, string>,
  createdBy: row.created_by ?? undefined,
  createdAt: row.created_at,
  appliedBy: row.applied_by ?? undefined,
  appliedAt: row.applied_at ?? undefined,
  progressId: row.progress_id ?? undefined,
})

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** With `lock`, others who change it wait until the transaction ends. */
export async function findImport(sql: Sql | Tx, id: string, lock = false): Promise<Import | undefined> {
  if (!uuid.test(id)) return undefined
  const row = await select(sql)
    .where('i.id', '=', id)
    .$if(lock, q => q.forUpdate('i'))
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Newest first, `limit` of them before the import `before`; their reports without the rows. */
export async function listImports(
  sql: Sql | Tx,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<{ items: Import[]; next: string | undefined }> {
  let wanted = select(sql)
    .clearSelect()
    .select([...lightColumns, query<unknown>`i.report || '{"rows": []}'`.as('report')])
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit + 1)
  if (before !== undefined && uuid.test(before)) {
    wanted = wanted.where(
      query<boolean>`(i.created_at, i.id) < (select b.created_at, b.id from evaluation.import b where b.id = ${before})`,
    )
  }
  const rows = await wanted.execute()
  const items = rows.slice(0, limit).map(fromRow)
  return { items, next: rows.length > limit ? items.at(-1)?.id : undefined }
}

export interface NewImport {
  fileId: string
  edition: string
  source: string
  report: ImportReport
  createdBy: string | undefined
}

export async function insertImport(tx: Tx, given: NewImport): Promise<string> {
  const row = await tx
    .insertInto('evaluation.import')
    .values({
      file_id: given.fileId,
      edition_id: given.edition,
      source: given.source,
      state: 'checked',
      report: JSON.stringify(given.report),
      created_by: given.createdBy ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export interface ImportChange {
  state?: ImportState
  report?: ImportReport
  reasons?: Record<string, string>
  appliedBy?: string | undefined
  appliedAt?: Date
  progressId?: string
}

export async function updateImport(tx: Tx, id: string, change: ImportChange): Promise<void> {
  await tx
    .updateTable('evaluation.import')
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.report === undefined ? {} : { report: JSON.stringify(change.report) }),
      ...(change.reasons === undefined ? {} : { reasons: JSON.stringify(change.reasons) }),
      ...(change.appliedBy === undefined ? {} : { applied_by: change.appliedBy }),
      ...(change.appliedAt === undefined ? {} : { applied_at: change.appliedAt }),
      ...(change.progressId === undefined ? {} : { progress_id: change.progressId }),
    })
    .where('id', '=', id)
    .execute()
}

/** Was a file with this content applied to the edition before? */
export async function hasAppliedFile(sql: Sql | Tx, edition: string, sha256: string): Promise<boolean> {
  const row = await sql
    .selectFrom('evaluation.import as i')
    .innerJoin('files.file as f', 'f.id', 'i.file_id')
    .select('i.id')
    .where('f.sha256', '=', sha256)
    .where('i.edition_id', '=', edition)
    .where('i.state', '=', 'applied')
    .executeTakeFirst()
  return row !== undefined
}
