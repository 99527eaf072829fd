import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Dimension, Status } from '../../model.ts'
import type { Verdict } from '../../model-quick-win.ts'

/** One quick win in the list of a region, with how it stands in one year. */
export interface ListedQuickWin {
  programmeId: string
  code: string
  name: string
  dimension: Dimension
  leadName: string
  status: Status
  sinceYear: number
  endedYear: number | undefined
  verdict: Verdict | undefined
  yes: number
  partly: number
  no: number
  risks: number
  mitigated: number
}

export interface QuickWinFilter {
  year: number
  dimension?: Dimension | undefined
  officeId?: string | undefined
  /** Only those that wait for the verdict of `year`. */
  due?: boolean | undefined
}

const condition = (regionCode: string, filter: QuickWinFilter) => sql`
  p.region_code = ${regionCode} and p.archived_at is null and p.quick_win
  and (${filter.dimension ?? null}::text is null or p.dimension = ${filter.dimension ?? null})
  and (${filter.officeId ?? null}::uuid is null or p.lead_id = ${filter.officeId ?? null}::uuid)
  and (not ${filter.due ?? false}::boolean or (coalesce(q.since_year, p.start_year) < ${filter.year} and v.verdict is null
    and (e.year is null or e.year >= ${filter.year})))`

const joins = (year: number) => sql`
  from portfolio.programme p
  left join portfolio.quick_win q on q.region_code = p.region_code and q.programme_id = p.id
  left join portfolio.quick_win_year v on v.region_code = p.region_code and v.programme_id = p.id and v.year = ${year}
  left join lateral (select min(y.year) as year from portfolio.quick_win_year y
    where y.region_code = p.region_code and y.programme_id = p.id and y.verdict = 'ended') e on true`

/** A page of the quick wins of a region by code, those that ended too, in one statement; `after` is the last code seen. */
export async function listQuickWins(
  db: Sql | Tx,
  regionCode: string,
  filter: QuickWinFilter,
  page: { after?: string | undefined; limit: number },
): Promise<ListedQuickWin[]> {
  const { rows } = await sql<{
    id: string
    code: string
    name: string
    dimension: string
    lead_name: string
    status: string
    since_year: number
    ended_year: number | null
    verdict: string | null
    yes: number
    partly: number
    no: number
    risks: number
    mitigated: number
  }>`select p.id, p.code, p.name, p.dimension, o.name as lead_name, p.status,
      coalesce(q.since_year, p.start_year) as since_year, e.year as ended_year, v.verdict,
      c.yes, c.partly, c.no, k.risks, k.mitigated
    ${joins(filter.year)}
    join people.organisation o on o.id = p.lead_id
    left join lateral (select count(*) filter (where c.answer = 'yes')::int as yes,
        count(*) filter (where c.answer = 'partly')::int as partly, count(*) filter (where c.answer = 'no')::int as no
      from portfolio.quick_win_check c
      where c.region_code = p.region_code and c.programme_id = p.id and c.year = ${filter.year}) c on true
    left join lateral (select count(*)::int as risks, count(k.mitigation)::int as mitigated from portfolio.risk k
      where k.region_code = p.region_code and k.programme_id = p.id and k.archived_at is null) k on true
    where ${condition(regionCode, filter)} and p.code > ${page.after ?? ''}
    order by p.code limit ${page.limit}`.execute(db)
  return rows.map(row => ({
    programmeId: row.id,
    code: row.code,
    name: row.name,
    dimension: row.dimension as Dimension,
    leadName: row.lead_name,
    status: row.status as Status,
    sinceYear: row.since_year,
    endedYear: row.ended_year ?? undefined,
    verdict: (row.verdict ?? undefined) as Verdict | undefined,
    yes: row.yes,
    partly: row.partly,
    no: row.no,
    risks: row.risks,
    mitigated: row.mitigated,
  }))
}

export interface QuickWinCounts {
  /** Since this year or before, and not ended before it. */
  living: number
  /** New in the year. */
  fresh: number
  kept: number
  changed: number
  ended: number
  due: number
  /** Living with at least one risk, all of which have a mitigation. */
  riskReady: number
  firstYear: number | undefined
}

/** How the quick wins of a region stand in one year, in one statement. */
export async function countQuickWins(
  db: Sql | Tx,
  regionCode: string,
  filter: QuickWinFilter,
): Promise<QuickWinCounts> {
  const { year } = filter
  const { rows } = await sql<{
    living: number
    fresh: number
    kept: number
    changed: number
    ended: number
    due: number
    risk_ready: number
    first_year: number | null
  }>`select count(*) filter (where alive)::int as living, count(*) filter (where alive and since_year = ${year})::int as fresh,
      count(*) filter (where verdict = 'kept')::int as kept, count(*) filter (where verdict = 'changed')::int as changed,
      count(*) filter (where verdict = 'ended')::int as ended,
      count(*) filter (where alive and since_year < ${year} and verdict is null)::int as due,
      count(*) filter (where alive and risks > 0 and risks = mitigated)::int as risk_ready, min(since_year) as first_year
    from (select coalesce(q.since_year, p.start_year) as since_year, v.verdict, k.risks, k.mitigated,
        coalesce(q.since_year, p.start_year) <= ${year} and (e.year is null or e.year >= ${year}) as alive
      ${joins(year)}
      left join lateral (select count(*) as risks, count(k.mitigation) as mitigated from portfolio.risk k
        where k.region_code = p.region_code and k.programme_id = p.id and k.archived_at is null) k on true
      where ${condition(regionCode, { ...filter, due: false })}) t`.execute(db)
  const row = rows[0]
  return {
    living: row?.living ?? 0,
    fresh: row?.fresh ?? 0,
    kept: row?.kept ?? 0,
    changed: row?.changed ?? 0,
    ended: row?.ended ?? 0,
    due: row?.due ?? 0,
    riskReady: row?.risk_ready ?? 0,
    firstYear: row?.first_year ?? undefined,
  }
}
