import type { Sql, Tx } from '#platform/db/database.ts'
import type { Meeting } from '../../model.ts'
import type { FinalMinutes, MinutesContent, Way } from '../../model-sitting.ts'
import { toMeeting } from '../meetings.ts'

/** The meeting whose list a token opens, and by which of its two tokens. With `lock` its row is held. */
export async function findMeetingByToken(
  db: Sql | Tx,
  token: string,
  lock = false,
): Promise<{ meeting: Meeting; how: Exclude<Way, 'paper'> } | undefined> {
  let query = db
    .selectFrom('meeting.meeting')
    .selectAll()
    .where(eb => eb.or([eb('door_token', '=', token), eb('online_token', '=', token)]))
  // Many sign at the same time; only opening and closing must not come between.
  if (lock) query = query.forShare()
  const row = await query.executeTakeFirst()
  return row && { meeting: toMeeting(row), how: row.door_token === token ? 'door' : 'link' }
}

/** The meeting to which the shared text of minutes belongs, its row held against being made final. */
export async function findMeetingOfText(
  db: Sql | Tx,
  regionCode: string,
  textId: string,
  hold = false,
): Promise<Meeting | undefined> {
  let query = db
    .selectFrom('meeting.meeting')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('text_id', '=', textId)
  if (hold) query = query.forShare()
  const row = await query.executeTakeFirst()
  return row && toMeeting(row)
}

type Changed =
  | 'state'
  | 'attendanceOpen'
  | 'chair'
  | 'noteTaker'
  | 'textId'
  | 'minutesState'
  | 'minutesSha256'
  | 'minutesFinalAt'
  | 'closedAt'
type Change = { [K in Changed]?: Meeting[K] | undefined } & { minutesFinalBy?: string | undefined }

/**
 * Stores what changes while a meeting sits; keys given as undefined become empty. The version grows only with what the
 * form of the meeting shows too.
 */
export async function updateSitting(
  tx: Tx,
  meeting: Pick<Meeting, 'regionCode' | 'id'>,
  change: Change,
  by: string | undefined,
  now: Date,
): Promise<void> {
  const has = (key: keyof Change) => Object.hasOwn(change, key)
  const grows = has('state') || has('chair') || has('noteTaker')
  await tx
    .updateTable('meeting.meeting')
    .set(eb => ({
      ...(has('state') ? { state: change.state ?? 'draft' } : {}),
      ...(has('attendanceOpen') ? { attendance_open: change.attendanceOpen === true } : {}),
      ...(has('chair') ? { chair: change.chair ?? null } : {}),
      ...(has('noteTaker') ? { note_taker: change.noteTaker ?? null } : {}),
      ...(has('textId') ? { text_id: change.textId ?? null } : {}),
      ...(has('minutesState') ? { minutes_state: change.minutesState ?? 'none' } : {}),
      ...(has('minutesSha256') ? { minutes_sha256: change.minutesSha256 ?? null } : {}),
      ...(has('minutesFinalAt') ? { minutes_final_at: change.minutesFinalAt ?? null } : {}),
      ...(has('minutesFinalBy') ? { minutes_final_by: change.minutesFinalBy ?? null } : {}),
      ...(has('closedAt') ? { closed_at: change.closedAt ?? null } : {}),
      ...(grows ? { version: eb('version', '+', 1) } : {}),
      changed_by: by ?? null,
      changed_at: now,
    }))
    .where('region_code', '=', meeting.regionCode)
    .where('id', '=', meeting.id)
    .execute()
}

/** Keeps minutes as they are made final; the token of their verification page. */
export async function insertFinalMinutes(
  tx: Tx,
  meeting: Pick<Meeting, 'regionCode' | 'id'>,
  content: MinutesContent,
  sha256: string,
  by: string | undefined,
  now: Date,
): Promise<{ number: number; token: string }> {
  const { regionCode, id } = meeting
  const last = await tx
    .selectFrom('meeting.minutes')
    .select(eb => eb.fn.max('number').as('number'))
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', id)
    .executeTakeFirst()
  return await tx
    .insertInto('meeting.minutes')
    .values({
      region_code: regionCode,
      meeting_id: id,
      number: (last?.number ?? 0) + 1,
      content: JSON.stringify(content),
      sha256,
      final_at: now,
      final_by: by ?? null,
    })
    .returning(['number', 'token'])
    .executeTakeFirstOrThrow()
}

/** Marks the valid minutes as reopened. */
export async function reopenMinutes(
  tx: Tx,
  meeting: Pick<Meeting, 'regionCode' | 'id'>,
  reason: string,
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('meeting.minutes')
    .set({ reopened_at: now, reopened_by: by ?? null, reopen_reason: reason })
    .where('region_code', '=', meeting.regionCode)
    .where('meeting_id', '=', meeting.id)
    .where('reopened_at', 'is', null)
    .execute()
}

const minutesColumns = [
  'number',
  'token',
  'content',
  'sha256',
  'final_at',
  'final_by',
  'reopened_at',
  'reopen_reason',
] as const

interface MinutesRow {
  number: number
  token: string
  content: unknown
  sha256: string
  final_at: Date
  final_by: string | null
  reopened_at: Date | null
  reopen_reason: string | null
}

const toFinal = (row: MinutesRow): FinalMinutes => ({
  number: row.number,
  token: row.token,
  content: row.content as MinutesContent,
  sha256: row.sha256,
  finalAt: row.final_at,
  finalBy: row.final_by ?? undefined,
  reopenedAt: row.reopened_at ?? undefined,
  reopenReason: row.reopen_reason ?? undefined,
})

/** Everything that was ever made final of a meeting, newest first, in one statement. */
export async function listFinalMinutes(db: Sql | Tx, regionCode: string, meetingId: string): Promise<FinalMinutes[]> {
  const rows = await db
    .selectFrom('meeting.minutes')
    .select(minutesColumns)
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(toFinal)
}

/** The final minutes of a verification page, and whose they are. */
export async function findMinutesByToken(
  db: Sql | Tx,
  token: string,
): Promise<{ minutes: FinalMinutes; regionCode: string; meetingId: string } | undefined> {
  const row = await db
    .selectFrom('meeting.minutes')
    .select([...minutesColumns, 'region_code', 'meeting_id'])
    .where('token', '=', token)
    .executeTakeFirst()
  return row && { minutes: toFinal(row), regionCode: row.region_code, meetingId: row.meeting_id }
}

/** Titles of meetings by id, in one statement. */
export async function nameMeetings(
  db: Sql | Tx,
  regionCode: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('meeting.meeting')
    .select(['id', 'title'])
    .where('region_code', '=', regionCode)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(row => [row.id, row.title]))
}
