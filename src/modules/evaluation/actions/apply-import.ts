import { notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { lockEdition, saveEdition } from '../store/editions.ts'
import { findImport, type Import, type ImportReport, updateImport } from '../store/imports.ts'
import { writeResults } from '../store/write-results.ts'
import { checkResults } from './check-results.ts'
import { readResultsFile } from './read-results-file.ts'
import { dimensionCodes } from './dimension-codes.ts'
import { rankAgain } from './rank-again.ts'
import { recomputeChanges } from './recompute-changes.ts'
import { freshToken } from './result-content.ts'

const chunk = 1000

export type AppliedImport =
  | { applied: true; import: Import }
  /** The data changed since the report was made; nothing was written, the new report stands in its place. */
  | { applied: false; report: ImportReport }

/**
 * Writes an import in one transaction, under a lock on its edition: the file is read and checked again against what is
 * stored now, and nothing is written unless that gives what was approved. Running it again after it was applied does
 * nothing. `told` hears how many rows are written.
 */
export async function applyImport(
  platform: Platform,
  importId: string,
  writer: Writer,
  told: (done: number, total: number) => Promise<void> = async () => undefined,
): Promise<AppliedImport> {
  return await platform.db.transact(writer, async tx => {
    const given = await getImport(tx, importId)
    await lockEdition(tx, given.edition)
    // Read again: somebody may have applied it while we waited.
    const current = await getImport(tx, importId, true)
    const subject = { kind: 'evaluation.import', id: importId }
    if (current.state === 'applied') {
      await audit(tx, { event: 'evaluation.import.found_applied', subject })
      return { applied: true, import: current }
    }
    const { bytes } = await platform.files.read(tx, current.fileId)
    const { table } = await readResultsFile(bytes, await dimensionCodes(tx))
    const checked = await checkResults(tx, table, {
      edition: current.edition,
      source: current.source,
      fileName: current.fileName,
      reasons: current.reasons,
    })
    if (!checked.clean || checked.report.outcomeSha256 !== current.report.outcomeSha256) {
      await updateImport(tx, importId, { state: 'checked', report: checked.report })
      await audit(tx, { event: 'evaluation.import.checked_again', subject, data: { ...checked.report.counts } })
      return { applied: false, report: checked.report }
    }
    const now = platform.clock.now()
    await saveEdition(tx, { ...checked.edition, source: checked.edition.source || current.source })
    const total = checked.write.length
    for (let start = 0; start < total; start += chunk) {
      const rows = checked.write.slice(start, start + chunk).map(row => ({ ...row, token: freshToken() }))
      await writeResults(tx, current.edition, { importId }, rows, now)
      await told(Math.min(start + chunk, total), total)
    }
    let followed = 0
    if (total > 0) {
      await rankAgain(tx, current.edition)
      const codes = checked.write.map(row => row.regionCode)
      followed = await recomputeChanges(tx, current.edition, codes, { importId }, now)
    }
    const appliedBy = writer.accountId
    await updateImport(tx, importId, { state: 'applied', appliedAt: now, appliedBy, report: checked.report })
    await audit(tx, {
      event: 'evaluation.results.imported',
      subject,
      data: { edition: current.edition, ...checked.report.counts, changes_counted_again: followed },
    })
    return {
      applied: true,
      import: { ...current, state: 'applied', appliedAt: now, appliedBy, report: checked.report },
    }
  })
}

async function getImport(tx: Tx, id: string, lock = false): Promise<Import> {
  const found = await findImport(tx, id, lock)
  if (found) return found
  throw notFound('Impor ini tidak ada.', 'There is no such import.')
}

/** What is said when data changed between the check and its use. */
export const changedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Data tahun evaluasi ini berubah sejak laporan dibuat. Tidak ada yang ditulis. Baca laporan yang baru, lalu terapkan lagi.',
    en: 'The edition changed since the report was made. Nothing was written. Read the new report, then apply again.',
  })
