import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** One changed field as people read it; values as text, absent for empty. */
export interface CardFieldChange {
  field: string
  before?: string | undefined
  after?: string | undefined
}

export interface NewCardChange {
  regionCode: string
  cardId: string
  /** The version the card has after it. */
  version: number
  /** Words with hyphens: "added", "changed", "became-programme". */
  event: string
  fields: readonly CardFieldChange[]
  office?: string | undefined
}

export interface CardChange extends Omit<NewCardChange, 'regionCode' | 'cardId'> {
  id: string
  accountId: string | undefined
  changedAt: Date
}

/** Writes lines of history in the caller's transaction and in its name, in one statement. */
export async function recordCardChanges(tx: Tx, changes: readonly NewCardChange[], now: Date): Promise<void> {
  if (changes.length === 0) return
  await sql`insert into masterplan.card_change (region_code, card_id, version, event, fields, office, account_id, changed_at)
    select r.region_code, r.card_id, r.version, r.event, r.fields, r.office,
      nullif(current_setting('tudang.account_id', true), '')::uuid, ${now}
    from jsonb_to_recordset(${JSON.stringify(
      changes.map(one => ({
        region_code: one.regionCode,
        card_id: one.cardId,
        version: one.version,
        event: one.event,
        fields: one.fields,
        office: one.office ?? null,
      })),
    )}::jsonb) as r(region_code text, card_id uuid, version int, event text, fields jsonb, office text)`.execute(tx)
}

/** The history of one card, newest first, in one statement. */
export async function listCardChanges(
  db: Sql | Tx,
  regionCode: string,
  cardId: string,
  limit = 50,
): Promise<CardChange[]> {
  const rows = await db
    .selectFrom('masterplan.card_change')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('card_id', '=', cardId)
    .orderBy('changed_at', 'desc')
    .orderBy('version', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    id: row.id,
    version: row.version,
    event: row.event,
    fields: row.fields as unknown as CardFieldChange[],
    office: row.office ?? undefined,
    accountId: row.account_id ?? undefined,
    changedAt: row.changed_at,
  }))
}
