import type { Tx } from '#platform/db/database.ts'

/** Puts points on the empty agenda of a meeting, in their order, in one statement. */
export async function insertAgendaItems(
  tx: Tx,
  regionCode: string,
  meetingId: string,
  titles: readonly string[],
): Promise<void> {
  if (titles.length === 0) return
  await tx
    .insertInto('meeting.agenda_item')
    .values(titles.map((title, at) => ({ region_code: regionCode, meeting_id: meetingId, position: at + 1, title })))
    .execute()
}
