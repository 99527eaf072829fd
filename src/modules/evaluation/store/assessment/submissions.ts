import type { Sql, Tx } from '#platform/db/database.ts'
import type { Submission } from '../../model-round.ts'

/** What the regional head handed in, word for word; undefined before that. In one statement. */
export async function findSubmission(
  sql: Sql | Tx,
  roundId: string,
  regionCode: string,
): Promise<Submission | undefined> {
  const row = await sql
    .selectFrom('evaluation.submission')
    .select('content')
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .executeTakeFirst()
  return row && (row.content as unknown as Submission)
}

/** Keeps what was handed in for ever and marks the region. */
export async function insertSubmission(
  tx: Tx,
  content: Submission,
  given: { sha256: string; by: string | undefined; now: Date },
): Promise<void> {
  const place = { region_code: content.region, round_id: content.round }
  await tx
    .insertInto('evaluation.submission')
    .values({
      ...place,
      content: JSON.stringify(content),
      sha256: given.sha256,
      submitted_by: given.by ?? null,
      submitted_at: given.now,
    })
    .execute()
  await tx
    .updateTable('evaluation.round_region')
    .set({
      state: 'submitted',
      submitted_at: given.now,
      submitted_by: given.by ?? null,
      submission_sha256: given.sha256,
    })
    .where('region_code', '=', place.region_code)
    .where('round_id', '=', place.round_id)
    .execute()
}
