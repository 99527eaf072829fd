import type { Verdict } from '../../model-quick-win.ts'

export interface JudgedYears {
  sinceYear: number
  years: readonly { year: number; verdict: Verdict }[]
}

export type YearState = 'before' | 'first' | 'kept' | 'changed' | 'ended' | 'due' | 'missed' | 'over'

/** The year whose verdict ended it; undefined while it lives. */
export const endedYear = ({ years }: JudgedYears): number | undefined =>
  years
    .filter(one => one.verdict === 'ended')
    .map(one => one.year)
    .sort((a, b) => a - b)[0]

/**
 * Years that wait for a verdict, oldest first: every year after the first up to `thisYear`, as long as it lives. Its first
 * year needs none; the mentors judge a quick win a year later.
 */
export function dueYears(quickWin: JudgedYears, thisYear: number): number[] {
  const judged = new Set(quickWin.years.map(one => one.year))
  const last = endedYear(quickWin) ?? thisYear
  const due: number[] = []
  for (let year = quickWin.sinceYear + 1; year <= Math.min(last, thisYear); year++) {
    if (!judged.has(year)) due.push(year)
  }
  return due
}

/** How a quick win stands in a year: its verdict, or that it is new, due (`thisYear`), missed, not yet or no longer there. */
export function yearState(quickWin: JudgedYears, year: number, thisYear: number): YearState {
  const ended = endedYear(quickWin)
  if (year < quickWin.sinceYear) return 'before'
  if (ended !== undefined && year > ended) return 'over'
  const verdict = quickWin.years.find(one => one.year === year)?.verdict
  if (verdict !== undefined) return verdict
  if (year === quickWin.sinceYear) return 'first'
  return year < thisYear ? 'missed' : 'due'
}
