import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** How many people of one office came to one meeting; `officeName` undefined for those of no office of the platform. */
export interface AttendanceCount {
  meetingId: string
  officeName: string | undefined
  people: number
}

/** Who came to meetings, counted by office, in one statement; nobody is named. */
export async function countAttendance(
  db: Sql | Tx,
  regionCode: string,
  meetingIds: readonly string[],
): Promise<AttendanceCount[]> {
  if (meetingIds.length === 0) return []
  const rows = await db
    .selectFrom('meeting.attendance as a')
    .leftJoin('people.organisation as o', 'o.id', 'a.organisation_id')
    .select(['a.meeting_id', sql<string | null>`coalesce(o.name, nullif(trim(a.office), ''))`.as('office_name')])
    .select(sql<number>`count(*)::int`.as('people'))
    .where('a.region_code', '=', regionCode)
    .where('a.meeting_id', 'in', meetingIds)
    .where('a.removed_at', 'is', null)
    .groupBy(['a.meeting_id', sql`2`])
    .execute()
  return rows.map(row => ({
    meetingId: row.meeting_id,
    officeName: row.office_name ?? undefined,
    people: row.people,
  }))
}

/** An institution as a book prints it: members by position and office, not by name. */
export interface InstitutionFacts {
  id: string
  kind: string
  name: string
  duties: string | undefined
  decreeNumber: string | undefined
  decreeDate: string | undefined
  termFrom: string | undefined
  termUntil: string | undefined
  members: { position: string; office: string | undefined; title: string | undefined }[]
}

/** The living institutions of a region, council first, with the members of a day in their order, in one statement. */
export async function listInstitutionFacts(
  db: Sql | Tx,
  regionCode: string,
  today: string,
): Promise<InstitutionFacts[]> {
  const rows = await db
    .selectFrom('meeting.institution as i')
    .selectAll('i')
    .select(
      sql<{ position: string; office: string | null; title: string | null }[]>`coalesce((select jsonb_agg(
          jsonb_build_object('position', m.position, 'office', o.name, 'title', m.title) order by m.sort, m.id)
        from meeting.institution_member m left join people.organisation o on o.id = m.organisation_id
        where m.region_code = i.region_code and m.institution_id = i.id
          and (m.since is null or m.since <= ${today}::date) and (m.until is null or m.until >= ${today}::date)), '[]')`.as(
        'members',
      ),
    )
    .where('i.region_code', '=', regionCode)
    .where('i.archived_at', 'is', null)
    .orderBy(sql`array_position(array['council', 'team', 'forum', 'group'], i.kind)`)
    .orderBy('i.name')
    .orderBy('i.id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    duties: row.duties ?? undefined,
    decreeNumber: row.decree_number ?? undefined,
    decreeDate: row.decree_date ?? undefined,
    termFrom: row.term_from ?? undefined,
    termUntil: row.term_until ?? undefined,
    members: row.members.map(one => ({
      position: one.position,
      office: one.office ?? undefined,
      title: one.title ?? undefined,
    })),
  }))
}
