import { type Selectable, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { DB } from '#platform/db/tables.ts'
import { type Attendance, type AttendanceInput, type Expected, MOST_PRESENT, type Way } from '../../model-sitting.ts'

const toAttendance = (row: Selectable<DB['meeting.attendance']>): Attendance => ({
  id: row.id,
  inviteeId: row.invitee_id ?? undefined,
  organisationId: row.organisation_id ?? undefined,
  name: row.name,
  title: row.title ?? undefined,
  office: row.office ?? undefined,
  number: row.number ?? undefined,
  phone: row.phone ?? undefined,
  how: row.how as Way,
  cameAt: row.came_at,
})

export interface AttendanceFilter {
  /** In name or office, without regard to case. */
  search?: string | undefined
  how?: Way | undefined
}

/**
 * Who is on the list of a meeting, in the order in which they came; those taken off are left out. One statement. `after` is
 * the id of the last one seen.
 */
export async function listAttendance(
  db: Sql | Tx,
  regionCode: string,
  meetingId: string,
  filter: AttendanceFilter = {},
  page: { after?: string | undefined; limit: number } = { limit: MOST_PRESENT },
): Promise<Attendance[]> {
  let query = db
    .selectFrom('meeting.attendance')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .where('removed_at', 'is', null)
    .orderBy('came_at')
    .orderBy('id')
    .limit(page.limit)
  if (filter.how) query = query.where('how', '=', filter.how)
  if (filter.search) {
    const like = `%${filter.search.replace(/[\\%_]/g, sign => `\\${sign}`)}%`
    query = query.where(eb => eb.or([eb('name', 'ilike', like), eb('office', 'ilike', like)]))
  }
  if (page.after !== undefined) {
    query = query.where(sql<boolean>`(came_at, id) > (select a.came_at, a.id from meeting.attendance a
      where a.region_code = ${regionCode} and a.meeting_id = ${meetingId} and a.id = ${page.after})`)
  }
  return (await query.execute()).map(toAttendance)
}

export interface AttendanceCounts {
  present: number
  byWay: Record<Way, number>
  /** Invitations, and for how many of them somebody came. */
  invited: number
  came: number
}

/** How many came, by which way, and for how many invitations; in one statement. */
export async function countSitting(db: Sql | Tx, regionCode: string, meetingId: string): Promise<AttendanceCounts> {
  const { rows } = await sql<{ door: number; link: number; paper: number; invited: number; came: number }>`
    with present as (
      select how, invitee_id from meeting.attendance
      where region_code = ${regionCode} and meeting_id = ${meetingId} and removed_at is null
    )
    select
      (select count(*)::int from present where how = 'door') as door,
      (select count(*)::int from present where how = 'link') as link,
      (select count(*)::int from present where how = 'paper') as paper,
      count(*)::int as invited,
      count(*) filter (where exists (select from present p where p.invitee_id = i.id))::int as came
    from meeting.invitee i
    where i.region_code = ${regionCode} and i.meeting_id = ${meetingId} and i.removed_at is null`.execute(db)
  const { door, link, paper, invited, came } = rows[0] ?? { door: 0, link: 0, paper: 0, invited: 0, came: 0 }
  return { present: door + link + paper, byWay: { door, link, paper }, invited, came }
}

/** Somebody who was invited and for whom nobody is on the list. */
export interface Absentee {
  name: string
  title: string | undefined
  answer: Expected['answer']
}

/** Who was invited and did not come, by name, in one statement. */
export async function listAbsent(
  db: Sql | Tx,
  regionCode: string,
  meetingId: string,
  limit: number,
): Promise<Absentee[]> {
  const rows = await db
    .selectFrom('meeting.invitee as i')
    .leftJoin('people.organisation as o', 'o.id', 'i.organisation_id')
    .select(['i.name', 'i.title', 'i.email', 'i.answer', 'o.name as office'])
    .where('i.region_code', '=', regionCode)
    .where('i.meeting_id', '=', meetingId)
    .where('i.removed_at', 'is', null)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('meeting.attendance as a')
            .select('a.id')
            .whereRef('a.region_code', '=', 'i.region_code')
            .whereRef('a.invitee_id', '=', 'i.id')
            .where('a.removed_at', 'is', null),
        ),
      ),
    )
    .orderBy(sql`coalesce(o.name, i.name, i.email)`)
    .orderBy('i.id')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    name: [row.name, row.office].filter(Boolean).join(', ') || (row.email ?? ''),
    title: row.title ?? undefined,
    answer: row.answer as Expected['answer'],
  }))
}

