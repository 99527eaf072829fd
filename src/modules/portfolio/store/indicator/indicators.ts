import { type Selectable, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { PortfolioIndicator } from '#platform/db/tables.ts'
import type { Dimension } from '../../model.ts'
import type {
  Direction,
  EntryLevel,
  Frequency,
  Indicator,
  IndicatorInput,
  Rollup,
  Target,
} from '../../model-indicator.ts'

export interface IndicatorFilter {
  /** Part of code or name, any case. */
  words?: string | undefined
  dimension?: Dimension | undefined
  ownerId?: string | undefined
  ids?: readonly string[] | undefined
  externalCodes?: readonly string[] | undefined
  /** Indicators that programmes are measured by. */
  programmeId?: string | undefined
}

const selectIndicators = (db: Sql | Tx) =>
  db
    .selectFrom('portfolio.indicator as i')
    .leftJoin('people.organisation as o', 'o.id', 'i.owner_id')
    .selectAll('i')
    .select('o.name as owner_name')

/** One indicator of a region, archived ones too, in one statement; `lock` holds its row for a change. */
export async function findIndicator(
  db: Sql | Tx,
  regionCode: string,
  id: string,
  lock: 'update' | 'share' | false = false,
): Promise<Indicator | undefined> {
  let query = selectIndicators(db).where('i.region_code', '=', regionCode).where('i.id', '=', id)
  if (lock === 'update') query = query.forUpdate('i')
  if (lock === 'share') query = query.forShare('i')
  const row = await query.executeTakeFirst()
  return row && toIndicator(row)
}

/** Living indicators of a region by code, in one statement; `after` is the code of the last one seen, `lock` keeps them as they are. */
export async function listIndicators(
  db: Sql | Tx,
  regionCode: string,
  filter: IndicatorFilter = {},
  page: { after?: string | undefined; limit?: number | undefined; lock?: 'share' | undefined } = {},
): Promise<Indicator[]> {
  if ([filter.ids, filter.externalCodes].some(list => list?.length === 0)) return []
  let query = selectIndicators(db)
    .where('i.region_code', '=', regionCode)
    .where('i.archived_at', 'is', null)
    .orderBy('i.code')
    .limit(page.limit ?? 1000)
  if (filter.words !== undefined) {
    const like = `%${filter.words.replace(/[\\%_]/g, sign => `\\${sign}`)}%`
    query = query.where(eb => eb.or([eb('i.name', 'ilike', like), eb('i.code', 'ilike', like)]))
  }
  if (filter.dimension !== undefined) query = query.where('i.dimension', '=', filter.dimension)
  if (filter.ownerId !== undefined) query = query.where('i.owner_id', '=', filter.ownerId)
  if (filter.ids !== undefined) query = query.where('i.id', 'in', filter.ids)
  if (filter.externalCodes !== undefined) query = query.where('i.external_code', 'in', filter.externalCodes)
  if (filter.programmeId !== undefined) {
    const { programmeId } = filter
    query = query.where(
      sql<boolean>`exists (select 1 from portfolio.programme_indicator l where l.region_code = i.region_code
        and l.indicator_id = i.id and l.programme_id = ${programmeId}::uuid)`,
    )
  }
  if (page.after !== undefined) query = query.where('i.code', '>', page.after)
  if (page.lock !== undefined) query = query.forShare('i')
  return (await query.execute()).map(toIndicator)
}

/** The indicator that has a code in its region, archived ones too. */
export async function findIndicatorByCode(
  db: Sql | Tx,
  regionCode: string,
  code: string,
): Promise<{ id: string; name: string; archived: boolean } | undefined> {
  const row = await db
    .selectFrom('portfolio.indicator')
    .select(['id', 'name', 'archived_at'])
    .where('region_code', '=', regionCode)
    .where('code', '=', code)
    .executeTakeFirst()
  return row && { id: row.id, name: row.name, archived: row.archived_at !== null }
}

const columnsOf = (input: IndicatorInput) => ({
  code: input.code,
  name: input.name,
  definition: input.definition ?? null,
  unit: input.unit,
  direction: input.direction,
  formula: input.formula ?? null,
  source: input.source ?? null,
  dimension: input.dimension ?? null,
  external_code: input.externalCode ?? null,
  level: input.level,
  rollup: input.rollup,
  ratio_factor: input.ratioFactor,
  weight_label: input.weightLabel ?? null,
  frequency: input.frequency,
  decimals: input.decimals,
  least: input.least ?? null,
  most: input.most ?? null,
  baseline_year: input.baselineYear ?? null,
  baseline_value: input.baselineValue ?? null,
  owner_id: input.ownerId ?? null,
})

/** Stores new indicators in one statement and gives their ids in the same order. */
export async function insertIndicators(
  tx: Tx,
  regionCode: string,
  inputs: readonly IndicatorInput[],
  by: string | undefined,
  now: Date,
): Promise<string[]> {
  if (inputs.length === 0) return []
  const rows = await tx
    .insertInto('portfolio.indicator')
    .values(
      inputs.map(one => ({ region_code: regionCode, ...columnsOf(one), changed_by: by ?? null, changed_at: now })),
    )
    .returning(['id', 'code'])
    .execute()
  const ids = new Map(rows.map(row => [row.code, row.id]))
  return inputs.map(one => ids.get(one.code) ?? '')
}

/** Writes the definition of a locked indicator and counts its version up. */
export async function updateIndicator(
  tx: Tx,
  regionCode: string,
  id: string,
  input: IndicatorInput,
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('portfolio.indicator')
    .set({ ...columnsOf(input), version: sql<number>`version + 1`, changed_by: by ?? null, changed_at: now })
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .execute()
}

/** Counts a change of its targets, its programmes or its archiving. */
export async function touchIndicator(
  tx: Tx,
  regionCode: string,
  id: string,
  by: string | undefined,
  now: Date,
  archive = false,
): Promise<void> {
  await tx
    .updateTable('portfolio.indicator')
    .set({
      version: sql<number>`version + 1`,
      changed_by: by ?? null,
      changed_at: now,
      ...(archive ? { archived_at: now } : {}),
    })
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .execute()
}

/** Targets by indicator, years in order, in one statement. */
export async function listTargets(
  db: Sql | Tx,
  regionCode: string,
  indicatorIds: readonly string[],
): Promise<Map<string, Target[]>> {
  const targets = new Map<string, Target[]>()
  if (indicatorIds.length === 0) return targets
  const rows = await db
    .selectFrom('portfolio.target')
    .select(['indicator_id', 'year', 'value'])
    .where('region_code', '=', regionCode)
    .where('indicator_id', 'in', indicatorIds)
    .orderBy('year')
    .execute()
  for (const row of rows) {
    targets.set(row.indicator_id, [...(targets.get(row.indicator_id) ?? []), { year: row.year, value: row.value }])
  }
  return targets
}

/** Puts these targets in the place of those that are there. */
export async function replaceTargets(
  tx: Tx,
  regionCode: string,
  indicatorId: string,
  targets: readonly Target[],
): Promise<void> {
  await tx
    .deleteFrom('portfolio.target')
    .where('region_code', '=', regionCode)
    .where('indicator_id', '=', indicatorId)
    .execute()
  if (targets.length === 0) return
  await tx
    .insertInto('portfolio.target')
    .values(
      targets.map(one => ({ region_code: regionCode, indicator_id: indicatorId, year: one.year, value: one.value })),
    )
    .execute()
}

/** Programmes that an indicator measures, living ones, by code. */
export async function listMeasured(
  db: Sql | Tx,
  regionCode: string,
  indicatorId: string,
): Promise<{ id: string; code: string; name: string; dimension: Dimension }[]> {
  const rows = await db
    .selectFrom('portfolio.programme_indicator as l')
    .innerJoin('portfolio.programme as p', join =>
      join.onRef('p.region_code', '=', 'l.region_code').onRef('p.id', '=', 'l.programme_id'),
    )
    .select(['p.id', 'p.code', 'p.name', 'p.dimension'])
    .where('l.region_code', '=', regionCode)
    .where('l.indicator_id', '=', indicatorId)
    .where('p.archived_at', 'is', null)
    .orderBy('p.code')
    .execute()
  return rows.map(row => ({ ...row, dimension: row.dimension as Dimension }))
}

/** Links a programme with an indicator, or takes the link off; says whether something changed. */
export async function setMeasured(
  tx: Tx,
  regionCode: string,
  programmeId: string,
  indicatorId: string,
  linked: boolean,
): Promise<boolean> {
  const result = linked
    ? await tx
        .insertInto('portfolio.programme_indicator')
        .values({ region_code: regionCode, programme_id: programmeId, indicator_id: indicatorId })
        .onConflict(conflict => conflict.doNothing())
        .executeTakeFirst()
    : await tx
        .deleteFrom('portfolio.programme_indicator')
        .where('region_code', '=', regionCode)
        .where('programme_id', '=', programmeId)
        .where('indicator_id', '=', indicatorId)
        .executeTakeFirst()
  return ('numInsertedOrUpdatedRows' in result ? result.numInsertedOrUpdatedRows : result.numDeletedRows) === 1n
}

const toIndicator = (row: Selectable<PortfolioIndicator> & { owner_name: string | null }): Indicator => ({
  regionCode: row.region_code,
  id: row.id,
  code: row.code,
  name: row.name,
  definition: row.definition ?? undefined,
  unit: row.unit,
  direction: row.direction as Direction,
  formula: row.formula ?? undefined,
  source: row.source ?? undefined,
  dimension: (row.dimension ?? undefined) as Dimension | undefined,
  externalCode: row.external_code ?? undefined,
  level: row.level as EntryLevel,
  rollup: row.rollup as Rollup,
  ratioFactor: row.ratio_factor,
  weightLabel: row.weight_label ?? undefined,
  frequency: row.frequency as Frequency,
  decimals: row.decimals,
  least: row.least ?? undefined,
  most: row.most ?? undefined,
  baselineYear: row.baseline_year ?? undefined,
  baselineValue: row.baseline_value ?? undefined,
  ownerId: row.owner_id ?? undefined,
  ownerName: row.owner_name ?? undefined,
  version: row.version,
  changedAt: row.changed_at,
  archivedAt: row.archived_at ?? undefined,
})
