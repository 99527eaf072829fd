import { sql, type Selectable } from 'kysely'
import type { Zone } from '#kit/format.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { DB } from '#platform/db/tables.ts'
import type {
  Institution,
  InstitutionInput,
  InstitutionKind,
  Member,
  MemberDimension,
  MemberInput,
} from '../../model-institution.ts'

const toInstitution = (row: Selectable<DB['meeting.institution']>): Institution => ({
  regionCode: row.region_code,
  id: row.id,
  kind: row.kind as InstitutionKind,
  name: row.name,
  duties: row.duties ?? undefined,
  decreeNumber: row.decree_number ?? undefined,
  decreeDate: (row.decree_date as unknown as string | null) ?? undefined,
  termFrom: (row.term_from as unknown as string | null) ?? undefined,
  termUntil: (row.term_until as unknown as string | null) ?? undefined,
  monthly:
    row.meets === null
      ? undefined
      : {
          week: row.meets_week ?? 1,
          weekday: row.meets_weekday ?? 1,
          at: String(row.meets_at).slice(0, 5),
          minutes: row.meets_minutes ?? 120,
          place: row.meets_place ?? undefined,
          withIds: row.meets_with,
        },
  version: row.version,
  changedAt: row.changed_at,
  archivedAt: row.archived_at ?? undefined,
})

/** One institution; `undefined` when there is none. With `lock` its row is held. */
export async function findInstitution(
  db: Sql | Tx,
  regionCode: string,
  id: string,
  lock = false,
): Promise<Institution | undefined> {
  let query = db
    .selectFrom('meeting.institution')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && toInstitution(row)
}

export interface ListedInstitution extends Institution {
  members: number
}

/** The institutions of a region, council first; archived ones, newest first, only when asked. In one statement. */
export async function listInstitutions(
  db: Sql | Tx,
  regionCode: string,
  { archived = false } = {},
): Promise<ListedInstitution[]> {
  const rows = await db
    .selectFrom('meeting.institution as i')
    .selectAll('i')
    .select(eb =>
      eb
        .selectFrom('meeting.institution_member as m')
        .select(one => one.fn.countAll<number>().as('n'))
        .whereRef('m.region_code', '=', 'i.region_code')
        .whereRef('m.institution_id', '=', 'i.id')
        .where('m.until', 'is', null)
        .as('members'),
    )
    .where('i.region_code', '=', regionCode)
    .where('i.archived_at', archived ? 'is not' : 'is', null)
    .orderBy('i.archived_at', 'desc')
    .orderBy(sql`array_position(array['council', 'team', 'forum', 'group'], i.kind)`)
    .orderBy('i.name')
    .orderBy('i.id')
    .limit(500)
    .execute()
  return rows.map(row => ({ ...toInstitution(row), members: Number(row.members ?? 0) }))
}

/** The seats of institutions that are taken now, in their order, in one statement; former ones too when asked. */
export async function listInstitutionMembers(
  db: Sql | Tx,
  regionCode: string,
  institutionIds: readonly string[],
  { former = false } = {},
): Promise<Member[]> {
  if (institutionIds.length === 0) return []
  let query = db
    .selectFrom('meeting.institution_member as m')
    .leftJoin('people.organisation as o', 'o.id', 'm.organisation_id')
    .leftJoin('people.account as a', 'a.id', 'm.account_id')
    .selectAll('m')
    .select(['o.name as organisation_name', 'a.name as account_name'])
    .where('m.region_code', '=', regionCode)
    .where('m.institution_id', 'in', institutionIds)
    .orderBy('m.sort')
    .orderBy('m.id')
  if (!former) query = query.where('m.until', 'is', null)
  const rows = await query.execute()
  return rows.map(row => ({
    id: row.id,
    institutionId: row.institution_id,
    sort: row.sort,
    position: row.position,
    organisationId: row.organisation_id ?? undefined,
    organisationName: row.organisation_name ?? undefined,
    accountId: row.account_id ?? undefined,
    accountName: row.account_name ?? undefined,
    name: row.name ?? undefined,
    title: row.title ?? undefined,
    email: row.email ?? undefined,
    dimension: (row.dimension as MemberDimension | null) ?? undefined,
  }))
}

