import type { Lang } from '#kit/format.ts'
import { namesOfOrganisations } from '#modules/people/index.ts'
import { listRegionsByCodes } from '#modules/region/index.ts'
import type { Sql } from '#platform/db/database.ts'
import { dimensionName } from '#ui/dim.tsx'
import type { Catalogue, ProgrammeFilter } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { spreadPhrases } from '../../phrases/spread.ts'

/** Names of the office and the place that a filter asks for; a statement for each that it has. */
export interface FilterNames {
  office?: string | undefined
  place?: string | undefined
}

export async function readFilterNames(db: Sql, filter: ProgrammeFilter): Promise<FilterNames> {
  const { officeId, place } = filter
  const office = officeId === undefined ? undefined : (await namesOfOrganisations(db, [officeId])).get(officeId)
  const region = place === undefined ? undefined : (await listRegionsByCodes(db, [place])).get(place)
  return { office, place: region?.name }
}

/** Each part of a filter in words: "Dimensi: Lingkungan". What has no name stands by its code. */
export function filterWords(
  filter: ProgrammeFilter,
  catalogue: Catalogue,
  lang: Lang,
  names: FilterNames = {},
): { part: keyof ProgrammeFilter; label: string }[] {
  const t = phrases(lang)
  const entry = (list: Catalogue['sectors'], code: string) => list.find(one => one.code === code)?.name[lang] ?? code
  const words: { part: keyof ProgrammeFilter; label: string }[] = []
  const add = (part: keyof ProgrammeFilter, name: string, value: string | undefined) => {
    if (value !== undefined) words.push({ part, label: `${name}: ${value}` })
  }
  const { dimension, status, subDimension, sector, stream, term, officeId, place, placed, year, quickWin } = filter
  if (filter.words !== undefined) words.push({ part: 'words', label: `“${filter.words.join(' ')}”` })
  add('dimension', t.field.dimension, dimension && dimensionName(dimension, lang))
  add('status', t.field.status, status && t.status[status])
  add('subDimension', t.field.subDimension, subDimension && entry(catalogue.subDimensions, subDimension))
  add('sector', t.field.sector, sector && entry(catalogue.sectors, sector))
  add('stream', t.field.stream, stream && entry(catalogue.streams, stream))
  if (term !== undefined) words.push({ part: 'term', label: t.term[term] })
  add('officeId', 'OPD', officeId && (names.office ?? officeId))
  add('place', t.field.places, place && (names.place ?? place))
  if (placed !== undefined) words.push({ part: 'placed', label: spreadPhrases(lang).placed[placed ? 'yes' : 'no'] })
  add('year', t.field.year, year === undefined ? undefined : String(year))
  if (quickWin !== undefined)
    words.push({ part: 'quickWin', label: spreadPhrases(lang).quickWin[quickWin ? 'yes' : 'no'] })
  return words
}
