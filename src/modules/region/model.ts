import { z } from '@hono/zod-openapi'

/** What a region is by law. `distrik` is a district in the six provinces of Papua. */
export const kinds = [
  'provinsi',
  'kabupaten',
  'kota',
  'kecamatan',
  'distrik',
  'desa',
  'kelurahan',
  'desa adat',
] as const
export type RegionKind = (typeof kinds)[number]

/** 1 province, 2 regency or city, 3 district, 4 village. */
export type Level = 1 | 2 | 3 | 4

export type Timezone = 'WIB' | 'WITA' | 'WIT'

export interface Region {
  /** Dotted code of the Ministry of Home Affairs: 73, 73.24, 73.24.01, 73.24.01.2001. */
  code: string
  parentCode: string | undefined
  level: Level
  kind: RegionKind
  /** Official name: "Kabupaten Luwu Timur", "Provinsi" is not part of it. */
  name: string
  /** For lists: "Kab. Luwu Timur", "DKI Jakarta". */
  shortName: string
  /** Folded name without kind, to sort by: "luwu timur". */
  sortName: string
  /** December 2024; provinces and regencies only. */
  people: number | undefined
  /** Exact square kilometres as written by the source; provinces and regencies only. */
  areaKm2: string | undefined
  timezone: Timezone
  /** When the code left the official list; undefined for a living region. */
  archivedAt: Date | undefined
}

/** A region found by words or code, with the short names above it: "Sulawesi Selatan", "Kab. Luwu Timur". */
export interface FoundRegion extends Region {
  path: { code: string; shortName: string }[]
}

/** A year in which a region entered the programme (Gerakan Menuju Smart City). */
export interface Cohort {
  regionCode: string
  year: number
  /** Marks of the sources in docs and db/reference/cohorts.json, e.g. "S08". */
  source: string
  /** No source names the region; the year follows from other facts. */
  inferred: boolean
}

/** How many living regions of each kind lie below. */
export type Tally = Partial<Record<RegionKind, number>>

/** A word of the names: the highest level on which it stands, and how often. */
export interface KnownWord {
  word: string
  level: number
  count: number
}

/** What the table of regions shows now. */
export interface Edition {
  /** "idn-area-data 4.0.1". */
  name: string
  sha256: string
  regions: number
  importedAt: Date
}

/** A code of an older edition. */
export interface FormerRegion {
  code: string
  name: string
  /** Where it went, when the name shows it. */
  successor: string | undefined
}

export const searchLimit = 100
export const searchWords = z.string().trim().max(searchLimit, {
  error:
    'Kata pencarian paling panjang 100 huruf. Tulis nama atau kode daerah saja. | A search holds at most 100 characters. Write only the name or code of a region.',
})

export const regionCodeSchema = z.string().regex(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/, {
  error:
    'Kode daerah berbentuk 73, 73.24, 73.24.01 atau 73.24.01.2001. | A region code looks like 73, 73.24, 73.24.01 or 73.24.01.2001.',
})
