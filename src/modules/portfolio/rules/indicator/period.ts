import { DAYS_TO_REPORT, type Frequency } from '../../model-indicator.ts'

/**
 * Periods as text: "2026", "2026-S1", "2026-Q3", "2026-11". Within one frequency the order of the texts is that of time. Days
 * are "2026-11-22".
 */

const monthsOf: Record<Frequency, number> = { year: 12, semester: 6, quarter: 3, month: 1 }
const two = (n: number) => String(n).padStart(2, '0')

/** The frequency that a period has by its shape. Throws `RangeError` for anything that is no period. */
export function frequencyOf(period: string): Frequency {
  if (/^20\d{2}$/.test(period)) return 'year'
  if (/^20\d{2}-S[12]$/.test(period)) return 'semester'
  if (/^20\d{2}-Q[1-4]$/.test(period)) return 'quarter'
  if (/^20\d{2}-(0[1-9]|1[0-2])$/.test(period)) return 'month'
  throw new RangeError(`Not a period: ${period.slice(0, 20)}`)
}

/** Is the text a period of this frequency? */
export function isPeriod(period: string, frequency: Frequency): boolean {
  try {
    return frequencyOf(period) === frequency
  } catch {
    return false
  }
}

export const yearOf = (period: string): number => Number(period.slice(0, 4))

/** Which part of its year a period is, from 1. */
export const partOf = (period: string): number => Number(period.slice(5).replace(/^[SQ]/, '') || '1')

function write(frequency: Frequency, year: number, part: number): string {
  if (frequency === 'year') return String(year)
  if (frequency === 'semester') return `${year}-S${part}`
  if (frequency === 'quarter') return `${year}-Q${part}`
  return `${year}-${two(part)}`
}

/** The period in which a day lies. */
export function periodOf(day: string, frequency: Frequency): string {
  const month = Number(day.slice(5, 7))
  return write(frequency, yearOf(day), Math.floor((month - 1) / monthsOf[frequency]) + 1)
}

/** The period that many steps later, or earlier when negative. */
export function shiftPeriod(period: string, steps: number): string {
  const frequency = frequencyOf(period)
  const perYear = 12 / monthsOf[frequency]
  const at = yearOf(period) * perYear + partOf(period) - 1 + steps
  return write(frequency, Math.floor(at / perYear), (at % perYear) + 1)
}

export const periodBefore = (period: string): string => shiftPeriod(period, -1)

/** First and last day of a period. */
export function daysOf(period: string): { from: string; to: string } {
  const months = monthsOf[frequencyOf(period)]
  const year = yearOf(period)
  const first = (partOf(period) - 1) * months + 1
  const last = first + months - 1
  const lastDay = new Date(Date.UTC(year, last, 0)).getUTCDate()
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${two(lastDay)}` }
}

/** The last period that is over on a day: the one that is asked for. */
export const endedPeriod = (today: string, frequency: Frequency): string => periodBefore(periodOf(today, frequency))

/** The last day on which the reading of a period is in time. */
export function dueOn(period: string): string {
  const end = Date.parse(`${daysOf(period).to}T00:00:00Z`)
  return new Date(end + DAYS_TO_REPORT * 86_400_000).toISOString().slice(0, 10)
}

/** Whole days until the reading of a period is late; negative when it is. */
export const daysLeft = (period: string, today: string): number =>
  (Date.parse(`${dueOn(period)}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000

/** `count` periods up to and with `last`, oldest first. */
export const periodsUpTo = (last: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => shiftPeriod(last, at - count + 1))
