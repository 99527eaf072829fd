import type { Actor } from '#kit/actor.ts'
import { invalid } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { isEmail } from '../../rules/plan/people-lines.ts'
import { findMeeting } from '../../store/meetings.ts'
import { findInvitee, updateAddress } from '../../store/plan/invitees.ts'
import { getStand, noSuchMeeting } from '../stand.ts'
import { queueLetters } from './queue-letters.ts'
import { refuseList } from './save-invitees.ts'

/**
 * Gives an entry of the list another address, or the same once more, and queues its letter again when the others have
 * theirs. Throws `not-found`, `may-not`, `conflict` for a meeting that is over, and `invalid` on `email`.
 */
export async function correctAddress(
  platform: Platform,
  actor: Actor,
  given: { regionCode: string; id: string; inviteeId: string; email: string | undefined },
  writer: Writer,
): Promise<void> {
  const { regionCode, id, inviteeId } = given
  const email = given.email?.trim().toLowerCase() ?? ''
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    await getStand(tx, actor, regionCode)
    const meeting = await findMeeting(tx, regionCode, id, true)
    if (!meeting) throw noSuchMeeting()
    refuseList(actor, meeting)
    if (!(await findInvitee(tx, regionCode, id, inviteeId))) throw noSuchMeeting()
    if (!isEmail(email)) {
      throw invalid({
        field: 'email',
        sentence: {
          id: 'Ini bukan alamat surel. Tulis misalnya nama@contoh.go.id.',
          en: 'This is no e-mail address. Write for example name@example.go.id.',
        },
      })
    }
    await updateAddress(tx, regionCode, inviteeId, email)
    if (meeting.state === 'invited' && meeting.startsAt > now) await queueLetters(tx, meeting, writer)
    await audit(tx, {
      event: 'meeting.invitee.corrected',
      subject: { kind: 'meeting', id },
      regionCode,
      data: { inviteeId },
    })
  })
}
