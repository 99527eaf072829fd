import type { JobHandler } from '#platform/jobs/jobs.ts'
import { importRegions } from '../actions/import-regions.ts'
import { packagedEdition, readEdition } from './read-edition.ts'

export const regionImportTask = 'region.import'

interface RegionImportPayload {
  /** Folder with provinces.csv, regencies.csv, districts.csv, villages.csv; the packaged edition when absent. */
  folder?: string
  /** Who asked for it; nobody when a new world is made. */
  accountId?: string
}

/** Loads an edition of the official list of regions; running it again changes nothing. */
export const regionImport: JobHandler = {
  task: regionImportTask,
  attempts: 3,
  async handle({ payload, progressId, platform, progress }: Parameters<JobHandler['handle']>[0]) {
    const { folder, accountId } = payload as RegionImportPayload
    await progress(0, undefined, 'Membaca berkas')
    const edition = await readEdition(folder ?? packagedEdition())
    const counts = await importRegions(platform.db, { accountId }, edition, {
      importId: progressId,
      now: platform.clock.now(),
      progress,
    })
    const total = edition.regions.length
    await progress(total, total, `${counts.added} baru, ${counts.changed} berubah, ${counts.archived} diarsipkan`)
    return '/daerah'
  },
}
