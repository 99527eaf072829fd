import type { Tx, Writer } from '#platform/db/database.ts'
import { enqueue } from '#platform/jobs/jobs.ts'
import type { Meeting } from '../../model.ts'

export const LETTERS_TASK = 'meeting-letters'

/** What changed since the last letter, for the letter that tells of it. */
export interface LetterNews {
  /** How it was before, as the letter says it; undefined when nothing moved. */
  before?: { date: string; time: string; where: string }
  reason?: string
}

/**
 * Puts the letters that a meeting owes in the queue, in the caller's transaction: invitations, changes and cancellations,
 * whichever each invitee has not had. One run a meeting at a time. Returns the id of the progress.
 */
export const queueLetters = (
  tx: Tx,
  meeting: Pick<Meeting, 'regionCode' | 'id'>,
  writer: Writer,
  news: LetterNews = {},
): Promise<string> =>
  enqueue(
    tx,
    LETTERS_TASK,
    { regionCode: meeting.regionCode, meetingId: meeting.id, ...news },
    { accountId: writer.accountId, queue: `${LETTERS_TASK}-${meeting.id}`, priority: 10 },
  )
