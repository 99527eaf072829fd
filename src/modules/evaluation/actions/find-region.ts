import { fold, readCode, type Region } from '#modules/region/index.ts'

/** Finds regions of a results table by code or by name, without a query for each row. */
export interface RegionFinder {
  byCode(typed: string): Region | undefined
  /** The regency, city or province that bears exactly this name, however it is spaced and abbreviated. */
  byName(name: string): Region | undefined
  /** The region whose name is most like this one; undefined when none comes near. */
  nearest(name: string): Region | undefined
}

/** `named`: the regions that may be meant by a name. `coded`: those whose codes occur in the table. */
export function regionFinder(named: readonly Region[], coded: ReadonlyMap<string, Region>): RegionFinder {
  const byName = new Map<string, Region | 'several'>()
  for (const region of named) {
    const key = nameKey(region.name)
    byName.set(key, byName.has(key) ? 'several' : region)
  }
  let pairs: { region: Region; parts: Set<string> }[] | undefined
  return {
    byCode: typed => coded.get(readCode(typed) ?? ''),
    byName(name) {
      const found = byName.get(nameKey(name))
      return found === 'several' ? undefined : found
    },
    nearest(name) {
      pairs ??= named.map(region => ({ region, parts: trigrams(nameKey(region.name)) }))
      const wanted = trigrams(nameKey(name.slice(0, 100)))
      let best: Region | undefined
      let bestLikeness = 0.35
      for (const { region, parts } of pairs) {
        const shared = [...wanted].filter(part => parts.has(part)).length
        const likeness = (2 * shared) / (wanted.size + parts.size)
        if (likeness > bestLikeness) {
          best = region
          bestLikeness = likeness
        }
      }
      return best
    },
  }
}

/** "KAB. LUWU TIMUR" and "Kabupaten Luwu Timur" → "kabupatenluwutimur"; "Kota Bau Bau" and "Kota Baubau" alike. */
function nameKey(name: string): string {
  return fold(name)
    .replace(/^provinsi /, '')
    .replace(/^kab(?:upaten)? adm(?:inistrasi)? /, 'kabupaten ')
    .replace(/^kota adm(?:inistrasi)? /, 'kota ')
    .replace(/^kab /, 'kabupaten ')
    .replaceAll(' ', '')
}

function trigrams(text: string): Set<string> {
  const padded = `  ${text} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}
