import type { Sentence } from '#kit/problem.ts'
import type { Catalogue, Status, Term } from '../../model.ts'
import type { SheetCell } from '../../model-exchange.ts'
import { choiceIndex, plain, type Read, readText, readWords } from './read-cell.ts'

/** Words for status and term in files, the same as on screen. */
export const STATUS_WORDS: Readonly<Record<Status, Sentence>> = {
  planned: { id: 'Direncanakan', en: 'Planned' },
  running: { id: 'Berjalan', en: 'Running' },
  done: { id: 'Selesai', en: 'Done' },
  changed: { id: 'Berubah', en: 'Changed' },
  stopped: { id: 'Berhenti', en: 'Stopped' },
}
export const TERM_WORDS: Readonly<Record<Term, Sentence>> = {
  1: { id: 'Jangka pendek (1 tahun)', en: 'Short term (1 year)' },
  5: { id: 'Jangka menengah (5 tahun)', en: 'Medium term (5 years)' },
  10: { id: 'Jangka panjang (10 tahun)', en: 'Long term (10 years)' },
}

interface Office {
  id: string
  name: string
  archived: boolean
}
interface Place {
  code: string
  name: string
  level: number
}

/** What cells are looked up in. */
export interface Lookups {
  regionCode: string
  today: string
  subDimension: ReadonlyMap<string, string>
  sector: ReadonlyMap<string, string>
  stream: ReadonlyMap<string, string>
  source: ReadonlyMap<string, string>
  reason: ReadonlyMap<string, string>
  status: ReadonlyMap<string, Status>
  term: ReadonlyMap<string, Term>
  offices: ReadonlyMap<string, Office[]>
  places: ReadonlyMap<string, Place[]>
  placeNames: ReadonlyMap<string, string>
}

/** Made once for many rows. */
export function lookupsOf(facts: {
  region: { code: string; name: string }
  catalogue: Catalogue
  offices: readonly Office[]
  places: readonly Place[]
  today: string
}): Lookups {
  const { catalogue } = facts
  const entries = (list: readonly { code: string; name: Sentence }[]) =>
    choiceIndex(list.map(({ code, name }) => ({ code, names: [name.id, name.en] })))
  const offices = new Map<string, Office[]>()
  for (const office of facts.offices) push(offices, plain(office.name), office)
  const places = new Map<string, Place[]>()
  for (const place of facts.places) {
    const name = plain(place.name)
    push(places, name, place)
    const kinds = place.level === 3 ? ['kecamatan', 'kec', 'distrik'] : ['desa', 'kelurahan', 'kel']
    for (const kind of kinds) push(places, `${kind} ${name}`, place)
  }
  return {
    regionCode: facts.region.code,
    today: facts.today,
    subDimension: entries(catalogue.subDimensions),
    sector: entries(catalogue.sectors),
    stream: entries(catalogue.streams),
    source: entries(catalogue.sources),
    reason: entries(catalogue.reasons),
    status: choiceIndex(
      (Object.keys(STATUS_WORDS) as Status[]).map(code => ({
        code,
        names: [STATUS_WORDS[code].id, STATUS_WORDS[code].en],
      })),
    ),
    term: choiceIndex(
      ([1, 5, 10] as const).map(code => ({
        code,
        names: [TERM_WORDS[code].id, TERM_WORDS[code].en, `${code} tahun`, `${code} years`, termWord[code]],
      })),
    ),
    offices,
    places,
    placeNames: new Map(facts.places.map(place => [place.code, place.name])),
  }
}

const termWord = { 1: 'pendek', 5: 'menengah', 10: 'panjang' } as const

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const there = map.get(key)
  if (there) there.push(value)
  else map.set(key, [value])
}

const refuse = (id: string, en: string): Read<never> => ({ ok: false, sentence: { id, en } })

/** The office of a cell, by name; undefined when empty. An office that no longer exists is named as such. */
export function readOffice(
  cell: SheetCell | undefined,
  lookups: Lookups,
  /** Offices that the stored programme has already: they may stay, also when they were archived. */
  kept: ReadonlySet<string>,
): Read<string | undefined> {
  const text = readWords(cell)
  if (!text.ok || text.value === undefined) return text as Read<undefined>
  return officeNamed(text.value, lookups, kept)
}

