import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** How the programmes of one office, or of a whole region, stand. */
export interface OfficeProgrammes {
  /** Planned for the year. */
  planned: number
  /** Of these, running or done. */
  running: number
}

/** Living programmes of a region in a year that `officeId` leads or supports; of all offices when absent. One statement. */
export async function countOfficeProgrammes(
  db: Sql | Tx,
  regionCode: string,
  year: number,
  officeId?: string,
): Promise<OfficeProgrammes> {
  const own =
    officeId === undefined
      ? sql``
      : sql`and (p.lead_id = ${officeId}::uuid or exists (select 1 from portfolio.programme_office o
          where o.region_code = p.region_code and o.programme_id = p.id and o.organisation_id = ${officeId}::uuid))`
  const { rows } = await sql<OfficeProgrammes>`select count(*) as planned,
      count(*) filter (where p.status in ('running', 'done')) as running
    from portfolio.programme p
    where p.region_code = ${regionCode} and p.archived_at is null
      and p.start_year <= ${year} and p.end_year >= ${year} ${own}`.execute(db)
  return rows[0] ?? { planned: 0, running: 0 }
}
