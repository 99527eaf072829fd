import { dayIn, type Zone } from '#kit/format.ts'

/** "2026-11" as typed in an address; undefined for what is no month between 2017 and 2100. */
export const readMonth = (text: string | undefined): string | undefined =>
  text !== undefined && /^20\d{2}-(0[1-9]|1[0-2])$/.test(text) && text >= '2017' ? text : undefined

/** The month so many months after another: monthAfter("2026-12", 1) is "2027-01". */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7)
}

/** The days of the weeks that a month touches, Monday first: "2026-10-26" … "2026-12-06"; always whole weeks. */
export function weeksOf(month: string): string[][] {
  const day = 86_400_000
  const first = Date.parse(`${month}-01T00:00:00Z`)
  const next = Date.parse(`${monthAfter(month, 1)}-01T00:00:00Z`)
  const weekday = (new Date(first).getUTCDay() + 6) % 7
  const weeks: string[][] = []
  for (let monday = first - weekday * day; monday < next; monday += 7 * day) {
    weeks.push(Array.from({ length: 7 }, (_, at) => new Date(monday + at * day).toISOString().slice(0, 10)))
  }
  return weeks
}

/** Every day on which a meeting takes place, on the clocks of a zone; what ends at midnight does not take the next day. */
export function daysOf(meeting: { startsAt: Date; endsAt: Date }, zone: Zone): string[] {
  const last = dayIn(new Date(meeting.endsAt.getTime() - 1), zone)
  const days: string[] = []
  for (let day = dayIn(meeting.startsAt, zone); day <= last; day = dayAfter(day)) days.push(day)
  return days
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
