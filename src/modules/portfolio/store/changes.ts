import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { FieldChange, HistoryKind } from '../model.ts'

/** One line of the history that people read. */
export interface NewChange {
  regionCode: string
  subjectKind: HistoryKind
  subjectId: string
  /** Words with hyphens: "status-changed". */
  event: string
  fields: readonly FieldChange[]
  reason?: string | undefined
  /** Name of the office for which the person acts. */
  office?: string | undefined
  /** Who; the writer of the transaction when absent. */
  accountId?: string | undefined
}

/** A line of history as stored; the newest come first in lists. */
export interface Change extends Omit<NewChange, 'fields'> {
  id: string
  fields: FieldChange[]
  changedAt: Date
}

/** Writes one line of history in the caller's transaction. */
export const recordChange = (tx: Tx, change: NewChange): Promise<void> => recordChanges(tx, [change])

/** Writes many lines in one statement. */
export async function recordChanges(tx: Tx, changes: readonly NewChange[]): Promise<void> {
  if (changes.length === 0) return
  await sql`insert into portfolio.change (region_code, subject_kind, subject_id, event, fields, reason, office, account_id)
    select r.region_code, r.subject_kind, r.subject_id, r.event, r.fields, r.reason, r.office,
      coalesce(r.account_id, nullif(current_setting('tudang.account_id', true), ''))::uuid
    from jsonb_to_recordset(${JSON.stringify(
      changes.map(one => ({
        region_code: one.regionCode,
        subject_kind: one.subjectKind,
        subject_id: one.subjectId,
        event: one.event,
        fields: one.fields.map(({ field, before, after }) => ({
          field,
          before: before ?? null,
          after: after ?? null,
        })),
        reason: one.reason ?? null,
        office: one.office ?? null,
        account_id: one.accountId ?? null,
      })),
    )}::jsonb) as r(region_code text, subject_kind text, subject_id text, event text, fields jsonb, reason text,
      office text, account_id text)`.execute(tx)
}

/** The history of one thing, newest first, in one statement; `before` is the id of the last line seen. */
export async function listChanges(
  db: Sql | Tx,
  regionCode: string,
  subjectKind: HistoryKind,
  subjectId: string,
  page: { limit: number; before?: string | undefined },
): Promise<Change[]> {
  let query = db
    .selectFrom('portfolio.change as c')
    .selectAll('c')
    .where('c.region_code', '=', regionCode)
    .where('c.subject_kind', '=', subjectKind)
    .where('c.subject_id', '=', subjectId)
    .orderBy('c.changed_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(page.limit)
  if (page.before !== undefined) {
    query = query.where(
      sql<boolean>`(c.changed_at, c.id) < (select last.changed_at, last.id from portfolio.change last
        where last.region_code = ${regionCode} and last.id = ${page.before}::uuid)`,
    )
  }
  const rows = await query.execute()
  return rows.map(row => ({
    regionCode: row.region_code,
    id: row.id,
    subjectKind: row.subject_kind as HistoryKind,
    subjectId: row.subject_id,
    event: row.event,
    fields: (row.fields as { field: string; before: string | null; after: string | null }[]).map(one => ({
      field: one.field,
      before: one.before ?? undefined,
      after: one.after ?? undefined,
    })),
    reason: row.reason ?? undefined,
    office: row.office ?? undefined,
    accountId: row.account_id ?? undefined,
    changedAt: row.changed_at,
  }))
}
