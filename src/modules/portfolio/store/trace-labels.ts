import { type SqlBool, sql } from 'kysely'
import type { Sql } from '#platform/db/database.ts'
import { MILESTONE_SUBJECT, type Status } from '../model.ts'

/** What the trace tells of a programme, and whether its region shows it to everybody. */
export interface TracedProgramme {
  id: string
  regionCode: string
  public: boolean
  code: string
  name: string
  problem: string
  status: Status
  archived: boolean
  milestones: number
  done: number
  /** Pieces of evidence of its milestones. */
  proofs: number
}

/** Programmes by id, whatever their region, in one statement. */
export async function listTracedProgrammes(db: Sql, ids: readonly string[]): Promise<TracedProgramme[]> {
  const rows = await db
    .selectFrom('portfolio.programme as p')
    .leftJoin('portfolio.region_setting as s', 's.region_code', 'p.region_code')
    .select(['p.id', 'p.region_code', 'p.code', 'p.name', 'p.problem', 'p.status', 'p.archived_at', 's.public'])
    .select([
      sql<{ all: number; done: number; proofs: number }>`(select jsonb_build_object(
          'all', count(*), 'done', count(m.done_on), 'proofs', coalesce(sum(u.n), 0))
        from portfolio.milestone m
        left join lateral (select count(*) as n from evidence.use u where u.region_code = m.region_code
          and u.subject_kind = ${MILESTONE_SUBJECT} and u.subject_id = m.id::text) u on true
        where m.region_code = p.region_code and m.programme_id = p.id and m.archived_at is null)`.as('milestones'),
    ])
    .where(sql<SqlBool>`p.id = any(${uuids(ids)}::uuid[])`)
    .execute()
  return rows.map(row => ({
    id: row.id,
    regionCode: row.region_code,
    public: row.public ?? false,
    code: row.code,
    name: row.name,
    problem: row.problem,
    status: row.status as Status,
    archived: row.archived_at !== null,
    milestones: row.milestones.all,
    done: row.milestones.done,
    proofs: row.milestones.proofs,
  }))
}

export interface TracedIndicator {
  id: string
  regionCode: string
  public: boolean
  code: string
  name: string
}

/** Indicators by id, whatever their region, in one statement. */
export async function listTracedIndicators(db: Sql, ids: readonly string[]): Promise<TracedIndicator[]> {
  const rows = await db
    .selectFrom('portfolio.indicator as i')
    .leftJoin('portfolio.region_setting as s', 's.region_code', 'i.region_code')
    .select(['i.id', 'i.region_code', 'i.code', 'i.name', 's.public'])
    .where(sql<SqlBool>`i.id = any(${uuids(ids)}::uuid[])`)
    .execute()
  return rows.map(row => ({
    id: row.id,
    regionCode: row.region_code,
    public: row.public ?? false,
    code: row.code,
    name: row.name,
  }))
}

/** Ids come from addresses: what is no uuid is no id of ours. */
const uuids = (ids: readonly string[]): string[] =>
  ids.filter(id => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
