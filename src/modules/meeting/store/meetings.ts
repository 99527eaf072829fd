import type { Selectable } from 'kysely'
import type { Zone } from '#kit/format.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { DB } from '#platform/db/tables.ts'
import type { Meeting, MeetingKind, MeetingState } from '../model.ts'

export const toMeeting = (row: Selectable<DB['meeting.meeting']>): Meeting => ({
  regionCode: row.region_code,
  id: row.id,
  kind: row.kind as MeetingKind,
  title: row.title,
  subject: row.subject ?? undefined,
  purpose: row.purpose ?? undefined,
  institutionId: row.institution_id ?? undefined,
  seriesKey: row.series_key ?? undefined,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  zone: row.zone as Zone,
  place: row.place ?? undefined,
  address: row.address ?? undefined,
  link: row.link ?? undefined,
  state: row.state as MeetingState,
  cancelReason: row.cancel_reason ?? undefined,
  sequence: row.sequence,
  followsId: row.follows_id ?? undefined,
  chair: row.chair ?? undefined,
  noteTaker: row.note_taker ?? undefined,
  letterClass: row.letter_class ?? undefined,
  letterNumber: row.letter_number ?? undefined,
  letterDate: row.letter_date ?? undefined,
  letterBody: row.letter_body ?? undefined,
  letterAttachments: row.letter_attachments,
  letterCopies: row.letter_copies,
  doorToken: row.door_token,
  onlineToken: row.online_token,
  letterToken: row.letter_token,
  attendanceOpen: row.attendance_open,
  textId: row.text_id ?? undefined,
  minutesState: row.minutes_state as Meeting['minutesState'],
  minutesFinalAt: row.minutes_final_at ?? undefined,
  minutesSha256: row.minutes_sha256 ?? undefined,
  plannedFor: row.planned_for ?? undefined,
  version: row.version,
  closedAt: row.closed_at ?? undefined,
})

/** One meeting of a region; `undefined` when there is none. With `lock` its row is held until the transaction ends. */
export async function findMeeting(
  db: Sql | Tx,
  regionCode: string,
  id: string,
  lock = false,
): Promise<Meeting | undefined> {
  let query = db.selectFrom('meeting.meeting').selectAll().where('region_code', '=', regionCode).where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && toMeeting(row)
}

/** Does this account, or the office it acts for, stand on the list of a meeting? */
export async function isInvited(
  db: Sql | Tx,
  regionCode: string,
  meetingId: string,
  who: { accountId: string | undefined; organisationId: string | undefined; email: string | undefined },
): Promise<boolean> {
  if (who.accountId === undefined) return false
  const row = await db
    .selectFrom('meeting.invitee')
    .select('id')
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .where('removed_at', 'is', null)
    .where(eb =>
      eb.or([
        eb('account_id', '=', who.accountId ?? null),
        ...(who.organisationId === undefined ? [] : [eb('organisation_id', '=', who.organisationId)]),
        ...(who.email === undefined ? [] : [eb(eb.fn<string>('lower', ['email']), '=', who.email.toLowerCase())]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
