import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Dimension, ProgrammeInput, Status } from '../../model.ts'

/** A programme to be stored; the id of a new one is made by the caller. */
export interface ProgrammeRow extends ProgrammeInput {
  regionCode: string
  id: string
  catalogueId: string
  dimension: Dimension
  /** Code and name, folded by `fold` of region. */
  searchWords: string
}

/** What a new programme begins with. */
export interface FirstStatus {
  status: Status
  since: string
  reason: string | undefined
  note: string | undefined
}

const columns = sql`region_code text, id uuid, code text, name text, problem text, catalogue_id text, dimension text,
  sub_dimension text, sector text, stream text, lead_id uuid, term smallint, start_year smallint, end_year smallint,
  rpjmd text, renstra text, promise text, promise_due date, quick_win boolean, search_words text, status text,
  status_since date, status_reason text, status_note text`

const toJson = (rows: readonly (ProgrammeRow & Partial<FirstStatus>)[]): string =>
  JSON.stringify(
    rows.map(row => ({
      region_code: row.regionCode,
      id: row.id,
      code: row.code,
      name: row.name,
      problem: row.problem,
      catalogue_id: row.catalogueId,
      dimension: row.dimension,
      sub_dimension: row.subDimension,
      sector: row.sector,
      stream: row.stream,
      lead_id: row.leadId,
      term: row.term,
      start_year: row.startYear,
      end_year: row.endYear,
      rpjmd: row.rpjmd ?? null,
      renstra: row.renstra ?? null,
      promise: row.promise ?? null,
      promise_due: row.promiseDue ?? null,
      quick_win: row.quickWin,
      search_words: row.searchWords,
      status: row.status ?? null,
      status_since: row.since ?? null,
      status_reason: row.reason ?? null,
      status_note: row.note ?? null,
    })),
  )

/**
 * Stores new programmes with offices, partners, places and their first status, in five statements for any number. Throws
 * the database's 23505 when a code is taken in the region.
 */
