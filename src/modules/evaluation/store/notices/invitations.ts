import type { Sql, Tx } from '#platform/db/database.ts'

/** Regions of a round that were not written to yet, by code, in one statement. */
export async function listUninvited(sql: Sql | Tx, roundId: string): Promise<string[]> {
  const rows = await sql
    .selectFrom('evaluation.round_region')
    .select('region_code')
    .where('round_id', '=', roundId)
    .where('letter_message_at', 'is', null)
    .orderBy('region_code')
    .execute()
  return rows.map(row => row.region_code)
}

/** Open rounds with a region that was not written to yet. */
export async function listRoundsToInvite(sql: Sql | Tx): Promise<string[]> {
  const rows = await sql
    .selectFrom('evaluation.round_region as g')
    .innerJoin('evaluation.round as r', 'r.id', 'g.round_id')
    .select('r.id')
    .distinct()
    .where('r.state', '=', 'open')
    .where('g.letter_message_at', 'is', null)
    .orderBy('r.id')
    .execute()
  return rows.map(row => row.id)
}

export async function setInvited(tx: Tx, roundId: string, regionCode: string, now: Date): Promise<void> {
  await tx
    .updateTable('evaluation.round_region')
    .set({ letter_message_at: now })
    .where('round_id', '=', roundId)
    .where('region_code', '=', regionCode)
    .execute()
}

/** How many extensions a region was given in a round. */
export async function countExtensions(sql: Sql | Tx, roundId: string, regionCode: string): Promise<number> {
  const row = await sql
    .selectFrom('evaluation.extension')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('round_id', '=', roundId)
    .where('region_code', '=', regionCode)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
