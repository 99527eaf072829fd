import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Dimension } from '../../model.ts'
import type { CheckAnswer, QuickWinFacts, QuickWinIndicator, Verdict } from '../../model-quick-win.ts'

/**
 * What every quick win of a region says of one year, those that ended too, by code and in one statement: its answers, its
 * verdict, and its risks as they stand now (risks have no years).
 */
export async function listQuickWinFacts(db: Sql | Tx, regionCode: string, year: number): Promise<QuickWinFacts[]> {
  const { rows } = await sql<{
    programme_id: string
    code: string
    name: string
    dimension: string
    since_year: number
    ended_year: number | null
    checks: Record<string, string> | null
    verdict: string | null
    identified: number
    mitigated: number
    structural: number
    high: number
  }>`select p.id as programme_id, p.code, p.name, p.dimension, coalesce(q.since_year, p.start_year) as since_year,
      (select min(y.year) from portfolio.quick_win_year y
        where y.region_code = p.region_code and y.programme_id = p.id and y.verdict = 'ended') as ended_year,
      (select jsonb_object_agg(c.indicator, c.answer) from portfolio.quick_win_check c
        where c.region_code = p.region_code and c.programme_id = p.id and c.year = ${year}) as checks,
      (select y.verdict from portfolio.quick_win_year y
        where y.region_code = p.region_code and y.programme_id = p.id and y.year = ${year}) as verdict,
      k.identified, k.mitigated, k.structural, k.high
    from portfolio.programme p
    left join portfolio.quick_win q on q.region_code = p.region_code and q.programme_id = p.id
    left join lateral (select count(*)::int as identified, count(k.mitigation)::int as mitigated,
        count(*) filter (where k.structural)::int as structural,
        count(*) filter (where k.likelihood * k.impact >= 6)::int as high
      from portfolio.risk k
      where k.region_code = p.region_code and k.programme_id = p.id and k.archived_at is null) k on true
    where p.region_code = ${regionCode} and p.archived_at is null and p.quick_win
    order by p.code`.execute(db)
  return rows.map(row => ({
    programmeId: row.programme_id,
    code: row.code,
    name: row.name,
    dimension: row.dimension as Dimension,
    sinceYear: row.since_year,
    endedYear: row.ended_year ?? undefined,
    checks: (row.checks ?? {}) as Partial<Record<QuickWinIndicator, CheckAnswer>>,
    verdict: (row.verdict ?? undefined) as Verdict | undefined,
    risks: {
      identified: row.identified,
      mitigated: row.mitigated,
      structural: row.structural,
      high: row.high,
    },
  }))
}
