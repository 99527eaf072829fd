import type { Membership, Role } from '#kit/actor.ts'
import type { Language } from '#platform/i18n/language.ts'
import { phrases } from './index.ts'

/** A role in words: "Sekretariat daerah". */
export const roleName = (role: Role, lang: Language): string => phrases(lang).roles[role]

/** Where a role is held, in words: the organisation, else the region, else "nasional". */
export function placeName(held: Pick<Membership, 'organisationName' | 'regionName'>, lang: Language): string {
  return held.organisationName ?? held.regionName ?? phrases(lang).national
}
