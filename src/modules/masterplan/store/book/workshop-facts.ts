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

/** One place on the joint commitment. */
export interface SignatureFacts {
  title: string
  name: string | undefined
  how: 'account' | 'paper' | undefined
  signedOn: string | undefined
}

/** What books and the quality check tell of a series. */
export interface SeriesFacts {
  /** In order, with how many deliverables they owe and how many were accepted. */
  workshops: WorkshopFacts[]
  /** How many living cards the offices have on the worksheets, by name of the office. */
  written: ReadonlyMap<string, number>
  /** Who signs the joint commitment, in order. */
  signatures: SignatureFacts[]
}

type Row<T> = { [Key in keyof T]: undefined extends T[Key] ? Exclude<T[Key], undefined> | null : T[Key] }

/** All of it in one statement. */
export async function readSeriesFacts(db: Sql | Tx, regionCode: string, seriesId: string): Promise<SeriesFacts> {
  const { rows } = await sql<{
    workshops: Row<WorkshopFacts>[]
    written: { name: string; cards: number }[]
    signatures: Row<SignatureFacts>[]
  }>`select
    (select coalesce(jsonb_agg(jsonb_build_object('stage', w.stage, 'theme', w.theme, 'startsOn', w.starts_on,
        'endsOn', w.ends_on, 'place', w.place, 'meetingId', w.meeting_id, 'state', w.state,
        'deliverables', d.owed, 'accepted', d.accepted) order by w.stage), '[]')
      from masterplan.workshop w
      cross join lateral (select count(*) as owed, count(*) filter (where d.state = 'accepted') as accepted
        from masterplan.deliverable d where d.region_code = w.region_code and d.series_id = w.series_id
          and d.stage = w.stage and d.archived_at is null) d
      where w.region_code = ${regionCode} and w.series_id = ${seriesId}::uuid) as workshops,
    (select coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'cards', o.cards) order by o.name), '[]')
      from (select o.name, count(*) as cards from masterplan.card c join people.organisation o on o.id = c.organisation_id
        where c.region_code = ${regionCode} and c.series_id = ${seriesId}::uuid and c.archived_at is null
        group by o.name) o) as written,
    (select coalesce(jsonb_agg(jsonb_build_object('title', s.title, 'name', s.name, 'how', s.how,
        'signedOn', s.signed_on) order by s.position, s.id), '[]')
      from masterplan.commitment_signature s
      where s.region_code = ${regionCode} and s.series_id = ${seriesId}::uuid) as signatures`.execute(db)
  const row = rows[0]
  return {
    workshops: (row?.workshops ?? []).map(one => ({
      ...one,
      theme: one.theme ?? undefined,
      startsOn: one.startsOn ?? undefined,
      endsOn: one.endsOn ?? undefined,
      place: one.place ?? undefined,
      meetingId: one.meetingId ?? undefined,
    })),
    written: new Map((row?.written ?? []).map(one => [one.name, one.cards])),
    signatures: (row?.signatures ?? []).map(one => ({
      ...one,
      name: one.name ?? undefined,
      how: one.how ?? undefined,
      signedOn: one.signedOn ?? undefined,
    })),
  }
}
