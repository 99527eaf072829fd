import type { Drawing, DrawnRow, Drift } from '../../model-measure.ts'

/**
 * What is different now from a frozen drawing: programmes that moved to another sub-dimension or stream or are gone, that
 * began or ceased to count, that came since, and figures that differ. The frozen drawing itself never changes. `now` says
 * where a programme stands today; one that is missing there is archived.
 */
export function driftOf(
  frozen: Drawing,
  live: Drawing,
  now: ReadonlyMap<string, { subDimension: string; stream: string }>,
): Drift[] {
  const today = new Map(live.rows.map(row => [row.id, row]))
  const before = new Set(frozen.rows.map(row => row.id))
  const drifts: Drift[] = []
  for (const row of frozen.rows) {
    const current = today.get(row.id)
    if (current === undefined) drifts.push(left(row, now.get(row.id)))
    else if (current.counts !== row.counts) {
      drifts.push({
        ...named(row),
        kind: current.counts ? 'starts-counting' : 'stops-counting',
        ...notes(row, current),
      })
    } else if (row.kind === 'indicator' && row.note.id !== current.note.id) {
      drifts.push({ ...named(row), kind: 'figure', ...notes(row, current) })
    }
  }
  for (const row of live.rows) {
    if (!before.has(row.id)) drifts.push({ ...named(row), kind: 'added', before: undefined, after: row.note })
  }
  return drifts
}

function left(row: DrawnRow, now: { subDimension: string; stream: string } | undefined): Drift {
  if (now && row.subDimension !== undefined && now.subDimension !== row.subDimension) {
    return { ...named(row), kind: 'moved', before: same(row.subDimension), after: same(now.subDimension) }
  }
  if (now && row.stream !== undefined && now.stream !== row.stream) {
    return { ...named(row), kind: 'moved', before: same(row.stream), after: same(now.stream) }
  }
  return { ...named(row), kind: 'gone', before: undefined, after: undefined }
}

const named = ({ kind, id, code, name }: DrawnRow) => ({ rowKind: kind, id, code, name })
const notes = (before: DrawnRow, after: DrawnRow) => ({ before: before.note, after: after.note })
const same = (code: string) => ({ id: code, en: code })
