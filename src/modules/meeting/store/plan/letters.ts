import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** Somebody on a list who has not had the newest letter. */
export interface Owed {
  id: string
  email: string
  /** How the letter calls them: the post, else the name, else the office. */
  label: string
  name: string | undefined
  token: string
  kind: 'invitation' | 'change' | 'cancellation' | 'withdrawal'
}

const kind = sql<Owed['kind']>`case
  when i.removed_at is not null then 'withdrawal'
  when g.state = 'cancelled' then 'cancellation'
  when i.invited_sequence is null then 'invitation'
  else 'change' end`

/**
 * Letters that a meeting owes, their rows held until the transaction ends: to who was never written to, to who knows an
 * older SEQUENCE, and to who was taken off the list after a letter. Nothing for drafts, nor once the meeting is under way.
 */
export async function lockOwed(tx: Tx, regionCode: string, meetingId: string): Promise<Owed[]> {
  const { rows } = await sql<{
    id: string
    email: string
    label: string
    name: string | null
    token: string
    kind: Owed['kind']
  }>`
    select i.id, i.email, coalesce(i.title, i.name, o.name, i.email) as label, i.name, i.token, ${kind} as kind
    from meeting.invitee i
    join meeting.meeting g on g.region_code = i.region_code and g.id = i.meeting_id
    left join people.organisation o on o.id = i.organisation_id
    where i.region_code = ${regionCode} and i.meeting_id = ${meetingId} and i.email is not null
      and case
        when i.removed_at is not null then i.invited_sequence is not null and g.state = 'invited'
        when g.state = 'cancelled' then i.invited_sequence < g.sequence
        when g.state = 'invited' then i.invited_sequence is null or i.invited_sequence < g.sequence
        else false end
    order by label, i.id for update of i`.execute(tx)
  return rows.map(row => ({ ...row, name: row.name ?? undefined }))
}

/** The letters of these entries are in the outbox; who was withdrawn has had their last one. */
export async function settleOwed(
  tx: Tx,
  regionCode: string,
  meetingId: string,
  letters: readonly { id: string; messageId: string }[],
): Promise<void> {
  if (letters.length === 0) return
  await sql`update meeting.invitee i
    set invited_sequence = case when i.removed_at is null then g.sequence end, message_id = given.message_id
    from meeting.meeting g,
      unnest(${letters.map(one => one.id)}::uuid[], ${letters.map(one => one.messageId)}::uuid[]) as given (id, message_id)
    where g.region_code = ${regionCode} and g.id = ${meetingId}
      and i.region_code = ${regionCode} and i.id = given.id`.execute(tx)
}

/** Whom the letter addresses, and what stands on the agenda: two statements. */
export async function letterLists(db: Sql | Tx, regionCode: string, meetingId: string) {
  const addressed = await sql<{ label: string; name: string | null }>`
    select coalesce(i.title, o.name, i.name, i.email) as label,
      case when i.title is null then null else i.name end as name
    from meeting.invitee i left join people.organisation o on o.id = i.organisation_id
    where i.region_code = ${regionCode} and i.meeting_id = ${meetingId} and i.removed_at is null
    order by lower(coalesce(i.title, i.name, o.name, i.email)), i.id`.execute(db)
  const agenda = await listAgendaLines(db, regionCode, meetingId)
  return {
    addressed: addressed.rows.map(row => ({ label: row.label, name: row.name ?? undefined })),
    agenda,
  }
}

/** The meeting whose letter has this token; undefined when there is none. */
export async function findByLetterToken(
  db: Sql | Tx,
  token: string,
): Promise<{ regionCode: string; meetingId: string } | undefined> {
  const row = await db
    .selectFrom('meeting.meeting')
    .select(['region_code', 'id'])
    .where('letter_token', '=', token)
    .executeTakeFirst()
  return row && { regionCode: row.region_code, meetingId: row.id }
}

/** What stands on the agenda of a meeting by itself, in its order. */
export async function listAgendaLines(db: Sql | Tx, regionCode: string, meetingId: string) {
  const rows = await db
    .selectFrom('meeting.agenda_item')
    .select(['title', 'minutes', 'speaker'])
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    title: row.title,
    minutes: row.minutes ?? undefined,
    speaker: row.speaker ?? undefined,
  }))
}
