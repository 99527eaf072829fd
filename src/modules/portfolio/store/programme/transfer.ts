import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** What an office has in a portfolio that must go to another when it is abolished. */
export interface OfficeDuties {
  /** Living programmes that it leads. */
  leads: number
  supports: number
  /** Milestones not yet done that it owes. */
  milestones: number
  indicators: number
  risks: number
}

/** What an office has in all portfolios, in one statement. */
export async function countDuties(db: Sql | Tx, organisationId: string): Promise<OfficeDuties> {
  const { rows } = await sql<{
    leads: number
    supports: number
    milestones: number
    indicators: number
    risks: number
  }>`
    select
      (select count(*)::int from portfolio.programme p where p.lead_id = ${organisationId}::uuid and p.archived_at is null)
        as leads,
      (select count(*)::int from portfolio.programme_office o
        join portfolio.programme p on p.region_code = o.region_code and p.id = o.programme_id and p.archived_at is null
        where o.organisation_id = ${organisationId}::uuid) as supports,
      (select count(*)::int from portfolio.milestone m
        join portfolio.programme p on p.region_code = m.region_code and p.id = m.programme_id and p.archived_at is null
        where m.owner_id = ${organisationId}::uuid and m.done_on is null and m.archived_at is null) as milestones,
      (select count(*)::int from portfolio.indicator i where i.owner_id = ${organisationId}::uuid and i.archived_at is null)
        as indicators,
      (select count(*)::int from portfolio.risk k
        join portfolio.programme p on p.region_code = k.region_code and p.id = k.programme_id and p.archived_at is null
        where k.owner_id = ${organisationId}::uuid and k.archived_at is null) as risks`.execute(db)
  const [row] = rows
  if (!row) throw new Error('A count without a row')
  return row
}

/** A programme that a transfer touches, and in what. */
export interface TouchedProgramme {
  id: string
  lead: boolean
  supporting: boolean
  milestones: number
  risks: number
}

/** Living programmes in which an office has something, in the order of their ids, held until the transaction ends. */
export async function lockTouched(tx: Tx, regionCode: string, officeId: string): Promise<TouchedProgramme[]> {
  await sql`select p.id from portfolio.programme p where p.region_code = ${regionCode} and p.archived_at is null
      and (p.lead_id = ${officeId}::uuid
        or exists (select 1 from portfolio.programme_office o where o.region_code = p.region_code and o.programme_id = p.id
          and o.organisation_id = ${officeId}::uuid)
        or exists (select 1 from portfolio.milestone m where m.region_code = p.region_code and m.programme_id = p.id
          and m.owner_id = ${officeId}::uuid and m.done_on is null and m.archived_at is null)
        or exists (select 1 from portfolio.risk k where k.region_code = p.region_code and k.programme_id = p.id
          and k.owner_id = ${officeId}::uuid and k.archived_at is null))
    order by p.id for update`.execute(tx)
  const { rows } = await sql<{ id: string; lead: boolean; supporting: boolean; milestones: number; risks: number }>`
    select * from (select p.id, p.lead_id = ${officeId}::uuid as lead,
      exists (select 1 from portfolio.programme_office o where o.region_code = p.region_code and o.programme_id = p.id
        and o.organisation_id = ${officeId}::uuid) as supporting,
      (select count(*)::int from portfolio.milestone m where m.region_code = p.region_code and m.programme_id = p.id
        and m.owner_id = ${officeId}::uuid and m.done_on is null and m.archived_at is null) as milestones,
      (select count(*)::int from portfolio.risk k where k.region_code = p.region_code and k.programme_id = p.id
        and k.owner_id = ${officeId}::uuid and k.archived_at is null) as risks
    from portfolio.programme p where p.region_code = ${regionCode} and p.archived_at is null) as t
    where lead or supporting or milestones > 0 or risks > 0 order by id`.execute(tx)
  return rows
}

