import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, signedOut } from '#kit/problem.ts'
import { sessionToken } from '#platform/auth/auth.ts'
import { audit } from '#platform/audit/audit.ts'
import { saveActiveMembership } from '../store/session.ts'
import type { Caller } from './caller.ts'

/** Uses another of the actor's own present roles from now on in this session. Throws `may-not` for any other role. */
export async function switchRole(caller: Caller, actor: Actor, membershipId: string | undefined): Promise<void> {
  const { platform, writer, headers } = caller
  if (membershipId === undefined) {
    throw invalid({ field: 'role', sentence: { id: 'Pilih salah satu peran Anda.', en: 'Choose one of your roles.' } })
  }
  const membership = actor.memberships.find(held => held.id === membershipId)
  if (membership === undefined) {
    throw mayNot({
      id: 'Peran ini bukan peran Anda, atau sudah berakhir. Pilih dari daftar peran Anda.',
      en: 'This is not a role of yours, or it has ended. Choose from the list of your roles.',
    })
  }
  const token = await sessionToken(platform, headers)
  if (token === undefined) throw signedOut()
  await platform.db.transact(writer, async tx => {
    await saveActiveMembership(tx, token, membership.id)
    await audit(tx, {
      event: 'people.role.switched',
      subject: { kind: 'membership', id: membership.id },
      regionCode: membership.regionCode,
      data: { from: actor.membership?.id ?? null, role: membership.role },
    })
  })
}
