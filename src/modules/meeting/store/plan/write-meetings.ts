import type { Insertable } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { DB } from '#platform/db/tables.ts'
import type { MeetingInput } from '../../model-plan.ts'
import type { Meeting } from '../../model.ts'
import { toMeeting } from '../meetings.ts'

const toColumns = (input: MeetingInput) =>
  ({
    kind: input.kind,
    title: input.title,
    subject: input.subject ?? null,
    purpose: input.purpose ?? null,
    institution_id: input.institutionId ?? null,
    series_key: input.seriesKey ?? null,
    starts_at: input.startsAt,
    ends_at: input.endsAt,
    zone: input.zone,
    place: input.place ?? null,
    address: input.address ?? null,
    link: input.link ?? null,
    follows_id: input.followsId ?? null,
    chair: input.chair ?? null,
    note_taker: input.noteTaker ?? null,
    letter_class: input.letterClass ?? null,
    letter_body: input.letterBody ?? null,
    letter_attachments: input.letterAttachments ?? [],
    letter_copies: input.letterCopies ?? [],
  }) satisfies Partial<Insertable<DB['meeting.meeting']>>

/**
 * A new draft; `plannedFor` is the first day of the month for which the meeting of an institution is planned by itself, and
 * the answer is undefined when there is one already for that month.
 */
export async function insertMeeting(
  tx: Tx,
  row: { regionCode: string; input: MeetingInput; plannedFor?: string; accountId: string | undefined; now: Date },
): Promise<Meeting | undefined> {
  const stored = await tx
    .insertInto('meeting.meeting')
    .values({
      region_code: row.regionCode,
      ...toColumns(row.input),
      planned_for: row.plannedFor ?? null,
      created_by: row.accountId ?? null,
      created_at: row.now,
      changed_by: row.accountId ?? null,
      changed_at: row.now,
    })
    .onConflict(conflict =>
      conflict
        .columns(['region_code', 'institution_id', 'planned_for'])
        .where('planned_for', 'is not', null)
        .doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
  return stored && toMeeting(stored)
}

/** Stores what the organiser wrote; the version grows by one. */
export async function updateMeeting(
  tx: Tx,
  row: { regionCode: string; id: string; input: MeetingInput; accountId: string | undefined; now: Date },
): Promise<Meeting> {
  const stored = await tx
    .updateTable('meeting.meeting')
    .set(eb => ({
      ...toColumns(row.input),
      version: eb('version', '+', 1),
      changed_by: row.accountId ?? null,
      changed_at: row.now,
    }))
    .where('region_code', '=', row.regionCode)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toMeeting(stored)
}

/** Is there a living institution with this id in the region? */
export async function hasInstitution(tx: Tx, regionCode: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('meeting.institution')
    .select('id')
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** The first letter is out: its number and day, and the meeting is invited. */
export async function setInvited(
  tx: Tx,
  meeting: Meeting,
  letter: { text: string; date: string; accountId: string | undefined; now: Date },
): Promise<Meeting> {
  const stored = await tx
    .updateTable('meeting.meeting')
    .set(eb => ({
      state: 'invited',
      letter_number: letter.text,
      letter_date: letter.date,
      version: eb('version', '+', 1),
      changed_by: letter.accountId ?? null,
      changed_at: letter.now,
    }))
    .where('region_code', '=', meeting.regionCode)
    .where('id', '=', meeting.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toMeeting(stored)
}

/** Another letter about the same meeting, which those who were invited get: its number and day; SEQUENCE grows by one. */
export async function setNextLetter(
  tx: Tx,
  meeting: Meeting,
  letter: { text: string; date: string },
): Promise<Meeting> {
  const stored = await tx
    .updateTable('meeting.meeting')
    .set(eb => ({ letter_number: letter.text, letter_date: letter.date, sequence: eb('sequence', '+', 1) }))
    .where('region_code', '=', meeting.regionCode)
    .where('id', '=', meeting.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toMeeting(stored)
}

export async function setCancelled(
  tx: Tx,
  meeting: Meeting,
  row: { reason: string; accountId: string | undefined; now: Date },
): Promise<Meeting> {
  const stored = await tx
    .updateTable('meeting.meeting')
    .set(eb => ({
      state: 'cancelled',
      cancel_reason: row.reason,
      attendance_open: false,
      version: eb('version', '+', 1),
      changed_by: row.accountId ?? null,
      changed_at: row.now,
    }))
    .where('region_code', '=', meeting.regionCode)
    .where('id', '=', meeting.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toMeeting(stored)
}
