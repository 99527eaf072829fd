import type { FrozenInputs, RegionOutcome } from '../../model-closing.ts'
import { canonicalText } from '#kit/canonical-text.ts'

/** What the hash of a region is over, besides its code. */
export interface FrozenContent {
  round: string
  region: string
  rule: string
  /** SHA-256 of the instrument. */
  instrument: string
  inputs: FrozenInputs
  outcome: RegionOutcome
}

/** The text whose UTF-8 bytes are hashed (SHA-256) for one region. */
export const regionText = (content: FrozenContent): string => canonicalText({ ...content })

/** The text for the whole round: the hash of every region, by its code. */
export const roundText = (round: string, rule: string, regions: ReadonlyMap<string, string>): string =>
  canonicalText({ round, rule, regions: Object.fromEntries(regions) })
