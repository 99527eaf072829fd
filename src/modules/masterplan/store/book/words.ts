import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** How many words stand in the living narrative blocks of a section, in one statement. */
export async function wordsOfSection(db: Sql | Tx, regionCode: string, sectionId: string): Promise<number> {
  const row = await db
    .selectFrom('masterplan.block as b')
    .innerJoin('collab.text as t', join =>
      join.onRef('t.region_code', '=', 'b.region_code').onRef('t.id', '=', 'b.text_id'),
    )
    .select(sql<number>`coalesce(sum(t.words), 0)::int`.as('words'))
    .where('b.region_code', '=', regionCode)
    .where('b.section_id', '=', sectionId)
    .where('b.archived_at', 'is', null)
    .executeTakeFirst()
  return row?.words ?? 0
}
