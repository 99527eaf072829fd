import type { Role } from '#kit/actor.ts'
import { nationalRoles, type Organisation } from '../model.ts'

/** Where a role given by an organisation holds: nowhere in particular for a national role, else where it works. */
export function placeOfRole(role: Role, organisation: Pick<Organisation, 'regionCode'>): string | undefined {
  return nationalRoles.includes(role) ? undefined : organisation.regionCode
}
