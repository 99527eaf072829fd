import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { BudgetLine, StatusInput } from '../../model.ts'
import type { MilestoneLine } from '../../model-exchange.ts'

/** One set-based statement each, for rows of many programmes of one region. */

interface Of {
  programmeId: string
}

/** Imports of one region wait for each other until the transaction ends. */
export async function lockImports(tx: Tx, regionCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`portfolio.import.${regionCode}`}, 0))`.execute(tx)
}

/** Puts the status into the programmes, each a version further; `alsoChanged` were counted further already. */
export async function setStatuses(
  tx: Tx,
  regionCode: string,
  rows: readonly (Of & StatusInput & { alsoChanged: boolean })[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  await sql`update portfolio.programme p set status = r.status, status_since = r.since, status_reason = r.reason,
      status_note = r.note, version = p.version + case when r.also_changed then 0 else 1 end,
      changed_by = ${by ?? null}::uuid, changed_at = ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(
      rows.map(row => ({
        id: row.programmeId,
        status: row.status,
        since: row.since,
        reason: row.reason ?? null,
        note: row.note ?? null,
        also_changed: row.alsoChanged,
      })),
    )}::jsonb) as r(id uuid, status text, since date, reason text, note text, also_changed boolean)
    where p.region_code = ${regionCode} and p.id = r.id`.execute(tx)
}

/** Stores budget lines by year and source; the version of a line that was there goes up. */
export async function writeBudgetLines(
  tx: Tx,
  regionCode: string,
  rows: readonly (Of & BudgetLine)[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into portfolio.budget as b (region_code, programme_id, year, source, planned, realised, changed_by, changed_at)
    select ${regionCode}, r.programme_id, r.year, r.source, r.planned, r.realised, ${by ?? null}::uuid, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(
      rows.map(row => ({
        programme_id: row.programmeId,
        year: row.year,
        source: row.source,
        planned: row.planned.toString(),
        realised: row.realised?.toString() ?? null,
      })),
    )}::jsonb) as r(programme_id uuid, year smallint, source text, planned bigint, realised bigint)
    on conflict (region_code, programme_id, year, source) do update
      set planned = excluded.planned, realised = excluded.realised, version = b.version + 1,
        changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(tx)
}

/** Stores milestones by title; the version of one that was there goes up, its note stays. */
export async function writeMilestoneLines(
  tx: Tx,
  regionCode: string,
  rows: readonly (Of & MilestoneLine & { ownerId: string })[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into portfolio.milestone as m (region_code, programme_id, title, due_on, done_on, owner_id, changed_by,
      changed_at, created_at)
    select ${regionCode}, r.programme_id, r.title, r.due_on, r.done_on, r.owner_id, ${by ?? null}::uuid, ${now}::timestamptz,
      ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(
      rows.map(row => ({
        programme_id: row.programmeId,
        title: row.title,
        due_on: row.dueOn,
        done_on: row.doneOn ?? null,
        owner_id: row.ownerId,
      })),
    )}::jsonb) as r(programme_id uuid, title text, due_on date, done_on date, owner_id uuid)
    on conflict (region_code, programme_id, title) where archived_at is null do update
      set due_on = excluded.due_on, done_on = excluded.done_on, owner_id = excluded.owner_id, version = m.version + 1,
        changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(tx)
}
