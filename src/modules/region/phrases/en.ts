import type { RegionKind } from '../model.ts'
import type { id } from './id.ts'

const singular: Record<RegionKind, string> = {
  provinsi: 'province',
  kabupaten: 'regency',
  kota: 'city',
  kecamatan: 'district',
  distrik: 'district',
  desa: 'village',
  kelurahan: 'urban village',
  'desa adat': 'customary village',
}
const plural: Record<RegionKind, string> = {
  provinsi: 'provinces',
  kabupaten: 'regencies',
  kota: 'cities',
  kecamatan: 'districts',
  distrik: 'districts',
  desa: 'villages',
  kelurahan: 'urban villages',
  'desa adat': 'customary villages',
}

type Wide<T> = T extends string
  ? string
  : T extends (...given: infer A) => string
    ? (...given: A) => string
    : T extends readonly string[]
      ? { readonly [K in keyof T]: string }
      : { [K in keyof T]: Wide<T[K]> }

export const en: Wide<typeof id> = {
  section: 'Regions',
  indonesia: 'Indonesia',
  browseTitle: 'Regions of Indonesia',
  browseLead: (provinces, regencies, cities, districts, villages) =>
    `${provinces} provinces, ${regencies} regencies, ${cities} cities, ${districts} districts and ${villages} villages.`,
  searchLabel: 'Name or code of a region',
  searchHint: 'For example Malili, 73.24 or Sukamaju Bogor. Small typing errors do no harm.',
  search: 'Search',
  searchTitle: 'Search regions',
  searchFor: words => `Results for “${words}”`,
  found: (count, most) =>
    most
      ? `The ${count} regions that match best. Add a word to narrow the search.`
      : count === 1
        ? '1 region.'
        : `${count} regions.`,
  nothingFound: words => `No region resembles “${words}”.`,
  nothingFoundReason: 'Write the name in full, or a code such as 73.24.',
  seeAll: 'See all provinces',
  groups: ['Provinces', 'Regencies and cities', 'Districts', 'Villages'],
  provinces: 'Provinces',
  provincesNote: 'Population of December 2024.',
  kinds: singular,
  countOf: (count, one, kind) => `${count} ${one ? singular[kind] : plural[kind]}`,
  people: count => `${count} people`,
  memberSince: years => `Member of the movement since ${years}.`,
  memberMaybe: years => `Presumably a member of the movement since ${years}; no source says so directly.`,
  partOfMember: (name, year) => `Part of ${name}, a member of the movement since ${year}.`,
  partOf: (kind, path) => `${kind} in ${path}.`,
  children: ['Regencies and cities', 'Districts', 'Villages'],
  childrenPapua: 'Districts',
  childrenOf: (what, name) => `${what} of ${name}`,
  noChildren: name => `${name} has no regions below it in this list.`,
  columns: {
    code: 'Code',
    name: 'Name',
    kind: 'Kind',
    people: 'People',
    area: 'Area (km²)',
    regencies: 'Regencies',
    cities: 'Cities',
    districts: 'Districts',
    villages: 'Villages',
    kelurahan: 'Urban villages',
    timezone: 'Time zone',
    parent: 'Code above',
    total: 'Total',
    number: 'Number on the map',
  },
  range: (from, to, total) => `${from}–${to} of ${total}`,
  sourceOf: edition =>
    `Source: ${edition}, after decree Kepmendagri 300.2.2-2430 of 2025. People and area: cahyadsn/wilayah, December 2024.`,
  cohortSource: year => `Year of entry (${year}) after`,
  summary: 'Summary',
  sections: 'Sections',
  mapOf: (name, province) => `Where ${name} lies in ${province}`,
  mapOfProvince: (count, name) => `${count} regencies and cities of ${name}, numbered as in the table`,
  mapOfDistricts: (count, name) => `${count} districts of ${name}, numbered as in the table`,
  densityMap: 'Map of Indonesia, 514 regencies and cities coloured by density of population.',
  densityTitle: 'People per km², number of regions',
  density: {
    5: '2,000 and more',
    4: '500–1,999',
    3: '150–499',
    2: '50–149',
    1: 'below 50',
    absent: 'not known',
  },
  densityOf: (name, people) => `${name}: ${people} people per km²`,
  mapNote: 'Outlines are simplified and are not official boundaries.',
  archived: date => `This code is no longer in the official list since ${date}. The page is kept as a record.`,
  movedHere: code => `The former code ${code} is now this page.`,
  unknownTitle: 'Region not found',
  unknownCode: code => `There is no region with code ${code}.`,
  unknownText: 'This address holds no code of a region.',
  formerGone: (code, name) =>
    `Code ${code} (${name}) is in the list of 2022 but no longer in that of 2025. No successor is recorded.`,
  nearest: name => `The nearest: ${name}`,
  imports: {
    title: 'List of regions',
    text: (edition, date) => `Loaded from ${edition} on ${date}.`,
    never: 'Never loaded.',
    start: 'Reload the list of regions',
    busy: 'The list is being loaded. Wait until it is done.',
  },
  emptyBrowse: 'The list of regions is not loaded yet.',
  emptyBrowseReason: 'The system administrator loads it once; then all regions appear here.',
}
