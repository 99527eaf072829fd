import { formatArea, formatCount } from '#kit/format.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Tab } from '#platform/http/door.ts'
import type { SwitchLink } from '#ui/switch-links.tsx'
import { contributions } from '../contributions.ts'
import { kinds, type Cohort, type Region, type Tally } from '../model.ts'
import { phrases } from '../phrases/index.ts'

/** "323.422 jiwa, 6.746 km². 11 kecamatan, 125 desa, 3 kelurahan." Parts that are not known are left out. */
export function factsLine(lang: Language, region: Region, tally: Tally): string {
  const t = phrases(lang)
  const size = [
    region.people === undefined ? '' : t.people(formatCount(region.people, lang)),
    region.areaKm2 === undefined ? '' : formatArea(region.areaKm2, lang),
  ]
  const below = kinds.flatMap(kind => {
    const count = tally[kind]
    return count === undefined ? [] : [t.countOf(formatCount(count, lang), count === 1, kind)]
  })
  return [size.filter(part => part !== '').join(', '), below.join(', ')]
    .filter(sentence => sentence !== '')
    .map(sentence => `${sentence}.`)
    .join(' ')
}

/** "Anggota gerakan sejak 2018." with a caution when the year is inferred; empty when no year is known. */
export function cohortLine(lang: Language, cohorts: readonly Cohort[]): string {
  const t = phrases(lang)
  const first = cohorts[0]
  if (first === undefined) return ''
  return first.inferred ? t.memberMaybe(String(first.year)) : t.memberSince(String(first.year))
}

/** Tabs of a region's pages: the summary, then what higher modules contribute for its level. `current` is a path. */
export function regionTabs(lang: Language, region: Pick<Region, 'code' | 'level'>, current: string): SwitchLink[] {
  const summary = { href: `/daerah/${region.code}`, label: phrases(lang).summary }
  const others = contributions()
    .tabs.filter((tab: Tab) => tab.levels.includes(region.level))
    .map(tab => ({ href: tab.href(region.code), label: tab.label(lang) }))
  return [summary, ...others].map(link => ({ ...link, current: link.href === current }))
}

/** Crumbs down to a region: Indonesia, province, regency …; the last one has no address unless `linkLast`. */
export function regionCrumbs(
  lang: Language,
  path: readonly Region[],
  linkLast = false,
): { label: string; href?: string }[] {
  return [
    { label: phrases(lang).indonesia, href: '/daerah' },
    ...path.map((region, i) => {
      const last = i === path.length - 1
      const label = last ? region.name : region.shortName
      return last && !linkLast ? { label } : { label, href: `/daerah/${region.code}` }
    }),
  ]
}
