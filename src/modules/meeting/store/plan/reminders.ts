import { sql } from 'kysely'
import type { Zone } from '#kit/format.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Answer } from '../../model-plan.ts'

/** An entry of a list that may want a reminder. */
export interface Remindable {
  regionCode: string
  meetingId: string
  id: string
  email: string
  label: string
  name: string | undefined
  token: string
  /** The account behind the address, if there is one: its letters are capped. */
  accountId: string | undefined
  answer: Answer
  startsAt: Date
  zone: Zone
  lastLetterAt: Date | undefined
}

/** Is there any meeting in the next days for which letters went out? Cheap, for a job that looks often. */
export async function hasComingMeeting(db: Sql, now: Date): Promise<boolean> {
  const row = await coming(db, now).limit(1).executeTakeFirst()
  return row !== undefined
}

/** Meetings that begin within the four days in which reminders go. */
const coming = (db: Sql | Tx, now: Date) =>
  db
    .selectFrom('meeting.meeting as g')
    .select('g.id')
    .where('g.state', '=', 'invited')
    .where('g.starts_at', '>', now)
    .where('g.starts_at', '<', new Date(now.getTime() + 4 * 86_400_000))

/**
 * Entries of the lists of coming meetings that had a letter and did not refuse, oldest meeting first; their rows are held,
 * and those that another run holds are left to it. `after` is the last one seen.
 */
export async function lockRemindable(
  tx: Tx,
  now: Date,
  page: { after: string | undefined; limit: number },
): Promise<Remindable[]> {
  const { rows } = await sql<{
    region_code: string
    meeting_id: string
    id: string
    email: string
    label: string
    name: string | null
    token: string
    account_id: string | null
    answer: Answer
    starts_at: Date
    zone: Zone
    last_letter_at: Date | null
  }>`
    select i.region_code, i.meeting_id, i.id, i.email, coalesce(i.title, i.name, o.name, i.email) as label, i.name, i.token,
      a.id as account_id, i.answer, g.starts_at, g.zone, greatest(m.created_at, i.reminded_at) as last_letter_at
    from meeting.invitee i
    join meeting.meeting g on g.region_code = i.region_code and g.id = i.meeting_id
    join mail.message m on m.id = i.message_id
    left join people.organisation o on o.id = i.organisation_id
    left join people.account a on a.email = lower(i.email)
    where g.id in (${coming(tx, now)}) and i.removed_at is null and i.email is not null
      and i.answer in ('none', 'yes') and m.state <> 'failed'
      and (${page.after ?? null}::uuid is null or i.id > ${page.after ?? null}::uuid)
    order by i.id limit ${page.limit} for update of i skip locked`.execute(tx)
  return rows.map(row => ({
    regionCode: row.region_code,
    meetingId: row.meeting_id,
    id: row.id,
    email: row.email,
    label: row.label,
    name: row.name ?? undefined,
    token: row.token,
    accountId: row.account_id ?? undefined,
    answer: row.answer,
    startsAt: row.starts_at,
    zone: row.zone,
    lastLetterAt: row.last_letter_at ?? undefined,
  }))
}

export async function setReminded(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await tx.updateTable('meeting.invitee').set({ reminded_at: now }).where('id', 'in', ids).execute()
}
