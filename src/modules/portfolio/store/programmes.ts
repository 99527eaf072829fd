import { type Expression, type ExpressionBuilder, type Selectable, sql, type SqlBool } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { DB, PortfolioProgramme } from '#platform/db/tables.ts'
import type { BudgetLine, Dimension, Partner, Programme, ProgrammeFilter, Status, Term } from '../model.ts'

type Filtered = ExpressionBuilder<DB & { p: PortfolioProgramme }, 'p'>

/**
 * The condition of a filter on living programmes of one region, for every list, board, count and export: what is shown and
 * what is exported can then never differ.
 */
export function matches(eb: Filtered, regionCode: string, filter: ProgrammeFilter) {
  const all: Expression<SqlBool>[] = [eb('p.region_code', '=', regionCode), eb('p.archived_at', 'is', null)]
  for (const word of filter.words ?? []) all.push(eb('p.search_words', 'like', `%${word}%`))
  if (filter.dimension !== undefined) all.push(eb('p.dimension', '=', filter.dimension))
  if (filter.subDimension !== undefined) all.push(eb('p.sub_dimension', '=', filter.subDimension))
  if (filter.sector !== undefined) all.push(eb('p.sector', '=', filter.sector))
  if (filter.stream !== undefined) all.push(eb('p.stream', '=', filter.stream))
  if (filter.status !== undefined) all.push(eb('p.status', '=', filter.status))
  if (filter.term !== undefined) all.push(eb('p.term', '=', filter.term))
  if (filter.quickWin !== undefined) all.push(eb('p.quick_win', '=', filter.quickWin))
  if (filter.year !== undefined) {
    all.push(eb('p.start_year', '<=', filter.year), eb('p.end_year', '>=', filter.year))
  }
  if (filter.officeId !== undefined) {
    all.push(
      sql<boolean>`(p.lead_id = ${filter.officeId}::uuid or exists (select 1 from portfolio.programme_office o
        where o.region_code = p.region_code and o.programme_id = p.id and o.organisation_id = ${filter.officeId}::uuid))`,
    )
  }
  if (filter.placed !== undefined) {
    const places = sql<boolean>`exists (select 1 from portfolio.programme_place w
      where w.region_code = p.region_code and w.programme_id = p.id)`
    all.push(filter.placed ? places : eb.not(places))
  }
  if (filter.place !== undefined) {
    // A place counts for what lies in it, for what it lies in, and for programmes of the whole region.
    all.push(
      sql<boolean>`(not exists (select 1 from portfolio.programme_place w
          where w.region_code = p.region_code and w.programme_id = p.id)
        or exists (select 1 from portfolio.programme_place w
          where w.region_code = p.region_code and w.programme_id = p.id
            and (w.place_code = ${filter.place} or w.place_code like ${`${filter.place}.%`}
              or ${filter.place} like w.place_code || '.%')))`,
    )
  }
  return eb.and(all)
}

const selectProgrammes = (db: Sql | Tx) =>
  db
    .selectFrom('portfolio.programme as p')
    .innerJoin('people.organisation as o', 'o.id', 'p.lead_id')
    .selectAll('p')
    .select(['o.name as lead_name', 'o.archived_at as lead_archived_at'])
    .select([
      sql<string[]>`array(select s.organisation_id::text from portfolio.programme_office s
        where s.region_code = p.region_code and s.programme_id = p.id order by 1)`.as('supporting'),
      sql<string[]>`array(select w.place_code from portfolio.programme_place w
        where w.region_code = p.region_code and w.programme_id = p.id order by 1)`.as('places'),
      sql<{ name: string; contribution: string | null }[]>`coalesce((select jsonb_agg(
          jsonb_build_object('name', t.name, 'contribution', t.contribution) order by t.position)
        from portfolio.programme_partner t where t.region_code = p.region_code and t.programme_id = p.id), '[]')`.as(
        'partners',
      ),
    ])

