import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  exactText,
  multiply,
  toFixed,
  wholeNumber,
  ZERO,
} from '#kit/decimal.ts'
import { CODE_LENGTH, type EntryLevel, type Figures, type Rollup, type Totals } from '../../model-indicator.ts'

/** What the roll-up must know of an indicator. */
export interface RollupRule {
  rollup: Rollup
  ratioFactor: string
  level: EntryLevel
  decimals: number
}

export interface PlaceFigures extends Figures {
  placeCode: string
  period: string
}

export interface Rolled {
  /** With the decimals of the indicator, rounded once, half up; undefined when there is nothing to count. */
  value: string | undefined
  /** Places whose figures are in it, of how many that should report. */
  reported: number
  expected: number
  /** False: some places are missing, and the figure is of those that reported only. */
  complete: boolean
  /** The exact sums behind it. */
  totals: Totals
}

export const noTotals: Totals = { count: 0, value: '0', weighted: '0', weight: '0', numerator: '0', denominator: '0' }

/** The figure of one place as it was entered: its value, or its own ratio; undefined when it has neither. */
export function figureOf(rule: Pick<RollupRule, 'ratioFactor' | 'decimals'>, one: Figures): string | undefined {
  if (one.value !== undefined) return toFixed(decimal(one.value), rule.decimals)
  if (one.numerator === undefined || one.denominator === undefined) return undefined
  return ratio(one.numerator, one.denominator, rule)
}

function ratio(
  over: string,
  under: string,
  { ratioFactor, decimals }: Pick<RollupRule, 'ratioFactor' | 'decimals'>,
): string | undefined {
  const below = decimal(under)
  if (compare(below, ZERO) === 0) return undefined
  return divide(multiply(decimal(over), decimal(ratioFactor)), below, decimals).toString()
}

/**
 * Exact sums of what can be counted: readings of the entry level only, so that a figure of a district never counts beside
 * those of its villages. A reading without the parts that the rule needs is as good as missing.
 */
export function totalsOf(rule: RollupRule, readings: readonly PlaceFigures[]): Totals {
  let count = 0
  let value: Decimal = ZERO
  let weighted: Decimal = ZERO
  let weight: Decimal = ZERO
  let numerator: Decimal = ZERO
  let denominator: Decimal = ZERO
  for (const one of readings) {
    if (one.placeCode.length !== CODE_LENGTH[rule.level]) continue
    if (rule.rollup === 'ratio') {
      if (one.numerator === undefined || one.denominator === undefined) continue
      numerator = add(numerator, decimal(one.numerator))
      denominator = add(denominator, decimal(one.denominator))
    } else if (rule.rollup === 'weighted') {
      if (one.value === undefined || one.weight === undefined) continue
      weighted = add(weighted, multiply(decimal(one.value), decimal(one.weight)))
      weight = add(weight, decimal(one.weight))
    } else {
      if (one.value === undefined) continue
      value = add(value, decimal(one.value))
    }
    count += 1
  }
  return {
    count,
    value: exactText(value),
    weighted: exactText(weighted),
    weight: exactText(weight),
    numerator: exactText(numerator),
    denominator: exactText(denominator),
  }
}

/**
 * The figure of a place from the sums over places below it. `sum` adds; `mean` divides by how many reported; `weighted` is
 * Σ(value × weight) ÷ Σ weight; `ratio` is Σ numerator ÷ Σ denominator × factor, never a mean of ratios. Nothing reported
 * gives no figure, never 0; a part of the places gives the figure of that part, and says so.
 */
export function fromTotals(rule: RollupRule, totals: Totals, expected: number): Rolled {
  return {
    value: totals.count === 0 ? undefined : computed(rule, totals),
    reported: totals.count,
    expected,
    complete: totals.count > 0 && totals.count >= expected,
    totals,
  }
}

function computed(rule: RollupRule, totals: Totals): string | undefined {
  switch (rule.rollup) {
    case 'sum':
      return toFixed(decimal(totals.value), rule.decimals)
    case 'mean':
      return divide(decimal(totals.value), wholeNumber(totals.count), rule.decimals).toString()
    case 'weighted':
      return compare(decimal(totals.weight), ZERO) === 0
        ? undefined
        : divide(decimal(totals.weighted), decimal(totals.weight), rule.decimals).toString()
    case 'ratio':
      return ratio(totals.numerator, totals.denominator, rule)
    case 'last':
      // One place only: of several there is no common last figure.
      return totals.count === 1 ? toFixed(decimal(totals.value), rule.decimals) : undefined
  }
}

/**
 * The figure of `place` from readings of one period (for `last`: of that period and earlier ones). `places` are the codes
 * that should report; those below `place`, or itself, are expected.
 */
export function rollUp(
  rule: RollupRule,
  place: string,
  readings: readonly PlaceFigures[],
  places: readonly string[],
): Rolled {
  if (rule.rollup === 'last') return latestOf(rule, place, readings)
  const inside = (code: string) => code === place || code.startsWith(`${place}.`)
  const expected = new Set(places.filter(inside))
  const counted = readings.filter(one => inside(one.placeCode))
  // A place that was there when it reported and has gone since still counts, and is then expected too.
  for (const one of counted) if (one.placeCode.length === CODE_LENGTH[rule.level]) expected.add(one.placeCode)
  return fromTotals(rule, totalsOf(rule, counted), expected.size)
}

/** The figure of the latest period that was entered for exactly this place. */
function latestOf(rule: RollupRule, place: string, readings: readonly PlaceFigures[]): Rolled {
  let latest: PlaceFigures | undefined
  for (const one of readings) {
    if (one.placeCode === place && one.value !== undefined && (latest === undefined || one.period > latest.period)) {
      latest = one
    }
  }
  const totals = latest === undefined ? noTotals : { ...noTotals, count: 1, value: latest.value ?? '0' }
  return fromTotals(rule, totals, 1)
}
