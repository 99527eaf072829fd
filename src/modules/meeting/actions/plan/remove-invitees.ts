import type { Actor } from '#kit/actor.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { findMeeting } from '../../store/meetings.ts'
import { removeInvitees } from '../../store/plan/invitees.ts'
import { getStand, noSuchMeeting } from '../stand.ts'
import { queueLetters } from './queue-letters.ts'
import { refuseList } from './save-invitees.ts'

/**
 * Takes entries off the list of a meeting and answers how many were on it. Who had a letter is told, and their calendar
 * takes the meeting away. Throws `not-found`, `may-not`, and `conflict` for a meeting that is over.
 */
export async function removeFromList(
  platform: Platform,
  actor: Actor,
  { regionCode, id, inviteeIds }: { regionCode: string; id: string; inviteeIds: readonly string[] },
  writer: Writer,
): Promise<number> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    await getStand(tx, actor, regionCode)
    const meeting = await findMeeting(tx, regionCode, id, true)
    if (!meeting) throw noSuchMeeting()
    refuseList(actor, meeting)
    const removed = await removeInvitees(tx, regionCode, id, inviteeIds, now)
    if (removed > 0 && meeting.state === 'invited' && meeting.startsAt > now) await queueLetters(tx, meeting, writer)
    await audit(tx, {
      event: 'meeting.invitees.removed',
      subject: { kind: 'meeting', id },
      regionCode,
      data: { removed, inviteeIds: inviteeIds.slice(0, 100) },
    })
    return removed
  })
}
