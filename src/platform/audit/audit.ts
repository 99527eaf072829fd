import { sql } from 'kysely'
import { markAudited, type Tx } from '#platform/db/database.ts'

/** One row of the audit trail. `event` is past tense: `evaluation.results.imported`. */
export interface AuditEntry {
  event: string
  subject: { kind: string; id: string }
  regionCode?: string | undefined
  data?: Record<string, unknown>
}

/** Writes the row in the caller's transaction, with account, role and request of that transaction. */
export async function audit(tx: Tx, entry: AuditEntry): Promise<void> {
  await sql`insert into audit.event (account_id, membership_id, request_id, event, subject_kind, subject_id, region_code, data)
    values (
      nullif(current_setting('tudang.account_id', true), ''),
      nullif(current_setting('tudang.membership_id', true), ''),
      nullif(current_setting('tudang.request_id', true), ''),
      ${entry.event}, ${entry.subject.kind}, ${entry.subject.id}, ${entry.regionCode ?? null},
      ${JSON.stringify(entry.data ?? {})}::jsonb)`.execute(tx)
  markAudited(tx)
}
