import { sql as query } from 'kysely'
import type { Sql } from '#platform/db/database.ts'
import type { RemarkKind } from '../../model-round.ts'

/** What assessors wrote in the edition before. */
export interface LastWords {
  /** Remarks on the region; where a round of ours was behind the edition, only those on the dimension. */
  remarks: { kind: RemarkKind; text: string }[]
  /** Notes on the question itself; only where a round of ours was behind the edition. */
  notes: { place: number; text: string }[]
}

/** In one statement. `questionId` is that of the earlier instrument; undefined when the question is new. */
export async function findLastWords(
  sql: Sql,
  {
    edition,
    regionCode,
    dimension,
    questionId,
  }: { edition: string; regionCode: string; dimension: string; questionId: string | undefined },
): Promise<LastWords> {
  const { rows } = await query<{
    own: LastWords['remarks'] | null
    published: LastWords['remarks'] | null
    notes: LastWords['notes'] | null
  }>`
    select
      (select jsonb_agg(jsonb_build_object('kind', m.kind, 'text', m.text) order by m.kind, m.created_at, m.id)
        from evaluation.panel_remark m
        where m.region_code = r.region_code and m.round_id = r.round_id and m.dimension_code = ${dimension}
          and m.withdrawn_at is null) as own,
      (select jsonb_agg(jsonb_build_object('kind', m.kind, 'text', m.text) order by m.kind, m.position)
        from evaluation.remark m
        where m.region_code = r.region_code and m.edition_id = r.edition_id) as published,
      (select jsonb_agg(jsonb_build_object('place', p.place, 'text', s.note) order by p.place)
        from evaluation.score s join evaluation.panel_member p
          on p.region_code = s.region_code and p.round_id = s.round_id and p.account_id = s.account_id
        where s.region_code = r.region_code and s.round_id = r.round_id and s.question_id = ${questionId ?? null}
          and s.note is not null and p.ended_at is null and p.submitted_at is not null) as notes
    from evaluation.result r
    where r.region_code = ${regionCode} and r.edition_id = ${edition}`.execute(sql)
  const row = rows[0]
  return { remarks: row?.own ?? row?.published ?? [], notes: row?.notes ?? [] }
}
