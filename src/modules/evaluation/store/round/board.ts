import { type RawBuilder, sql as query } from 'kysely'
import type { Zone } from '#kit/format.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { RoundRegion } from '../../model-round.ts'
import { selectRoundRegions, toRoundRegion } from './rounds.ts'

/** Which regions of a round; every part narrows. */
export interface BoardFilter {
  roundId: string
  /** Only this region and those below it: the province of a province viewer. */
  within?: string | undefined
  /** Code of a province, or of one regency or city. */
  province?: string | undefined
  /** `late`: not handed in though the last day of the self-assessment is over, in the zone of the region. */
  state?: RoundRegion['state'] | 'late' | undefined
  /** Part of the name, or the beginning of the code. */
  q?: string | undefined
  /** The calendar day in each zone, for `late`. */
  today: Readonly<Record<Zone, string>>
}

export const boardSorts = ['name', 'answered', 'deadline'] as const
export type BoardSort = (typeof boardSorts)[number]

export interface BoardQuery extends BoardFilter {
  sort?: BoardSort | undefined
  /** Z, the most complete, or the last to end first. */
  falling?: boolean | undefined
  /** Place as given in `next`. */
  after?: string | undefined
  /** All when absent. */
  limit?: number | undefined
}

export interface BoardRow {
  region: RoundRegion
  provinceName: string
  /** Answers with a level. */
  answered: number
  /** Signed off by the head of the office, verified ones included. */
  signed: number
  verified: number
  /** Assessors on the panel, how many handed in, and how many scores they gave. */
  panel: { members: number; handedIn: number; scores: number }
}

const deadline = query<string>`greatest(
  (select s.ends_on from evaluation.round_step s where s.round_id = r.round_id and s.step = 'self-assessment'),
  (select x.ends_on from evaluation.extension x where x.region_code = r.region_code and x.round_id = r.round_id
    and x.step = 'self-assessment' order by x.given_at desc, x.id limit 1))`

const answered = query<number>`(select count(a.level) from evaluation.answer a
  where a.round_id = r.round_id and a.region_code = r.region_code)`

const keys: Record<BoardSort, { key: RawBuilder<unknown>; type: RawBuilder<unknown> }> = {
  name: { key: query`g.sort_name`, type: query`text` },
  answered: { key: answered, type: query`bigint` },
  // Who has handed in owes nothing and comes last.
  deadline: {
    key: query`case when r.state = 'invited' then coalesce(${deadline}, '9999-12-31') else '9999-12-31'::date end`,
    type: query`date`,
  },
}

function conditions({ roundId, within, province, state, q, today }: BoardFilter): RawBuilder<unknown> {
  const parts = [query`r.round_id = ${roundId}`]
  for (const place of [within, province]) {
    if (place !== undefined) parts.push(query`(r.region_code = ${place} or r.region_code like ${`${place}.%`})`)
  }
  if (state === 'late') {
    const here = query`case g.timezone when 'WIB' then ${today.WIB} when 'WITA' then ${today.WITA} else ${today.WIT} end`
    parts.push(query`r.state = 'invited' and ${deadline} < (${here})::date`)
  } else if (state !== undefined) parts.push(query`r.state = ${state}`)
  const words =
    q
      ?.trim()
      .toLowerCase()
      .replace(/^kab\.?\s+/, 'kabupaten ')
      .replace(/\s+/g, ' ') ?? ''
  if (/^\d[\d.]*$/.test(words)) parts.push(query`r.region_code like ${`${words}%`}`)
  else if (words !== '') parts.push(query`lower(g.name) like ${`%${words.replace(/[\\%_]/g, '\\$&')}%`}`)
  return query.join(parts, query` and `)
}

const from = query`evaluation.round_region r join region.region g on g.region_code = r.region_code`

