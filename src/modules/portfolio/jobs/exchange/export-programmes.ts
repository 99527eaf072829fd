import { audit } from '#platform/audit/audit.ts'
import type { JobHandler, JobRun } from '#platform/jobs/jobs.ts'
import { EXPORT_TASK, type ExportJob } from '../../actions/exchange/queue-export.ts'
import { exportProgrammes } from '../../documents/exchange/export-programmes.ts'

/** Makes a large export and keeps it; done only when the kept file was read back whole. */
export const exportProgrammesJob: JobHandler = {
  task: EXPORT_TASK,
  async handle({ platform, payload, progress }: JobRun<ExportJob>) {
    const { regionCode, writer } = payload
    await progress(0, undefined, 'Menulis dan memeriksa berkas')
    const file = await exportProgrammes(platform, {
      regionCode,
      filter: payload.filter,
      filterWords: payload.filterWords,
      format: payload.format,
      lang: payload.lang,
      publicOnly: false,
    })
    const stored = await platform.db.transact(writer, async tx => {
      const stored = await platform.files.save(
        tx,
        { name: file.name, bytes: file.bytes, text: payload.format === 'csv' ? 'text/csv' : 'application/json' },
        { accountId: writer.accountId, regionCode },
      )
      await audit(tx, {
        event: 'portfolio.export.made',
        subject: { kind: 'portfolio.region', id: regionCode },
        regionCode,
        data: { file: stored.id, rows: file.rows, sha256: stored.sha256 },
      })
      return stored
    })
    await platform.files.read(platform.db.sql, stored.id)
    return `/portofolio/${regionCode}/ekspor/${stored.id}`
  },
}
