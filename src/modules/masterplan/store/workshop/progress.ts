import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** What one office did in a series, without its attendance. */
export interface OfficeProgress {
  officeId: string
  cards: number
  owed: number
  submitted: number
  accepted: number
  late: number
  /** Sections of the plan of the series that the office owns, by state. */
  sections: Record<'empty' | 'draft' | 'review' | 'accepted' | 'locked', number>
}

/** Progress of all offices that have anything in a series, in three statements. */
export async function readOfficeProgress(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
  today: string,
): Promise<Map<string, OfficeProgress>> {
  const all = new Map<string, OfficeProgress>()
  const of = (officeId: string): OfficeProgress => {
    const there = all.get(officeId) ?? {
      officeId,
      cards: 0,
      owed: 0,
      submitted: 0,
      accepted: 0,
      late: 0,
      sections: { empty: 0, draft: 0, review: 0, accepted: 0, locked: 0 },
    }
    all.set(officeId, there)
    return there
  }
  const cards = await db
    .selectFrom('masterplan.card')
    .select(['organisation_id', sql<number>`count(*)::int`.as('n')])
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .where('archived_at', 'is', null)
    .where('organisation_id', 'is not', null)
    .groupBy('organisation_id')
    .execute()
  for (const row of cards) of(row.organisation_id ?? '').cards = row.n
  const deliverables = await db
    .selectFrom('masterplan.deliverable')
    .select([
      'owner_id',
      'state',
      sql<number>`count(*)::int`.as('n'),
      sql<number>`(count(*) filter (where due_on < ${today}::date and state in ('owed', 'returned')))::int`.as('late'),
    ])
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .where('archived_at', 'is', null)
    .where('owner_id', 'is not', null)
    .groupBy(['owner_id', 'state'])
    .execute()
  for (const row of deliverables) {
    const office = of(row.owner_id ?? '')
    if (row.state === 'accepted') office.accepted += row.n
    else if (row.state === 'submitted') office.submitted += row.n
    else office.owed += row.n
    office.late += row.late
  }
  const sections = await db
    .selectFrom('masterplan.section as s')
    .innerJoin('masterplan.plan as p', join =>
      join.onRef('p.region_code', '=', 's.region_code').onRef('p.id', '=', 's.plan_id'),
    )
    .select(['s.owner_id', 's.state', sql<number>`count(*)::int`.as('n')])
    .where('p.region_code', '=', regionCode)
    .where('p.series_id', '=', seriesId)
    .where('p.archived_at', 'is', null)
    .where('s.archived_at', 'is', null)
    .where('s.owner_id', 'is not', null)
    .groupBy(['s.owner_id', 's.state'])
    .execute()
  for (const row of sections) of(row.owner_id ?? '').sections[row.state as keyof OfficeProgress['sections']] += row.n
  return all
}
