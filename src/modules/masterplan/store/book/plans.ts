import { type Selectable, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { MasterplanPlan } from '#platform/db/tables.ts'
import type { Plan, PlanInput, SectionState } from '../../model-book.ts'

const toPlan = (row: Selectable<MasterplanPlan>): Plan => ({
  regionCode: row.region_code,
  id: row.id,
  title: row.title,
  fromYear: row.from_year,
  untilYear: row.until_year,
  seriesId: row.series_id ?? undefined,
  templateId: row.template_id,
  vision: row.vision ?? undefined,
  version: row.version,
  createdAt: row.created_at,
  archivedAt: row.archived_at ?? undefined,
})

/** One plan of a region, archived ones too, in one statement; `lock` holds its row for a change. */
export async function findPlan(db: Sql | Tx, regionCode: string, id: string, lock = false): Promise<Plan | undefined> {
  let query = db.selectFrom('masterplan.plan').selectAll().where('region_code', '=', regionCode).where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && toPlan(row)
}

/** A plan in the list of its region, with how far its sections are. */
export interface ListedPlan extends Plan {
  sections: number
  states: Record<SectionState, number>
}

/** The living plans of a region, the newest period first, with their sections counted by state, in one statement. */
export async function listPlans(
  db: Sql | Tx,
  regionCode: string,
  page: { limit: number; after?: string | undefined },
): Promise<ListedPlan[]> {
  let query = db
    .selectFrom('masterplan.plan as p')
    .selectAll('p')
    .select(
      sql<Partial<Record<SectionState, number>>>`coalesce((select jsonb_object_agg(t.state, t.n) from (
        select s.state, count(*)::int as n from masterplan.section s
        where s.region_code = p.region_code and s.plan_id = p.id and s.archived_at is null group by s.state) t), '{}')`.as(
        'states',
      ),
    )
    .where('p.region_code', '=', regionCode)
    .where('p.archived_at', 'is', null)
    .orderBy('p.from_year', 'desc')
    .orderBy('p.id')
    .limit(page.limit)
  const after = /^(\d{4})-([0-9a-f-]{36})$/.exec(page.after ?? '')
  if (after) {
    const [year, id] = [Number(after[1]), after[2] ?? '']
    query = query.where(eb =>
      eb.or([eb('p.from_year', '<', year), eb.and([eb('p.from_year', '=', year), eb('p.id', '>', id)])]),
    )
  }
  return (await query.execute()).map(row => {
    const states = { empty: 0, draft: 0, review: 0, accepted: 0, locked: 0, ...row.states }
    return { ...toPlan(row), states, sections: Object.values(states).reduce((sum, n) => sum + n, 0) }
  })
}

/** Stores a new plan. */
export async function insertPlan(
  tx: Tx,
  plan: PlanInput & { regionCode: string; id: string; templateId: string },
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('masterplan.plan')
    .values({
      region_code: plan.regionCode,
      id: plan.id,
      title: plan.title,
      from_year: plan.fromYear,
      until_year: plan.untilYear,
      series_id: plan.seriesId ?? null,
      template_id: plan.templateId,
      vision: plan.vision ?? null,
      created_by: by ?? null,
      created_at: now,
      changed_by: by ?? null,
      changed_at: now,
    })
    .execute()
}

/** Writes a locked plan and counts its version up; `archive` takes it off the list. */
export async function updatePlan(
  tx: Tx,
  plan: { regionCode: string; id: string },
  input: PlanInput | 'archive',
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('masterplan.plan')
    .set({
      ...(input === 'archive'
        ? { archived_at: now }
        : {
            title: input.title,
            from_year: input.fromYear,
            until_year: input.untilYear,
            vision: input.vision ?? null,
            series_id: input.seriesId ?? null,
          }),
      version: sql<number>`version + 1`,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', plan.regionCode)
    .where('id', '=', plan.id)
    .execute()
}

/** Years of the frozen editions that show a section, newest first, in one statement: the section stands in their content. */
export async function editionsShowing(
  db: Sql | Tx,
  regionCode: string,
  planId: string,
  sectionId: string,
): Promise<number[]> {
  const rows = await db
    .selectFrom('masterplan.edition')
    .select('year')
    .where('region_code', '=', regionCode)
    .where('plan_id', '=', planId)
    .where(sql<boolean>`sections ? ${sectionId}`)
    .orderBy('year', 'desc')
    .execute()
  return rows.map(row => row.year)
}

/** A series of the region, for the choice of a plan's series. */
export async function listSeriesNames(
  db: Sql | Tx,
  regionCode: string,
): Promise<{ id: string; title: string; year: number; templateId: string }[]> {
  const rows = await db
    .selectFrom('masterplan.series')
    .select(['id', 'title', 'year', 'template_id'])
    .where('region_code', '=', regionCode)
    .where('archived_at', 'is', null)
    .orderBy('year', 'desc')
    .orderBy('id')
    .limit(50)
    .execute()
  return rows.map(row => ({ id: row.id, title: row.title, year: row.year, templateId: row.template_id }))
}
