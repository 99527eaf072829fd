import { type RawBuilder, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type {
  HolderKey,
  HolderKind,
  OwedCount,
  OwedItem,
  OwedKind,
  OwingHolder,
  OwingScope,
} from '../../model-owing.ts'
import { OWED_KINDS } from '../../model-owing.ts'

/** What debts are narrowed to. */
export interface OwingFilter {
  kinds?: readonly OwedKind[] | undefined
  holderKind?: HolderKind | undefined
  holders?: readonly HolderKey[] | undefined
}

/** The regions with their days, and their places: what every kind of debt is counted from. */
function scoped(scopes: readonly OwingScope[]): RawBuilder<unknown> {
  const rows = scopes.map(
    ({ regionCode, today, year, quietBefore, periods: { year: y, semester, quarter, month } }) =>
      sql`(${regionCode}::text, ${today}::date, ${year}::int, ${quietBefore}::date, ${y.period}::text, ${y.dueOn}::date,
        ${semester.period}::text, ${semester.dueOn}::date, ${quarter.period}::text, ${quarter.dueOn}::date,
        ${month.period}::text, ${month.dueOn}::date)`,
  )
  return sql`scope (region_code, today, year, quiet_before, p_year, d_year, p_semester, d_semester, p_quarter, d_quarter,
    p_month, d_month) as materialized (values ${sql.join(rows)}
  ), place as materialized (
    select s.region_code, g.region_code as place, g.level, g.name from scope s
      join region.region g on g.region_code = s.region_code
    union all
    select s.region_code, g.region_code, g.level, g.name from scope s
      join region.region g on g.parent_code = s.region_code and g.archived_at is null
    union all
    select s.region_code, v.region_code, v.level, v.name from scope s
      join region.region g on g.parent_code = s.region_code
      join region.region v on v.parent_code = g.region_code and v.archived_at is null
  ), places as materialized (
    select p.region_code, p.place, p.level, p.name, case when p.level > 2 then coalesce(
      (select o.id::text from people.organisation o where o.region_code = p.place and o.archived_at is null
        and o.kind in ('district-office', 'village-office') order by o.name, o.id limit 1), p.place) end as holder
    from place p
  )`
}

/** The office that has it, or the secretariat when the office is gone. */
const held = (region: string) =>
  sql`case when o.archived_at is null then o.id::text else ${sql.ref(`${region}.region_code`)} end`

/**
 * Living programmes of the regions with the holder that leads them. The codes stand in each condition and programmes are
 * joined by their id alone: so the planner knows how many rows there are, and 5,000 programmes are not walked 5,000 times.
 */
const ledOf = (
  codes: RawBuilder<unknown>,
) => sql`select p.region_code, p.id, p.code, p.name, p.status, p.quick_win, p.start_year, p.changed_at, s.today,
    s.year, s.quiet_before, o.archived_at as lead_archived_at, o.name as lead_name, ${held('p')} as holder
  from portfolio.programme p left join scope s on s.region_code = p.region_code
  join people.organisation o on o.id = p.lead_id
  where p.region_code = any(${codes}) and p.archived_at is null`

/** One select a kind, all with the same columns. */
const partsOf = (codes: RawBuilder<unknown>): Record<OwedKind, RawBuilder<unknown>> => ({
  'milestone-late': sql`select p.region_code, 'milestone-late' as kind, ${held('m')} as holder, m.id::text as subject,
      p.code, p.name, m.title as detail, m.due_on, p.id as programme_id, null::uuid as indicator_id
    from led p join portfolio.milestone m on m.programme_id = p.id
    join people.organisation o on o.id = m.owner_id
    where m.region_code = any(${codes}) and m.done_on is null and m.archived_at is null and m.due_on < p.today and p.status <> 'stopped'`,
  'reading-due': sql`select i.region_code, 'reading-due' as kind,
      coalesce(g.holder, case when o.id is not null and o.archived_at is null then o.id::text else i.region_code end),
      i.id || '/' || g.place || '/' || d.period, i.code, i.name, g.name || ', ' || d.period, d.due_on, null, i.id
    from scope s join portfolio.indicator i on i.region_code = s.region_code and i.archived_at is null
      and i.region_code = any(${codes})
    join places g on g.region_code = i.region_code and g.level = i.level
    left join people.organisation o on o.id = i.owner_id
    cross join lateral (select
      case i.frequency when 'year' then s.p_year when 'semester' then s.p_semester when 'quarter' then s.p_quarter
        else s.p_month end as period,
      case i.frequency when 'year' then s.d_year when 'semester' then s.d_semester when 'quarter' then s.d_quarter
        else s.d_month end as due_on) d
    where not exists (select 1 from portfolio.reading r where r.region_code = any(${codes}) and r.indicator_id = i.id
      and r.place_code = g.place and r.period = d.period)`,
  'reading-questioned': sql`select r.region_code, 'reading-questioned' as kind,
      coalesce(g.holder, case when o.id is not null and o.archived_at is null then o.id::text else r.region_code end),
      i.id || '/' || r.place_code || '/' || r.period, i.code, i.name, g.name || ', ' || r.period,
      r.reported_at::date, null, i.id
    from scope s join portfolio.reading r on r.region_code = s.region_code and r.state = 'questioned'
      and r.region_code = any(${codes})
    join portfolio.indicator i on i.region_code = r.region_code and i.id = r.indicator_id and i.archived_at is null
    join places g on g.place = r.place_code
    left join people.organisation o on o.id = i.owner_id`,
  'budget-unreported': sql`select p.region_code, 'budget-unreported' as kind, p.holder, p.id::text, p.code, p.name,
      b.year::text, make_date(b.year, 12, 31), p.id, null
    from led p join (select distinct programme_id, year from portfolio.budget
      where region_code = any(${codes}) and realised is null and planned > 0) b
      on b.programme_id = p.id and b.year = p.year - 1`,
  'quick-win-due': sql`select p.region_code, 'quick-win-due' as kind, p.holder, p.id::text, p.code, p.name,
      p.year::text, make_date(p.year, 12, 31), p.id, null
    from led p left join portfolio.quick_win q on q.programme_id = p.id and q.region_code = any(${codes})
    where p.quick_win and q.ended_at is null and coalesce(q.since_year, p.start_year) < p.year
      and not exists (select 1 from portfolio.quick_win_year y where y.region_code = p.region_code
        and y.programme_id = p.id and (y.year = p.year or y.verdict = 'ended'))`,
  'lead-archived': sql`select p.region_code, 'lead-archived' as kind, p.holder, p.id::text, p.code, p.name,
      p.lead_name, p.lead_archived_at::date, p.id, null
    from led p where p.lead_archived_at is not null and p.status in ('planned', 'running')`,
  quiet: sql`select p.region_code, 'quiet' as kind, p.holder, p.id::text, p.code, p.name, c.last::text, c.last, p.id, null
    from led p cross join lateral (select greatest(p.changed_at,
        (select max(m.changed_at) from portfolio.milestone m where m.region_code = p.region_code and m.programme_id = p.id),
        (select max(b.changed_at) from portfolio.budget b where b.region_code = p.region_code and b.programme_id = p.id)
      )::date as last) c
    where p.status in ('planned', 'running') and p.changed_at < p.quiet_before and c.last < p.quiet_before`,
})

/** Everything owed as rows `owed`, after `with`. */
function owed(scopes: readonly OwingScope[], { kinds = OWED_KINDS, holders, holderKind }: OwingFilter) {
  const codes = sql`${scopes.map(({ regionCode }) => regionCode)}::text[]`
  const parts = partsOf(codes)
  const chosen = OWED_KINDS.filter(kind => kinds.includes(kind)).map(kind => parts[kind])
  const all = chosen.length === 0 ? [sql`${parts.quiet} and false`] : chosen
  return sql`${scoped(scopes)}, led as materialized (${ledOf(codes)}),
    owed as (
      select * from (${sql.join(all, sql` union all `)}) every_kind
        (region_code, kind, holder, subject, code, name, detail, due_on, programme_id, indicator_id)
      where (${holders === undefined ? null : [...holders]}::text[] is null
        or holder = any(${holders === undefined ? null : [...holders]}::text[]))
    ), holder as materialized (
      select k.holder as key, coalesce(o.kind, case when length(k.holder) = 5 then 'secretariat' else 'place' end) as kind,
        coalesce(o.name, case when length(k.holder) = 5 then g.name else initcap(g.kind) || ' ' || g.name end) as name
      from (select distinct holder from owed) k
      left join people.organisation o on o.id = case when length(k.holder) = 36 then k.holder::uuid end
      left join region.region g on g.region_code = k.holder
    ), shown as materialized (
      select *, array_position(array['secretariat', 'opd', 'district-office', 'village-office', 'place'], kind) as sort
      from holder where (${holderKind ?? null}::text is null or kind = ${holderKind ?? null})
    )`
}

/** Where the next page of holders goes on. */
export interface HolderPage {
  after?: { sort: number; name: string; key: string } | undefined
  limit: number
}

/** How much is owed in all, on every page. */
export interface OwedTotals {
  things: number
  holders: number
  /** Undefined when nothing is owed. */
  oldest: string | undefined
}

/** Holders that owe something, secretariat and offices before villages, by name, and totals, in one statement. */
export async function listHolders(
  db: Sql | Tx,
  scope: OwingScope,
  filter: OwingFilter,
  page: HolderPage,
): Promise<{ rows: { holder: OwingHolder; sort: number; owed: OwedCount[] }[]; totals: OwedTotals }> {
  const { after } = page
  const { rows } = await sql<{
    key: string | null
    kind: HolderKind
    name: string
    sort: number
    owed: { kind: OwedKind; count: number; oldest: string }[]
    things: number
    holders: number
    oldest: string | null
  }>`with ${owed([scope], filter)}, counted as materialized (
      select h.key, h.kind as holder_kind, h.name, h.sort, o.kind, count(*)::int as count, min(o.due_on)::text as oldest
      from owed o join shown h on h.key = o.holder group by h.key, h.kind, h.name, h.sort, o.kind
    ), listed as (
      select h.key, h.holder_kind as kind, h.name, h.sort,
        jsonb_agg(jsonb_build_object('kind', h.kind, 'count', h.count, 'oldest', h.oldest)) as owed
      from counted h
      where (${after?.sort ?? null}::int is null
      or (h.sort, h.name, h.key) > (${after?.sort ?? null}::int, ${after?.name ?? null}::text, ${after?.key ?? null}::text))
      group by h.key, h.holder_kind, h.name, h.sort order by h.sort, h.name, h.key limit ${page.limit}
    ), total as (
      select coalesce(sum(count), 0)::int as things, count(distinct key)::int as holders, min(oldest) as oldest from counted
    )
    select l.*, t.* from total t left join listed l on true order by l.sort, l.name, l.key`.execute(db)
  const [total] = rows
  return {
    rows: rows.flatMap(({ key, kind, name, sort, owed: counts }) =>
      key === null
        ? []
        : [
            {
              holder: { key, kind, name },
              sort,
              owed: OWED_KINDS.flatMap(one =>
                counts
                  .filter(count => count.kind === one)
                  .map(count => ({ regionCode: scope.regionCode, holder: key, ...count })),
              ),
            },
          ],
    ),
    totals: { things: total?.things ?? 0, holders: total?.holders ?? 0, oldest: total?.oldest ?? undefined },
  }
}

/** How much is owed of each kind, by region and holder, in one statement; for letters and totals. */
export async function countOwed(
  db: Sql | Tx,
  scopes: readonly OwingScope[],
  filter: OwingFilter = {},
): Promise<OwedCount[]> {
  if (scopes.length === 0) return []
  const { rows } = await sql<{ region_code: string; holder: string; kind: OwedKind; count: number; oldest: string }>`
    with ${owed(scopes, filter)}
    select o.region_code, o.holder, o.kind, count(*)::int as count, min(o.due_on)::text as oldest
    from owed o join shown h on h.key = o.holder
    group by o.region_code, o.holder, o.kind order by 1, 2, 3`.execute(db)
  return rows.map(({ region_code, ...row }) => ({ regionCode: region_code, ...row }))
}

/** Where the next page of items goes on. */
export interface ItemPage {
  after?: { dueOn: string; kind: OwedKind; subject: string } | undefined
  limit: number
}

/** What is owed, thing by thing, the longest due first, in one statement. */
export async function listOwed(
  db: Sql | Tx,
  scope: OwingScope,
  filter: OwingFilter,
  page: ItemPage,
): Promise<OwedItem[]> {
  const { after } = page
  const { rows } = await sql<{
    holder: string
    holder_name: string
    kind: OwedKind
    subject: string
    code: string
    name: string
    detail: string
    due_on: string
    programme_id: string | null
    indicator_id: string | null
  }>`with ${owed([scope], filter)}
    select o.holder, h.name as holder_name, o.kind, o.subject, o.code, o.name, o.detail, o.due_on::text, o.programme_id,
      o.indicator_id
    from owed o join shown h on h.key = o.holder
    where (${after?.dueOn ?? null}::date is null
      or (o.due_on, o.kind, o.subject) > (${after?.dueOn ?? null}::date, ${after?.kind ?? null}::text, ${after?.subject ?? null}::text))
    order by o.due_on, o.kind, o.subject limit ${page.limit}`.execute(db)
  return rows.map(row => ({
    holder: row.holder,
    holderName: row.holder_name,
    kind: row.kind,
    subject: row.subject,
    code: row.code,
    name: row.name,
    detail: row.detail,
    dueOn: row.due_on,
    programmeId: row.programme_id ?? undefined,
    indicatorId: row.indicator_id ?? undefined,
  }))
}
