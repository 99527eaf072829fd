/**
 * The day for which figures of a round are drawn: today, or the last day of the year of its edition once that is over. A
 * round that is filled in early the next year then speaks of the year it evaluates.
 */
export function drawDay(edition: string, today: string): string {
  const year = edition.slice(0, 4)
  return year < today.slice(0, 4) ? `${year}-12-31` : today
}
