import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { SectionEvent } from '../../model-book.ts'

export interface NewSectionEvent {
  sectionId: string
  event: string
  fields?: SectionEvent['fields']
  note?: string | undefined
  office?: string | undefined
}

/** Writes lines of the history of sections, in one statement for any number. */
export async function recordSectionEvents(
  tx: Tx,
  regionCode: string,
  events: readonly NewSectionEvent[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (events.length === 0) return
  await sql`insert into masterplan.section_event (region_code, section_id, event, fields, note, office, account_id, happened_at)
    select ${regionCode}, r.section_id, r.event, r.fields, r.note, r.office, ${by ?? null}::uuid, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(
      events.map(one => ({
        section_id: one.sectionId,
        event: one.event,
        fields: one.fields ?? [],
        note: one.note ?? null,
        office: one.office ?? null,
      })),
    )}::jsonb) as r(section_id uuid, event text, fields jsonb, note text, office text)`.execute(tx)
}

/** What happened to a section, newest first, in one statement. */
export async function listSectionEvents(
  db: Sql | Tx,
  regionCode: string,
  sectionId: string,
  limit: number,
): Promise<SectionEvent[]> {
  const rows = await db
    .selectFrom('masterplan.section_event')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('section_id', '=', sectionId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    id: row.id,
    event: row.event,
    fields: row.fields as unknown as SectionEvent['fields'],
    note: row.note ?? undefined,
    office: row.office ?? undefined,
    accountId: row.account_id ?? undefined,
    happenedAt: row.happened_at,
  }))
}
