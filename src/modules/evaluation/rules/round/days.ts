/** Arithmetic on calendar days written as "2027-06-08"; no zone and no clock is involved. */

const perDay = 86_400_000

/** Whole days since 1970-01-01. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / perDay

/** The day that many days later, or earlier when negative. */
export const addDays = (day: string, days: number): string =>
  new Date((dayNumber(day) + days) * perDay).toISOString().slice(0, 10)

/** True for a day of the calendar between 2017 and 2099: "2027-02-29" is none. */
export const isDay = (text: string): boolean =>
  /^20\d{2}-\d{2}-\d{2}$/.test(text) && text >= '2017' && !Number.isNaN(dayNumber(text)) && addDays(text, 0) === text

/** 0 Monday … 6 Sunday. */
export const weekday = (day: string): number => (((dayNumber(day) + 3) % 7) + 7) % 7
