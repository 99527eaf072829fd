import { invalid } from '#kit/problem.ts'
import type { Sql } from '#platform/db/database.ts'
import { searchLimit, type FoundRegion, type Level, type Region } from '../model.ts'
import { ancestorsOf } from '../rules/region-code.ts'
import { readSearch, splitsOf } from '../rules/search-query.ts'
import { editsOf, mend, slipsAllowed, slipsInName } from '../rules/spelling.ts'
import { listRegionsByCodes } from '../store/regions.ts'
import { listNearWords, searchByAnyWords, searchByCode, searchByWords } from '../store/search.ts'

export interface SearchOptions {
  level?: Level | undefined
  /** 30 when absent. */
  limit?: number | undefined
}

/** Below this many finds and without one of just this name, names that nearly match are added. */
const enough = 3
const mostWords = 6
const mostCandidates = 300
/** Letters; hardly any word of a name is longer, and the texts one slip away grow with each letter. */
const longestMended = 24

/**
 * Living regions by code, by the beginning of a code, or by words with typing errors; the best first, each with the
 * regions above it. At most four statements however many are found. Throws `invalid` for more than 100 characters.
 */
export async function searchRegions(sql: Sql, typed: string, options: SearchOptions = {}): Promise<FoundRegion[]> {
  if (typed.trim().length > searchLimit) {
    throw invalid({
      field: 'q',
      sentence: {
        id: 'Kata pencarian paling panjang 100 huruf. Tulis nama atau kode daerah saja.',
        en: 'A search holds at most 100 characters. Write only the name or code of a region.',
      },
    })
  }
  const { level, limit = 30 } = options
  const query = readSearch(typed)
  if (query.by === 'nothing') return []
  if (query.by === 'code') return await withPaths(sql, await searchByCode(sql, query.code, level, limit))
  const found = await searchByWords(sql, { ...query, splits: splitsOf(query.core), level, limit })
  if (found.length < limit) {
    const squeezed = query.core.replaceAll(' ', '')
    const hit = found.some(region => region.sortName === query.core || region.sortName === squeezed)
    const known = new Set(found.map(region => region.code))
    const more = await searchMore(sql, query, level, !hit && found.length < enough)
    found.push(...more.filter(region => !known.has(region.code)))
  }
  return await withPaths(sql, found.slice(0, limit))
}

/** Regions whose names have all the words, as beginnings or, when `mending`, with typing errors; fewest errors first. */
async function searchMore(
  sql: Sql,
  query: { core: string; kinds: readonly string[] },
  level: Level | undefined,
  mending: boolean,
): Promise<Region[]> {
  const typed = [...new Set(query.core.split(' '))].filter(word => word.length > 2).slice(0, mostWords)
  if (typed.length === 0) return []
  const mended = mending ? typed.filter(word => word.length <= longestMended) : []
  // One slip is all that a short word may hold, and its edits are every word one slip away.
  const long = mended.filter(word => slipsAllowed(word.length) > 1)
  const { beginning, near } = await listNearWords(sql, typed, long, mended.flatMap(editsOf))
  const groups = typed.map((word, i) => [...(beginning[i] ?? []), ...(mending ? mend(word, near) : [])])
  if (groups.some(group => group.length === 0)) return []
  const candidates = await searchByAnyWords(sql, groups, level, mostCandidates)
  const ranked = candidates
    .map(({ region, searchWords }, place) => ({
      region,
      place,
      slips: slipsInName(typed, searchWords) + (query.kinds.length > 0 && !query.kinds.includes(region.kind) ? 1 : 0),
    }))
    .sort((a, b) => a.slips - b.slips || a.place - b.place)
  const fewest = ranked[0]?.slips
  return ranked.filter(({ slips }) => !mending || slips === fewest).map(({ region }) => region)
}

async function withPaths(sql: Sql, regions: readonly Region[]): Promise<FoundRegion[]> {
  const above = await listRegionsByCodes(
    sql,
    regions.flatMap(region => ancestorsOf(region.code)),
  )
  return regions.map(region => ({
    ...region,
    path: ancestorsOf(region.code).map(code => ({ code, shortName: above.get(code)?.shortName ?? code })),
  }))
}