/** How many people are on the list of a meeting. */
export async function countAttendance(db: Sql | Tx, regionCode: string, meetingId: string): Promise<number> {
  const row = await db
    .selectFrom('meeting.attendance')
    .select(eb => eb.fn.countAll<string>().as('count'))
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Has this account signed already? When it did. */
export async function findOwnAttendance(
  db: Sql | Tx,
  regionCode: string,
  meetingId: string,
  accountId: string,
): Promise<Date | undefined> {
  const row = await db
    .selectFrom('meeting.attendance')
    .select('came_at')
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row?.came_at
}

/** What an account wrote of itself the last time, so that it need not type it again. */
export async function findLastSigning(db: Sql | Tx, accountId: string): Promise<AttendanceInput | undefined> {
  const row = await db
    .selectFrom('meeting.attendance')
    .select(['name', 'title', 'office', 'number', 'phone'])
    .where('account_id', '=', accountId)
    .where('how', '<>', 'paper')
    .orderBy('came_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      name: row.name,
      title: row.title ?? undefined,
      office: row.office ?? undefined,
      number: row.number ?? undefined,
      phone: row.phone ?? undefined,
    }
  )
}

export interface NewAttendance extends AttendanceInput {
  inviteeId: string | undefined
  accountId: string | undefined
  organisationId: string | undefined
  how: Way
}

/** Puts people on the list; those who stand there already by name and office are left out. Ids of the new ones. */
export async function insertAttendance(
  tx: Tx,
  regionCode: string,
  meetingId: string,
  people: readonly NewAttendance[],
  by: string | undefined,
  now: Date,
): Promise<string[]> {
  if (people.length === 0) return []
  const rows = await tx
    .insertInto('meeting.attendance')
    .values(
      people.map((one, at) => ({
        region_code: regionCode,
        meeting_id: meetingId,
        invitee_id: one.inviteeId ?? null,
        account_id: one.accountId ?? null,
        organisation_id: one.organisationId ?? null,
        name: one.name,
        title: one.title ?? null,
        office: one.office ?? null,
        number: one.number ?? null,
        phone: one.phone ?? null,
        how: one.how,
        // Those of one list stay in its order.
        came_at: new Date(now.getTime() + at),
        entered_by: by ?? null,
      })),
    )
    .onConflict(conflict =>
      conflict
        .expression(sql`region_code, meeting_id, lower(name), lower(coalesce(office, ''))`)
        .where('removed_at', 'is', null)
        .doNothing(),
    )
    .returning('id')
    .execute()
  return rows.map(row => row.id)
}

/** When somebody of this name and office came; undefined when nobody did. */
export async function findSameName(
  db: Sql | Tx,
  regionCode: string,
  meetingId: string,
  person: Pick<AttendanceInput, 'name' | 'office'>,
): Promise<Date | undefined> {
  const row = await db
    .selectFrom('meeting.attendance')
    .select('came_at')
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .where('removed_at', 'is', null)
    .where(
      sql<boolean>`lower(name) = lower(${person.name}) and lower(coalesce(office, '')) = lower(${person.office ?? ''})`,
    )
    .executeTakeFirst()
  return row?.came_at
}

/** Takes one off the list; its name, or undefined when it was not on it. */
export async function removeAttendance(
  tx: Tx,
  regionCode: string,
  meetingId: string,
  id: string,
  reason: string,
  now: Date,
): Promise<string | undefined> {
  const row = await tx
    .updateTable('meeting.attendance')
    .set({ removed_at: now, removed_reason: reason })
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  return row?.name
}

/** Who was invited, as far as attendance is told by it, in one statement. */
export async function listExpected(db: Sql | Tx, regionCode: string, meetingId: string): Promise<Expected[]> {
  const rows = await db
    .selectFrom('meeting.invitee')
    .select(['id', 'account_id', 'organisation_id', 'name', 'title', 'email', 'answer', 'represented_by'])
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    accountId: row.account_id ?? undefined,
    organisationId: row.organisation_id ?? undefined,
    name: row.name ?? undefined,
    title: row.title ?? undefined,
    email: row.email ?? undefined,
    answer: row.answer as Expected['answer'],
    representedBy: row.represented_by ?? undefined,
  }))
}
