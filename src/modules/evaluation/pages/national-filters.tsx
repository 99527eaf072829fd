import { shortName } from '#modules/region/index.ts'
import type { Visit } from '#platform/http/door.ts'
import { FilterBar } from '#ui/filter-bar.tsx'
import { phrases } from '../phrases/index.ts'
import type { listFilterChoices } from '../store/list-results.ts'
import { isFiltered, nationalHref, type NationalQuery, type SortWord } from './national-query.ts'
import { count, groupWord } from './words.ts'

/** Years in which the regions of an edition entered the programme, with how many of them. */
export function cohortYears(
  cohorts: readonly { regionCode: string; year: number }[],
  rows: readonly { regionCode: string }[],
): Map<number, number> {
  const listed = new Set(rows.map(({ regionCode }) => regionCode))
  const years = new Map<number, number>()
  for (const { regionCode, year } of cohorts) if (listed.has(regionCode)) years.set(year, (years.get(year) ?? 0) + 1)
  return years
}

interface FiltersProps {
  visit: Visit
  path: string
  query: NationalQuery
  choices: Awaited<ReturnType<typeof listFilterChoices>>
  cohorts: ReadonlyMap<number, number>
}

/** Words, province, group, cohort and order as one GET form; what is active stands below as removable links. */
export function Filters({ visit: { lang }, path, query, choices, cohorts }: FiltersProps) {
  const t = phrases(lang).national
  const province = choices.provinces.find(({ code }) => code === query.province)
  const active = [
    query.q !== undefined && { label: t.filterSearch(query.q), change: { q: undefined } },
    query.province !== undefined && {
      label: shortName(province?.name ?? query.province),
      change: { province: undefined },
    },
    query.group !== undefined && { label: groupWord(query.group, lang), change: { group: undefined } },
    query.cohort !== undefined && { label: t.cohortOf(query.cohort), change: { cohort: undefined } },
  ].filter(one => one !== false)
  return (
    <FilterBar
      lang={lang}
      action={`${path}#peringkat`}
      search={{ name: 'q', label: t.search, value: query.q }}
      selects={[
        {
          name: 'provinsi',
          label: t.province,
          value: query.province,
          options: [
            { value: '', label: t.allProvinces },
            ...choices.provinces.map(one => ({
              value: one.code,
              label: t.counted(shortName(one.name), count(one.count, lang)),
            })),
          ],
        },
        {
          name: 'kelompok',
          label: t.group,
          value: query.group,
          options: [
            { value: '', label: t.allGroups },
            ...choices.groups.map(one => ({
              value: one.code,
              label: t.counted(groupWord(one.code, lang), count(one.count, lang)),
            })),
          ],
        },
        {
          name: 'kohor',
          label: t.cohort,
          value: query.cohort?.toString(),
          options: [
            { value: '', label: t.allCohorts },
            ...[...cohorts]
              .sort(([a], [b]) => a - b)
              .map(([year, regions]) => ({
                value: String(year),
                label: t.counted(String(year), count(regions, lang)),
              })),
          ],
        },
        {
          name: 'urut',
          label: t.sort,
          value: query.sort,
          options: (Object.keys(t.sorts) as SortWord[]).map(value => ({ value, label: t.sorts[value] })),
        },
      ]}
      active={active.map(({ label, change }) => ({
        label,
        removeHref: `${nationalHref(path, query, change)}#peringkat`,
      }))}
      clearHref={isFiltered(query) ? `${path}#peringkat` : undefined}
    />
  )
}
