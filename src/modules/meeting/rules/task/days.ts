/** Calendar days as text "2027-06-30"; they belong to no zone. */

const perDay = 86_400_000

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / perDay

/** The day some days later; earlier when `days` is negative. */
export const addDays = (day: string, days: number): string =>
  new Date((dayNumber(day) + days) * perDay).toISOString().slice(0, 10)

/** A calendar day that exists, in this century. */
export const isDay = (text: string): boolean =>
  /^20\d{2}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(dayNumber(text)) && addDays(text, 0) === text

/** Whole days from one day to another; negative when `to` lies before `from`. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from)
