import { createHash, randomBytes } from 'node:crypto'
import type { Actor, Role } from '#kit/actor.ts'
import { mayNot, notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import { queueMail } from '#platform/mail/mail.ts'
import { refuseGiveRole } from '../access.ts'
import type { Organisation } from '../model.ts'
import { invitationEnd } from '../rules/invitation-state.ts'
import { placeOfRole } from '../rules/place-of-role.ts'
import { saveInvitation } from '../store/invitation.ts'
import { holdsRole } from '../store/membership.ts'
import { findOrganisation } from '../store/organisation.ts'
import type { Caller } from './caller.ts'

/** What the letter says; given by the page, which knows the words. */
export type Letter = (facts: { organisation: Organisation; role: Role; url: string; until: Date }) => {
  subject: string
  text: string
}

/** How a token is kept: its SHA-256 in hex. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * Invites somebody to a role in an organisation: the invitation, the letter and the audit row are stored together or not
 * at all. An earlier invitation to the same role is withdrawn. Throws `may-not`, `not-found`, or `conflict` when the
 * person holds the role already. Returns the id of the invitation.
 */
export async function sendInvitation(
  { platform, writer }: Caller,
  actor: Actor,
  organisationId: string,
  given: { email: string; role: Role },
  letter: Letter,
): Promise<string> {
  const now = platform.clock.now()
  const token = randomBytes(24).toString('base64url')
  return await platform.db.transact(writer, async tx => {
    const organisation = await findOrganisation(tx, organisationId)
    if (!organisation || organisation.archivedAt !== undefined) throw organisationUnknown()
    const refusal = refuseGiveRole(actor, organisation, given.role)
    if (refusal) throw mayNot(refusal)
    if (await holdsRole(tx, given.email, organisation.id, given.role, now)) {
      throw new Problem('conflict', {
        id: 'Orang dengan surel ini sudah memegang peran itu di sini.',
        en: 'Somebody with this e-mail holds that role here already.',
      })
    }
    const regionCode = placeOfRole(given.role, organisation)
    const expiresAt = invitationEnd(now)
    const id = await saveInvitation(tx, {
      ...given,
      organisationId: organisation.id,
      regionCode,
      tokenSha256: tokenHash(token),
      invitedBy: actor.accountId,
      now,
      expiresAt,
    })
    const url = `${platform.config.publicUrl}/undangan/${token}`
    await queueMail(tx, { to: given.email, ...letter({ organisation, role: given.role, url, until: expiresAt }) })
    await audit(tx, {
      event: 'people.invitation.sent',
      subject: { kind: 'invitation', id },
      regionCode,
      data: { role: given.role, organisation: organisation.id },
    })
    return id
  })
}

export const organisationUnknown = (): Problem =>
  notFound(
    'Organisasi ini tidak ada. Cari di daftar organisasi.',
    'There is no such organisation. Look for it in the list of organisations.',
  )
