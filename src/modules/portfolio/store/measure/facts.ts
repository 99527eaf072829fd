import { type SqlBool, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
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
 * What measures must know of the living programmes of a region that are planned for this year or the year before, by code,
 * in one statement; two when quick wins are asked for.
 */
export async function listProgrammeFacts(
  db: Sql | Tx,
  regionCode: string,
  year: number,
  filter: FactFilter & { withQuickWins: boolean },
): Promise<ProgrammeFact[]> {
  let query = db
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
      'p.quick_win',
    ])
    .select(['o.name as lead_name', sql<SqlBool>`p.renstra is not null`.as('renstra')])
    .select([
      sql<{ status: string; since: string; at: string }[]>`array(select jsonb_build_object(
          'status', s.status, 'since', s.since, 'at', s.recorded_at)
        from portfolio.status_change s where s.region_code = p.region_code and s.programme_id = p.id)`.as('statuses'),
      sql<{ source: string; planned: string; realised: string | null }[]>`array(select jsonb_build_object(
          'source', b.source, 'planned', b.planned::text, 'realised', b.realised::text)
        from portfolio.budget b where b.region_code = p.region_code and b.programme_id = p.id and b.year = ${year}
        order by b.source)`.as('budget'),
    ])
    .where('p.region_code', '=', regionCode)
    .where('p.archived_at', 'is', null)
    .where('p.start_year', '<=', year)
    .where('p.end_year', '>=', year - 1)
    .orderBy('p.code')
  if (filter.dimension !== undefined) query = query.where('p.dimension', '=', filter.dimension)
  if (filter.subDimension !== undefined) query = query.where('p.sub_dimension', '=', filter.subDimension)
  if (filter.stream !== undefined) query = query.where('p.stream', '=', filter.stream)
  if (filter.quickWins) query = query.where('p.quick_win', '=', true)
  const rows = await query.execute()
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
      renstra: Boolean(row.renstra),
      startYear: row.start_year,
      endYear: row.end_year,
      statuses: row.statuses.map(one => ({
        status: one.status as Status,
        since: one.since,
        recordedAt: new Date(one.at),
      })),
      budget: row.budget.map(one => ({
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
