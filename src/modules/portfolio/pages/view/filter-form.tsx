import type { Lang } from '#kit/format.ts'
import { listRegionOffices, type RegionOffice } from '#modules/people/index.ts'
import { listRegions, listRegionsByCodes } from '#modules/region/index.ts'
import type { Platform } from '#platform/platform.ts'
import { dimensionKeys, dimensionName } from '#ui/dim.tsx'
import { FilterBar, type FilterSelect } from '#ui/filter-bar.tsx'
import { type Catalogue, type ProgrammeFilter, STATUSES, TERMS } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { viewPhrases } from '../../phrases/view.ts'
import { currentCatalogue } from '../../store/catalogues.ts'
import { filterWords } from './filter-words.ts'
import { FILTER_NAMES, filterQuery } from './read-filter.ts'

/** The names that a filter of programmes is shown with. */
export interface FilterWords {
  catalogue: Catalogue
  offices: RegionOffice[]
  /** Districts of the region, and the village that is filtered by. */
  places: Map<string, string>
  districts: string[]
}

/** What a filter bar of programmes must know of a region, in at most four statements. */
export async function readFilterWords(
  platform: Platform,
  regionCode: string,
  filter: ProgrammeFilter,
): Promise<FilterWords> {
  const db = platform.db.read
  const [catalogue, offices, districts, village] = await Promise.all([
    currentCatalogue(db, platform.clock.now()),
    listRegionOffices(db, regionCode),
    listRegions(db, { parentCode: regionCode, level: 3 }),
    filter.place !== undefined && filter.place.length > 8 ? listRegionsByCodes(db, [filter.place]) : new Map(),
  ])
  const places = new Map(districts.map(one => [one.code, one.name]))
  for (const one of village.values()) places.set(one.code, one.name)
  return { catalogue, offices, places, districts: districts.map(one => one.code) }
}

type Part = keyof ProgrammeFilter
type Named = readonly { code: string; name: { id: string; en: string } }[]

/**
 * The bar above every list and picture of programmes: search, dimension, status and office, the rest behind a fold, what is
 * set as links that take it away. `keep` are parameters of the page itself; `without` are parts that it has no use for.
 */
export function ProgrammeFilterBar({
  lang,
  action,
  filter,
  words,
  keep = {},
  without = [],
}: {
  lang: Lang
  action: string
  filter: ProgrammeFilter
  words: FilterWords
  keep?: Readonly<Record<string, string | undefined>>
  without?: readonly Part[]
}) {
  const t = viewPhrases(lang).list
  const shared = phrases(lang)
  const named = (list: Named) => list.map(one => ({ value: one.code, label: one.name[lang] }))
  const select = (
    part: Exclude<Part, 'words'>,
    label: string,
    any: string,
    options: { value: string; label: string }[],
  ): FilterSelect[] => {
    if (without.includes(part)) return []
    const value = filter[part]
    return [
      {
        name: FILTER_NAMES[part],
        label,
        value: value === undefined ? '' : value === true ? 'ya' : value === false ? 'tidak' : String(value),
        options: [{ value: '', label: any }, ...options],
      },
    ]
  }
  const yesOrNo = (yes: string, no: string) => [
    { value: 'ya', label: yes },
    { value: 'tidak', label: no },
  ]
  const village = filter.place !== undefined && !words.districts.includes(filter.place) ? [filter.place] : []
  const { catalogue } = words
  return (
    <FilterBar
      lang={lang}
      action={action}
      search={{ name: FILTER_NAMES.words, label: t.search, value: filter.words?.join(' ') }}
      hidden={Object.fromEntries(
        Object.entries({
          ...keep,
          ...(without.includes('year') && filter.year !== undefined
            ? { [FILTER_NAMES.year]: String(filter.year) }
            : {}),
        }).filter((pair): pair is [string, string] => pair[1] !== undefined),
      )}
      selects={[
        ...select(
          'dimension',
          shared.field.dimension,
          t.anyDimension,
          dimensionKeys.map(value => ({ value, label: dimensionName(value, lang) })),
        ),
        ...select(
          'status',
          shared.field.status,
          t.anyStatus,
          STATUSES.map(value => ({ value, label: shared.status[value] })),
        ),
        ...select(
          'officeId',
          t.office,
          t.anyOffice,
          words.offices
            .filter(one => !one.archived || one.id === filter.officeId)
            .map(one => ({ value: one.id, label: one.name })),
        ),
      ]}
      more={{
        label: t.more,
        selects: [
          ...select(
            'subDimension',
            shared.field.subDimension,
            t.any,
            catalogue.subDimensions.map(one => ({ value: one.code, label: `${one.code} ${one.name[lang]}` })),
          ),
          ...select('sector', shared.field.sector, t.any, named(catalogue.sectors)),
          ...select('stream', shared.field.stream, t.any, named(catalogue.streams)),
          ...select(
            'term',
            shared.field.term,
            t.any,
            TERMS.map(value => ({ value: String(value), label: shared.term[value] })),
          ),
          ...select(
            'place',
            t.place,
            t.any,
            [...words.districts, ...village].map(value => ({
              value,
              label: words.places.get(value) ?? t.unknown(value),
            })),
          ),
          ...select('placed', t.placed, t.any, yesOrNo(t.placedYes, t.placedNo)),
          ...select('quickWin', shared.field.quickWin, t.any, yesOrNo(t.quickWinYes, t.quickWinNo)),
        ],
      }}
      active={filterWords(filter, catalogue, lang, {
        office: words.offices.find(one => one.id === filter.officeId)?.name,
        place: words.places.get(filter.place ?? ''),
      })
        .filter(({ part }) => !without.includes(part))
        .map(({ part, label }) => ({
          label,
          removeHref: `${action}${filterQuery({ ...filter, [part]: undefined }, keep)}`,
        }))}
      clearHref={`${action}${filterQuery(without.includes('year') && filter.year !== undefined ? { year: filter.year } : {}, keep)}`}
    />
  )
}
