import { sql as query } from 'kysely'
import type { Sql } from '#platform/db/database.ts'
import type { SubmittedAnswer } from '../../model-round.ts'

/** One answer of what a region handed in, with what stands out about it. */
export interface SubmittedAnswerView {
  answer: SubmittedAnswer | undefined
  sha256: string
  submittedAt: Date
  /** Answers with a level in the whole submission, and how many of them the highest of the scale. */
  answered: number
  top: number
  /** Names of other regions with the same words here: only those on whose panel `accountId` is, and that handed in. */
  sameTextIn: string[]
}

interface Row {
  answer: SubmittedAnswer | null
  sha256: string
  submitted_at: Date
  answered: number
  top: number
  same: string[] | null
}

/** In one statement; undefined when the region has not handed in. Texts under 40 letters are too short to be told apart. */
export async function findSubmittedAnswer(
  sql: Sql,
  {
    roundId,
    regionCode,
    questionId,
    accountId,
    scaleMax,
  }: { roundId: string; regionCode: string; questionId: string; accountId: string | undefined; scaleMax: number },
): Promise<SubmittedAnswerView | undefined> {
  const { rows } = await query<Row>`
    select a.answer, s.sha256, s.submitted_at, c.answered, c.top,
      (select array_agg(g.name order by g.name)
        from evaluation.panel_member p
        join evaluation.round_region r on r.region_code = p.region_code and r.round_id = p.round_id
          and r.state <> 'invited'
        join evaluation.answer o on o.region_code = p.region_code and o.round_id = p.round_id
          and o.question_id = ${questionId}
        join region.region g on g.region_code = p.region_code
        where p.account_id = ${accountId ?? null}::uuid and p.round_id = s.round_id and p.ended_at is null
          and p.region_code <> s.region_code and length(o.narrative) >= 40
          and o.narrative = a.answer->>'narrative') as same
    from evaluation.submission s
    cross join lateral (
      select count(*) filter (where jsonb_typeof(e->'level') = 'number')::int as answered,
        count(*) filter (where e->'level' = to_jsonb(${scaleMax}::int))::int as top
      from jsonb_array_elements(s.content->'answers') e) c
    left join lateral (
      select e as answer from jsonb_array_elements(s.content->'answers') e
      where e->>'questionId' = ${questionId} limit 1) a on true
    where s.region_code = ${regionCode} and s.round_id = ${roundId}`.execute(sql)
  const row = rows[0]
  if (!row) return undefined
  return {
    answer: row.answer ?? undefined,
    sha256: row.sha256,
    submittedAt: row.submitted_at,
    answered: row.answered,
    top: row.top,
    sameTextIn: row.same ?? [],
  }
}
