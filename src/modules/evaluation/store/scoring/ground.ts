import { sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** The instrument of a round, and the newest earlier result of the region in which single questions were scored. */
export interface StoredGround {
  instrumentId: string
  before:
    | {
        edition: string
        instrumentId: string
        /** By question id of that instrument: "2.40". */
        scores: Record<string, string>
      }
    | undefined
}

interface Row {
  instrument_id: string
  edition_id: string | null
  before_instrument: string | null
  scores: Record<string, string> | null
}

/** In one statement; undefined when there is no such round. */
export async function findGround(
  sql: Sql | Tx,
  roundId: string,
  regionCode: string,
): Promise<StoredGround | undefined> {
  const { rows } = await query<Row>`
    select r.instrument_id, b.edition_id, b.instrument_id as before_instrument,
      (select jsonb_object_agg(q.question_id, q.score::text) from evaluation.question_score q
        where q.region_code = ${regionCode} and q.edition_id = b.edition_id) as scores
    from evaluation.round r
    left join lateral (
      select x.edition_id, x.instrument_id
      from evaluation.result x join evaluation.edition e on e.id = x.edition_id
      where x.region_code = ${regionCode} and (e.year, e.id) < (left(r.edition_id, 4)::int, r.edition_id)
        and exists (select 1 from evaluation.question_score q
          where q.region_code = x.region_code and q.edition_id = x.edition_id)
      order by e.year desc, e.id desc limit 1) b on true
    where r.id = ${roundId}`.execute(sql)
  const row = rows[0]
  if (!row) return undefined
  return {
    instrumentId: row.instrument_id,
    before:
      row.edition_id === null || row.before_instrument === null || row.scores === null
        ? undefined
        : { edition: row.edition_id, instrumentId: row.before_instrument, scores: row.scores },
  }
}
