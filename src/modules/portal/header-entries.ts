import type { Actor } from '#kit/actor.ts'
import type { Link } from '#platform/http/door.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { NavLink } from '#ui/frame.tsx'

/** The header holds five entries. */
const inHeader = 5

/**
 * Five entries for the header and the others behind "Lainnya", none lost. For who is signed in the front page comes last:
 * the mark leads there from every page.
 */
export function headerEntries(
  links: readonly Link[],
  actor: Actor,
  lang: Language,
): { nav: NavLink[]; more: NavLink[] } {
  const shown = links
    .filter(link => link.may === undefined || link.may(actor) === undefined)
    .map(link => ({ href: link.href, label: link.label(lang) }))
  const front = shown.filter(({ href }) => href === '/' && actor.accountId !== undefined)
  const ordered = [...shown.filter(entry => !front.includes(entry)), ...front]
  return { nav: ordered.slice(0, inHeader), more: ordered.slice(inHeader) }
}
