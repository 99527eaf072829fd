import type { Sql, Tx } from '#platform/db/database.ts'

/** What somebody said about a question, inside the region. */
export interface Comment {
  id: string
  text: string
  accountId: string | undefined
  /** Their name now; undefined for an account that is gone. */
  name: string | undefined
  /** The office they spoke for. */
  office: string | undefined
  writtenAt: Date
}

/** The talk about a question, oldest first, the last 200 of it; in one statement. */
export async function listComments(
  sql: Sql | Tx,
  roundId: string,
  regionCode: string,
  questionId: string,
): Promise<Comment[]> {
  const rows = await sql
    .selectFrom('evaluation.comment as c')
    .leftJoin('people.account as a', 'a.id', 'c.account_id')
    .select(['c.id', 'c.text', 'c.account_id', 'a.name', 'c.office', 'c.written_at'])
    .where('c.region_code', '=', regionCode)
    .where('c.round_id', '=', roundId)
    .where('c.question_id', '=', questionId)
    .orderBy('c.written_at', 'desc')
    .orderBy('c.id')
    .limit(200)
    .execute()
  return rows.reverse().map(row => ({
    id: row.id,
    text: row.text,
    accountId: row.account_id ?? undefined,
    name: row.name ?? undefined,
    office: row.office ?? undefined,
    writtenAt: row.written_at,
  }))
}

/** How many comments each question has, in one statement. */
export async function countComments(sql: Sql | Tx, roundId: string, regionCode: string): Promise<Map<string, number>> {
  const rows = await sql
    .selectFrom('evaluation.comment')
    .select(eb => ['question_id', eb.fn.countAll<number>().as('n')])
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .groupBy('question_id')
    .execute()
  return new Map(rows.map(row => [row.question_id, Number(row.n)]))
}

export async function insertComment(
  tx: Tx,
  given: {
    roundId: string
    regionCode: string
    questionId: string
    text: string
    accountId: string | undefined
    office: string | undefined
    now: Date
  },
): Promise<string> {
  const row = await tx
    .insertInto('evaluation.comment')
    .values({
      region_code: given.regionCode,
      round_id: given.roundId,
      question_id: given.questionId,
      text: given.text,
      account_id: given.accountId ?? null,
      office: given.office ?? null,
      written_at: given.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
