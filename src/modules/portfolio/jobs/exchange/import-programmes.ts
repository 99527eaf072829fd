import { Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { JobHandler, JobRun } from '#platform/jobs/jobs.ts'
import type { Platform } from '#platform/platform.ts'
import { IMPORT_TASK, type ImportJob } from '../../actions/exchange/queue-import.ts'
import { checkOpened, openImport, type OpenImport, runImport } from '../../actions/exchange/run-import.ts'
import { reportWorkbook } from '../../documents/exchange/report-workbook.ts'
import { findImport, type ImportChange, updateImport } from '../../store/exchange/imports.ts'

/** Checks or stores an import. Tried again after a fault: a check begins anew, storing goes on where it stopped. */
export const importProgrammesJob: JobHandler = {
  task: IMPORT_TASK,
  async handle(run: JobRun<ImportJob>) {
    const { platform, payload } = run
    const { regionCode, importId, deed } = payload
    try {
      const opened = await openImport(platform, regionCode, importId)
      if (deed === 'check') await check(run, opened)
      else {
        const total = opened.given.rows
        await runImport(platform, opened, payload, done =>
          run.progress(done, total, `Menyimpan program ${done} dari ${total}`),
        )
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { sentence } = error
      const state = deed === 'check' ? 'failed' : 'checked'
      await change(platform, payload, { state, failure: sentence.id }, 'portfolio.import.failed')
      throw error
    }
    return `/portofolio/${regionCode}/impor/${importId}`
  },
}

async function check({ platform, payload, progress }: JobRun<ImportJob>, opened: OpenImport): Promise<void> {
  const { given } = opened
  if (given.state !== 'queued') return
  const checked = await checkOpened(platform, opened, rows => progress(rows, undefined, `Memeriksa baris ${rows}`))
  const report = checked.errors.length === 0 ? undefined : await reportWorkbook(opened.file, checked.errors, 'id')
  const { rows, created, changed, unchanged, errors } = checked
  await change(
    platform,
    payload,
    { state: 'checked', rows, created, changed, unchanged, errors },
    'portfolio.import.checked',
    report && { name: `periksa-${given.fileName.replace(/\.[^.]*$/, '')}.xlsx`, bytes: report },
  )
}

async function change(
  platform: Platform,
  { regionCode, importId, writer }: { regionCode: string; importId: string; writer: Writer },
  values: ImportChange,
  event: string,
  report?: { name: string; bytes: Uint8Array },
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const current = await findImport(tx, regionCode, importId, true)
    const file = report && (await platform.files.save(tx, report, { accountId: writer.accountId, regionCode }))
    if (current && current.state !== 'applied') {
      await updateImport(tx, regionCode, importId, { ...values, ...(file ? { reportFileId: file.id } : {}) })
    }
    await audit(tx, {
      event,
      subject: { kind: 'portfolio.import', id: importId },
      regionCode,
      data: { rows: values.rows ?? null, errors: values.errors?.length ?? null },
    })
  })
}