function officeNamed(name: string, lookups: Lookups, kept: ReadonlySet<string>): Read<string> {
  const found = lookups.offices.get(plain(name)) ?? []
  const living = found.filter(one => !one.archived)
  const chosen = found.find(one => kept.has(one.id)) ?? living[0]
  if (living.length > 1 && !(chosen && kept.has(chosen.id))) {
    return refuse(
      `Ada ${living.length} kantor bernama “${name}” di daerah ini. Isi program ini lewat halamannya.`,
      `${living.length} offices of this region are called “${name}”. Enter this programme on its page.`,
    )
  }
  if (chosen) return { ok: true, value: chosen.id }
  if (found.length > 0) {
    return refuse(
      `${found[0]?.name} sudah tidak ada (diarsipkan). Pindahkan programnya ke OPD lain, atau tulis OPD penggantinya.`,
      `${found[0]?.name} no longer exists (archived). Move the programme to another office, or write the one that follows it.`,
    )
  }
  const near = nearest(name, lookups)
  return refuse(
    `“${name.slice(0, 80)}” bukan OPD atau kantor di daerah ini.${near === undefined ? '' : ` Maksudnya ${near}?`} Lihat daftar di lembar Pilihan.`,
    `“${name.slice(0, 80)}” is no office of this region.${near === undefined ? '' : ` Did you mean ${near}?`} See the list in the sheet Pilihan.`,
  )
}

/** The living office that shares most words with a name, when it shares at least two. */
function nearest(name: string, { offices }: Lookups): string | undefined {
  const words = new Set(plain(name).split(' '))
  let best: { name: string; score: number } | undefined
  for (const [key, list] of offices) {
    const living = list.find(one => !one.archived)
    if (!living) continue
    const parts = key.split(' ')
    const shared = parts.filter(word => words.has(word)).length
    const score = shared / Math.max(parts.length, words.size)
    if (shared >= 2 && score > (best?.score ?? 0.4)) best = { name: living.name, score }
  }
  return best?.name
}

/** Offices parted by semicolons or lines, each once. */
export function readOffices(cell: SheetCell | undefined, lookups: Lookups, kept: ReadonlySet<string>): Read<string[]> {
  const text = readWords(cell)
  if (!text.ok) return text
  const ids: string[] = []
  for (const name of split(text.value)) {
    const read = officeNamed(name, lookups, kept)
    if (!read.ok) return read
    ids.push(read.value)
  }
  return { ok: true, value: [...new Set(ids)] }
}

/** Codes of places parted by semicolons, lines or, for codes, commas; empty or "seluruh daerah" is the whole region. */
export function readPlaces(cell: SheetCell | undefined, lookups: Lookups): Read<string[]> {
  const text = readText(cell)
  if (!text.ok) return text
  const { regionCode } = lookups
  const codes: string[] = []
  for (const part of split(text.value)) {
    const several = /^[\d.,\s]+$/.test(part) ? part.split(',').map(one => one.trim()) : [part]
    for (const typed of several) {
      if (typed === '' || typed === regionCode || wholeRegion.has(plain(typed))) continue
      if (/^\d[\d.]*$/.test(typed)) {
        codes.push(typed)
        continue
      }
      const found = lookups.places.get(plain(typed)) ?? []
      if (found.length !== 1) return refusePlace(typed, found, lookups)
      codes.push(found[0]?.code ?? '')
    }
  }
  return { ok: true, value: [...new Set(codes)].sort() }
}

const wholeRegion = new Set(['seluruh daerah', 'seluruh kabupaten', 'seluruh kota', 'whole region', 'semua'])

function refusePlace(typed: string, found: readonly Place[], { regionCode, placeNames }: Lookups): Read<never> {
  if (found.length === 0) {
    return refuse(
      `“${typed.slice(0, 60)}” bukan kecamatan atau desa di daerah ${regionCode}. Pakai nama atau kode dari lembar Tempat.`,
      `“${typed.slice(0, 60)}” is no district or village of region ${regionCode}. Use a name or code from the sheet Tempat.`,
    )
  }
  const some = found
    .slice(0, 4)
    .map(
      one => `${one.code}${one.level === 4 ? ` (di ${placeNames.get(one.code.slice(0, 8)) ?? ''})` : ' (kecamatan)'}`,
    )
    .join(', ')
  return refuse(
    `Ada ${found.length} tempat bernama “${typed.slice(0, 60)}”: ${some}. Pakai kodenya.`,
    `${found.length} places are called “${typed.slice(0, 60)}”: ${some}. Use the code.`,
  )
}

/** Parts between semicolons and line breaks, without empty ones. */
export const split = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[;\n\r]+/)
    .map(part => part.trim())
    .filter(part => part !== '')
