import { add, compare, type Decimal, decimal, divide, mean, wholeNumber } from '#kit/decimal.ts'

/** The steps that maps and legends colour, lowest first; a step starts at its number and ends before the next. */
export const INDEX_STEPS = [
  { step: 'below-2.00', from: null },
  { step: 'from-2.00', from: decimal('2.00') },
  { step: 'from-2.50', from: decimal('2.50') },
  { step: 'from-3.00', from: decimal('3.00') },
  { step: 'from-3.50', from: decimal('3.50') },
] as const

export type IndexStep = (typeof INDEX_STEPS)[number]['step'] | 'absent'

/** The map step of an index: below 2.00, 2.00–2.49, 2.50–2.99, 3.00–3.49, 3.50 and above, or absent. */
export function stepOf(index: Decimal | null): IndexStep {
  if (index === null) return 'absent'
  return INDEX_STEPS.findLast(({ from }) => from === null || compare(index, from) >= 0)?.step ?? 'below-2.00'
}

export type SummaryRow = {
  index: Decimal | null
  /** Null: not printed and not computable. */
  change: Decimal | null
}

export type Summary = {
  count: number
  absent: number
  /** Over the regions with an index; mean and median half-up to two decimals. Null when there is none. */
  mean: Decimal | null
  median: Decimal | null
  highest: Decimal | null
  lowest: Decimal | null
  up: number
  down: number
  same: number
  withoutChange: number
  steps: Record<IndexStep, number>
}

/** A table of results in a few numbers. Absent regions are counted and enter nothing else. */
export function summary(rows: readonly SummaryRow[]): Summary {
  const steps = { 'below-2.00': 0, 'from-2.00': 0, 'from-2.50': 0, 'from-3.00': 0, 'from-3.50': 0, absent: 0 }
  const changes = { up: 0, down: 0, same: 0, withoutChange: 0 }
  for (const { index, change } of rows) {
    steps[stepOf(index)] += 1
    if (change === null) changes.withoutChange += 1
    else if (change.units > 0n) changes.up += 1
    else if (change.units < 0n) changes.down += 1
    else changes.same += 1
  }
  const sorted = rows.flatMap(({ index }) => (index === null ? [] : [index])).toSorted(compare)
  return {
    count: rows.length,
    absent: steps.absent,
    mean: mean(sorted, 2),
    median: median(sorted),
    highest: sorted.at(-1) ?? null,
    lowest: sorted[0] ?? null,
    ...changes,
    steps,
  }
}

function median(sorted: readonly Decimal[]): Decimal | null {
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper && lower ? divide(add(lower, upper), wholeNumber(2), 2) : null
}
