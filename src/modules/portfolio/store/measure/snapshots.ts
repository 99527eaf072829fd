import { type SqlBool, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Drawing, Snapshot } from '../../model-measure.ts'

/** Keeps drawings for ever, in one statement. */
export async function insertSnapshots(
  tx: Tx,
  regionCode: string,
  snapshots: readonly Pick<Snapshot, 'id' | 'drawing' | 'sha256'>[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (snapshots.length === 0) return
  await tx
    .insertInto('portfolio.snapshot')
    .values(
      snapshots.map(one => ({
        region_code: regionCode,
        id: one.id,
        measure: one.drawing.measure,
        content: JSON.stringify(one.drawing),
        sha256: one.sha256,
        taken_by: by ?? null,
        taken_at: now,
      })),
    )
    .execute()
}

/** Frozen drawings of a region by id, in one statement; those that are not there are missing. */
export async function findSnapshots(
  db: Sql | Tx,
  regionCode: string,
  ids: readonly string[],
): Promise<Map<string, Snapshot>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('portfolio.snapshot')
    .select(['id', 'content', 'sha256', 'taken_at'])
    .where('region_code', '=', regionCode)
    .where(sql<SqlBool>`id = any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(
    rows.map(row => [
      row.id,
      {
        id: row.id,
        regionCode,
        drawing: row.content as unknown as Drawing,
        sha256: row.sha256,
        takenAt: row.taken_at,
      },
    ]),
  )
}
