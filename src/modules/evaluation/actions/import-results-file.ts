import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { ImportReport } from '../store/imports.ts'
import { applyImport } from './apply-import.ts'
import { checkImport, type GivenFile } from './check-import.ts'

export interface ImportOutcome {
  /** Nothing was in the way: it was applied, or could be. */
  ok: boolean
  applied: boolean
  importId: string
  report: ImportReport
}

/**
 * Checks a results file and, with `apply` and a clean report, writes it here and now (the same check and the same
 * transaction as the job behind the page). Throws a Problem when the whole file cannot be used.
 */
export async function importResultsFile(
  platform: Platform,
  given: GivenFile & { apply: boolean; writer: Writer },
): Promise<ImportOutcome> {
  const { import: checked, clean } = await checkImport(platform, given, given.writer)
  if (!given.apply || !clean) return { ok: clean, applied: false, importId: checked.id, report: checked.report }
  const done = await applyImport(platform, checked.id, given.writer)
  const report = done.applied ? done.import.report : done.report
  return { ok: done.applied, applied: done.applied, importId: checked.id, report }
}
