import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { DB, PortfolioProgramme } from '#platform/db/tables.ts'
import type { ProgrammeFact } from '../../model-measure.ts'
import type { Dimension, Status } from '../../model.ts'
import { listQuickWinFacts } from '../quick-win/facts.ts'

/** Which programmes a reader needs; all of them when nothing is said. */
export interface FactFilter {
  dimension?: string | undefined
  subDimension?: string | undefined
  stream?: string | undefined
  quickWins?: boolean | undefined
}

/**
 * What measures must know of the living programmes of a region that are planned for this year or the year before, by code:
 * two statements, one more for money and one more for quick wins where they are asked for.
 */
export async function listProgrammeFacts(
  db: Sql | Tx,
  regionCode: string,
  year: number,
  filter: FactFilter & { withQuickWins: boolean; withBudget: boolean },
): Promise<ProgrammeFact[]> {
  const chosen = (eb: ExpressionBuilder<DB & { p: PortfolioProgramme }, 'p'>) => {
    const all = [
      eb('p.region_code', '=', regionCode),
      eb('p.archived_at', 'is', null),
      eb('p.start_year', '<=', year),
      eb('p.end_year', '>=', year - 1),
    ]
    if (filter.dimension !== undefined) all.push(eb('p.dimension', '=', filter.dimension))
    if (filter.subDimension !== undefined) all.push(eb('p.sub_dimension', '=', filter.subDimension))
    if (filter.stream !== undefined) all.push(eb('p.stream', '=', filter.stream))
    if (filter.quickWins) all.push(eb('p.quick_win', '=', true))
    return eb.and(all)
  }
  const rows = await db
    .selectFrom('portfolio.programme as p')
    .innerJoin('people.organisation as o', 'o.id', 'p.lead_id')
    .select([
      'p.id',
      'p.code',
      'p.name',
      'p.dimension',
      'p.sub_dimension',
      'p.stream',
      'p.lead_id',
      'p.start_year',
      'p.end_year',
      'o.name as lead_name',
    ])
    .select(sql<boolean>`p.renstra is not null`.as('renstra'))
    .where(eb => chosen(eb as never))
    .orderBy('p.code')
    .execute()
  const statuses = Map.groupBy(
    await db
      .selectFrom('portfolio.status_change as s')
      .innerJoin('portfolio.programme as p', join =>
        join.onRef('p.region_code', '=', 's.region_code').onRef('p.id', '=', 's.programme_id'),
      )
      .select(['s.programme_id', 's.status', 's.since', 's.recorded_at'])
      .where(eb => chosen(eb as never))
      .execute(),
    row => row.programme_id,
  )
  const budgets = Map.groupBy(
    filter.withBudget
      ? await db
          .selectFrom('portfolio.budget')
          .select(['programme_id', 'source', 'planned', 'realised'])
          .where('region_code', '=', regionCode)
          .where('year', '=', year)
          .orderBy('source')
          .execute()
      : [],
    row => row.programme_id,
  )
  const wins = new Map(
    filter.withQuickWins
      ? (await listQuickWinFacts(db, regionCode, year)).map(one => [one.programmeId, one] as const)
      : [],
  )
  return rows.map(row => {
    const win = wins.get(row.id)
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      dimension: row.dimension as Dimension,
      subDimension: row.sub_dimension,
      stream: row.stream,
      leadId: row.lead_id,
      leadName: row.lead_name,
      renstra: row.renstra,
      startYear: row.start_year,
      endYear: row.end_year,
      statuses: (statuses.get(row.id) ?? []).map(one => ({
        status: one.status as Status,
        since: one.since,
        recordedAt: one.recorded_at,
      })),
      budget: (budgets.get(row.id) ?? []).map(one => ({
        source: one.source,
        planned: BigInt(one.planned),
        realised: one.realised === null ? undefined : BigInt(one.realised),
      })),
      quickWin: win && {
        sinceYear: win.sinceYear,
        endedYear: win.endedYear,
        checks: win.checks,
        risks: win.risks.identified,
        mitigated: win.risks.mitigated,
      },
    }
  })
}

/** Where living programmes stand now, by id, in one statement; archived ones are missing. */
export async function listPlacesOfProgrammes(
  db: Sql | Tx,
  regionCode: string,
  ids: readonly string[],
): Promise<Map<string, { subDimension: string; stream: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('portfolio.programme')
    .select(['id', 'sub_dimension', 'stream'])
    .where('region_code', '=', regionCode)
    .where('archived_at', 'is', null)
    .where(sql<SqlBool>`id = any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map(row => [row.id, { subDimension: row.sub_dimension, stream: row.stream }]))
}