const columnsOf = ({ monthly, ...input }: InstitutionInput) => ({
  kind: input.kind,
  name: input.name,
  duties: input.duties ?? null,
  decree_number: input.decreeNumber ?? null,
  decree_date: input.decreeDate ?? null,
  term_from: input.termFrom ?? null,
  term_until: input.termUntil ?? null,
  meets: monthly ? 'month' : null,
  meets_week: monthly?.week ?? null,
  meets_weekday: monthly?.weekday ?? null,
  meets_at: monthly?.at ?? null,
  meets_minutes: monthly?.minutes ?? null,
  meets_place: monthly?.place ?? null,
  meets_with: monthly?.withIds ?? [],
})

export async function insertInstitution(
  tx: Tx,
  regionCode: string,
  input: InstitutionInput,
  by: string | undefined,
  now: Date,
): Promise<Institution> {
  const row = await tx
    .insertInto('meeting.institution')
    .values({ region_code: regionCode, ...columnsOf(input), changed_by: by ?? null, changed_at: now })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toInstitution(row)
}

export async function updateInstitution(
  tx: Tx,
  before: Institution,
  change: { input?: InstitutionInput; archivedAt?: Date },
  by: string | undefined,
  now: Date,
): Promise<Institution> {
  const row = await tx
    .updateTable('meeting.institution')
    .set({
      ...(change.input ? columnsOf(change.input) : {}),
      ...(change.archivedAt ? { archived_at: change.archivedAt } : {}),
      version: before.version + 1,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', before.regionCode)
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toInstitution(row)
}

/**
 * Makes these, in this order, the members; those with an id stay the seats they are. A seat that is not named ends the day
 * before `today`; one that began today vanishes. In three statements.
 */
export async function replaceMembers(
  tx: Tx,
  institution: Pick<Institution, 'regionCode' | 'id'>,
  members: readonly (MemberInput & { id?: string | undefined })[],
  today: string,
): Promise<void> {
  const { regionCode, id } = institution
  const kept = members.flatMap(one => one.id ?? [])
  await sql`delete from meeting.institution_member where region_code = ${regionCode} and institution_id = ${id}::uuid
    and until is null and since >= ${today}::date and not (id = any(${kept}::uuid[]))`.execute(tx)
  await sql`update meeting.institution_member set until = ${today}::date - 1 where region_code = ${regionCode}
    and institution_id = ${id}::uuid and until is null and not (id = any(${kept}::uuid[]))`.execute(tx)
  const rows = members.map((one, at) => ({
    id: one.id ?? null,
    sort: at + 1,
    position: one.position,
    organisation_id: one.organisationId ?? null,
    account_id: one.accountId ?? null,
    name: one.name ?? null,
    title: one.title ?? null,
    email: one.email ?? null,
    dimension: one.dimension ?? null,
  }))
  await sql`insert into meeting.institution_member as m (region_code, institution_id, id, sort, position, organisation_id,
      account_id, name, title, email, dimension, since)
    select ${regionCode}, ${id}::uuid, coalesce(g.id, gen_random_uuid()), g.sort, g.position, g.organisation_id, g.account_id,
      g.name, g.title, g.email, g.dimension, ${today}::date
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (id uuid, sort smallint, position text, organisation_id uuid,
      account_id uuid, name text, title text, email text, dimension text)
    on conflict (region_code, id) do update set sort = excluded.sort, position = excluded.position,
      organisation_id = excluded.organisation_id, account_id = excluded.account_id, name = excluded.name,
      title = excluded.title, email = excluded.email, dimension = excluded.dimension
    where m.institution_id = excluded.institution_id`.execute(tx)
}

/** Copies the seats that are taken now to a new term, in one statement. */
export async function copyMembers(
  tx: Tx,
  regionCode: string,
  fromId: string,
  toId: string,
  since: string,
): Promise<void> {
  await sql`insert into meeting.institution_member (region_code, institution_id, sort, position, organisation_id, account_id,
      name, title, email, dimension, since)
    select region_code, ${toId}::uuid, sort, position, organisation_id, account_id, name, title, email, dimension,
      ${since}::date
    from meeting.institution_member where region_code = ${regionCode} and institution_id = ${fromId}::uuid
      and until is null`.execute(tx)
}

/** Institutions that met with the old term meet with the new one, and its meetings to come are those of the new one. */
export async function followTerm(tx: Tx, regionCode: string, fromId: string, toId: string, now: Date): Promise<void> {
  await sql`update meeting.institution set meets_with = array_replace(meets_with, ${fromId}::uuid, ${toId}::uuid)
    where region_code = ${regionCode} and ${fromId}::uuid = any(meets_with)`.execute(tx)
  // The key stays, so that open tasks of the old term stand on the agendas of the new one.
  await sql`update meeting.meeting set institution_id = ${toId}::uuid, version = version + 1
    where region_code = ${regionCode} and institution_id = ${fromId}::uuid and starts_at > ${now}::timestamptz
      and state in ('draft', 'invited')`.execute(tx)
}

/** Living institutions with a monthly rule in all regions, with the zone of each, in one statement. */
export async function listMonthly(db: Sql | Tx): Promise<{ institution: Institution; zone: Zone }[]> {
  const rows = await db
    .selectFrom('meeting.institution as i')
    .innerJoin('region.region as r', 'r.region_code', 'i.region_code')
    .selectAll('i')
    .select('r.timezone')
    .where('i.meets', '=', 'month')
    .where('i.archived_at', 'is', null)
    .orderBy('i.region_code')
    .orderBy('i.id')
    .execute()
  return rows.map(row => ({ institution: toInstitution(row), zone: row.timezone as Zone }))
}

/** Months for which meetings of these institutions were planned by themselves, as "id month", in one statement. */
export async function listPlannedMonths(db: Sql | Tx, institutionIds: readonly string[]): Promise<Set<string>> {
  if (institutionIds.length === 0) return new Set()
  const { rows } = await sql<{ institution_id: string; planned_for: string }>`
    select institution_id, planned_for from meeting.meeting
    where planned_for is not null and institution_id = any(${[...institutionIds]}::uuid[])`.execute(db)
  return new Set(rows.map(row => `${row.institution_id} ${row.planned_for}`))
}

/**
 * The key under which the last meetings of an institution, in this term or an earlier one of the same name, carried their
 * tasks on; undefined when it never met.
 */
export async function lastSeriesKey(
  db: Sql | Tx,
  { regionCode, kind, name }: Pick<Institution, 'regionCode' | 'kind' | 'name'>,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('meeting.meeting as m')
    .innerJoin('meeting.institution as i', join =>
      join.onRef('i.region_code', '=', 'm.region_code').onRef('i.id', '=', 'm.institution_id'),
    )
    .select('m.series_key')
    .where('m.region_code', '=', regionCode)
    .where('i.kind', '=', kind)
    .where('i.name', '=', name)
    .where('m.series_key', 'is not', null)
    .orderBy('m.starts_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.series_key ?? undefined
}

/** Living institutions whose term ends between two days, for the warning. */
export async function listEndingTerms(db: Sql | Tx, until: string): Promise<Institution[]> {
  const rows = await db
    .selectFrom('meeting.institution')
    .selectAll()
    .where('archived_at', 'is', null)
    .where('term_until', '<=', until as never)
    .orderBy('region_code')
    .orderBy('id')
    .execute()
  return rows.map(toInstitution)
}
