import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Meeting, MeetingKind, MeetingState } from '../../model.ts'
import { toMeeting } from '../meetings.ts'

/** Who looks, when only the meetings on whose list they stand are to be seen. */
export interface Invited {
  accountId: string | undefined
  organisationId: string | undefined
  email: string | undefined
}

export interface MeetingFilter {
  /** Meetings that end at or after this moment. */
  endsFrom?: Date | undefined
  /** Meetings that ended before this moment. */
  endsBefore?: Date | undefined
  /** Meetings that begin from `from` on and before `to`. */
  from?: Date | undefined
  to?: Date | undefined
  kind?: MeetingKind | undefined
  state?: MeetingState | undefined
  institutionId?: string | undefined
  /** Part of title, subject or place. */
  words?: string | undefined
  /** Only meetings of this person or office, and no drafts. */
  invited?: Invited | undefined
}

export interface MeetingPage {
  /** Coming ones are read the soonest first, past ones the latest first. */
  order?: 'soonest' | 'latest' | undefined
  /** The id of the last one seen. */
  after?: string | undefined
  limit?: number | undefined
}

/** Meetings of a region with how many stand on the list and said yes or sent somebody, in one statement. */
export async function listMeetings(
  db: Sql | Tx,
  regionCode: string,
  filter: MeetingFilter = {},
  page: MeetingPage = {},
): Promise<(Meeting & { invitees: number; coming: number })[]> {
  const order = page.order ?? 'latest'
  let query = narrowed(db, regionCode, filter)
    .selectAll('g')
    .select([
      sql<number>`(select count(*) from meeting.invitee i where i.region_code = g.region_code and i.meeting_id = g.id
        and i.removed_at is null)`.as('invitees'),
      sql<number>`(select count(*) from meeting.invitee i where i.region_code = g.region_code and i.meeting_id = g.id
        and i.removed_at is null and i.answer in ('yes', 'represented'))`.as('coming'),
    ])
    .orderBy('g.starts_at', order === 'soonest' ? 'asc' : 'desc')
    .orderBy('g.id', order === 'soonest' ? 'asc' : 'desc')
  if (page.after !== undefined) {
    const last = sql`(select a.starts_at, a.id from meeting.meeting a where a.region_code = ${regionCode} and a.id = ${page.after})`
    query = query.where(
      order === 'soonest' ? sql<boolean>`(g.starts_at, g.id) > ${last}` : sql<boolean>`(g.starts_at, g.id) < ${last}`,
    )
  }
  if (page.limit !== undefined) query = query.limit(page.limit)
  const rows = await query.execute()
  return rows.map(row => ({ ...toMeeting(row), invitees: row.invitees, coming: row.coming }))
}

/** How many meetings the filter leaves. */
export async function countMeetings(db: Sql | Tx, regionCode: string, filter: MeetingFilter): Promise<number> {
  const row = await narrowed(db, regionCode, filter)
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

function narrowed(db: Sql | Tx, regionCode: string, filter: MeetingFilter) {
  let query = db.selectFrom('meeting.meeting as g').where('g.region_code', '=', regionCode)
  if (filter.endsFrom) query = query.where('g.ends_at', '>=', filter.endsFrom)
  if (filter.endsBefore) query = query.where('g.ends_at', '<', filter.endsBefore)
  if (filter.from) query = query.where('g.starts_at', '>=', filter.from)
  if (filter.to) query = query.where('g.starts_at', '<', filter.to)
  if (filter.kind) query = query.where('g.kind', '=', filter.kind)
  if (filter.state) query = query.where('g.state', '=', filter.state)
  if (filter.institutionId) query = query.where('g.institution_id', '=', filter.institutionId)
  if (filter.words) {
    const like = `%${filter.words.toLowerCase().replace(/[\\%_]/g, sign => `\\${sign}`)}%`
    query = query.where(sql<string>`lower(concat_ws(' ', g.title, g.subject, g.place, g.letter_number))`, 'like', like)
  }
  if (filter.invited) query = query.where('g.state', '<>', 'draft').where(standsOn(filter.invited))
  return query
}

/** Meeting `g` has this person, their address or their office on its list. */
function standsOn({ accountId, organisationId, email }: Invited) {
  return sql<boolean>`exists (select 1 from meeting.invitee i where i.region_code = g.region_code and i.meeting_id = g.id
    and i.removed_at is null and (i.account_id = ${accountId ?? null} or i.organisation_id = ${organisationId ?? null}
      or lower(i.email) = ${email?.toLowerCase() ?? null}))`
}

/** Meetings by id whatever their region, in one statement. */
export async function listMeetingsByIds(db: Sql | Tx, ids: readonly string[]): Promise<Map<string, Meeting>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('meeting.meeting').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map(row => [row.id, toMeeting(row)]))
}

/** The next meetings, anywhere, to which somebody or their office is invited and which are not over, soonest first. */
export async function listOwnMeetings(
  db: Sql | Tx,
  who: Invited,
  now: Date,
  limit: number,
): Promise<(Meeting & { answer: string })[]> {
  const mine = sql`(i.account_id = ${who.accountId ?? null} or i.organisation_id = ${who.organisationId ?? null}
    or lower(i.email) = ${who.email?.toLowerCase() ?? null})`
  const rows = await db
    .selectFrom('meeting.meeting as g')
    .selectAll('g')
    .select(
      sql<string>`(select min(i.answer) from meeting.invitee i where i.region_code = g.region_code
        and i.meeting_id = g.id and i.removed_at is null and ${mine})`.as('answer'),
    )
    .where('g.id', 'in', eb =>
      eb
        .selectFrom('meeting.invitee as i')
        .select('i.meeting_id')
        .where('i.removed_at', 'is', null)
        .where(sql<boolean>`${mine}`),
    )
    .where('g.state', 'in', ['invited', 'running'])
    .where('g.ends_at', '>', now)
    .orderBy('g.starts_at')
    .orderBy('g.id')
    .limit(limit)
    .execute()
  return rows.map(row => ({ ...toMeeting(row), answer: row.answer }))
}

/** Names of the institution a meeting belongs to and of the meeting it continues, in one statement. */
export async function findRelatedNames(
  db: Sql | Tx,
  meeting: Meeting,
): Promise<{ institution: string | undefined; follows: string | undefined }> {
  const { rows } = await sql<{ institution: string | null; follows: string | null }>`
    select (select name from meeting.institution where region_code = ${meeting.regionCode}
        and id = ${meeting.institutionId ?? null}) as institution,
      (select title from meeting.meeting where region_code = ${meeting.regionCode}
        and id = ${meeting.followsId ?? null}) as follows`.execute(db)
  return { institution: rows[0]?.institution ?? undefined, follows: rows[0]?.follows ?? undefined }
}
