import type { Invitation } from '../model.ts'

export type InvitationState = 'open' | 'accepted' | 'withdrawn' | 'expired'

/** Days after which an invitation can no longer be accepted. */
const invitationDays = 7

/** What has become of an invitation by `now`. Accepted counts before everything else. */
export function invitationState(
  invitation: Pick<Invitation, 'acceptedAt' | 'withdrawnAt' | 'expiresAt'>,
  now: Date,
): InvitationState {
  if (invitation.acceptedAt !== undefined) return 'accepted'
  if (invitation.withdrawnAt !== undefined) return 'withdrawn'
  return invitation.expiresAt.getTime() <= now.getTime() ? 'expired' : 'open'
}

/** When an invitation sent at `now` ends. */
export function invitationEnd(now: Date): Date {
  return new Date(now.getTime() + invitationDays * 24 * 60 * 60 * 1000)
}
