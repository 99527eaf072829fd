import { decimal } from '#kit/decimal.ts'
import type { Sql } from '#platform/db/database.ts'
import { improvement, type Improvement, type PublishedRow } from '../rules/improvement.ts'
import { type IndexResult, scoreIndex, scoringRule } from '../rules/score-index.ts'
import { listEditions } from '../store/editions.ts'
import { findInstrument, type StoredInstrument } from '../store/instruments.ts'
import { findResultDetails, listResultsOfRegion, type Remark, type Result } from '../store/results.ts'

/** A result with everything that led to it. */
export interface ExplainedResult {
  result: Result
  instrument: StoredInstrument
  /** Undefined for an absent region. */
  working: IndexResult | undefined
  change: Improvement
  /** Result of the region in the edition before. */
  before: Result | undefined
  beforeInstrument: StoredInstrument | undefined
  questions: Record<string, string>
  remarks: Remark[]
  /** Token of the result’s present sheet. */
  token: string | undefined
}

/** A result with its arithmetic done again by the rules; undefined when the region has none. Three statements. */
export async function explainResult(sql: Sql, edition: string, code: string): Promise<ExplainedResult | undefined> {
  const [results, editions, details] = await Promise.all([
    listResultsOfRegion(sql, code),
    listEditions(sql),
    findResultDetails(sql, edition, code),
  ])
  const result = results.find(one => one.edition === edition)
  if (!result) return undefined
  const previous = editions.find(one => one.id === edition)?.previousId
  const before = previous === undefined ? undefined : results.find(one => one.edition === previous)
  const instrument = await getInstrument(sql, result.instrumentId)
  const beforeInstrument = before && (await getInstrument(sql, before.instrumentId))
  const now = published(result, instrument)
  return {
    result,
    instrument,
    working: result.tookPart ? scoreIndex(now.rule, now.scores) : undefined,
    change: improvement(now, before && beforeInstrument && published(before, beforeInstrument)),
    before,
    beforeInstrument,
    ...details,
  }
}

async function getInstrument(sql: Sql, id: string): Promise<StoredInstrument> {
  const found = await findInstrument(sql, id)
  if (!found) throw new Error(`The instrument ${id} of a result is not published`)
  return found
}

/** A stored result as the rules read it. */
export const published = (result: Result, instrument: StoredInstrument): PublishedRow => ({
  rule: scoringRule(instrument.content),
  scores: Object.fromEntries(Object.entries(result.scores).map(([code, score]) => [code, decimal(score)])),
  tookPart: result.tookPart,
  printedIndex: result.printedIndex === null ? null : decimal(result.printedIndex),
})
