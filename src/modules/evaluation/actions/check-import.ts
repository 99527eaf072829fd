import type { Writer } from '#platform/db/database.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Platform } from '#platform/platform.ts'
import { type Import, findImport, insertImport } from '../store/imports.ts'
import { checkResults } from './check-results.ts'
import { dimensionCodes } from './dimension-codes.ts'
import { readResultsFile } from './read-results-file.ts'

export interface GivenFile {
  name: string
  bytes: Uint8Array
  edition?: string | undefined
  /** Letter or document in which the ministry published the table. */
  source?: string | undefined
}

/**
 * Reads and checks a results file and keeps file and report; nothing is published yet. Throws a Problem when the whole
 * file cannot be used. `clean` tells whether it could be applied as it is.
 */
export async function checkImport(
  platform: Platform,
  given: GivenFile,
  writer: Writer,
): Promise<{ import: Import; clean: boolean }> {
  const { table, kind } = await readResultsFile(given.bytes, await dimensionCodes(platform.db.sql))
  const fileName = given.name.replace(/[/\\\p{Cc}]/gu, '_').slice(-200)
  const checked = await checkResults(platform.db.sql, table, { ...given, fileName })
  const text = kind === 'csv' ? 'text/csv' : 'application/json'
  return await platform.db.transact(writer, async tx => {
    const file = await platform.files.save(
      tx,
      { name: given.name, bytes: given.bytes, ...(kind === 'xlsx' ? {} : { text }) },
      { accountId: writer.accountId },
    )
    const id = await insertImport(tx, {
      fileId: file.id,
      edition: checked.edition.id,
      source: given.source ?? table.source ?? '',
      report: checked.report,
      createdBy: writer.accountId,
    })
    await audit(tx, {
      event: 'evaluation.import.checked',
      subject: { kind: 'evaluation.import', id },
      data: { edition: checked.edition.id, sha256: file.sha256, ...checked.report.counts },
    })
    const stored = await findImport(tx, id)
    if (!stored) throw new Error('The import that was just written is not there')
    return { import: stored, clean: checked.clean }
  })
}
