import type { Sql, Tx } from '#platform/db/database.ts'
import type { Decision, DecisionInput } from '../../model-sitting.ts'

/** What a meeting decided, in order, in one statement. With `lock` the rows are held. */
export async function listDecisions(
  db: Sql | Tx,
  regionCode: string,
  meetingId: string,
  lock = false,
): Promise<Decision[]> {
  let query = db
    .selectFrom('meeting.decision')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .orderBy('id')
  if (lock) query = query.forUpdate()
  return (await query.execute()).map(row => ({
    id: row.id,
    position: row.position,
    text: row.text,
    agendaItemId: row.agenda_item_id ?? undefined,
    version: row.version,
  }))
}

export async function insertDecision(
  tx: Tx,
  regionCode: string,
  meetingId: string,
  position: number,
  input: DecisionInput,
): Promise<string> {
  const row = await tx
    .insertInto('meeting.decision')
    .values({
      region_code: regionCode,
      meeting_id: meetingId,
      position,
      text: input.text,
      agenda_item_id: input.agendaItemId ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function updateDecision(tx: Tx, regionCode: string, id: string, input: DecisionInput): Promise<void> {
  await tx
    .updateTable('meeting.decision')
    .set(eb => ({ text: input.text, agenda_item_id: input.agendaItemId ?? null, version: eb('version', '+', 1) }))
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .execute()
}

export async function deleteDecision(tx: Tx, regionCode: string, id: string): Promise<void> {
  await tx.deleteFrom('meeting.decision').where('region_code', '=', regionCode).where('id', '=', id).execute()
}
