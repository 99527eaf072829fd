import { hashPassword } from 'better-auth/crypto'
import type { Actor } from '#kit/actor.ts'
import { invalid, notFound, Problem, type Sentence } from '#kit/problem.ts'
import { authOf } from '#platform/auth/auth.ts'
import { joining } from '#platform/auth/joined-dialect.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Invitation } from '../model.ts'
import { refusePassword } from '../rules/check-password.ts'
import { invitationState, type InvitationState } from '../rules/invitation-state.ts'
import { findAccountByEmail, saveAccount } from '../store/account.ts'
import { lockInvitation, markAccepted } from '../store/invitation.ts'
import { saveMembership } from '../store/membership.ts'
import { writeAs } from '../store/writer.ts'
import type { Caller } from './caller.ts'
import { tokenHash } from './send-invitation.ts'

const over: Record<Exclude<InvitationState, 'open'>, Sentence> = {
  accepted: {
    id: 'Undangan ini sudah diterima. Masuk dengan surel dan kata sandi Anda.',
    en: 'This invitation has been accepted. Sign in with your e-mail and password.',
  },
  withdrawn: {
    id: 'Undangan ini sudah ditarik. Cari surel yang lebih baru, atau minta dikirim lagi.',
    en: 'This invitation was withdrawn. Look for a newer mail, or ask for another.',
  },
  expired: {
    id: 'Undangan ini sudah lewat waktunya. Minta kepada pengirimnya untuk mengirim lagi.',
    en: 'This invitation has run out. Ask its sender to send it again.',
  },
}

/**
 * Accepts an invitation once. For a new e-mail it makes the account with the given name and password and signs it in: the
 * cookies are returned. For an e-mail that has an account, that account must be the one signed in. Throws `expired` for an
 * invitation that is over, `not-found`, `may-not`, or `invalid`.
 */
export async function acceptInvitation(
  caller: Caller,
  actor: Actor,
  token: string,
  given: { name: string | undefined; password: string | undefined },
): Promise<string[]> {
  const { platform, writer } = caller
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const invitation = await lockInvitation(tx, tokenHash(token))
    if (!invitation) throw notFound('Undangan ini tidak ada.', 'There is no such invitation.')
    const state = invitationState(invitation, now)
    if (state !== 'open') throw new Problem('expired', over[state])
    const known = await findAccountByEmail(tx, invitation.email)
    if (known && known.id !== actor.accountId) throw signInAs()
    const made = known ? undefined : await makeAccount(tx, caller, invitation, given)
    const accountId = known?.id ?? made?.accountId ?? ''
    const membershipId = await saveMembership(tx, {
      accountId,
      organisationId: invitation.organisationId,
      role: invitation.role,
      regionCode: invitation.regionCode,
      from: now,
    })
    await markAccepted(tx, invitation.id, now)
    await writeAs(tx, accountId)
    await audit(tx, {
      event: 'people.invitation.accepted',
      subject: { kind: 'invitation', id: invitation.id },
      regionCode: invitation.regionCode,
      data: { membership: membershipId, role: invitation.role, organisation: invitation.organisationId },
    })
    return made?.cookies ?? []
  })
}

async function makeAccount(
  tx: Tx,
  caller: Caller,
  invitation: Invitation,
  given: { name: string | undefined; password: string | undefined },
): Promise<{ accountId: string; cookies: string[] }> {
  const { email } = invitation
  const nameFault =
    given.name === undefined || given.name.length > 120
      ? { id: 'Isi nama Anda, paling panjang 120 huruf.', en: 'Fill in your name, at most 120 letters.' }
      : undefined
  const passwordFault = refusePassword(given.password, { email, ...(given.name ? { name: given.name } : {}) })
  const faults = [
    ...(nameFault ? [{ field: 'name', sentence: nameFault }] : []),
    ...(passwordFault ? [{ field: 'password', sentence: passwordFault }] : []),
  ]
  if (faults.length > 0) throw invalid(...faults)
  const { name = '', password = '' } = given
  const accountId = await saveAccount(tx, { name, email, passwordHash: await hashPassword(password) })
  const auth = await authOf(caller.platform)
  const signedIn = await joining(tx, () =>
    auth.api.signInEmail({ body: { email, password }, headers: caller.headers, asResponse: true }),
  )
  if (!signedIn.ok) throw new Error(`A new account could not sign in: ${signedIn.status}`)
  return { accountId, cookies: signedIn.headers.getSetCookie() }
}

const signInAs = (): Problem =>
  new Problem('may-not', {
    id: 'Surel undangan ini sudah punya akun. Masuk dengan akun itu, lalu buka lagi tautannya.',
    en: 'The e-mail of this invitation has an account. Sign in with it, then open the link again.',
  })
