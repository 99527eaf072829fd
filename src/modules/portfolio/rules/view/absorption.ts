import { decimal, divide, multiply, toFixed } from '#kit/decimal.ts'

export interface Money {
  planned: bigint
  plannedReported: bigint
  realised: bigint
  lines: number
  reported: number
}

export interface Absorption {
  /** Undefined while no line was reported; a reported 0 is 0. */
  realised: bigint | undefined
  /** Realised in per cent of what was planned in the reported lines, two decimals, half up; undefined when that is nothing. */
  percent: string | undefined
  /** Planned in lines nobody has reported on yet. */
  plannedUnreported: bigint
  unreported: number
}

/**
 * How much of the planned money was spent. Lines without a report are left out of both sides of the percentage and told
 * apart: counting them as nothing spent would be as wrong as counting them as spent.
 */
export function absorption(money: Money): Absorption {
  return {
    realised: money.reported === 0 ? undefined : money.realised,
    percent: share(money.realised, money.plannedReported),
    plannedUnreported: money.planned - money.plannedReported,
    unreported: money.lines - money.reported,
  }
}

/** `part` of `whole` in per cent with two decimals; undefined of nothing. */
function share(part: bigint, whole: bigint): string | undefined {
  if (whole === 0n) return undefined
  return toFixed(divide(multiply(decimal(String(part)), decimal('100')), decimal(String(whole)), 2), 2)
}

/** Several groups as one. */
export function addMoney(groups: readonly Money[]): Money {
  const total: Money = { planned: 0n, plannedReported: 0n, realised: 0n, lines: 0, reported: 0 }
  for (const one of groups) {
    total.planned += one.planned
    total.plannedReported += one.plannedReported
    total.realised += one.realised
    total.lines += one.lines
    total.reported += one.reported
  }
  return total
}
