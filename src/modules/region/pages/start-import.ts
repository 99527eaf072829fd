import { audit } from '#platform/audit/audit.ts'
import type { Page } from '#platform/http/door.ts'
import { enqueue } from '#platform/jobs/jobs.ts'
import { mayImportRegions } from '../access.ts'
import { regionImportTask } from '../jobs/region-import.ts'

/** POST `/daerah/impor-wilayah`: loads the packaged edition anew as a job, and goes to its progress. */
export const startImportPage: Page = {
  path: '/daerah/impor-wilayah',
  permission: 'region.import',
  may: mayImportRegions,
  submit: {
    permission: 'region.import',
    may: mayImportRegions,
    limit: 'upload',
    audit: ['region.import.requested'],
    async handle(visit) {
      const { accountId } = visit.actor
      const id = await visit.platform.db.transact(visit.writer, async tx => {
        const progressId = await enqueue(tx, regionImportTask, { accountId }, { accountId, queue: regionImportTask })
        await audit(tx, { event: 'region.import.requested', subject: { kind: 'job', id: progressId } })
        return progressId
      })
      return visit.c.redirect(`/pekerjaan/${id}`, 303)
    },
  },
}
