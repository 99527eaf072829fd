import type { Money } from './absorption.ts'

/**
 * The parts of a money bar in per cent of the longest one (`most`): spent, reported and not spent, not reported. What was
 * spent beyond the plan makes the bar longer, never negative.
 */
export function barOfMoney(
  money: Pick<Money, 'planned' | 'plannedReported' | 'realised'>,
  most: bigint,
): { realised: number; rest: number; open: number } {
  const part = (amount: bigint) => (amount <= 0n || most <= 0n ? 0 : Number((amount * 10_000n) / most) / 100)
  return {
    realised: part(money.realised),
    rest: part(money.plannedReported - money.realised),
    open: part(money.planned - money.plannedReported),
  }
}
