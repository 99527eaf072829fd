import type { Selectable } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { DB } from '#platform/db/tables.ts'
import type { AgendaInput, AgendaItem } from '../../model-sitting.ts'

const toItem = (row: Selectable<DB['meeting.agenda_item']>): AgendaItem => ({
  id: row.id,
  position: row.position,
  title: row.title,
  minutes: row.minutes ?? undefined,
  ownerId: row.owner_id ?? undefined,
  speaker: row.speaker ?? undefined,
  note: row.note ?? undefined,
  version: row.version,
})

/** The agenda of a meeting in its order, in one statement. With `lock` its rows are held. */
export async function listAgenda(
  db: Sql | Tx,
  regionCode: string,
  meetingId: string,
  lock = false,
): Promise<AgendaItem[]> {
  let query = db
    .selectFrom('meeting.agenda_item')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .orderBy('id')
  if (lock) query = query.forUpdate()
  return (await query.execute()).map(toItem)
}

const valuesOf = (input: AgendaInput) => ({
  title: input.title,
  minutes: input.minutes ?? null,
  owner_id: input.ownerId ?? null,
  speaker: input.speaker ?? null,
  note: input.note ?? null,
})

/** Adds items in the order given; their ids. */
export async function insertAgendaItems(
  tx: Tx,
  regionCode: string,
  meetingId: string,
  from: number,
  inputs: readonly AgendaInput[],
): Promise<string[]> {
  if (inputs.length === 0) return []
  const rows = await tx
    .insertInto('meeting.agenda_item')
    .values(
      inputs.map((input, at) => ({
        region_code: regionCode,
        meeting_id: meetingId,
        position: from + at,
        ...valuesOf(input),
      })),
    )
    .returning(['id', 'position'])
    .execute()
  return rows.toSorted((a, b) => a.position - b.position).map(row => row.id)
}

export async function updateAgendaItem(tx: Tx, regionCode: string, id: string, input: AgendaInput): Promise<void> {
  await tx
    .updateTable('meeting.agenda_item')
    .set(eb => ({ ...valuesOf(input), version: eb('version', '+', 1) }))
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .execute()
}

export async function deleteAgendaItem(tx: Tx, regionCode: string, id: string): Promise<void> {
  await tx.deleteFrom('meeting.agenda_item').where('region_code', '=', regionCode).where('id', '=', id).execute()
}

/** Lets two items change places. */
export async function swapAgendaItems(
  tx: Tx,
  regionCode: string,
  a: Pick<AgendaItem, 'id' | 'position'>,
  b: Pick<AgendaItem, 'id' | 'position'>,
): Promise<void> {
  await tx
    .updateTable('meeting.agenda_item')
    .set(eb => ({
      position: eb.case().when('id', '=', a.id).then(b.position).else(a.position).end(),
    }))
    .where('region_code', '=', regionCode)
    .where('id', 'in', [a.id, b.id])
    .execute()
}

/** What items are called and in which meeting they stand, for lists of evidence; in one statement. */
export async function nameAgendaItems(
  db: Sql | Tx,
  regionCode: string,
  ids: readonly string[],
): Promise<{ id: string; title: string; meetingId: string; meetingTitle: string }[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('meeting.agenda_item as i')
    .innerJoin('meeting.meeting as m', join =>
      join.onRef('m.region_code', '=', 'i.region_code').onRef('m.id', '=', 'i.meeting_id'),
    )
    .select(['i.id', 'i.title', 'm.id as meeting_id', 'm.title as meeting_title'])
    .where('i.region_code', '=', regionCode)
    .where('i.id', 'in', ids)
    .execute()
  return rows.map(row => ({ id: row.id, title: row.title, meetingId: row.meeting_id, meetingTitle: row.meeting_title }))
}
