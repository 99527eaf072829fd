import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import type { Meeting } from '../../model.ts'
import { findMeeting } from '../../store/meetings.ts'
import { setCancelled, setNextLetter } from '../../store/plan/write-meetings.ts'
import { getStand, noSuchMeeting } from '../stand.ts'
import { queueLetters } from './queue-letters.ts'
import { meetingChangedMeanwhile } from './save-meeting.ts'
import { takeLetterNumber } from './take-number.ts'

export interface CancelMeeting {
  regionCode: string
  id: string
  version?: number | undefined
  /** Why; stands in the letter to those who were invited. */
  reason: string | undefined
}

export const MOST_REASON = 500

/**
 * Calls a meeting off. Who was invited gets a letter with its own number and a calendar that takes the meeting away. Throws
 * `not-found`, `may-not`, `invalid` on `reason`, `conflict` when it is over, and `changed-meanwhile`.
 */
export async function cancelMeeting(
  platform: Platform,
  actor: Actor,
  cancel: CancelMeeting,
  writer: Writer,
): Promise<Meeting> {
  const { regionCode, id } = cancel
  const now = platform.clock.now()
  const reason = cancel.reason?.replace(/\s+/g, ' ').trim() ?? ''
  return await platform.db.transact(writer, async tx => {
    const { region } = await getStand(tx, actor, regionCode)
    const before = await findMeeting(tx, regionCode, id, true)
    if (!before) throw noSuchMeeting()
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    if (before.state === 'closed' || before.state === 'cancelled') throw over()
    if (cancel.version !== undefined && cancel.version !== before.version) throw meetingChangedMeanwhile()
    if (reason === '' || reason.length > MOST_REASON) throw invalid(noReason)
    let meeting = await setCancelled(tx, before, { reason, accountId: writer.accountId, now })
    if (before.state !== 'draft') {
      const tell = before.startsAt > now
      const taken = tell ? await takeLetterNumber(tx, before, region, {}, now) : undefined
      if (taken) {
        meeting = await setNextLetter(tx, meeting, taken)
        await queueLetters(tx, meeting, writer, { reason })
      }
    }
    await audit(tx, {
      event: 'meeting.meeting.cancelled',
      subject: { kind: 'meeting', id },
      regionCode,
      data: { reason },
    })
    return meeting
  })
}

const over = () =>
  new Problem('conflict', {
    id: 'Rapat ini sudah selesai atau sudah dibatalkan.',
    en: 'This meeting is over or cancelled already.',
  })

const noReason = {
  field: 'reason',
  sentence: {
    id: `Tulis alasan pembatalan, paling banyak ${MOST_REASON} huruf. Alasan ini dibaca semua yang diundang.`,
    en: `Write why it is called off, at most ${MOST_REASON} letters. All who were invited read it.`,
  },
}
