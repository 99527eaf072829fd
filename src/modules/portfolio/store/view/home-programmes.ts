import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** How the programmes of one office, or of a whole region, stand now: what the first page of its people tells. */
export interface HomeProgrammes {
  regionName: string
  /** Today in the zone of the region. */
  today: string
  /** Programmes of this year. */
  planned: number
  /** Of these, running or done. */
  running: number
  /** Late milestones: how many, and the longest overdue of them. */
  late: number
  milestones: { id: string; title: string; dueOn: string; programmeId: string; programmeName: string }[]
}

/**
 * In one statement. `officeId` counts the programmes this office leads or supports and the milestones it owns; without it
 * all of the region. Undefined when there is no such region.
 */
export async function readHomeProgrammes(
  db: Sql | Tx,
  regionCode: string,
  now: Date,
  most: number,
  officeId?: string,
): Promise<HomeProgrammes | undefined> {
  const ofOffice =
    officeId === undefined
      ? sql``
      : sql`and (p.lead_id = ${officeId}::uuid or exists (select 1 from portfolio.programme_office o
          where o.region_code = p.region_code and o.programme_id = p.id and o.organisation_id = ${officeId}::uuid))`
  const owned = officeId === undefined ? sql`` : sql`and m.owner_id = ${officeId}::uuid`
  const { rows } = await sql<HomeProgrammes>`with here as (
      select g.name, (${now}::timestamptz at time zone case g.timezone
        when 'WIB' then 'Asia/Jakarta' when 'WITA' then 'Asia/Makassar' else 'Asia/Jayapura' end)::date as today
      from region.region g where g.region_code = ${regionCode}),
    late as materialized (
      select m.id, m.due_on, m.programme_id
      from portfolio.milestone m
      join portfolio.programme p on p.region_code = m.region_code and p.id = m.programme_id
      where m.region_code = ${regionCode} and m.done_on is null and m.archived_at is null and m.due_on < (select today from here)
        and p.region_code = ${regionCode} and p.archived_at is null and p.status <> 'stopped' ${owned}),
    named as (
      select m.id, m.title, m.due_on, p.id as programme_id, p.name as programme_name
      from (select * from late order by due_on, id limit ${most}) shown
      join portfolio.milestone m on m.region_code = ${regionCode} and m.id = shown.id
      join portfolio.programme p on p.region_code = ${regionCode} and p.id = shown.programme_id)
    select here.name as "regionName", here.today, c.planned, c.running,
      (select count(*) from late) as late,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'title', title, 'dueOn', due_on,
        'programmeId', programme_id, 'programmeName', programme_name) order by due_on, id) from named), '[]') as milestones
    from here cross join lateral (
      select count(*) as planned, count(*) filter (where p.status in ('running', 'done')) as running
      from portfolio.programme p
      where p.region_code = ${regionCode} and p.archived_at is null
        and p.start_year <= extract(year from here.today) and p.end_year >= extract(year from here.today) ${ofOffice}) c`.execute(
    db,
  )
  return rows[0]
}
