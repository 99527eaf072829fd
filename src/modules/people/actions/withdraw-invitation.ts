import type { Actor } from '#kit/actor.ts'
import { mayNot, notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import { refuseGiveRole } from '../access.ts'
import { lockInvitationById, markWithdrawn } from '../store/invitation.ts'
import type { Caller } from './caller.ts'

/** Takes an invitation back. Throws `may-not`, `not-found`, or `conflict` when it was accepted meanwhile. */
export async function withdrawInvitation(
  { platform, writer }: Caller,
  actor: Actor,
  organisationId: string,
  invitationId: string,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const invitation = await lockInvitationById(tx, invitationId)
    if (!invitation || invitation.organisationId !== organisationId) {
      throw notFound('Undangan ini tidak ada.', 'There is no such invitation.')
    }
    const { organisationKind: kind, organisationRegionCode: regionCode, role } = invitation
    const refusal = refuseGiveRole(actor, { id: organisationId, kind, regionCode }, role)
    if (refusal) throw mayNot(refusal)
    if (invitation.acceptedAt !== undefined) {
      throw new Problem('conflict', {
        id: 'Undangan ini sudah diterima. Akhiri perannya di daftar anggota.',
        en: 'This invitation was accepted meanwhile. End the role in the list of members.',
      })
    }
    await markWithdrawn(tx, invitationId, platform.clock.now())
    await audit(tx, {
      event: 'people.invitation.withdrawn',
      subject: { kind: 'invitation', id: invitationId },
      regionCode: invitation.regionCode,
    })
  })
}