type Row = Selectable<PortfolioProgramme> & {
  lead_name: string
  lead_archived_at: Date | null
  supporting: string[]
  places: string[]
  partners: { name: string; contribution: string | null }[]
}

const toProgramme = (row: Row): Programme => ({
  regionCode: row.region_code,
  id: row.id,
  code: row.code,
  name: row.name,
  problem: row.problem,
  catalogueId: row.catalogue_id,
  dimension: row.dimension as Dimension,
  subDimension: row.sub_dimension,
  sector: row.sector,
  stream: row.stream,
  leadId: row.lead_id,
  leadName: row.lead_name,
  leadArchived: row.lead_archived_at !== null,
  supportingIds: row.supporting,
  partners: row.partners.map((one): Partner => ({ name: one.name, contribution: one.contribution ?? undefined })),
  places: row.places,
  term: row.term as Term,
  startYear: row.start_year,
  endYear: row.end_year,
  rpjmd: row.rpjmd ?? undefined,
  renstra: row.renstra ?? undefined,
  promise: row.promise ?? undefined,
  promiseDue: row.promise_due ?? undefined,
  quickWin: row.quick_win,
  status: row.status as Status,
  statusSince: row.status_since,
  statusReason: row.status_reason ?? undefined,
  statusNote: row.status_note ?? undefined,
  version: row.version,
  changedAt: row.changed_at,
  archivedAt: row.archived_at ?? undefined,
})

/** One programme of a region, archived ones too, in one statement; `lock` holds its row for a change. */
export async function findProgramme(
  db: Sql | Tx,
  regionCode: string,
  id: string,
  lock = false,
): Promise<Programme | undefined> {
  let query = selectProgrammes(db).where('p.region_code', '=', regionCode).where('p.id', '=', id)
  if (lock) query = query.forUpdate('p')
  const row = await query.executeTakeFirst()
  return row && toProgramme(row as Row)
}

/** Programmes by code, archived ones too, in one statement; `lock` holds their rows for a change. */
export async function listProgrammesByCode(
  db: Sql | Tx,
  regionCode: string,
  codes: readonly string[],
  lock = false,
): Promise<Programme[]> {
  if (codes.length === 0) return []
  let query = selectProgrammes(db)
    .where('p.region_code', '=', regionCode)
    .where('p.code', 'in', codes)
    .orderBy('p.code')
  if (lock) query = query.forUpdate('p')
  return (await query.execute()).map(row => toProgramme(row as Row))
}

/** A page of living programmes by code, in one statement; `after` is the code of the last one seen. */
export async function listProgrammes(
  db: Sql | Tx,
  regionCode: string,
  filter: ProgrammeFilter,
  page: { after?: string | undefined; limit: number },
): Promise<Programme[]> {
  let query = selectProgrammes(db)
    .where(eb => matches(eb as unknown as Filtered, regionCode, filter))
    .orderBy('p.code')
    .limit(page.limit)
  if (page.after !== undefined) query = query.where('p.code', '>', page.after)
  return (await query.execute()).map(row => toProgramme(row as Row))
}

/** Money by programme, years and sources in order, in one statement. */
export async function listBudgets(
  db: Sql | Tx,
  regionCode: string,
  programmeIds: readonly string[],
): Promise<Map<string, BudgetLine[]>> {
  const lines = new Map<string, BudgetLine[]>()
  if (programmeIds.length === 0) return lines
  const rows = await db
    .selectFrom('portfolio.budget')
    .select(['programme_id', 'year', 'source', 'planned', 'realised'])
    .where('region_code', '=', regionCode)
    .where('programme_id', 'in', programmeIds)
    .orderBy('programme_id')
    .orderBy('year')
    .orderBy('source')
    .execute()
  for (const row of rows) {
    const line: BudgetLine = {
      year: row.year,
      source: row.source,
      planned: BigInt(row.planned),
      realised: row.realised === null ? undefined : BigInt(row.realised),
    }
    const there = lines.get(row.programme_id)
    if (there) there.push(line)
    else lines.set(row.programme_id, [line])
  }
  return lines
}
