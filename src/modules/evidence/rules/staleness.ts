import { oldAfterYears } from '../model.ts'

export type Staleness = { kind: 'expired'; since: string } | { kind: 'old'; from: string }

/** The day that lies `years` before; 29 February becomes 28 February. */
export function yearsBefore(today: string, years: number): string {
  const day = today.slice(5) === '02-29' ? '02-28' : today.slice(5)
  return `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}-${day}`
}

/**
 * Whether a document should be renewed, on the day `today` ("2023-12-04"): its validity has ended, or, when it has none, it
 * is older than two years. Undefined when it is neither, and when it bears no date.
 */
export function staleness(
  document: { documentDate: string | undefined; validUntil: string | undefined },
  today: string,
): Staleness | undefined {
  const { documentDate, validUntil } = document
  if (validUntil !== undefined) return validUntil < today ? { kind: 'expired', since: validUntil } : undefined
  if (documentDate !== undefined && documentDate < yearsBefore(today, oldAfterYears))
    return { kind: 'old', from: documentDate }
  return undefined
}
