import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** What an office holds in masterplans: in running series that live, and in plans that live. */
export interface OfficeWork {
  /** Deliverables that are not accepted. */
  results: number
  sections: number
  /** Cards that neither became a programme nor were dropped. */
  cards: number
  /** Groups that it belongs to or coordinates. */
  groups: number
}

const series = sql`select id from masterplan.series where archived_at is null and state = 'running'`
const plans = sql`select id from masterplan.plan where archived_at is null`
const openCard = sql`archived_at is null and programme_id is null and choice <> 'dropped'`

/** Counted in one statement, and the regency that the office belongs to. */
export async function countOfficeWork(
  db: Sql | Tx,
  officeId: string,
): Promise<OfficeWork & { regionCode: string | undefined }> {
  const office = sql`${officeId}::uuid`
  const { rows } = await sql<OfficeWork & { region_code: string | null }>`
    select
      (select count(*)::int from masterplan.deliverable where owner_id = ${office} and archived_at is null
        and state <> 'accepted' and series_id in (${series})) as results,
      (select count(*)::int from masterplan.section where owner_id = ${office} and archived_at is null
        and plan_id in (${plans})) as sections,
      (select count(*)::int from masterplan.card where organisation_id = ${office} and ${openCard}
        and series_id in (${series})) as cards,
      (select count(*)::int from masterplan.working_group g where g.series_id in (${series}) and (
        g.coordinator_id = ${office} or exists (select from masterplan.working_group_office o
          where o.region_code = g.region_code and o.group_id = g.id and o.organisation_id = ${office}))) as groups,
      (select region_code from people.organisation where id = ${office}) as region_code`.execute(db)
  const [row] = rows
  const code = row?.region_code ?? ''
  return {
    results: row?.results ?? 0,
    sections: row?.sections ?? 0,
    cards: row?.cards ?? 0,
    groups: row?.groups ?? 0,
    regionCode: code.length >= 5 ? code.slice(0, 5) : undefined,
  }
}

export interface MovedWork {
  results: string[]
  sections: string[]
  /** With the version that each has now. */
  cards: { id: string; version: number }[]
  groups: string[]
}

/** Gives all of it in one region to another office, a version further, in seven statements. Holds the series it lies in. */
export async function moveOfficeWork(
  tx: Tx,
  move: { regionCode: string; fromId: string; toId: string; by: string | undefined; now: Date },
): Promise<MovedWork> {
  const [from, to] = [sql`${move.fromId}::uuid`, sql`${move.toId}::uuid`]
  const changed = sql`version = version + 1, changed_by = ${move.by ?? null}::uuid, changed_at = ${move.now}::timestamptz`
  const here = sql`region_code = ${move.regionCode}`
  const held = await sql<{ id: string }>`select id from masterplan.series
    where ${here} and archived_at is null and state = 'running' order by id for share`.execute(tx)
  const inSeries = sql`series_id = any(${held.rows.map(row => row.id)}::uuid[])`
  const results = await sql<{ id: string }>`update masterplan.deliverable set owner_id = ${to}, ${changed}
    where ${here} and owner_id = ${from} and archived_at is null and state <> 'accepted' and ${inSeries}
    returning id`.execute(tx)
  const cards = await sql<{
    id: string
    version: number
  }>`update masterplan.card set organisation_id = ${to}, ${changed}
    where ${here} and organisation_id = ${from} and ${openCard} and ${inSeries} returning id, version`.execute(tx)
  const sections = await sql<{ id: string }>`update masterplan.section set owner_id = ${to}, ${changed}
    where ${here} and owner_id = ${from} and archived_at is null and plan_id in (${plans}) returning id`.execute(tx)
  const groups = await sql<{ id: string }>`update masterplan.working_group g set
      coordinator_id = case when coordinator_id = ${from} then ${to} else coordinator_id end, ${changed}
    where ${here} and ${inSeries} and (coordinator_id = ${from} or exists (select from masterplan.working_group_office o
      where o.region_code = g.region_code and o.group_id = g.id and o.organisation_id = ${from})) returning id`.execute(
    tx,
  )
  const ids = groups.rows.map(row => row.id)
  await sql`insert into masterplan.working_group_office (region_code, group_id, organisation_id)
    select ${move.regionCode}, unnest(${ids}::uuid[]), ${to} on conflict do nothing`.execute(tx)
  await sql`delete from masterplan.working_group_office
    where ${here} and organisation_id = ${from} and group_id = any(${ids}::uuid[])`.execute(tx)
  const idsOf = (moved: { rows: { id: string }[] }) => moved.rows.map(row => row.id)
  return { results: idsOf(results), sections: idsOf(sections), cards: cards.rows, groups: ids }
}

/** The shared texts of these sections, in one statement. */
export async function textsOfSections(tx: Tx, regionCode: string, sectionIds: readonly string[]): Promise<string[]> {
  if (sectionIds.length === 0) return []
  const rows = await tx
    .selectFrom('masterplan.block')
    .select('text_id')
    .where('region_code', '=', regionCode)
    .where('section_id', 'in', sectionIds)
    .where('archived_at', 'is', null)
    .where('text_id', 'is not', null)
    .execute()
  return rows.flatMap(row => (row.text_id === null ? [] : [row.text_id]))
}