export async function insertProgrammes(
  tx: Tx,
  rows: readonly (ProgrammeRow & FirstStatus)[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into portfolio.programme (region_code, id, code, name, problem, catalogue_id, dimension, sub_dimension,
      sector, stream, lead_id, term, start_year, end_year, rpjmd, renstra, promise, promise_due, quick_win, search_words,
      status, status_since, status_reason, status_note, created_by, created_at, changed_by, changed_at)
    select r.region_code, r.id, r.code, r.name, r.problem, r.catalogue_id, r.dimension, r.sub_dimension, r.sector, r.stream,
      r.lead_id, r.term, r.start_year, r.end_year, r.rpjmd, r.renstra, r.promise, r.promise_due, r.quick_win,
      r.search_words, r.status, r.status_since, r.status_reason, r.status_note,
      ${by ?? null}::uuid, ${now}::timestamptz, ${by ?? null}::uuid, ${now}::timestamptz
    from jsonb_to_recordset(${toJson(rows)}::jsonb) as r(${columns})`.execute(tx)
  await insertParts(tx, rows)
  await insertStatuses(
    tx,
    rows.map(row => ({ ...row, programmeId: row.id })),
    by,
    now,
  )
}

/** Stores changed programmes with offices, partners and places, each a version further; the status stays. */
export async function updateProgrammes(
  tx: Tx,
  rows: readonly ProgrammeRow[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  await sql`update portfolio.programme p set code = r.code, name = r.name, problem = r.problem,
      catalogue_id = r.catalogue_id, dimension = r.dimension, sub_dimension = r.sub_dimension, sector = r.sector,
      stream = r.stream, lead_id = r.lead_id, term = r.term, start_year = r.start_year, end_year = r.end_year,
      rpjmd = r.rpjmd, renstra = r.renstra, promise = r.promise, promise_due = r.promise_due, quick_win = r.quick_win,
      search_words = r.search_words, version = p.version + 1, changed_by = ${by ?? null}::uuid,
      changed_at = ${now}::timestamptz
    from jsonb_to_recordset(${toJson(rows)}::jsonb) as r(${columns})
    where p.region_code = r.region_code and p.id = r.id`.execute(tx)
  for (const table of ['programme_office', 'programme_partner', 'programme_place'] as const) {
    await sql`delete from portfolio.${sql.ref(table)} t
      using jsonb_to_recordset(${toJson(rows)}::jsonb) as r(region_code text, id uuid)
      where t.region_code = r.region_code and t.programme_id = r.id`.execute(tx)
  }
  await insertParts(tx, rows)
}

async function insertParts(tx: Tx, rows: readonly ProgrammeRow[]): Promise<void> {
  const offices = rows.flatMap(row =>
    row.supportingIds.map(one => ({ region_code: row.regionCode, programme_id: row.id, organisation_id: one })),
  )
  const partners = rows.flatMap(row =>
    row.partners.map((one, position) => ({
      region_code: row.regionCode,
      programme_id: row.id,
      position,
      name: one.name,
      contribution: one.contribution ?? null,
    })),
  )
  const places = rows.flatMap(row =>
    row.places.map(one => ({ region_code: row.regionCode, programme_id: row.id, place_code: one })),
  )
  if (offices.length > 0) {
    await sql`insert into portfolio.programme_office (region_code, programme_id, organisation_id)
      select r.region_code, r.programme_id, r.organisation_id from jsonb_to_recordset(${JSON.stringify(offices)}::jsonb)
        as r(region_code text, programme_id uuid, organisation_id uuid)`.execute(tx)
  }
  if (partners.length > 0) {
    await sql`insert into portfolio.programme_partner (region_code, programme_id, position, name, contribution)
      select r.region_code, r.programme_id, r.position, r.name, r.contribution
      from jsonb_to_recordset(${JSON.stringify(partners)}::jsonb)
        as r(region_code text, programme_id uuid, position smallint, name text, contribution text)`.execute(tx)
  }
  if (places.length > 0) {
    await sql`insert into portfolio.programme_place (region_code, programme_id, place_code)
      select r.region_code, r.programme_id, r.place_code from jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
        as r(region_code text, programme_id uuid, place_code text)`.execute(tx)
  }
}

/** One status of one programme, to be kept for ever. */
export interface NewStatus extends FirstStatus {
  regionCode: string
  programmeId: string
}

/** Adds to the statuses that programmes have had; the programme itself is not touched. */
export async function insertStatuses(
  tx: Tx,
  rows: readonly NewStatus[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into portfolio.status_change (region_code, programme_id, status, since, reason, note, account_id,
      recorded_at)
    select r.region_code, r.programme_id, r.status, r.since, r.reason, r.note, ${by ?? null}::uuid, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(
      rows.map(row => ({
        region_code: row.regionCode,
        programme_id: row.programmeId,
        status: row.status,
        since: row.since,
        reason: row.reason ?? null,
        note: row.note ?? null,
      })),
    )}::jsonb) as r(region_code text, programme_id uuid, status text, since date, reason text, note text)`.execute(tx)
}

/** The programme that has a code in a region, archived or not. */
export async function findByCode(
  tx: Sql | Tx,
  regionCode: string,
  code: string,
): Promise<{ id: string; name: string; archived: boolean } | undefined> {
  const row = await tx
    .selectFrom('portfolio.programme')
    .select(['id', 'name', 'archived_at'])
    .where('region_code', '=', regionCode)
    .where('code', '=', code)
    .executeTakeFirst()
  return row && { id: row.id, name: row.name, archived: row.archived_at !== null }
}

/** A free code of a region that begins so: "GOV-07" after GOV-06, archived programmes counted; in one statement. */
export async function nextCode(db: Sql | Tx, regionCode: string, prefix: string): Promise<string> {
  const row = await db
    .selectFrom('portfolio.programme')
    .select(sql<number>`coalesce(max(substring(code from '^[A-Z]+-([0-9]{1,6})$')::int), 0)::int`.as('last'))
    .where('region_code', '=', regionCode)
    .where('code', 'like', `${prefix}-%`)
    .executeTakeFirstOrThrow()
  return `${prefix}-${String(row.last + 1).padStart(2, '0')}`
}