/** Ids of the living indicators of an office, held until the transaction ends. */
export async function lockIndicators(tx: Tx, regionCode: string, officeId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('portfolio.indicator')
    .select('id')
    .where('region_code', '=', regionCode)
    .where('owner_id', '=', officeId)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(row => row.id)
}

/**
 * Moves everything that an office has in a portfolio to another: leads, support, milestones not yet done, indicators and
 * risks. The rows were locked by the caller. The new lead is no longer named as supporting.
 */
export async function moveDuties(
  tx: Tx,
  move: { regionCode: string; fromId: string; toId: string; by: string | undefined; now: Date },
): Promise<void> {
  const { regionCode, fromId, toId, now } = move
  const by = sql`${move.by ?? null}::uuid`
  const at = sql`${now}::timestamptz`
  await sql`update portfolio.programme p set lead_id = case when p.lead_id = ${fromId}::uuid then ${toId}::uuid else p.lead_id end,
      version = p.version + 1, changed_by = ${by}, changed_at = ${at}
    where p.region_code = ${regionCode} and p.archived_at is null and (p.lead_id = ${fromId}::uuid
      or exists (select 1 from portfolio.programme_office o where o.region_code = p.region_code and o.programme_id = p.id
        and o.organisation_id = ${fromId}::uuid))`.execute(tx)
  await sql`insert into portfolio.programme_office (region_code, programme_id, organisation_id)
    select o.region_code, o.programme_id, ${toId}::uuid from portfolio.programme_office o
    join portfolio.programme p on p.region_code = o.region_code and p.id = o.programme_id and p.archived_at is null
    where o.region_code = ${regionCode} and o.organisation_id = ${fromId}::uuid
    on conflict do nothing`.execute(tx)
  await sql`delete from portfolio.programme_office o using portfolio.programme p
    where p.region_code = o.region_code and p.id = o.programme_id and p.archived_at is null
      and o.region_code = ${regionCode}
      and (o.organisation_id = ${fromId}::uuid or (o.organisation_id = ${toId}::uuid and p.lead_id = ${toId}::uuid))`.execute(
    tx,
  )
  await sql`update portfolio.milestone m set owner_id = ${toId}::uuid, version = m.version + 1, changed_by = ${by}, changed_at = ${at}
    from portfolio.programme p where p.region_code = m.region_code and p.id = m.programme_id and p.archived_at is null
      and m.region_code = ${regionCode} and m.owner_id = ${fromId}::uuid and m.done_on is null
      and m.archived_at is null`.execute(tx)
  await sql`update portfolio.risk k set owner_id = ${toId}::uuid, version = k.version + 1, changed_by = ${by}, changed_at = ${at}
    from portfolio.programme p where p.region_code = k.region_code and p.id = k.programme_id and p.archived_at is null
      and k.region_code = ${regionCode} and k.owner_id = ${fromId}::uuid and k.archived_at is null`.execute(tx)
  await sql`update portfolio.indicator i set owner_id = ${toId}::uuid, version = i.version + 1, changed_by = ${by}, changed_at = ${at}
    where i.region_code = ${regionCode} and i.owner_id = ${fromId}::uuid and i.archived_at is null`.execute(tx)
}

/** Offices of a region that are abolished and still lead living programmes, with how many, in one statement. */
export async function listStranded(
  db: Sql | Tx,
  regionCode: string,
): Promise<{ id: string; name: string; leads: number }[]> {
  const rows = await db
    .selectFrom('portfolio.programme as p')
    .innerJoin('people.organisation as o', 'o.id', 'p.lead_id')
    .select(['o.id', 'o.name'])
    .select(eb => eb.fn.countAll<number>().as('leads'))
    .where('p.region_code', '=', regionCode)
    .where('p.archived_at', 'is', null)
    .where('o.archived_at', 'is not', null)
    .groupBy(['o.id', 'o.name'])
    .orderBy('o.name')
    .execute()
  return rows.map(row => ({ ...row, leads: Number(row.leads) }))
}
