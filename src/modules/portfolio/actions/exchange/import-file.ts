import { createHash } from 'node:crypto'
import { Problem } from '#kit/problem.ts'
import { getRegion } from '#modules/region/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { regencyCodeSchema } from '../../model.ts'
import type { ImportCounts } from '../../model-exchange.ts'
import { findImport, insertImport, updateImport } from '../../store/exchange/imports.ts'
import { type CheckedFile, checkFile } from './check-file.ts'
import { openFile } from './open-file.ts'
import { readRegionFacts } from './region-facts.ts'
import { openImport, runImport } from './run-import.ts'

/** What the command line says of a file. */
export interface FileReport extends ImportCounts {
  rows: number
  /** `row` as the sheet numbers it, `column` the text of its head; `sheet` only outside the first sheet. */
  errors: { row: number; column: string; message: string; sheet?: string }[]
  /** What was taken although it deserves a look. */
  notes: { row: number; column: string; message: string }[]
}

/**
 * Checks a workbook or CSV of programmes for a region here and now and, with `apply` and without errors, stores it. For the
 * command line, which has the right of whoever runs it. Throws `not-found` for a region that is no regency or city; a file
 * that cannot be read is an error in the report.
 */
export async function importProgrammesFile(
  platform: Platform,
  given: { regionCode: string; name: string; bytes: Uint8Array; apply: boolean },
  writer: Writer,
): Promise<FileReport> {
  const { regionCode, bytes } = given
  await getRegency(platform, regionCode)
  const facts = await readRegionFacts(platform.db.sql, regionCode, platform.clock.now())
  let checked: CheckedFile
  try {
    checked = await checkFile(platform.db.sql, await openFile(bytes), facts)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const unread = { row: 1, column: '', message: error.sentence.id }
    return { rows: 0, created: 0, changed: 0, unchanged: 0, errors: [unread], notes: [] }
  }
  const report: FileReport = {
    rows: checked.rows,
    created: checked.created,
    changed: checked.changed,
    unchanged: checked.unchanged,
    errors: checked.errors.map(({ row, column, message, sheet }) => ({
      row,
      column,
      message: message.id,
      ...(sheet === undefined ? {} : { sheet }),
    })),
    notes: checked.notes.map(({ row, column, message }) => ({ row, column, message: message.id })),
  }
  if (!given.apply || checked.errorCount > 0) return report
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const id = await platform.db.transact(writer, async tx => {
    const file = await platform.files.save(
      tx,
      { name: given.name, bytes, text: 'text/csv' },
      { accountId: writer.accountId, regionCode },
    )
    const id = await insertImport(tx, {
      regionCode,
      fileId: file.id,
      fileName: file.name,
      sha256,
      state: 'applying',
      madeBy: writer.accountId,
      now: platform.clock.now(),
    })
    await updateImport(tx, regionCode, id, { rows: checked.rows })
    await audit(tx, {
      event: 'portfolio.import.queued',
      subject: { kind: 'portfolio.import', id },
      regionCode,
      data: { file: file.name, sha256 },
    })
    return id
  })
  await runImport(platform, await openImport(platform, regionCode, id), { writer, office: undefined })
  const done = await findImport(platform.db.sql, regionCode, id)
  return {
    ...report,
    created: done?.created ?? 0,
    changed: done?.changed ?? 0,
    unchanged: done?.unchanged ?? 0,
  }
}

/** A living regency or city. Throws `not-found` that says what is wanted. */
export async function getRegency(platform: Platform, regionCode: string) {
  if (!regencyCodeSchema.safeParse(regionCode).success) {
    throw new Problem('not-found', {
      id: `“${regionCode.slice(0, 20)}” bukan kode kabupaten atau kota, misalnya 73.24.`,
      en: `“${regionCode.slice(0, 20)}” is no code of a regency or city, such as 73.24.`,
    })
  }
  return await getRegion(platform.db.sql, regionCode)
}