/** One page of the board, in two statements however many rows: the page is cut first, then counted for its rows only. */
export async function listBoard(
  sql: Sql | Tx,
  wanted: BoardQuery,
): Promise<{ rows: BoardRow[]; next: string | undefined }> {
  const { key, type } = keys[wanted.sort ?? 'name']
  const place = readPlace(wanted.after, wanted.sort ?? 'name')
  const order = wanted.falling ? query`desc` : query`asc`
  const sign = wanted.falling ? query`<` : query`>`
  const after = place
    ? query`where (k.key, k.region_code) ${sign} (cast(${place.key} as ${type}), ${place.code})`
    : query``
  const limit = wanted.limit === undefined ? query`` : query`limit ${wanted.limit + 1}`
  const { rows: found } = await query<{
    region_code: string
    key: string
    province_name: string
    answered: number
    signed: number
    verified: number
    members: number
    handed_in: number
    scores: number
  }>`with page as materialized (
      select k.region_code, k.key from (
        select r.region_code, ${key} as key from ${from} where ${conditions(wanted)}) k
      ${after} order by k.key ${order}, k.region_code ${order} ${limit})
    select page.region_code, page.key::text as key, p.name as province_name,
      a.answered, a.signed, a.verified, m.members, m.handed_in, coalesce(m.scores, 0) as scores
    from page
    join region.region p on p.region_code = left(page.region_code, 2)
    cross join lateral (
      select count(level) as answered, count(*) filter (where state in ('signed', 'verified')) as signed,
        count(*) filter (where state = 'verified') as verified
      from evaluation.answer where round_id = ${wanted.roundId} and region_code = page.region_code) a
    cross join lateral (
      select count(*) as members, count(submitted_at) as handed_in,
        sum((select count(s.score) from evaluation.score s where s.region_code = page.region_code
          and s.round_id = ${wanted.roundId} and s.account_id = pm.account_id)) as scores
      from evaluation.panel_member pm
      where pm.round_id = ${wanted.roundId} and pm.region_code = page.region_code and pm.ended_at is null) m
    order by page.key ${order}, page.region_code ${order}`.execute(sql)
  const more = wanted.limit !== undefined && found.length > wanted.limit
  const shown = more ? found.slice(0, wanted.limit) : found
  const codes = shown.map(row => row.region_code)
  const regions = await selectRoundRegions(sql)
    .where('r.round_id', '=', wanted.roundId)
    .where('r.region_code', 'in', codes.length === 0 ? [''] : codes)
    .execute()
  const byCode = new Map(regions.map(row => [row.region_code, toRoundRegion(row)]))
  const last = shown.at(-1)
  return {
    rows: shown.flatMap(row => {
      const region = byCode.get(row.region_code)
      if (!region) return []
      return [
        {
          region,
          provinceName: row.province_name,
          answered: row.answered,
          signed: row.signed,
          verified: row.verified,
          panel: { members: row.members, handedIn: row.handed_in, scores: Number(row.scores) },
        },
      ]
    }),
    next: more && last ? writePlace(last.key, last.region_code) : undefined,
  }
}

export interface BoardCounts {
  regions: number
  submitted: number
  late: number
  closed: number
  /** Answers with a level, over all regions. */
  answered: number
  /** Regions without an assessor. */
  withoutPanel: number
  members: number
  handedIn: number
}

/** What a filter leaves, counted in one statement. */
export async function countBoard(sql: Sql | Tx, filter: BoardFilter): Promise<BoardCounts> {
  const counts = await countWhere(sql, conditions(filter), [filter.roundId], filter.today)
  return counts.get(filter.roundId) ?? noCounts
}

/** The same for several whole rounds, in one statement. */
export async function countBoards(
  sql: Sql | Tx,
  roundIds: readonly string[],
  today: BoardFilter['today'],
): Promise<Map<string, BoardCounts>> {
  if (roundIds.length === 0) return new Map()
  const counts = await countWhere(sql, query`r.round_id = any(${roundIds}::text[])`, roundIds, today)
  return new Map(roundIds.map(id => [id, counts.get(id) ?? noCounts]))
}

const noCounts: BoardCounts = {
  regions: 0,
  submitted: 0,
  late: 0,
  closed: 0,
  answered: 0,
  withoutPanel: 0,
  members: 0,
  handedIn: 0,
}

