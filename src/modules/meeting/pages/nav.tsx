import type { Actor } from '#kit/actor.ts'
import type { Lang } from '#kit/format.ts'
import { type Region, regionPath } from '#modules/region/index.ts'
import type { Sql } from '#platform/db/database.ts'
import { Tabbar } from '#ui/switch-links.tsx'
import { refuseKeep, type Sight } from '../access.ts'
import { planPhrases } from '../phrases/plan.ts'

/** The sections of a region's meetings in the order of their tabs; each is the end of its address. */
export const SECTIONS = ['', 'kalender', 'tugas', 'persiapan', 'lembaga', 'pengaturan'] as const
export type Section = (typeof SECTIONS)[number]

/** Sections of those who see everything. */
const inside: readonly Section[] = ['tugas', 'persiapan', 'lembaga', 'pengaturan']

/** The address of a region's meetings or of one of their sections. */
export const meetingsHref = (code: string, section: Section = ''): string =>
  `/rapat/${code}${section === '' ? '' : `/${section}`}`

/** The address of one meeting, or of a page below it ("undangan"). */
export const meetingHref = (code: string, id: string, below = ''): string =>
  `/rapat/${code}/${id}${below === '' ? '' : `/${below}`}`

/** The sections as tabs, as many as the viewer may open; letterhead and numbers only for who keeps meetings here. */
export function MeetingNav({
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
  actor: Actor
}) {
  const t = planPhrases(lang).nav
  const shown = SECTIONS.filter(
    section =>
      (sight === 'all' || !inside.includes(section)) &&
      (section !== 'pengaturan' || refuseKeep(actor, code) === undefined),
  )
  return (
    <div class="no-print">
      <Tabbar
        label={t.label}
        links={shown.map(section => ({
          href: meetingsHref(code, section),
          label: t.sections[section === '' ? 'daftar' : section],
          current: section === current,
        }))}
      />
    </div>
  )
}

/**
 * Breadcrumb Indonesia / province / region / Rapat, then `last` for pages below the list, in one statement. The last crumb
 * has no address.
 */
export async function meetingCrumbs(
  db: Sql,
  region: Region,
  lang: Lang,
  ...last: { label: string; href?: string }[]
): Promise<{ label: string; href?: string }[]> {
  const t = planPhrases(lang).nav
  const path = await regionPath(db, region.code)
  const all: { label: string; href?: string }[] = [
    { label: t.country, href: '/daerah' },
    ...path.map(one => ({ label: one.shortName, href: `/daerah/${one.code}` })),
    { label: t.meetings, href: meetingsHref(region.code) },
    ...last,
  ]
  return all.map((crumb, at) => (at === all.length - 1 ? { label: crumb.label } : crumb))
}
