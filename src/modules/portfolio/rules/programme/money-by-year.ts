import type { BudgetLine } from '../../model.ts'
import { absorption, type Absorption, addMoney, type Money } from '../view/absorption.ts'

/** The money of one year: what is planned, what of it was reported as spent, and the lines. */
export interface YearOfMoney extends Absorption {
  year: number
  planned: bigint
  lines: BudgetLine[]
}

const asMoney = (line: BudgetLine): Money => ({
  planned: line.planned,
  plannedReported: line.realised === undefined ? 0n : line.planned,
  realised: line.realised ?? 0n,
  lines: 1,
  reported: line.realised === undefined ? 0 : 1,
})

/** Money by year, oldest first. A line without a report counts for the plan, and never as 0 for what was spent. */
export function moneyByYear(lines: readonly BudgetLine[]): YearOfMoney[] {
  const years = [...new Set(lines.map(one => one.year))].sort((a, b) => a - b)
  return years.map(year => {
    const own = lines.filter(one => one.year === year)
    const money = addMoney(own.map(asMoney))
    return { year, planned: money.planned, lines: own, ...absorption(money) }
  })
}

/** All years together. */
export function allMoney(lines: readonly BudgetLine[]): Absorption & { planned: bigint } {
  const money = addMoney(lines.map(asMoney))
  return { planned: money.planned, ...absorption(money) }
}
