import { sql } from 'kysely'
import type { Sql } from '#platform/db/database.ts'
import { regionColumns, toRegion, type RegionRow } from './region-row.ts'
import type { KnownWord, Level, Region } from '../model.ts'

export interface Candidate {
  region: Region
  searchWords: string[]
}

interface WordsSearch {
  words: string
  core: string
  kinds: readonly string[]
  /** Name before, name of a region above it after: "malili" in "luwu timur". */
  splits: readonly { head: string; tail: string }[]
  level: Level | undefined
  limit: number
}

const columns = sql.raw(regionColumns.map(name => name.replace('region.region.', 'r.')).join(', '))
const levelIs = (level: Level | undefined) => (level === undefined ? sql`` : sql`and r.level = ${level}`)

/** Living regions whose code begins like this, the shortest codes first. */
export async function searchByCode(db: Sql, code: string, level: Level | undefined, limit: number): Promise<Region[]> {
  const { rows } = await sql<RegionRow>`
    select ${columns} from region.region r
    where r.region_code like ${`${code}%`} and r.archived_at is null ${levelIs(level)}
    order by r.level, r.region_code limit ${limit}`.execute(db)
  return rows.map(toRegion)
}

/**
 * Living regions by words, best first: the same name, a name that begins so, a name inside a region whose name follows.
 */
export async function searchByWords(db: Sql, search: WordsSearch): Promise<Region[]> {
  const { words, core, kinds, splits, level, limit } = search
  const squeezed = core.replaceAll(' ', '')
  const begins = [core, squeezed].map(text => sql`r.sort_name like ${`${text}%`}`)
  const ofKind = kinds.length === 0 ? sql`` : sql`and r.kind = any(${kinds}::text[])`
  const heads = splits.map(split => split.head)
  const tails = splits.map(split => split.tail)
  const { rows } = await sql<RegionRow>`
    with beginning as materialized (
      select r.region_code, case
        when r.sort_name in (${core}, ${squeezed}) and r.level < 4 then 0
        when r.level < 3 then 1
        when r.sort_name = ${core} then 2
        else 3 end as rank
      from region.region r
      where (((${sql.join(begins, sql` or `)}) ${ofKind}) or r.sort_name like ${`${words}%`})
        and r.archived_at is null ${levelIs(level)}
      order by rank, r.level, r.people desc nulls last, r.sort_name limit ${limit}
    ), inside as materialized (
      select r.region_code, case when r.sort_name = s.head then 1 else 3 end as rank
      from unnest(${heads}::text[], ${tails}::text[]) as s (head, tail)
      cross join lateral (
        select above.region_code from region.region above
        where above.sort_name = s.tail and above.level < 4 and above.archived_at is null limit 60
      ) as above
      cross join lateral (
        select r.* from region.region r
        where r.sort_name ~>=~ s.head and r.sort_name ~<~ (s.head || '~')
          and starts_with(r.region_code, above.region_code || '.') and r.archived_at is null
        limit ${limit}
      ) as r
      where true ${ofKind} ${levelIs(level)}
      limit ${limit}
    ), best as (
      select region_code, min(rank) as rank
      from (select * from beginning union all select * from inside) as found
      group by region_code
    )
    select ${columns} from best join region.region r using (region_code)
    order by best.rank, r.level, r.people desc nulls last, length(r.sort_name), r.sort_name, r.region_code
    limit ${limit}`.execute(db)
  return rows.map(toRegion)
}

/** For each typed word the words of names that begin with it (at most ten), and those that resemble
 * one of `long` or are among `edits`. */
export async function listNearWords(
  db: Sql,
  typed: readonly string[],
  long: readonly string[],
  edits: readonly string[],
): Promise<{ beginning: string[][]; near: KnownWord[] }> {
  const { rows } = await sql<KnownWord & { begins: number | null }>`
    select w.*, t.place::int as begins from unnest(${typed}::text[]) with ordinality as t (word, place)
    cross join lateral (
      select * from region.word w where w.word ~>=~ t.word and w.word ~<~ (t.word || '~')
      order by w.word = t.word desc, w.level, w.count desc limit 10
    ) as w
    union all
    select w.*, null from unnest(${long}::text[]) as t (word)
    cross join lateral (
      select * from region.word w where w.word % t.word order by similarity(w.word, t.word) desc limit 30
    ) as w
    union
    select w.*, null from region.word w where w.word = any(${edits}::text[])
  `.execute(db)
  return {
    beginning: typed.map((_, i) => rows.filter(row => row.begins === i + 1).map(row => row.word)),
    near: rows.filter(row => row.begins === null),
  }
}

/** Living regions whose names have one word of each group, upper levels first. */
export async function searchByAnyWords(
  db: Sql,
  groups: readonly (readonly string[])[],
  level: Level | undefined,
  limit: number,
): Promise<Candidate[]> {
  const holds = groups.map(group => sql`and r.search_words && ${group}::text[]`)
  const { rows } = await sql<RegionRow & { search_words: string[] }>`
    select ${columns}, r.search_words from region.region r
    where r.archived_at is null ${sql.join(holds, sql` `)} ${levelIs(level)}
    order by r.level, r.people desc nulls last, length(r.sort_name), r.sort_name, r.region_code
    limit ${limit}`.execute(db)
  return rows.map(row => ({ region: toRegion(row), searchWords: row.search_words }))
}
