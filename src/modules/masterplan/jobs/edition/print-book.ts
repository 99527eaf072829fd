import { Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { JobHandler, JobRun } from '#platform/jobs/jobs.ts'
import type { Platform } from '#platform/platform.ts'
import { PRINT_TASK, type PrintJob } from '../../actions/edition/print.ts'
import { printBook } from '../../documents/edition/print-book.ts'
import { findPrint, updatePrint } from '../../store/edition/prints.ts'

/** Prints one book and keeps the file; a print that was made already is left as it is. */
export const printBookJob: JobHandler = {
  task: PRINT_TASK,
  async handle({ platform, payload, progress }: JobRun<PrintJob>) {
    const { regionCode, printId, writer } = payload
    const { db, files, clock } = platform
    const print = await findPrint(db.sql, regionCode, printId)
    if (!print) throw new Error(`Print ${printId} is not there`)
    const href = `/masterplan/${regionCode}/cetak/${printId}`
    if (print.state === 'made') return href
    await progress(0, 3, 'Menyusun buku')
    try {
      const book = await printBook(platform, print, clock.now())
      await progress(2, 3, 'Menyimpan berkas')
      await db.transact(writer, async tx => {
        const stored = await files.save(
          tx,
          { name: book.name, bytes: book.bytes },
          { accountId: writer.accountId, regionCode },
        )
        const made = { state: 'made', fileId: stored.id, pages: book.pages, madeAt: clock.now() } as const
        await updatePrint(tx, { regionCode, id: printId }, made)
        await audit(tx, {
          event: 'masterplan.print.made',
          subject: { kind: 'masterplan.print', id: printId },
          regionCode,
          data: { file: stored.id, sha256: stored.sha256, pages: book.pages ?? null },
        })
      })
    } catch (error) {
      if (error instanceof Problem) await fail(platform, payload, error.sentence.id)
      throw error
    }
    await progress(3, 3)
    return href
  },
}

async function fail({ db }: Platform, { regionCode, printId, writer }: PrintJob, failure: string) {
  await db.transact(writer, async tx => {
    await updatePrint(tx, { regionCode, id: printId }, { state: 'failed', failure })
    await audit(tx, {
      event: 'masterplan.print.failed',
      subject: { kind: 'masterplan.print', id: printId },
      regionCode,
      data: { failure },
    })
  })
}
