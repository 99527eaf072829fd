import { sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** One published table of results: a year, or a stage of it ("2023", "2024-2"). */
export interface Edition {
  id: string
  year: number
  title: { id: string; en: string }
  /** Letter or document that the numbers were published in. */
  source: string
  /** The edition that a change is counted from. */
  previousId: string | undefined
  /** Groups of regions, each with the instrument that scores it. */
  groups: { code: string; instrumentId: string }[]
}

/** All editions, newest first, in one statement. */
export async function listEditions(sql: Sql | Tx): Promise<Edition[]> {
  const rows = await sql
    .selectFrom('evaluation.edition as e')
    .leftJoin('evaluation.edition_instrument as g', 'g.edition_id', 'e.id')
    .select(['e.id', 'e.year', 'e.title', 'e.source', 'e.previous_id', 'g.group_code', 'g.instrument_id'])
    .orderBy('e.year', 'desc')
    .orderBy('e.id', 'desc')
    .orderBy('g.group_code')
    .execute()
  const editions = new Map<string, Edition>()
  for (const row of rows) {
    let edition = editions.get(row.id)
    if (!edition) {
      edition = {
        id: row.id,
        year: row.year,
        title: row.title as unknown as Edition['title'],
        source: row.source,
        previousId: row.previous_id ?? undefined,
        groups: [],
      }
      editions.set(row.id, edition)
    }
    if (row.group_code !== null && row.instrument_id !== null)
      edition.groups.push({ code: row.group_code, instrumentId: row.instrument_id })
  }
  return [...editions.values()]
}

export async function findEdition(sql: Sql | Tx, id: string): Promise<Edition | undefined> {
  return (await listEditions(sql)).find(edition => edition.id === id)
}

/** Makes others who import into the same edition wait until the transaction ends. */
export async function lockEdition(tx: Tx, id: string): Promise<void> {
  await query`select pg_advisory_xact_lock(hashtextextended(${`evaluation.edition ${id}`}, 0))`.execute(tx)
}

/**
 * Makes the edition, or adds its missing groups; what stands already is left as it is. An edition of the year after, that
 * had none before it, is from now on compared with the new one.
 */
export async function saveEdition(tx: Tx, edition: Edition): Promise<void> {
  const made = await tx
    .insertInto('evaluation.edition')
    .values({
      id: edition.id,
      year: edition.year,
      title: JSON.stringify(edition.title),
      source: edition.source,
      previous_id: edition.previousId ?? null,
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 1n) {
    await tx
      .updateTable('evaluation.edition')
      .set({ previous_id: edition.id })
      .where('id', '>', edition.id)
      .where('year', '<=', edition.year + 1)
      .where(({ eb, or }) => or([eb('previous_id', 'is', null), eb('previous_id', '<', edition.id)]))
      .execute()
  }
  if (edition.groups.length === 0) return
  await tx
    .insertInto('evaluation.edition_instrument')
    .values(
      edition.groups.map(({ code, instrumentId }) => ({
        edition_id: edition.id,
        group_code: code,
        instrument_id: instrumentId,
      })),
    )
    .onConflict(conflict => conflict.columns(['edition_id', 'group_code']).doNothing())
    .execute()
}
