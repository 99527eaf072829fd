import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** A workshop as a book prints it. */
export interface WorkshopFacts {
  stage: number
  theme: string | undefined
  startsOn: string | undefined
  endsOn: string | undefined
  place: string | undefined
  meetingId: string | undefined
  state: string
  deliverables: number
  accepted: number
}

/** The workshops of a series in order, with how many deliverables they owe and how many were accepted, in one statement. */
export async function listWorkshopFacts(db: Sql | Tx, regionCode: string, seriesId: string): Promise<WorkshopFacts[]> {
  const rows = await db
    .selectFrom('masterplan.workshop as w')
    .selectAll('w')
    .select([
      sql<number>`(select count(*) from masterplan.deliverable d where d.region_code = w.region_code
        and d.series_id = w.series_id and d.stage = w.stage and d.archived_at is null)::int`.as('deliverables'),
      sql<number>`(select count(*) from masterplan.deliverable d where d.region_code = w.region_code
        and d.series_id = w.series_id and d.stage = w.stage and d.archived_at is null and d.state = 'accepted')::int`.as(
        'accepted',
      ),
    ])
    .where('w.region_code', '=', regionCode)
    .where('w.series_id', '=', seriesId)
    .orderBy('w.stage')
    .execute()
  return rows.map(row => ({
    stage: row.stage,
    theme: row.theme ?? undefined,
    startsOn: row.starts_on ?? undefined,
    endsOn: row.ends_on ?? undefined,
    place: row.place ?? undefined,
    meetingId: row.meeting_id ?? undefined,
    state: row.state,
    deliverables: row.deliverables,
    accepted: row.accepted,
  }))
}

/** How many living cards the offices have on the worksheets of a series, by name of the office, in one statement. */
export async function cardsWrittenByOffice(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('masterplan.card as c')
    .innerJoin('people.organisation as o', 'o.id', 'c.organisation_id')
    .select(['o.name', sql<number>`count(*)::int`.as('cards')])
    .where('c.region_code', '=', regionCode)
    .where('c.series_id', '=', seriesId)
    .where('c.archived_at', 'is', null)
    .groupBy('o.name')
    .execute()
  return new Map(rows.map(row => [row.name, row.cards]))
}

/** One place on the joint commitment. */
export interface SignatureFacts {
  title: string
  name: string | undefined
  how: 'account' | 'paper' | undefined
  signedOn: string | undefined
}

/** Who signs the joint commitment of a series, in order, in one statement. */
export async function listSignatures(db: Sql | Tx, regionCode: string, seriesId: string): Promise<SignatureFacts[]> {
  const rows = await db
    .selectFrom('masterplan.commitment_signature')
    .select(['title', 'name', 'how', 'signed_on'])
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    title: row.title,
    name: row.name ?? undefined,
    how: (row.how ?? undefined) as SignatureFacts['how'],
    signedOn: row.signed_on ?? undefined,
  }))
}
