import { DIMENSIONS, type Dimension, type Status, STATUSES } from '../../model.ts'
import { percentOf } from '../realisation.ts'

/** How programmes of one dimension, or of all, stand in one year. */
export interface BoardLine {
  statuses: Record<Status, number>
  planned: number
  /** Running or done. */
  running: number
  /** Running ÷ planned × 100 with two decimals ("92.16"); undefined when nothing was planned. */
  percent: string | undefined
  /** Living programmes of other years. */
  outside: number
}

export interface Board {
  rows: (BoardLine & { dimension: Dimension })[]
  total: BoardLine
}

interface Counted {
  dimension: Dimension
  status: Status
  count: number
  outside: number
}

/**
 * The board from counts by dimension and status: all six dimensions in their order, those without a programme too. The
 * percentages are those of `realisation` (domain 8.3), only counted by the database.
 */
export function boardOf(counts: readonly Counted[]): Board {
  return {
    rows: DIMENSIONS.map(dimension => ({ dimension, ...line(counts.filter(one => one.dimension === dimension)) })),
    total: line(counts),
  }
}

function line(counts: readonly Counted[]): BoardLine {
  const statuses = Object.fromEntries(STATUSES.map(status => [status, 0])) as Record<Status, number>
  let outside = 0
  for (const one of counts) {
    statuses[one.status] += one.count
    outside += one.outside
  }
  const planned = STATUSES.reduce((sum, status) => sum + statuses[status], 0)
  const running = statuses.running + statuses.done
  return { statuses, planned, running, percent: percentOf(running, planned), outside }
}
