import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** What a portfolio has for the live blocks of a book. */
export interface BookCounts {
  programmes: number
  quickWins: number
  /** Programmes that name a goal of the regional plan or of an office's plan. */
  mapped: number
  budgetLines: number
  verifiedReadings: number
}

/** How much of each kind a region's portfolio has that a book can print, in one statement. */
export async function countForBook(db: Sql | Tx, regionCode: string): Promise<BookCounts> {
  const { rows } = await sql<BookCounts>`select count(*)::int as programmes,
      count(*) filter (where p.quick_win)::int as "quickWins",
      count(*) filter (where p.rpjmd is not null or p.renstra is not null)::int as mapped,
      coalesce(sum((select count(*) from portfolio.budget b where b.region_code = p.region_code
        and b.programme_id = p.id)), 0)::int as "budgetLines",
      (select count(*)::int from (select 1 from portfolio.reading r join portfolio.indicator i
          on i.region_code = r.region_code and i.id = r.indicator_id and i.archived_at is null
        where r.region_code = ${regionCode} and r.state = 'verified' limit 1) v) as "verifiedReadings"
    from portfolio.programme p where p.region_code = ${regionCode} and p.archived_at is null`.execute(db)
  return rows[0] ?? { programmes: 0, quickWins: 0, mapped: 0, budgetLines: 0, verifiedReadings: 0 }
}