async function countWhere(
  sql: Sql | Tx,
  condition: RawBuilder<unknown>,
  roundIds: readonly string[],
  today: BoardFilter['today'],
): Promise<Map<string, BoardCounts>> {
  const ids = query`${roundIds}::text[]`
  const { rows } = await query<Record<keyof BoardCounts, number | string | null> & { round_id: string }>`
    with listed as materialized (
      select r.round_id, r.region_code, r.state, ${deadline} as deadline,
        (case g.timezone when 'WIB' then ${today.WIB} when 'WITA' then ${today.WITA} else ${today.WIT} end)::date as today
      from ${from} where ${condition}),
    panels as (
      select round_id, region_code, count(*) as members, count(submitted_at) as handed_in from evaluation.panel_member
      where round_id = any(${ids}) and ended_at is null group by round_id, region_code),
    answers as (
      select round_id, region_code, count(level) as answered from evaluation.answer
      where round_id = any(${ids}) group by round_id, region_code)
    select l.round_id, count(*) as regions,
      count(*) filter (where l.state = 'submitted') as submitted,
      count(*) filter (where l.state = 'closed') as closed,
      count(*) filter (where l.state = 'invited' and l.deadline < l.today) as late,
      coalesce(sum(a.answered), 0) as answered,
      count(*) filter (where p.members is null) as "withoutPanel",
      coalesce(sum(p.members), 0) as members,
      coalesce(sum(p.handed_in), 0) as "handedIn"
    from listed l
    left join panels p on p.round_id = l.round_id and p.region_code = l.region_code
    left join answers a on a.round_id = l.round_id and a.region_code = l.region_code
    group by l.round_id`.execute(sql)
  const names = Object.keys(noCounts) as (keyof BoardCounts)[]
  return new Map(
    rows.map(row => [
      row.round_id,
      Object.fromEntries(names.map(name => [name, Number(row[name] ?? 0)])) as unknown as BoardCounts,
    ]),
  )
}

/** Provinces that occur in a round, by name with counts, in one statement. */
export async function listRoundProvinces(
  sql: Sql | Tx,
  roundId: string,
): Promise<{ code: string; name: string; count: number }[]> {
  const { rows } = await query<{ code: string; name: string; count: number }>`
    select p.region_code as code, p.name, count(*) as count
    from evaluation.round_region r join region.region p on p.region_code = left(r.region_code, 2)
    where r.round_id = ${roundId} group by p.region_code, p.name, p.sort_name order by p.sort_name`.execute(sql)
  return rows
}

const writePlace = (key: string, code: string) => Buffer.from(JSON.stringify([key, code])).toString('base64url')

const keyShapes: Record<BoardSort, (key: string) => boolean> = {
  name: () => true,
  answered: key => /^\d{1,9}$/.test(key),
  deadline: key => /^\d{4}-\d{2}-\d{2}$/.test(key) && !Number.isNaN(Date.parse(key)),
}

/** What `writePlace` wrote for this order; undefined for anything else. */
function readPlace(text: string | undefined, sort: BoardSort): { key: string; code: string } | undefined {
  if (text === undefined) return undefined
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(read) || read.length !== 2) return undefined
    const [key, code] = read as unknown[]
    return typeof key === 'string' && typeof code === 'string' && keyShapes[sort](key) ? { key, code } : undefined
  } catch {
    return undefined
  }
}

/** Names of the regions of a round, one page by name, in one statement; for those who see no more than that. */
export async function listRegionNames(
  sql: Sql | Tx,
  wanted: Pick<BoardQuery, 'roundId' | 'province' | 'q' | 'after'> & { limit: number },
): Promise<{ rows: { code: string; name: string; provinceName: string }[]; next: string | undefined }> {
  const place = readPlace(wanted.after, 'name')
  const after = place ? query`and (g.sort_name, r.region_code) > (${place.key}, ${place.code})` : query``
  const nowhere = { WIB: '', WITA: '', WIT: '' }
  const { rows } = await query<{ code: string; name: string; province_name: string; key: string }>`
    select r.region_code as code, g.name, p.name as province_name, g.sort_name as key
    from ${from} join region.region p on p.region_code = left(r.region_code, 2)
    where ${conditions({ ...wanted, today: nowhere })} ${after}
    order by g.sort_name, r.region_code limit ${wanted.limit + 1}`.execute(sql)
  const shown = rows.slice(0, wanted.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(row => ({ code: row.code, name: row.name, provinceName: row.province_name })),
    next: rows.length > wanted.limit && last ? writePlace(last.key, last.code) : undefined,
  }
}
