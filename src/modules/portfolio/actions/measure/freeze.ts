import { createHash, randomUUID } from 'node:crypto'
import { canonicalText } from '#kit/canonical-text.ts'
import type { Tx } from '#platform/db/database.ts'
import { link } from '#platform/trace/trace.ts'
import type { Drawing, Snapshot } from '../../model-measure.ts'
import { insertSnapshots } from '../../store/measure/snapshots.ts'

/** The SHA-256 of a drawing: over its canonical text, in hex. */
export const drawingHash = (drawing: Drawing): string =>
  createHash('sha256').update(canonicalText(drawing)).digest('hex')

/**
 * Keeps drawings for ever as snapshots, with an arrow of the trace from everything that was looked at to the snapshot it was
 * counted in; in the caller's transaction, which also writes the audit row. Drawings without rows are not to be frozen:
 * nothing would lead back from them.
 */
export async function freezeDrawings(
  tx: Tx,
  regionCode: string,
  drawings: readonly Drawing[],
  { by, now }: { by: string | undefined; now: Date },
): Promise<Pick<Snapshot, 'id' | 'drawing' | 'sha256'>[]> {
  const snapshots = drawings.map(given => {
    const drawing = JSON.parse(JSON.stringify(given)) as Drawing
    return { id: randomUUID(), drawing, sha256: drawingHash(drawing) }
  })
  await insertSnapshots(tx, regionCode, snapshots, by, now)
  await link(
    tx,
    snapshots.flatMap(({ id, drawing }) =>
      drawing.rows.map(row => ({
        from: { kind: row.kind, id: row.id },
        to: { kind: 'snapshot', id },
        kind: 'counted-in',
        regionCode,
      })),
    ),
  )
  return snapshots
}
