import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Answer, Delivery, Invitee, Seat } from '../../model-plan.ts'

/** Everybody on the list of a meeting, as far as it takes to see who is there already. */
export async function listSeats(db: Sql | Tx, regionCode: string, meetingId: string): Promise<Seat[]> {
  const rows = await db
    .selectFrom('meeting.invitee')
    .select(['organisation_id', 'account_id', 'role', 'name', 'title', 'email'])
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .where('removed_at', 'is', null)
    .execute()
  return rows.map(row => ({
    organisationId: row.organisation_id ?? undefined,
    accountId: row.account_id ?? undefined,
    role: row.role ?? undefined,
    name: row.name ?? undefined,
    title: row.title ?? undefined,
    email: row.email ?? undefined,
  }))
}

/** Puts seats on a list, in one statement. */
export async function insertInvitees(
  tx: Tx,
  regionCode: string,
  meetingId: string,
  seats: readonly Seat[],
): Promise<void> {
  if (seats.length === 0) return
  await tx
    .insertInto('meeting.invitee')
    .values(
      seats.map(seat => ({
        region_code: regionCode,
        meeting_id: meetingId,
        organisation_id: seat.organisationId ?? null,
        account_id: seat.accountId ?? null,
        role: seat.role ?? null,
        name: seat.name ?? null,
        title: seat.title ?? null,
        email: seat.email ?? null,
        why: seat.why ?? null,
      })),
    )
    .execute()
}

const delivery = sql<Delivery>`case
  when i.email is null then 'no-address'
  when i.invited_sequence is null then 'unsent'
  when m.state = 'failed' then 'failed'
  when m.state = 'queued' then 'queued'
  else 'sent' end`

/** What a list is sorted and searched by: the post, else the person, else the office. */
const label = sql<string>`lower(coalesce(i.title, i.name, o.name, i.email))`

const invitees = (db: Sql | Tx) =>
  db
    .selectFrom('meeting.invitee as i')
    .leftJoin('people.organisation as o', 'o.id', 'i.organisation_id')
    .leftJoin('mail.message as m', 'm.id', 'i.message_id')
    .selectAll('i')
    .select(['o.name as organisation_name', 'm.last_error', delivery.as('delivery'), label.as('label')])

type Row = Awaited<ReturnType<ReturnType<typeof invitees>['execute']>>[number]

const toInvitee = (row: Row): Invitee => ({
  id: row.id,
  organisationId: row.organisation_id ?? undefined,
  organisationName: row.organisation_name ?? undefined,
  accountId: row.account_id ?? undefined,
  role: row.role ?? undefined,
  name: row.name ?? undefined,
  title: row.title ?? undefined,
  email: row.email ?? undefined,
  why: row.why ?? undefined,
  answer: row.answer as Answer,
  answerNote: row.answer_note ?? undefined,
  representedBy: row.represented_by ?? undefined,
  representedTitle: row.represented_title ?? undefined,
  answeredAt: row.answered_at ?? undefined,
  token: row.token,
  invitedSequence: row.invited_sequence ?? undefined,
  delivery: row.delivery,
  deliveryError: row.delivery === 'failed' ? (row.last_error ?? undefined) : undefined,
  remindedAt: row.reminded_at ?? undefined,
})

export interface InviteeFilter {
  answer?: Answer | undefined
  delivery?: Delivery | undefined
  /** A part of the post, the name, the office or the address. */
  words?: string | undefined
}

/** One page of the list of a meeting in the order of posts and names; `after` is the id of the last one seen. */
export async function listInvitees(
  db: Sql | Tx,
  regionCode: string,
  meetingId: string,
  filter: InviteeFilter = {},
  page: { after?: string | undefined; limit?: number } = {},
): Promise<Invitee[]> {
  let query = invitees(db)
    .where('i.region_code', '=', regionCode)
    .where('i.meeting_id', '=', meetingId)
    .where('i.removed_at', 'is', null)
    .orderBy(label)
    .orderBy('i.id')
  if (filter.answer) query = query.where('i.answer', '=', filter.answer)
  if (filter.delivery) query = query.where(delivery, '=', filter.delivery)
  if (filter.words) {
    const like = `%${filter.words.toLowerCase().replace(/[\\%_]/g, sign => `\\${sign}`)}%`
    query = query.where(
      sql<string>`lower(concat_ws(' ', i.title, i.name, o.name, i.email, i.represented_by))`,
      'like',
      like,
    )
  }
  if (page.after !== undefined) {
    query = query.where(
      sql<boolean>`(${label}, i.id) > (
        select lower(coalesce(a.title, a.name, ao.name, a.email)), a.id from meeting.invitee a
        left join people.organisation ao on ao.id = a.organisation_id
        where a.region_code = ${regionCode} and a.id = ${page.after})`,
    )
  }
  if (page.limit !== undefined) query = query.limit(page.limit)
  return (await query.execute()).map(toInvitee)
}

