import type { Writer } from '#platform/db/database.ts'
import type { JobHandler } from '#platform/jobs/jobs.ts'
import { closeRound, closeTask } from '../../actions/closing/close-round.ts'

/** Closes a round. Tried again after a fault; a round that is closed is not closed again. */
export const closeRoundJob: JobHandler = {
  task: closeTask,
  async handle({ payload, platform, progress }) {
    const { roundId, writer } = payload as { roundId: string; writer: Writer }
    await closeRound(platform, roundId, writer, (done, total) =>
      progress(done, total, `Menghitung daerah ${done} dari ${total}`),
    )
    return `/putaran/${roundId}/tutup`
  },
}
