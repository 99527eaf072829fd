import { sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** Which office has which question of a region, in one statement; a question without office is with the secretariat. */
export async function listAssignments(
  sql: Sql | Tx,
  roundId: string,
  regionCode: string,
): Promise<Map<string, string>> {
  const rows = await sql
    .selectFrom('evaluation.assignment')
    .select(['question_id', 'organisation_id'])
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .execute()
  return new Map(rows.map(row => [row.question_id, row.organisation_id]))
}

/** The same in several rounds, with the names of the offices: by round, then by question id. In one statement. */
export async function listOfficesByRound(
  sql: Sql | Tx,
  roundIds: readonly string[],
  regionCode: string,
): Promise<Map<string, Map<string, { id: string; name: string }>>> {
  const byRound = new Map(roundIds.map(id => [id, new Map<string, { id: string; name: string }>()]))
  if (roundIds.length === 0) return byRound
  const rows = await sql
    .selectFrom('evaluation.assignment as a')
    .innerJoin('people.organisation as o', 'o.id', 'a.organisation_id')
    .select(['a.round_id', 'a.question_id', 'o.id', 'o.name'])
    .where('a.region_code', '=', regionCode)
    .where('a.round_id', 'in', roundIds)
    .execute()
  for (const { round_id: round, question_id: question, ...office } of rows) byRound.get(round)?.set(question, office)
  return byRound
}

/** The office of one question; `lock` lets nobody give it to another before the transaction ends. */
export async function findAssignment(
  sql: Sql | Tx,
  roundId: string,
  regionCode: string,
  questionId: string,
  lock = false,
): Promise<string | undefined> {
  const base = sql
    .selectFrom('evaluation.assignment')
    .select('organisation_id')
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .where('question_id', '=', questionId)
  return (await (lock ? base.forShare() : base).executeTakeFirst())?.organisation_id
}

/** The newest earlier round of a region that shared questions out, with its instrument and who had what. One statement. */
export async function findEarlierAssignments(
  sql: Sql | Tx,
  regionCode: string,
  before: { roundId: string; edition: string },
): Promise<{ instrumentId: string; offices: Map<string, string> } | undefined> {
  const { rows } = await query<{ instrument_id: string; offices: Record<string, string> }>`
    select r.instrument_id, jsonb_object_agg(a.question_id, a.organisation_id) as offices
    from evaluation.assignment a join evaluation.round r on r.id = a.round_id
    where a.region_code = ${regionCode} and r.id <> ${before.roundId} and r.edition_id < ${before.edition}
    group by r.id, r.edition_id, r.instrument_id order by r.edition_id desc, r.id limit 1`.execute(sql)
  const row = rows[0]
  return row && { instrumentId: row.instrument_id, offices: new Map(Object.entries(row.offices)) }
}

/** Gives questions to offices; null takes one back to the secretariat. Two statements at most. */
export async function writeAssignments(
  tx: Tx,
  roundId: string,
  regionCode: string,
  given: ReadonlyMap<string, string | null>,
  by: string | undefined,
  now: Date,
): Promise<void> {
  const taken = [...given].flatMap(([question, office]) => (office === null ? [question] : []))
  if (taken.length > 0) {
    await tx
      .deleteFrom('evaluation.assignment')
      .where('region_code', '=', regionCode)
      .where('round_id', '=', roundId)
      .where('question_id', 'in', taken)
      .execute()
  }
  const rows = [...given].flatMap(([question, office]) =>
    office === null
      ? []
      : [
          {
            region_code: regionCode,
            round_id: roundId,
            question_id: question,
            organisation_id: office,
            assigned_by: by ?? null,
            assigned_at: now,
          },
        ],
  )
  if (rows.length === 0) return
  await tx
    .insertInto('evaluation.assignment')
    .values(rows)
    .onConflict(conflict =>
      conflict.columns(['region_code', 'round_id', 'question_id']).doUpdateSet(eb => ({
        organisation_id: eb.ref('excluded.organisation_id'),
        assigned_by: eb.ref('excluded.assigned_by'),
        assigned_at: eb.ref('excluded.assigned_at'),
      })),
    )
    .execute()
}
