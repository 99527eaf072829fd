import type { Tx, Writer } from '#platform/db/database.ts'
import { enqueue } from '#platform/jobs/jobs.ts'

/**
 * Puts the invitation letters of a round in the queue, in the caller's transaction; regions that were written to are left
 * out. Run again after regions were added. Returns the id of the progress.
 */
export const queueInvitations = (tx: Tx, roundId: string, writer: Writer): Promise<string> =>
  enqueue(tx, 'evaluation-invite', { roundId }, { accountId: writer.accountId, queue: `evaluation-invite-${roundId}` })
