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
