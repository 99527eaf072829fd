import { type RawBuilder, sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import { type Result, resultColumns, resultFromRow, withScores } from './results.ts'

export const resultSorts = ['index', 'change', 'name'] as const
export type ResultSort = (typeof resultSorts)[number]
export type Direction = 'up' | 'down'

export interface ResultFilter {
  edition: string
  /** Two digits. */
  province?: string | undefined
  group?: string | undefined
  /** Year in which the region entered the programme. */
  cohort?: number | undefined
  /** Part of a name, or the beginning of a code. */
  q?: string | undefined
  /** Only those that took part, or only the absent. */
  tookPart?: boolean | undefined
}

export interface ResultQuery extends ResultFilter {
  sort?: ResultSort | undefined
  /** `down`: highest first; of names Z first. Absent regions come last either way. */
  direction?: Direction | undefined
  /** Place as given in `next`: what follows it. */
  after?: string | undefined
  /** Place as given in `previous`: what stands before it. */
  before?: string | undefined
  limit: number
}

export interface ResultPage {
  items: Result[]
  /** Place to go on from; undefined on the last page. */
  next: string | undefined
  /** Place to go back from; undefined on the first page. */
  previous: string | undefined
}

/** One page of an edition, by keyset: two statements, however many rows the edition has. */
export async function listResults(sql: Sql | Tx, wanted: ResultQuery): Promise<ResultPage> {
  const { sort = 'index', limit } = wanted
  const direction = wanted.direction ?? (sort === 'name' ? 'up' : 'down')
  const back = wanted.before !== undefined
  const from = readPlace(wanted.before ?? wanted.after, sort)
  const key = keys[sort][direction]
  // Names run backwards by walking the index backwards; figures have a rising key for either direction.
  const falling = (sort === 'name' && direction === 'down') !== back
  let select = filtered(sql, wanted)
    .innerJoin('region.region as p', 'p.region_code', 'r.province_code')
    .select(resultColumns)
    .select(query<string>`${key}::text`.as('key'))
    .orderBy(key, falling ? 'desc' : 'asc')
    .orderBy('r.region_code', falling ? 'desc' : 'asc')
    .limit(limit + 1)
  if (from) {
    const place = sort === 'name' ? query`${from.key}::text` : query`${from.key}::numeric`
    const sign = query.raw(falling ? '<' : '>')
    select = select.where(query<boolean>`(${key}, r.region_code) ${sign} (${place}, ${from.code})`)
  }
  const rows = await select.execute()
  const more = rows.length > limit
  const shown = rows.slice(0, limit)
  if (back) shown.reverse()
  const items = await withScores(sql, shown.map(resultFromRow))
  const first = shown[0]
  const last = shown.at(-1)
  return {
    items,
    next: last && (back || more) ? placeOf(last.key, last.region_code) : undefined,
    previous: first && (back ? more : from !== undefined) ? placeOf(first.key, first.region_code) : undefined,
  }
}

/** How many results a filter leaves. */
export async function countResults(sql: Sql | Tx, wanted: ResultFilter): Promise<number> {
  const row = await filtered(sql, wanted)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** How many regions each of these editions lists as present and as absent, in one province when given. One statement. */
export async function countPresence(
  sql: Sql | Tx,
  editions: readonly string[],
  province?: string,
): Promise<Map<string, { present: number; absent: number }>> {
  const byEdition = new Map(editions.map(id => [id, { present: 0, absent: 0 }]))
  if (editions.length === 0) return byEdition
  let base = sql
    .selectFrom('evaluation.result')
    .select(({ fn }) => ['edition_id', 'took_part', fn.countAll<number>().as('count')])
    .where('edition_id', 'in', editions)
    .groupBy(['edition_id', 'took_part'])
  if (province !== undefined) base = base.where('province_code', '=', province)
  for (const row of await base.execute()) {
    const counted = byEdition.get(row.edition_id)
    if (counted) counted[row.took_part ? 'present' : 'absent'] = row.count
  }
  return byEdition
}

/** Code, index and change of every region of an edition: what a map colours. One statement. */
export async function listMapValues(
  sql: Sql | Tx,
  wanted: ResultFilter,
): Promise<{ regionCode: string; regionName: string; index: string | null; change: string | null }[]> {
  const rows = await filtered(sql, wanted)
    .select(['r.region_code', 'r.region_name', 'r.index', 'r.change'])
    .orderBy('r.region_code')
    .execute()
  return rows.map(row => ({
    regionCode: row.region_code,
    regionName: row.region_name,
    index: row.index,
    change: row.change,
  }))
}

/** Provinces and groups that occur in an edition, with counts: the choices of the filters. One statement. */
export async function listFilterChoices(
  sql: Sql | Tx,
  edition: string,
): Promise<{
  provinces: { code: string; name: string; count: number }[]
  groups: { code: string; count: number }[]
}> {
  const rows = await sql
    .with('counted', part =>
      part
        .selectFrom('evaluation.result')
        .select(({ fn }) => ['province_code', 'group_code', fn.countAll<number>().as('count')])
        .where('edition_id', '=', edition)
        .groupBy(['province_code', 'group_code']),
    )
    .selectFrom('counted as c')
    .innerJoin('region.region as p', 'p.region_code', 'c.province_code')
    .select(['p.region_code as code', 'p.name', 'c.group_code as group', 'c.count'])
    .orderBy('p.sort_name')
    .execute()
  const provinces = new Map<string, { code: string; name: string; count: number }>()
  const groups = new Map<string, { code: string; count: number }>()
  for (const { code, name, group, count } of rows) {
    provinces.set(code, { code, name, count: count + (provinces.get(code)?.count ?? 0) })
    groups.set(group, { code: group, count: count + (groups.get(group)?.count ?? 0) })
  }
  return {
    provinces: [...provinces.values()],
    groups: [...groups.values()].toSorted((one, other) => (one.code < other.code ? -1 : 1)),
  }
}

const keys: Record<ResultSort, Record<Direction, RawBuilder<string>>> = {
  index: { down: query`(coalesce(-r.index, 9))`, up: query`(coalesce(r.index, 9))` },
  change: { down: query`(coalesce(-r.change, 9))`, up: query`(coalesce(r.change, 9))` },
  name: { down: query`r.sort_name`, up: query`r.sort_name` },
}

function filtered(sql: Sql | Tx, { edition, province, group, cohort, q, tookPart }: ResultFilter) {
  let select = sql.selectFrom('evaluation.result as r').where('r.edition_id', '=', edition)
  if (province !== undefined) select = select.where('r.province_code', '=', province)
  if (group !== undefined) select = select.where('r.group_code', '=', group)
  if (tookPart !== undefined) select = select.where('r.took_part', '=', tookPart)
  if (cohort !== undefined) {
    select = select.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('region.cohort as c')
          .select('c.year')
          .whereRef('c.region_code', '=', 'r.region_code')
          .where('c.year', '=', cohort),
      ),
    )
  }
  const words =
    q
      ?.trim()
      .toLowerCase()
      .replace(/^kab\.?\s+/, 'kabupaten ')
      .replace(/\s+/g, ' ') ?? ''
  if (/^\d[\d.]*$/.test(words)) select = select.where('r.region_code', 'like', `${words}%`)
  else if (words !== '') {
    const part = `%${words.replace(/[\\%_]/g, '\\$&')}%`
    select = select.where(query<boolean>`lower(r.region_name) like ${part}`)
  }
  return select
}

const placeOf = (key: string, code: string) => Buffer.from(JSON.stringify([key, code])).toString('base64url')

/** A place in a list; undefined for the beginning, and for anything that is no place of this sort. */
function readPlace(place: string | undefined, sort: ResultSort): { key: string; code: string } | undefined {
  if (place === undefined || place.length > 300) return undefined
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(place, 'base64url').toString())
  } catch {
    return undefined
  }
  if (!Array.isArray(read)) return undefined
  const [key, code] = read as unknown[]
  if (typeof key !== 'string' || typeof code !== 'string' || !/^[\d.]{2,13}$/.test(code)) return undefined
  return sort === 'name' || /^-?\d{1,2}(\.\d{1,2})?$/.test(key) ? { key, code } : undefined
}
