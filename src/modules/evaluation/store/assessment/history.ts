import { sql as query } from 'kysely'
import type { Sql } from '#platform/db/database.ts'

/** Something that happened to an answer. */
export interface AnswerEvent {
  event: string
  at: Date
  accountId: string | undefined
  /** Undefined for an account that is gone. */
  name: string | undefined
}

/**
 * What the audit trail says of one answer, newest first, the last 60 entries; deeds on a whole office or region count where
 * they name the question. In one statement.
 */
export async function listAnswerEvents(
  sql: Sql,
  answer: { kind: string; id: string },
  assessment: { kind: string; id: string },
  questionId: string,
): Promise<AnswerEvent[]> {
  const { rows } = await query<{ event: string; at: Date; account_id: string | null; name: string | null }>`
    select e.event, e.at, e.account_id, a.name
    from (
      (select id, event, at, account_id from audit.event
        where subject_kind = ${answer.kind} and subject_id = ${answer.id} order by id desc limit 60)
      union all
      (select id, event, at, account_id from audit.event
        where subject_kind = ${assessment.kind} and subject_id = ${assessment.id}
          and event in ('evaluation.answers.signed', 'evaluation.answers.verified', 'evaluation.answers.sources_linked')
          and data->'questions' ? ${questionId} order by id desc limit 60)
    ) e left join people.account a on a.id = e.account_id::uuid
    order by e.id desc limit 60`.execute(sql)
  return rows.map(row => ({
    event: row.event,
    at: row.at,
    accountId: row.account_id ?? undefined,
    name: row.name ?? undefined,
  }))
}

/** The answer that a region handed in to an earlier edition, by the question id of that time. In one statement. */
export async function findEarlierAnswer(
  sql: Sql,
  regionCode: string,
  edition: string,
  questionId: string,
): Promise<{ level: number | null; narrative: string | undefined } | undefined> {
  const { rows } = await query<{ answer: { level: number | null; narrative?: string } }>`
    select given as answer
    from evaluation.submission s
    join evaluation.round r on r.id = s.round_id
    cross join lateral jsonb_array_elements(s.content->'answers') given
    where s.region_code = ${regionCode} and r.edition_id = ${edition} and given->>'questionId' = ${questionId}
    order by r.id limit 1`.execute(sql)
  const answer = rows[0]?.answer
  return answer && { level: answer.level, narrative: answer.narrative }
}
