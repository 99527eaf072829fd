import type { Selectable } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { PortfolioQuickWinCheck, PortfolioQuickWinYear } from '#platform/db/tables.ts'
import type { CheckAnswer, QuickWinCheck, QuickWinIndicator, QuickWinYear, Verdict } from '../../model-quick-win.ts'

const toCheck = (row: Selectable<PortfolioQuickWinCheck>): QuickWinCheck => ({
  year: row.year,
  indicator: row.indicator as QuickWinIndicator,
  answer: row.answer as CheckAnswer,
  note: row.note ?? undefined,
  version: row.version,
  checkedBy: row.checked_by ?? undefined,
  checkedAt: row.checked_at,
})

/** All answers of a quick win, newest year first, in one statement. */
export async function listChecks(db: Sql | Tx, regionCode: string, programmeId: string): Promise<QuickWinCheck[]> {
  const rows = await db
    .selectFrom('portfolio.quick_win_check')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('programme_id', '=', programmeId)
    .orderBy('year', 'desc')
    .orderBy('indicator')
    .execute()
  return rows.map(toCheck)
}

/** One answer, held for a change. */
export async function lockCheck(
  tx: Tx,
  regionCode: string,
  programmeId: string,
  year: number,
  indicator: QuickWinIndicator,
): Promise<QuickWinCheck | undefined> {
  const row = await tx
    .selectFrom('portfolio.quick_win_check')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('programme_id', '=', programmeId)
    .where('year', '=', year)
    .where('indicator', '=', indicator)
    .forUpdate()
    .executeTakeFirst()
  return row && toCheck(row)
}

/** Writes an answer; the caller holds the quick win, so that two never meet. */
export async function upsertCheck(
  tx: Tx,
  regionCode: string,
  programmeId: string,
  check: Omit<QuickWinCheck, 'checkedBy' | 'checkedAt'>,
  by: { accountId: string | undefined; now: Date },
): Promise<void> {
  const content = {
    answer: check.answer,
    note: check.note ?? null,
    version: check.version,
    checked_by: by.accountId ?? null,
    checked_at: by.now,
  }
  await tx
    .insertInto('portfolio.quick_win_check')
    .values({
      region_code: regionCode,
      programme_id: programmeId,
      year: check.year,
      indicator: check.indicator,
      ...content,
    })
    .onConflict(conflict => conflict.columns(['region_code', 'programme_id', 'year', 'indicator']).doUpdateSet(content))
    .execute()
}

const toYear = (row: Selectable<PortfolioQuickWinYear>): QuickWinYear => ({
  year: row.year,
  verdict: row.verdict as Verdict,
  reason: row.reason ?? undefined,
  note: row.note ?? undefined,
  decidedBy: row.decided_by ?? undefined,
  decidedAt: row.decided_at,
})

/** The verdicts on a quick win, newest year first, in one statement. */
export async function listYears(db: Sql | Tx, regionCode: string, programmeId: string): Promise<QuickWinYear[]> {
  const rows = await db
    .selectFrom('portfolio.quick_win_year')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('programme_id', '=', programmeId)
    .orderBy('year', 'desc')
    .execute()
  return rows.map(toYear)
}

/** Writes a verdict, or its correction; the caller holds the quick win. */
export async function upsertYear(
  tx: Tx,
  regionCode: string,
  programmeId: string,
  verdict: Pick<QuickWinYear, 'year' | 'verdict' | 'reason' | 'note'>,
  by: { accountId: string | undefined; now: Date },
): Promise<void> {
  const content = {
    verdict: verdict.verdict,
    reason: verdict.reason ?? null,
    note: verdict.note ?? null,
    decided_by: by.accountId ?? null,
    decided_at: by.now,
  }
  await tx
    .insertInto('portfolio.quick_win_year')
    .values({ region_code: regionCode, programme_id: programmeId, year: verdict.year, ...content })
    .onConflict(conflict => conflict.columns(['region_code', 'programme_id', 'year']).doUpdateSet(content))
    .execute()
}
