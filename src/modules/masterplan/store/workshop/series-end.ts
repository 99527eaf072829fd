import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** What speaks for and against archiving a series. */
export interface SeriesEnd {
  /** Sections of its plans that wait for a review. */
  reviewed: number
  /** Years of editions of its plans that are frozen and neither published nor withdrawn. */
  preparing: number[]
  /** Nothing was written, opened, voted on, signed or said in it since it was begun. */
  empty: boolean
}

/** In one statement. */
export async function readSeriesEnd(db: Sql | Tx, regionCode: string, seriesId: string): Promise<SeriesEnd> {
  const { rows } = await sql<SeriesEnd>`
    with plans as (
      select id from masterplan.plan where region_code = ${regionCode} and series_id = ${seriesId} and archived_at is null
    ), cards as (
      select c.id, c.sheet <> 'readiness' or c.version > 1 or c.created_at > s.created_at as touched
      from masterplan.card c join masterplan.series s on s.region_code = c.region_code and s.id = c.series_id
      where c.region_code = ${regionCode} and c.series_id = ${seriesId}
    ), results as (
      select id, state <> 'owed' or version > 1 as touched from masterplan.deliverable
      where region_code = ${regionCode} and series_id = ${seriesId}
    )
    select (select count(*)::int from masterplan.section where region_code = ${regionCode} and state = 'review'
        and archived_at is null and plan_id in (select id from plans)) as reviewed,
      coalesce((select array_agg(year::int order by year) from masterplan.edition where region_code = ${regionCode}
        and state in ('frozen', 'signed') and plan_id in (select id from plans)), '{}') as preparing,
      not (exists (select from plans)
        or exists (select from cards where touched)
        or exists (select from results where touched)
        or exists (select from masterplan.workshop where region_code = ${regionCode} and series_id = ${seriesId}
          and (state <> 'planned' or meeting_id is not null))
        or exists (select from masterplan.commitment where region_code = ${regionCode} and series_id = ${seriesId}
          and state <> 'draft')
        or exists (select from masterplan.weight where region_code = ${regionCode} and series_id = ${seriesId})
        or exists (select from masterplan.card_vote where region_code = ${regionCode} and card_id in (select id from cards))
        or exists (select from masterplan.comment where region_code = ${regionCode} and removed_at is null and (
          (subject_kind = 'workshop' and split_part(subject_id, '/', 1) = ${seriesId})
          or (subject_kind = 'card' and subject_id in (select id::text from cards))
          or (subject_kind = 'deliverable' and subject_id in (select id::text from results))))) as empty`.execute(db)
  const [row] = rows
  if (!row) throw new Error('Counting gave no row')
  return row
}
