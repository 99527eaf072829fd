import type { Sql } from '#platform/db/database.ts'
import type { Sheet } from '../../model.ts'

/** A card as the trace and the library of evidence name it. */
export interface NamedCard {
  id: string
  regionCode: string
  seriesId: string
  sheet: Sheet
  title: string
  archived: boolean
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Cards of any region by their ids, in one statement; `regionCode` narrows them to one. */
export async function nameCards(db: Sql, ids: readonly string[], regionCode?: string): Promise<NamedCard[]> {
  const known = ids.filter(id => uuid.test(id))
  if (known.length === 0) return []
  let query = db
    .selectFrom('masterplan.card')
    .select(['id', 'region_code', 'series_id', 'sheet', 'title', 'archived_at'])
    .where('id', 'in', known)
  if (regionCode !== undefined) query = query.where('region_code', '=', regionCode)
  const rows = await query.execute()
  return rows.map(row => ({
    id: row.id,
    regionCode: row.region_code,
    seriesId: row.series_id,
    sheet: row.sheet as Sheet,
    title: row.title,
    archived: row.archived_at !== null,
  }))
}
