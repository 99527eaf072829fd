/** First and last year of a picture, both included. */
export interface Span {
  from: number
  to: number
}

/** The years that a set of programmes covers; undefined of none. */
export function spanOf(parts: readonly Span[]): Span | undefined {
  if (parts.length === 0) return undefined
  return { from: Math.min(...parts.map(one => one.from)), to: Math.max(...parts.map(one => one.to)) }
}

const hundredths = (value: number): number => Math.round(value * 100) / 100

/** Where a programme's years lie in a span, in per cent of its width: whole years, the last one included. */
export function barOf(years: { startYear: number; endYear: number }, span: Span): { from: number; width: number } {
  const all = span.to - span.from + 1
  const start = Math.max(years.startYear, span.from)
  const end = Math.min(years.endYear, span.to)
  return {
    from: hundredths(((start - span.from) / all) * 100),
    width: hundredths((Math.max(0, end - start + 1) / all) * 100),
  }
}

/** At most `most` years to write above the bars, evenly apart, with where each begins in per cent of the width. */
export function ticksOf(span: Span, most: number): { year: number; at: number }[] {
  const all = span.to - span.from + 1
  const step = Math.ceil(all / most)
  return Array.from({ length: Math.ceil(all / step) }, (_, n) => span.from + n * step).map(year => ({
    year,
    at: hundredths(((year - span.from) / all) * 100),
  }))
}

/** Where a day lies in a span, in per cent of its width, to the month; outside it at its end. */
export function placeOf(day: string, span: Span): number {
  const all = span.to - span.from + 1
  const months = (Number(day.slice(0, 4)) - span.from) * 12 + Number(day.slice(5, 7)) - 1
  return hundredths(Math.min(100, Math.max(0, (months / (all * 12)) * 100)))
}

/** A bar cut where its programme was stopped: what was carried out, and what no longer will be. */
export function cutBar(
  bar: { from: number; width: number },
  at: number,
): { done: { from: number; width: number }; dropped: { from: number; width: number } } {
  const end = bar.from + bar.width
  const cut = Math.min(end, Math.max(bar.from, at))
  return {
    done: { from: bar.from, width: hundredths(cut - bar.from) },
    dropped: { from: cut, width: hundredths(end - cut) },
  }
}
