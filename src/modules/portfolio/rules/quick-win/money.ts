import type { BudgetLine } from '../../model.ts'
import { addMoney, type Money } from '../view/absorption.ts'

/** Budget lines of one year, or of one source, added. */
export interface MoneyGroup extends Money {
  key: string
}

const ofLine = (line: BudgetLine): Money => ({
  planned: line.planned,
  plannedReported: line.realised === undefined ? 0n : line.planned,
  realised: line.realised ?? 0n,
  lines: 1,
  reported: line.realised === undefined ? 0 : 1,
})

/** Lines added up by what `keyOf` says, keys in order; each line counts exactly once. */
export function groupMoney(lines: readonly BudgetLine[], keyOf: (line: BudgetLine) => string): MoneyGroup[] {
  const groups = Map.groupBy(lines, keyOf)
  return [...groups.entries()]
    .map(([key, own]) => ({ key, ...addMoney(own.map(ofLine)) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** All lines as one. */
export const allMoney = (lines: readonly BudgetLine[]): Money => addMoney(lines.map(ofLine))
