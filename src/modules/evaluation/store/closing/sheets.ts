import { sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { SheetToClose } from '../../model-closing.ts'

/** Every sheet of a round with how many questions have a score, by region and place, in one statement. */
export async function listSheets(sql: Sql | Tx, roundId: string): Promise<SheetToClose[]> {
  const { rows } = await query<{
    region_code: string
    place: number
    submitted: boolean
    ended: boolean
    scored: number
  }>`select p.region_code, p.place, p.submitted_at is not null as submitted, p.ended_at is not null as ended,
      coalesce(s.scored, 0)::int as scored
    from evaluation.panel_member p
    left join (select region_code, account_id, count(score) as scored from evaluation.score
      where round_id = ${roundId} group by region_code, account_id) s
      on s.region_code = p.region_code and s.account_id = p.account_id
    where p.round_id = ${roundId}
    order by p.region_code, p.place`.execute(sql)
  return rows.map(row => ({
    regionCode: row.region_code,
    place: row.place,
    submitted: row.submitted,
    ended: row.ended,
    scored: row.scored,
  }))
}

/** The scores of one sheet that counts. */
export interface CountedSheet {
  regionCode: string
  place: number
  scores: Record<string, number>
}

/** Whole sheets, handed in and of turns that were not ended, of some regions, by region and place, in one statement. */
export async function listCountedSheets(
  sql: Sql | Tx,
  roundId: string,
  regionCodes: readonly string[],
): Promise<CountedSheet[]> {
  const { rows } = await query<{ region_code: string; place: number; scores: Record<string, number> | null }>`
    select p.region_code, p.place,
      (select jsonb_object_agg(s.question_id, s.score) from evaluation.score s where s.region_code = p.region_code
        and s.round_id = p.round_id and s.account_id = p.account_id and s.score is not null) as scores
    from evaluation.panel_member p
    where p.round_id = ${roundId} and p.region_code = any (${regionCodes}::text[])
      and p.ended_at is null and p.submitted_at is not null
    order by p.region_code, p.place`.execute(sql)
  return rows.map(row => ({ regionCode: row.region_code, place: row.place, scores: row.scores ?? {} }))
}

/** A question of a region on which those who handed in are at least `range` apart. */
export interface FarApart {
  regionCode: string
  questionId: string
  /** In the order of their places. */
  scores: number[]
}

/** Questions on which assessors are far apart, by region and question, after a key, in one statement. */
export async function listFarApart(
  sql: Sql | Tx,
  roundId: string,
  filter: { range: number; after?: { regionCode: string; questionId: string } | undefined; limit: number },
): Promise<FarApart[]> {
  const after = filter.after ?? { regionCode: '', questionId: '' }
  const { rows } = await query<{ region_code: string; question_id: string; scores: number[] }>`
    select s.region_code, s.question_id, array_agg(s.score order by p.place) as scores
    from evaluation.panel_member p
    join evaluation.score s using (region_code, round_id, account_id)
    where p.round_id = ${roundId} and p.ended_at is null and p.submitted_at is not null and s.score is not null
      and (s.region_code, s.question_id) > (${after.regionCode}, ${after.questionId})
    group by s.region_code, s.question_id
    having max(s.score) - min(s.score) >= ${filter.range}
    order by s.region_code, s.question_id
    limit ${filter.limit}`.execute(sql)
  return rows.map(row => ({ regionCode: row.region_code, questionId: row.question_id, scores: row.scores }))
}

export interface RemarkOfPanel {
  regionCode: string
  kind: 'strength' | 'weakness' | 'recommendation'
  dimension: string
  text: string
}

/** Remarks of some regions that were not withdrawn, of turns that were not ended, as they were written; one statement. */
export async function listPanelRemarks(
  sql: Sql | Tx,
  roundId: string,
  regionCodes: readonly string[],
): Promise<RemarkOfPanel[]> {
  const rows = await sql
    .selectFrom('evaluation.panel_remark as r')
    .innerJoin('evaluation.panel_member as p', join =>
      join
        .onRef('p.region_code', '=', 'r.region_code')
        .onRef('p.round_id', '=', 'r.round_id')
        .onRef('p.account_id', '=', 'r.written_by'),
    )
    .select(['r.region_code', 'r.kind', 'r.dimension_code', 'r.text'])
    .where('r.round_id', '=', roundId)
    .where('r.region_code', '=', query<string>`any (${regionCodes}::text[])`)
    .where('r.withdrawn_at', 'is', null)
    .where('p.ended_at', 'is', null)
    .where('p.submitted_at', 'is not', null)
    .orderBy('r.region_code')
    .orderBy('r.created_at')
    .orderBy('r.id')
    .execute()
  return rows.map(row => ({
    regionCode: row.region_code,
    kind: row.kind as RemarkOfPanel['kind'],
    dimension: row.dimension_code,
    text: row.text,
  }))
}
