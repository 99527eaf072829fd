import type { Actor } from '#kit/actor.ts'
import { mayNot, notFound } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import { refuseEndRole } from '../access.ts'
import { endMembership, lockMember } from '../store/membership.ts'
import { findOrganisation } from '../store/organisation.ts'
import type { Caller } from './caller.ts'
import { organisationUnknown } from './send-invitation.ts'

/** Ends the role of a member from now on; the period stays on record. Throws `may-not` or `not-found`. */
export async function endRole(
  { platform, writer }: Caller,
  actor: Actor,
  organisationId: string,
  membershipId: string,
): Promise<void> {
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    const organisation = await findOrganisation(tx, organisationId)
    if (!organisation) throw organisationUnknown()
    const member = await lockMember(tx, membershipId)
    if (!member || member.organisationId !== organisationId || (member.to !== undefined && member.to <= now)) {
      throw notFound('Peran ini sudah berakhir atau tidak ada di sini.', 'This role has ended or is not held here.')
    }
    const refusal = refuseEndRole(actor, organisation, member)
    if (refusal) throw mayNot(refusal)
    await endMembership(tx, membershipId, now)
    await audit(tx, {
      event: 'people.role.ended',
      subject: { kind: 'membership', id: membershipId },
      regionCode: organisation.regionCode,
      data: { role: member.role, organisation: organisationId, account: member.accountId },
    })
  })
}
