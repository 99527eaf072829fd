import type { Actor } from '#kit/actor.ts'
import type { Lang } from '#kit/format.ts'
import { type Region, regionPath } from '#modules/region/index.ts'
import type { Sql } from '#platform/db/database.ts'
import { Tabbar } from '#ui/switch-links.tsx'
import { mayKeepPortfolio, type Sight } from '../access.ts'
import { viewPhrases } from '../phrases/view.ts'

/** The sections of a portfolio in the order of their tabs; each is the end of its address. */
export const SECTIONS = [
  '',
  'program',
  'peta-jalan',
  'anggaran',
  'indikator',
  'quick-win',
  'sebaran',
  'peta',
  'tagihan',
  'serah-terima',
  'banding',
  'impor',
] as const
export type Section = (typeof SECTIONS)[number]

/** Sections of those who see everything. */
const inside: readonly Section[] = ['tagihan', 'serah-terima', 'banding', 'impor']

/** The address of a portfolio or of one of its sections. */
export const portfolioHref = (code: string, section: Section = ''): string =>
  `/portofolio/${code}${section === '' ? '' : `/${section}`}`

/**
 * The sections of one portfolio as tabs, as many as the viewer may open. `current` is the lit one; pages below a section
 * (a programme, a form) name the section they belong to. Imports stand there only for an `actor` who may import.
 */
export function PortfolioNav({
  lang,
  code,
  current,
  sight,
  actor,
}: {
  lang: Lang
  code: string
  current: Section | undefined
  sight: Exclude<Sight, 'none'>
  actor?: Actor | undefined
}) {
  const t = viewPhrases(lang).nav
  const shown = SECTIONS.filter(
    section =>
      (sight === 'all' || !inside.includes(section)) &&
      (section !== 'impor' || (actor !== undefined && mayKeepPortfolio(actor) === undefined)),
  )
  return (
    <div class="no-print">
      <Tabbar
        label={t.label}
        links={shown.map(section => ({
          href: portfolioHref(code, section),
          label: t.sections[section === '' ? 'papan' : section],
          current: section === current,
        }))}
      />
    </div>
  )
}

/**
 * Breadcrumb Indonesia / province / region / Program, then `last` for pages below the board, in one statement. The last
 * crumb has no address.
 */
export async function portfolioCrumbs(
  db: Sql,
  region: Region,
  lang: Lang,
  ...last: { label: string; href?: string }[]
): Promise<{ label: string; href?: string }[]> {
  const t = viewPhrases(lang).nav
  const path = await regionPath(db, region.code)
  const all: { label: string; href?: string }[] = [
    { label: t.country, href: '/daerah' },
    ...path.map(one => ({ label: one.shortName, href: `/daerah/${one.code}` })),
    { label: t.programmes, href: portfolioHref(region.code) },
    ...last,
  ]
  return all.map((crumb, at) => (at === all.length - 1 ? { label: crumb.label } : crumb))
}
