import { createHash, randomBytes } from 'node:crypto'
import { type Decimal, toFixed } from '#kit/decimal.ts'
import { canonicalText } from '#kit/canonical-text.ts'
import type { NewResult } from '../store/write-results.ts'
import type { ResultContent } from './check-row.ts'

/** What a result says, ready to be stored; without the hash over it and without a token. */
export type SaidResult = Omit<NewResult, 'contentSha256' | 'token'>

const two = (value: Decimal | null) => (value === null ? null : toFixed(value, 2))

/** A checked row as it is stored. */
export function saidResult(content: ResultContent, reason: string | undefined): SaidResult {
  return {
    regionCode: content.region.code,
    regionName: content.region.name,
    sortName: content.region.sortName,
    group: content.group,
    instrumentId: content.instrument.id,
    instrumentSha256: content.instrument.sha256,
    tookPart: content.tookPart,
    index: two(content.index),
    exactSum: content.exactSum?.toString() ?? null,
    improvement: two(content.improvement),
    improvementBasis: content.improvementBasis,
    printedName: content.printedName,
    printedIndex: two(content.printedIndex),
    printedImprovement: two(content.printedImprovement),
    deviationReason: reason ?? null,
    scores: Object.fromEntries(Object.entries(content.scores).map(([code, score]) => [code, toFixed(score, 2)])),
  }
}

/** The hash of what a result says; two results that say the same have the same. */
export function contentHash(edition: string, said: SaidResult): string {
  const text = canonicalText({
    edition,
    region: said.regionCode,
    group: said.group,
    instrument: said.instrumentSha256,
    took_part: said.tookPart,
    scores: said.scores,
    index: said.index,
    improvement: said.improvement,
    improvement_basis: said.improvementBasis,
    printed_name: said.printedName,
    printed_index: said.printedIndex,
    printed_improvement: said.printedImprovement,
    deviation_reason: said.deviationReason,
  })
  return createHash('sha256').update(text).digest('hex')
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Sixty random bits in Crockford's letters (no I, L, O, U): "7K4M-2Q9X-B3TD". */
export function freshToken(): string {
  const text = Array.from(randomBytes(12), byte => letters[byte % 32]).join('')
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`
}
