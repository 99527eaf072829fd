import type { Actor } from '#kit/actor.ts'
import type { Lang } from '#kit/format.ts'
import { type Region, regionPath } from '#modules/region/index.ts'
import type { Sql } from '#platform/db/database.ts'
import { Tabbar } from '#ui/switch-links.tsx'
import type { Sight } from '../access.ts'
import { phrases } from '../phrases/index.ts'
import { workshopPhrases } from '../phrases/workshop.ts'

/** The sections of a masterplan in the order of their tabs; each is the end of its address. */
export const SECTIONS = ['', 'bimtek', 'lembar', 'buku', 'edisi'] as const
export type Section = (typeof SECTIONS)[number]

/** Sections of everybody; the others are for who sees all. */
const open: readonly Section[] = ['', 'edisi']

/** Where every page of one region's masterplan begins. */
export const planPlace = '/masterplan/:code{[0-9]{2}\\.[0-9]{2}}'

/** The entry of the header that is lit. */
export const planSection = '/masterplan'

/** The address of a masterplan or of one of its sections. */
export const planHref = (code: string, section: Section = ''): string =>
  `/masterplan/${code}${section === '' ? '' : `/${section}`}`

/**
 * The sections of one masterplan as tabs, as many as the viewer may open. `current` is the lit one; pages below a section
 * name the section they belong to. `actor` is who looks; all who see everything have the same tabs.
 */
export function PlanNav({
  lang,
  code,
  current,
  sight,
}: {
  lang: Lang
  code: string
  current: Section | undefined
  sight: Sight
  actor?: Actor | undefined
}) {
  const t = workshopPhrases(lang).nav
  return (
    <div class="no-print">
      <Tabbar
        label={t.label}
        links={SECTIONS.filter(section => sight === 'all' || open.includes(section)).map(section => ({
          href: planHref(code, section),
          label: t.sections[section],
          current: section === current,
        }))}
      />
    </div>
  )
}

/**
 * Breadcrumb Indonesia / province / region / Masterplan, then `last` for pages below the front page, in one statement. The
 * last crumb has no address.
 */
export async function planCrumbs(
  db: Sql,
  region: Region,
  lang: Lang,
  ...last: { label: string; href?: string }[]
): Promise<{ label: string; href?: string }[]> {
  const path = await regionPath(db, region.code)
  const all: { label: string; href?: string }[] = [
    { label: workshopPhrases(lang).nav.country, href: '/daerah' },
    ...path.map(one => ({ label: one.shortName, href: `/daerah/${one.code}` })),
    { label: phrases(lang).section, href: planHref(region.code) },
    ...last,
  ]
  return all.map((crumb, at) => (at === all.length - 1 ? { label: crumb.label } : crumb))
}
