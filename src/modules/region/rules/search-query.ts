import type { RegionKind } from '../model.ts'
import { readCode } from './region-code.ts'
import { fold } from './region-name.ts'

/** What somebody looks for: a code or its beginning, or folded words, perhaps of one kind. */
export type SearchQuery =
  | { by: 'nothing' }
  | { by: 'code'; code: string }
  | {
      by: 'words'
      /** All words, folded. */
      words: string
      /** The words after a leading kind ("kab", "kota", "desa" …); the same as `words` without one. */
      core: string
      kinds: readonly RegionKind[]
    }

const leading: Record<string, readonly RegionKind[]> = {
  provinsi: ['provinsi'],
  prov: ['provinsi'],
  kabupaten: ['kabupaten'],
  kab: ['kabupaten'],
  kota: ['kota'],
  kecamatan: ['kecamatan', 'distrik'],
  kec: ['kecamatan', 'distrik'],
  distrik: ['distrik'],
  desa: ['desa', 'desa adat'],
  kelurahan: ['kelurahan'],
  kel: ['kelurahan'],
}

/** Reads a search box. Text without any letter or digit is `nothing`. */
export function readSearch(typed: string): SearchQuery {
  const code = readCode(typed)
  if (code !== undefined) return { by: 'code', code }
  const words = fold(typed)
  if (words === '') return { by: 'nothing' }
  const space = words.indexOf(' ')
  const found = space === -1 ? undefined : leading[words.slice(0, space)]
  return found === undefined
    ? { by: 'words', words, core: words, kinds: [] }
    : { by: 'words', words, core: words.slice(space + 1), kinds: found }
}

/**
 * Ways to read words as a name and the name of a region above it: "malili luwu timur" → malili in luwu timur, malili luwu
 * in timur. A kind before the second name is left out. At most six ways.
 */
export function splitsOf(core: string): { head: string; tail: string }[] {
  const words = core.split(' ').slice(0, 7)
  return words.slice(1).map((_, i) => {
    const tail = readSearch(words.slice(i + 1).join(' '))
    return { head: words.slice(0, i + 1).join(' '), tail: tail.by === 'words' ? tail.core : '' }
  })
}
