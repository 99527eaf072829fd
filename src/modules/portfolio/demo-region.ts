import type { DemoPerson } from '#modules/people/index.ts'
import type { DemoProgramme } from './demo-data.ts'

/** One region of the demo world while it is filled. */
export interface DemoRegion {
  regionCode: string
  programmes: readonly DemoProgramme[]
  secretariat: DemoPerson
  /** Id of an office by its key without the region: "kesehatan". */
  officeId(key: string): string
  /** "2026-11-22" in the zone of the two regions. */
  today: string
}

/** A number from 0 to 999 that is always the same for the same words. */
export function chance(...words: (string | number)[]): number {
  let hash = 2166136261
  for (const letter of words.join('|')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619)
  // The last bits of this hash lean on the last letter; mixed once more they do not.
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519)
  return ((hash ^ (hash >>> 13)) >>> 0) % 1000
}
