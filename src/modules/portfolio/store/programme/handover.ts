import { type SqlBool, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Status } from '../../model.ts'

/** A programme as a handover names it. */
export interface HandedProgramme {
  id: string
  code: string
  name: string
  leadName: string
  leadArchived: boolean
  status: Status
  since: string
  reason: string | undefined
  note: string | undefined
  startYear: number
  endYear: number
  promise: string | undefined
  promiseDue: string | undefined
}

export interface Owed {
  programmeId: string
  code: string
  name: string
}

export interface OwedMilestone extends Owed {
  milestoneId: string
  title: string
  dueOn: string
  ownerName: string
}

/** Money of a year that is over and was not reported. */
export interface OwedMoney extends Owed {
  leadName: string
  year: number
  planned: bigint
  lines: number
}

interface Scope {
  regionCode: string
  /** Programmes that it leads; all when absent. */
  officeId?: string | undefined
  limit: number
}

const ofOffice = (officeId: string | undefined) =>
  officeId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`p.lead_id = ${officeId}::uuid`

/** How many living programmes there are by status, and how many promises are open, in one statement. */
export async function countHandover(
  db: Sql | Tx,
  scope: Omit<Scope, 'limit'>,
): Promise<Record<Status, number> & { promises: number }> {
  const row = await db
    .selectFrom('portfolio.programme as p')
    .select(eb =>
      (['planned', 'running', 'done', 'changed', 'stopped'] as const).map(status =>
        eb.fn.countAll<number>().filterWhere('p.status', '=', status).as(status),
      ),
    )
    .select(eb =>
      eb.fn
        .countAll<number>()
        .filterWhere('p.promise', 'is not', null)
        .filterWhere('p.status', '!=', 'done')
        .as('promises'),
    )
    .where('p.region_code', '=', scope.regionCode)
    .where('p.archived_at', 'is', null)
    .where(ofOffice(scope.officeId))
    .executeTakeFirstOrThrow()
  return {
    planned: Number(row.planned),
    running: Number(row.running),
    done: Number(row.done),
    changed: Number(row.changed),
    stopped: Number(row.stopped),
    promises: Number(row.promises),
  }
}

/** Living programmes of some statuses, or those with an open promise, by office and code, in one statement. */
export async function listHanded(
  db: Sql | Tx,
  scope: Scope,
  which: { statuses: readonly Status[] } | { promised: true },
): Promise<HandedProgramme[]> {
  let query = db
    .selectFrom('portfolio.programme as p')
    .innerJoin('people.organisation as o', 'o.id', 'p.lead_id')
    .select(['p.id', 'p.code', 'p.name', 'o.name as lead_name', 'o.archived_at', 'p.status', 'p.status_since'])
    .select(['p.status_reason', 'p.status_note', 'p.start_year', 'p.end_year', 'p.promise', 'p.promise_due'])
    .where('p.region_code', '=', scope.regionCode)
    .where('p.archived_at', 'is', null)
    .where(ofOffice(scope.officeId))
    .limit(scope.limit)
  query =
    'statuses' in which
      ? query.where('p.status', 'in', which.statuses).orderBy('o.name').orderBy('p.code')
      : query
          .where('p.promise', 'is not', null)
          .where('p.status', '!=', 'done')
          .orderBy('p.promise_due')
          .orderBy('p.code')
  const rows = await query.execute()
  return rows.map(row => ({
    id: row.id,
    code: row.code,
    name: row.name,
    leadName: row.lead_name,
    leadArchived: row.archived_at !== null,
    status: row.status as Status,
    since: row.status_since,
    reason: row.status_reason ?? undefined,
    note: row.status_note ?? undefined,
    startYear: row.start_year,
    endYear: row.end_year,
    promise: row.promise ?? undefined,
    promiseDue: row.promise_due ?? undefined,
  }))
}

/** Milestones that should have been there before `today`, the oldest first, in one statement. */
export async function listOwedMilestones(db: Sql | Tx, scope: Scope, today: string): Promise<OwedMilestone[]> {
  const rows = await db
    .selectFrom('portfolio.milestone as m')
    .innerJoin('portfolio.programme as p', join =>
      join.onRef('p.region_code', '=', 'm.region_code').onRef('p.id', '=', 'm.programme_id'),
    )
    .innerJoin('people.organisation as o', 'o.id', 'm.owner_id')
    .select(['p.id', 'p.code', 'p.name', 'm.id as milestone_id', 'm.title', 'm.due_on', 'o.name as owner_name'])
    .where('m.region_code', '=', scope.regionCode)
    .where('m.done_on', 'is', null)
    .where('m.archived_at', 'is', null)
    .where('m.due_on', '<', today)
    .where('p.archived_at', 'is', null)
    .where('p.status', 'in', ['planned', 'running'])
    .where(ofOffice(scope.officeId))
    .orderBy('m.due_on')
    .orderBy('p.code')
    .orderBy('m.id')
    .limit(scope.limit)
    .execute()
  return rows.map(row => ({
    programmeId: row.id,
    code: row.code,
    name: row.name,
    milestoneId: row.milestone_id,
    title: row.title,
    dueOn: row.due_on,
    ownerName: row.owner_name,
  }))
}

/** Money planned for years before `year` of which nobody reported what was spent, the oldest first, in one statement. */
export async function listOwedMoney(db: Sql | Tx, scope: Scope, year: number): Promise<OwedMoney[]> {
  const rows = await db
    .selectFrom('portfolio.budget as b')
    .innerJoin('portfolio.programme as p', join =>
      join.onRef('p.region_code', '=', 'b.region_code').onRef('p.id', '=', 'b.programme_id'),
    )
    .innerJoin('people.organisation as o', 'o.id', 'p.lead_id')
    .select(['p.id', 'p.code', 'p.name', 'o.name as lead_name', 'b.year'])
    .select(eb => [sql<string>`sum(b.planned)::text`.as('planned'), eb.fn.countAll<number>().as('lines')])
    .where('b.region_code', '=', scope.regionCode)
    .where('b.year', '<', year)
    .where('b.realised', 'is', null)
    .where('b.planned', '>', 0)
    .where('p.archived_at', 'is', null)
    .where(ofOffice(scope.officeId))
    .groupBy(['p.id', 'p.code', 'p.name', 'o.name', 'b.year'])
    .orderBy('b.year')
    .orderBy('p.code')
    .limit(scope.limit)
    .execute()
  return rows.map(row => ({
    programmeId: row.id,
    code: row.code,
    name: row.name,
    leadName: row.lead_name,
    year: row.year,
    planned: BigInt(row.planned),
    lines: Number(row.lines),
  }))
}
