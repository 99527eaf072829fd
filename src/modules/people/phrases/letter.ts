import type { Role } from '#kit/actor.ts'
import { formatDate } from '#kit/format.ts'
import type { Organisation } from '../model.ts'
import { phrases } from './index.ts'

/** The letter of an invitation, in Indonesian and below it in English, since the reader's language is not known. */
export function invitationLetter(facts: { organisation: Organisation; role: Role; url: string; until: Date }): {
  subject: string
  text: string
} {
  const { organisation, role, url, until } = facts
  const [first, second] = (['id', 'en'] as const).map(lang => {
    const t = phrases(lang)
    return t.invitationText({ role: t.roles[role], place: organisation.name, url, until: formatDate(until, lang) })
  })
  return { subject: phrases('id').invitationSubject(organisation.name), text: `${first}\n\n---\n\n${second}\n` }
}
