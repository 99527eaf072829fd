import type { Writer } from '#platform/db/database.ts'
import type { JobHandler } from '#platform/jobs/jobs.ts'
import { applyImport, changedMeanwhile } from '../actions/apply-import.ts'
import { importTask } from '../actions/queue-import.ts'

/** Applies a checked import. Tried again after a fault; what was applied once is not applied again. */
export const importResultsJob: JobHandler = {
  task: importTask,
  async handle({ payload, platform, progress }) {
    const { importId, writer } = payload as { importId: string; writer: Writer }
    const done = await applyImport(platform, importId, writer, (rows, total) =>
      progress(rows, total, `Menulis baris ${rows} dari ${total}`),
    )
    if (!done.applied) throw changedMeanwhile()
    return `/hasil/${done.import.edition}`
  },
}
