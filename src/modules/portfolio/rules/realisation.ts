import { decimal, divide, multiply, toFixed, wholeNumber } from '#kit/decimal.ts'
import type { Status } from '../model.ts'

/** What realisation must know of a programme. */
export interface CountedProgramme {
  id: string
  startYear: number
  endYear: number
  /** Every status it has had, any order. */
  statuses: readonly { status: Status; since: string; recordedAt: Date }[]
}

/** How one programme counts, so that each figure can be taken apart. */
export interface CountedRow {
  id: string
  /** Status on the day; undefined when it had none yet. */
  status: Status | undefined
  counts: 'running' | 'planned-only' | 'outside'
}

export interface Realisation {
  planned: number
  running: number
  /** Running ÷ planned × 100 with two decimals, half up ("92.16"); undefined when nothing was planned. */
  percent: string | undefined
  rows: CountedRow[]
}

/** The status that holds on a day: the latest that began on or before it; of two on one day the one recorded last. */
export function statusOn(statuses: CountedProgramme['statuses'], day: string): Status | undefined {
  let held: CountedProgramme['statuses'][number] | undefined
  for (const one of statuses) {
    if (one.since > day) continue
    if (
      held === undefined ||
      one.since > held.since ||
      (one.since === held.since && one.recordedAt >= held.recordedAt)
    ) {
      held = one
    }
  }
  return held?.status
}

/**
 * Realisation of programmes: running ÷ planned × 100 (domain 8.3; Kebumen 2022: 47 of 51 = 92.16 %). Planned is every
 * programme whose years include `year`; of these, one that runs or is done on `day` counts as running. One that was
 * changed or stopped stays in the plan and does not run: dropping a programme never raises the figure.
 */
export function realisation(programmes: readonly CountedProgramme[], year: number, day: string): Realisation {
  const rows = programmes.map(one => count(one, year, day))
  const planned = rows.filter(row => row.counts !== 'outside').length
  const running = rows.filter(row => row.counts === 'running').length
  return { planned, running, percent: percentOf(running, planned), rows }
}

function count(programme: CountedProgramme, year: number, day: string): CountedRow {
  const status = statusOn(programme.statuses, day)
  if (programme.startYear > year || programme.endYear < year) return { id: programme.id, status, counts: 'outside' }
  return { id: programme.id, status, counts: status === 'running' || status === 'done' ? 'running' : 'planned-only' }
}

/** `part` of `whole` in per cent with two decimals, half up; undefined of nothing. */
export function percentOf(part: number, whole: number): string | undefined {
  if (whole === 0) return undefined
  return toFixed(divide(multiply(wholeNumber(part), decimal('100')), wholeNumber(whole), 2), 2)
}
