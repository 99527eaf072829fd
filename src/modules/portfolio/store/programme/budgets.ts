import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { BudgetLine } from '../../model.ts'

/** A line as stored; `version` counts its changes. */
export interface StoredBudgetLine extends BudgetLine {
  version: number
}

/** The name of a line within its programme: "2024/apbd-kabupaten". */
export const budgetKey = (line: Pick<BudgetLine, 'year' | 'source'>): string => `${line.year}/${line.source}`

/** The money of one programme by its key, years and sources in order, in one statement; `lock` holds its rows. */
export async function findBudget(
  db: Sql | Tx,
  regionCode: string,
  programmeId: string,
  lock = false,
): Promise<Map<string, StoredBudgetLine>> {
  let query = db
    .selectFrom('portfolio.budget')
    .select(['year', 'source', 'planned', 'realised', 'version'])
    .where('region_code', '=', regionCode)
    .where('programme_id', '=', programmeId)
    .orderBy('year')
    .orderBy('source')
  if (lock) query = query.forUpdate()
  const rows = await query.execute()
  return new Map(
    rows.map(row => [
      budgetKey(row),
      {
        year: row.year,
        source: row.source,
        planned: BigInt(row.planned),
        realised: row.realised === null ? undefined : BigInt(row.realised),
        version: row.version,
      },
    ]),
  )
}

export interface BudgetRow extends BudgetLine {
  regionCode: string
  programmeId: string
}

/** Stores lines of any number of programmes, new ones and changed ones, in one statement. */
export async function upsertBudgets(
  tx: Tx,
  rows: readonly BudgetRow[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into portfolio.budget (region_code, programme_id, year, source, planned, realised, changed_by, changed_at)
    select r.region_code, r.programme_id, r.year, r.source, r.planned, r.realised, ${by ?? null}::uuid, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(
      rows.map(row => ({
        region_code: row.regionCode,
        programme_id: row.programmeId,
        year: row.year,
        source: row.source,
        planned: String(row.planned),
        realised: row.realised === undefined ? null : String(row.realised),
      })),
    )}::jsonb) as r(region_code text, programme_id uuid, year smallint, source text, planned bigint, realised bigint)
    on conflict (region_code, programme_id, year, source) do update set planned = excluded.planned,
      realised = excluded.realised, version = budget.version + 1, changed_by = excluded.changed_by,
      changed_at = excluded.changed_at`.execute(tx)
}

/** Takes lines off a programme; its history keeps what they said. */
export async function deleteBudgets(
  tx: Tx,
  regionCode: string,
  programmeId: string,
  lines: readonly Pick<BudgetLine, 'year' | 'source'>[],
): Promise<void> {
  for (const line of lines) {
    await tx
      .deleteFrom('portfolio.budget')
      .where('region_code', '=', regionCode)
      .where('programme_id', '=', programmeId)
      .where('year', '=', line.year)
      .where('source', '=', line.source)
      .execute()
  }
}
