import { audit } from '#platform/audit/audit.ts'
import type { Database, Writer } from '#platform/db/database.ts'
import { countLevels, refuseMassArchive } from '../rules/check-edition.ts'
import {
  clearStaging,
  copyToStaging,
  countMissing,
  lockImports,
  mergeStaging,
  rebuildTallies,
  rebuildWords,
  replaceCohorts,
  replaceFormer,
  saveEdition,
  type MergeCounts,
  type StagedCohort,
  type StagedFormer,
  type StagedRegion,
} from '../store/staging.ts'

/** One edition of the official list, checked and ready. */
export interface Edition {
  /** Where it comes from: "idn-area-data 4.0.1". */
  name: string
  /** Of all files that it was made from. */
  sha256: string
  regions: readonly StagedRegion[]
  former: readonly StagedFormer[]
  cohorts: readonly StagedCohort[]
}

export interface ImportTools {
  /** Unique to this run. */
  importId: string
  now: Date
  progress(done: number, total: number, step: string): Promise<void>
}

/**
 * Brings all regions to an edition: rows are copied to a staging table, then merged in one transaction that also writes
 * the audit row. The same edition again changes nothing. Codes that the edition lacks are archived; when that would be
 * more than a tenth of a level, nothing changes and a Problem says so.
 */
export async function importRegions(
  db: Database,
  writer: Writer,
  edition: Edition,
  tools: ImportTools,
): Promise<MergeCounts> {
  const total = edition.regions.length
  const { importId, progress } = tools
  await clearStaging(db.sql, importId)
  try {
    await copyToStaging(db, importId, edition.regions, sent => progress(Math.floor(sent / 2), total, 'Menyalin baris'))
    return await db.transact(writer, async tx => {
      await lockImports(tx)
      const { living, missing } = await countMissing(tx, importId)
      refuseMassArchive(living, missing)
      await progress(Math.floor(total / 2), total, 'Menggabungkan')
      const counts = await mergeStaging(tx, importId, edition.name, tools.now)
      if (counts.added + counts.changed + counts.archived > 0) {
        await progress(total - 1, total, 'Menghitung dan menyusun kata pencarian')
        await rebuildTallies(tx)
        await rebuildWords(tx)
      }
      await replaceFormer(tx, edition.former)
      await replaceCohorts(tx, edition.cohorts)
      await saveEdition(tx, { name: edition.name, sha256: edition.sha256, regions: total, now: tools.now })
      await audit(tx, {
        event: 'region.edition.imported',
        subject: { kind: 'region.edition', id: edition.name },
        data: { ...counts, levels: countLevels(edition.regions.map(region => region.code)) },
      })
      return counts
    })
  } finally {
    await clearStaging(db.sql, importId).catch(() => undefined)
  }
}