export interface InviteeCounts {
  all: number
  yes: number
  no: number
  represented: number
  none: number
  /** Letters that the mail server did not take. */
  failed: number
  /** Who has no address to write to. */
  noAddress: number
  /** With an address and without a letter. */
  unsent: number
  queued: number
}

/** How the list of a meeting stands, in one statement. */
export async function countInvitees(db: Sql | Tx, regionCode: string, meetingId: string): Promise<InviteeCounts> {
  const { rows } = await sql<InviteeCounts>`
    select count(*) as all,
      count(*) filter (where i.answer = 'yes') as yes,
      count(*) filter (where i.answer = 'no') as no,
      count(*) filter (where i.answer = 'represented') as represented,
      count(*) filter (where i.answer = 'none') as none,
      count(*) filter (where ${delivery} = 'failed') as failed,
      count(*) filter (where ${delivery} = 'no-address') as "noAddress",
      count(*) filter (where ${delivery} = 'unsent') as unsent,
      count(*) filter (where ${delivery} = 'queued') as queued
    from meeting.invitee i left join mail.message m on m.id = i.message_id
    where i.region_code = ${regionCode} and i.meeting_id = ${meetingId} and i.removed_at is null`.execute(db)
  const [counts] = rows
  if (!counts) throw new Error('A count gave no row')
  return counts
}

/** One entry that is still on the list. */
export async function findInvitee(
  db: Sql | Tx,
  regionCode: string,
  meetingId: string,
  id: string,
): Promise<Invitee | undefined> {
  const row = await invitees(db)
    .where('i.region_code', '=', regionCode)
    .where('i.meeting_id', '=', meetingId)
    .where('i.id', '=', id)
    .where('i.removed_at', 'is', null)
    .executeTakeFirst()
  return row && toInvitee(row)
}

/** Whose letter has this token, also when they were taken off the list since. */
export async function findByToken(
  db: Sql | Tx,
  token: string,
): Promise<{ invitee: Invitee; regionCode: string; meetingId: string; removed: boolean } | undefined> {
  const row = await invitees(db).where('i.token', '=', token).executeTakeFirst()
  return (
    row && {
      invitee: toInvitee(row),
      regionCode: row.region_code,
      meetingId: row.meeting_id,
      removed: row.removed_at !== null,
    }
  )
}

/** The entries of a list for which somebody may answer: by account, by address or by the office acted for. */
export async function listOwnSeats(
  db: Sql | Tx,
  regionCode: string,
  meetingId: string,
  who: { accountId: string | undefined; organisationId: string | undefined; email: string | undefined },
): Promise<Invitee[]> {
  if (who.accountId === undefined) return []
  const rows = await invitees(db)
    .where('i.region_code', '=', regionCode)
    .where('i.meeting_id', '=', meetingId)
    .where('i.removed_at', 'is', null)
    .where(eb =>
      eb.or([
        eb('i.account_id', '=', who.accountId ?? null),
        ...(who.organisationId === undefined
          ? []
          : [eb.and([eb('i.organisation_id', '=', who.organisationId), eb('i.account_id', 'is', null)])]),
        ...(who.email === undefined ? [] : [eb(eb.fn<string>('lower', ['i.email']), '=', who.email.toLowerCase())]),
      ]),
    )
    .orderBy(label)
    .execute()
  return rows.map(toInvitee)
}

export interface StoredAnswer {
  answer: Exclude<Answer, 'none'>
  note: string | undefined
  representedBy: string | undefined
  representedTitle: string | undefined
}

export async function updateAnswer(
  tx: Tx,
  regionCode: string,
  id: string,
  given: StoredAnswer,
  accountId: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('meeting.invitee')
    .set({
      answer: given.answer,
      answer_note: given.note ?? null,
      represented_by: given.representedBy ?? null,
      represented_title: given.representedTitle ?? null,
      answered_at: now,
      answered_by: accountId ?? null,
    })
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .execute()
}

export async function removeInvitees(
  tx: Tx,
  regionCode: string,
  meetingId: string,
  ids: readonly string[],
  now: Date,
): Promise<number> {
  if (ids.length === 0) return 0
  const rows = await tx
    .updateTable('meeting.invitee')
    .set({ removed_at: now })
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .where('removed_at', 'is', null)
    .where('id', 'in', ids)
    .returning('id')
    .execute()
  return rows.length
}

/** A new address for one entry, to whom the letter is then written as if there had been none. */
export async function updateAddress(tx: Tx, regionCode: string, id: string, email: string): Promise<void> {
  await tx
    .updateTable('meeting.invitee')
    .set({ email, invited_sequence: null, message_id: null })
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .execute()
}

/** Everybody on the list has the letter by other means, so that only who comes later is written to. */
export async function setDelivered(tx: Tx, regionCode: string, meetingId: string, sequence: number): Promise<void> {
  await tx
    .updateTable('meeting.invitee')
    .set({ invited_sequence: sequence })
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .where('removed_at', 'is', null)
    .where('invited_sequence', 'is', null)
    .execute()
}
