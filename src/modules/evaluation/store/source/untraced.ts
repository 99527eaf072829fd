import { sql } from 'kysely'
import type { Sql } from '#platform/db/database.ts'

/** An answer that was handed in with figures of the portfolio, and from which no arrow leads back. */
export interface UntracedAnswer {
  regionCode: string
  roundId: string
  questionId: string
  /** What is missing: the way back to a programme or indicator, or, after the close, the way on to the result. */
  missing: 'back' | 'result'
}

/** All of them; none in a sound database. Two ways are looked at, in one statement. */
export async function listUntracedAnswers(db: Sql): Promise<UntracedAnswer[]> {
  const { rows } = await sql<{ region_code: string; round_id: string; question_id: string; missing: string }>`
    with drawn as (
      select s.region_code, s.round_id, a->>'questionId' as question_id, a->'source'->>'snapshotId' as snapshot_id,
        s.round_id || ':' || s.region_code || ':' || (a->>'questionId') as answer_id
      from evaluation.submission s cross join lateral jsonb_array_elements(s.content->'answers') a
      where a ? 'source'
    )
    select d.region_code, d.round_id, d.question_id, 'back' as missing from drawn d
    where not exists (
      select 1 from trace.link l
      join trace.link r on r.to_kind = 'snapshot' and r.to_id = l.from_id and r.from_kind in ('programme', 'indicator')
      where l.to_kind = 'answer' and l.to_id = d.answer_id and l.from_kind = 'snapshot' and l.from_id = d.snapshot_id)
    union all
    select d.region_code, d.round_id, d.question_id, 'result' from drawn d
    join evaluation.round r on r.id = d.round_id and r.state = 'closed'
    join evaluation.result e on e.edition_id = r.edition_id and e.region_code = d.region_code and e.took_part
    where not exists (select 1 from trace.link l where l.from_kind = 'answer' and l.from_id = d.answer_id
      and l.to_kind = 'result' and l.to_id = r.edition_id || ':' || d.region_code)
    order by 1, 2, 3`.execute(db)
  return rows.map(row => ({
    regionCode: row.region_code,
    roundId: row.round_id,
    questionId: row.question_id,
    missing: row.missing as UntracedAnswer['missing'],
  }))
}
