import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Dimension, Sheet } from '../../model.ts'
import type { CheckedCard } from '../../model-check.ts'

/** The living cards of a series with what the quality check looks at, but for their evidence, in one statement. */
export async function listCheckedCards(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
): Promise<Omit<CheckedCard, 'evidence'>[]> {
  const rows = await db
    .selectFrom('masterplan.card')
    .select(['id', 'title', 'sheet', 'content', 'dimension', 'organisation_id', 'programme_id', 'choice'])
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    title: row.title,
    sheet: row.sheet as Sheet,
    content: row.content as Record<string, unknown>,
    dimension: (row.dimension ?? undefined) as Dimension | undefined,
    organisationId: row.organisation_id ?? undefined,
    programmeId: row.programme_id ?? undefined,
    choice: row.choice as CheckedCard['choice'],
  }))
}

/** Which cards of a series rest on which, in one statement. */
export async function listCheckedLinks(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
): Promise<{ from: string; to: string }[]> {
  const rows = await db
    .selectFrom('masterplan.card_link as l')
    .innerJoin('masterplan.card as c', join =>
      join.onRef('c.region_code', '=', 'l.region_code').onRef('c.id', '=', 'l.to_id'),
    )
    .select([sql.ref<string>('l.from_id').as('from'), sql.ref<string>('l.to_id').as('to')])
    .where('l.region_code', '=', regionCode)
    .where('c.series_id', '=', seriesId)
    .where('c.archived_at', 'is', null)
    .execute()
  return rows
}
