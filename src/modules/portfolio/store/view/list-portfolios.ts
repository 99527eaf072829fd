import { type RawBuilder, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** Whose portfolios one viewer sees besides the public ones. */
export interface PortfolioScope {
  /** Every region; else only public ones and those of `province`. */
  all: boolean
  province: string | undefined
}

export interface PortfolioRow {
  regionCode: string
  name: string
  provinceName: string
  public: boolean
  /** Planned for the year. */
  planned: number
  /** Of these, running or done. */
  running: number
}

interface Wanted {
  scope: PortfolioScope
  /** Folded words, all of which the name contains. */
  words: readonly string[]
}

/** Public ones are listed though empty; others once they have a programme. */
function conditions({ scope, words }: Wanted): RawBuilder<unknown> {
  const filled = sql`exists (select 1 from portfolio.programme p where p.region_code = g.region_code and p.archived_at is null)`
  const seen = [sql`s.public`]
  if (scope.all) seen.push(filled)
  if (scope.province !== undefined) seen.push(sql`(g.region_code like ${`${scope.province}.%`} and ${filled})`)
  const parts = [sql`g.level = 2`, sql`(${sql.join(seen, sql` or `)})`]
  for (const word of words) parts.push(sql`g.sort_name like ${`%${word}%`}`)
  return sql.join(parts, sql` and `)
}

const from = sql`region.region g left join portfolio.region_setting s on s.region_code = g.region_code`

/** Regions whose portfolio the viewer sees, by name, with counts of `year`, in one statement; `after` is the last code seen. */
export async function listPortfolios(
  db: Sql | Tx,
  wanted: Wanted & { year: number; after?: string | undefined; limit: number },
): Promise<PortfolioRow[]> {
  const after =
    wanted.after === undefined
      ? sql``
      : sql`and (g.sort_name, g.region_code) > (select l.sort_name, l.region_code from region.region l
          where l.region_code = ${wanted.after})`
  const { rows } = await sql<PortfolioRow>`with page as materialized (
      select g.region_code, g.name, g.sort_name, coalesce(s.public, false) as public from ${from}
      where ${conditions(wanted)} ${after}
      order by g.sort_name, g.region_code limit ${wanted.limit})
    select page.region_code as "regionCode", page.name, page.public, v.name as "provinceName", c.planned, c.running
    from page
    join region.region v on v.region_code = left(page.region_code, 2)
    cross join lateral (
      select count(*) as planned, count(*) filter (where p.status in ('running', 'done')) as running
      from portfolio.programme p
      where p.region_code = page.region_code and p.archived_at is null
        and p.start_year <= ${wanted.year} and p.end_year >= ${wanted.year}) c
    order by page.sort_name, page.region_code`.execute(db)
  return rows
}

/** How many regions that is, in one statement. */
export async function countPortfolios(db: Sql | Tx, wanted: Wanted): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${from}
    where ${conditions(wanted)}`.execute(db)
  return rows[0]?.count ?? 0
}
