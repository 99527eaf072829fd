import type { RegionToClose, SheetToClose } from '../../model-closing.ts'

/** What must be done before a round can be closed. */
export type Blocker =
  /** A region has time left to hand in: closing now would make it absent. */
  | { kind: 'time-left'; regionCode: string }
  /** Handed in, and nobody scores it. */
  | { kind: 'no-panel'; regionCode: string }
  /** `missing` scores of an assessor, or the sheet is not handed in (`missing` 0). */
  | { kind: 'sheet'; regionCode: string; place: number; submitted: boolean; missing: number }

export interface Readiness {
  ready: boolean
  blockers: Blocker[]
  /** Regions that did not hand in and will be absent, never zero. */
  absent: string[]
  /** Regions with a result: they handed in. */
  scored: string[]
  /** Sheets that count, and those of them that are handed in whole. */
  sheets: { all: number; done: number }
}

/**
 * Whether a round can be closed. Regions that did not hand in do not block, once their time is over: they become absent.
 * Every assessor of a region that handed in must have handed in a whole sheet, unless the ministry ended their turn. A
 * round in which nobody handed in has no result to close.
 */
export function readinessOf(
  questions: number,
  regions: readonly RegionToClose[],
  sheets: readonly SheetToClose[],
): Readiness {
  const byRegion = Map.groupBy(
    sheets.filter(({ ended }) => !ended),
    ({ regionCode }) => regionCode,
  )
  const blockers: Blocker[] = []
  const absent: string[] = []
  const scored: string[] = []
  const counts = { all: 0, done: 0 }
  for (const { regionCode, handedIn, timeLeft } of regions) {
    if (!handedIn) {
      absent.push(regionCode)
      if (timeLeft) blockers.push({ kind: 'time-left', regionCode })
      continue
    }
    scored.push(regionCode)
    const panel = byRegion.get(regionCode) ?? []
    if (panel.length === 0) blockers.push({ kind: 'no-panel', regionCode })
    for (const { place, submitted, scored: given } of panel) {
      counts.all += 1
      const missing = Math.max(0, questions - given)
      if (submitted && missing === 0) counts.done += 1
      else blockers.push({ kind: 'sheet', regionCode, place, submitted, missing })
    }
  }
  return { ready: blockers.length === 0 && scored.length > 0, blockers, absent, scored, sheets: counts }
}
