import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Sheet } from '../../model.ts'

/** What a plan's own tables hold for live blocks: living cards of each sheet, workshops and signatories. */
export interface OwnFacts {
  sheets: ReadonlySet<Sheet>
  workshops: boolean
  signatures: boolean
}

/** Which own sources of a plan have anything, in one statement. */
export async function readOwnFacts(db: Sql | Tx, regionCode: string, seriesId: string | undefined): Promise<OwnFacts> {
  if (seriesId === undefined) return { sheets: new Set(), workshops: false, signatures: false }
  const { rows } = await sql<{ sheets: Sheet[]; workshops: boolean; signatures: boolean }>`
    select array(select distinct sheet from masterplan.card where region_code = ${regionCode}
        and series_id = ${seriesId}::uuid and archived_at is null) as sheets,
      exists (select 1 from masterplan.workshop where region_code = ${regionCode}
        and series_id = ${seriesId}::uuid) as workshops,
      exists (select 1 from masterplan.commitment_signature where region_code = ${regionCode}
        and series_id = ${seriesId}::uuid) as signatures`.execute(db)
  const row = rows[0]
  return { sheets: new Set(row?.sheets), workshops: row?.workshops ?? false, signatures: row?.signatures ?? false }
}
