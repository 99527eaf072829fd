import { createHash } from 'node:crypto'
import type { Sql, Tx } from '#platform/db/database.ts'
import { fold } from '#modules/region/index.ts'
import type { BeforeInputs, FrozenInputs, FrozenRegion } from '../../model-closing.ts'
import type { Round } from '../../model-round.ts'
import { regionText, roundText } from '../../rules/closing/frozen-text.ts'
import { outcomeOf, type WorkedOutcome } from '../../rules/closing/outcome.ts'
import { RULE_VERSION } from '../../rules/closing/rule-version.ts'
import { listInstruments, type StoredInstrument } from '../../store/instruments.ts'
import type { Result } from '../../store/results.ts'
import type { SaidResult } from '../result-content.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Instruments by id, as many as there are. */
export type Instruments = ReadonlyMap<string, StoredInstrument>

export const readInstruments = async (sql: Sql | Tx): Promise<Instruments> =>
  new Map((await listInstruments(sql)).map(stored => [stored.id, stored]))

/** What of a round the result of its regions depends on. */
export type RoundKey = Pick<Round, 'id' | 'edition' | 'group' | 'instrumentId' | 'instrumentSha256'>

/** Last year's result as an input of this year's change. */
export const beforeInputs = (result: Result | undefined): BeforeInputs | null =>
  result
    ? {
        edition: result.edition,
        instrument: result.instrumentId,
        instrumentSha256: result.instrumentSha256,
        tookPart: result.tookPart,
        scores: result.scores,
        printedIndex: result.printedIndex,
      }
    : null

/** The outcome of inputs by the instruments they name. Throws when one is not published. */
export function workOut(round: RoundKey, inputs: FrozenInputs, instruments: Instruments): WorkedOutcome {
  const instrument = instruments.get(round.instrumentId)
  if (!instrument) throw new Error(`The instrument ${round.instrumentId} of a round is not published`)
  return outcomeOf(
    inputs,
    instrument.content,
    inputs.before ? instruments.get(inputs.before.instrument)?.content : undefined,
  )
}

/** A region with its outcome and the hash over everything. */
export function freezeRegion(
  round: RoundKey,
  regionCode: string,
  inputs: FrozenInputs,
  instruments: Instruments,
): FrozenRegion {
  const { outcome } = workOut(round, inputs, instruments)
  return { regionCode, inputs, outcome, sha256: regionHash(round, { regionCode, inputs, outcome }) }
}

export const regionHash = (
  round: RoundKey,
  { regionCode, inputs, outcome }: Omit<FrozenRegion, 'sha256'>,
  rule: string = RULE_VERSION,
): string =>
  sha256(regionText({ round: round.id, region: regionCode, rule, instrument: round.instrumentSha256, inputs, outcome }))

/** The hash of a round: over the hashes of its regions. */
export const roundHash = (
  roundId: string,
  regions: readonly Pick<FrozenRegion, 'regionCode' | 'sha256'>[],
  rule: string = RULE_VERSION,
): string => sha256(roundText(roundId, rule, new Map(regions.map(one => [one.regionCode, one.sha256]))))

/** A frozen region as the table of results says it. */
export function saidOf(
  round: RoundKey,
  regionName: string,
  { regionCode, inputs, outcome }: Omit<FrozenRegion, 'sha256'>,
): SaidResult {
  const { printed } = inputs
  return {
    regionCode,
    regionName,
    sortName: fold(regionName.replace(/^(Kabupaten|Kota)( Administrasi)? /, '')),
    group: round.group,
    instrumentId: round.instrumentId,
    instrumentSha256: round.instrumentSha256,
    tookPart: outcome.tookPart,
    index: outcome.index,
    exactSum: outcome.exactSum,
    improvement: outcome.change.value,
    improvementBasis: outcome.change.basis,
    printedName: printed?.name ?? regionName,
    printedIndex: printed?.index ?? null,
    printedImprovement: printed?.change ?? null,
    deviationReason: null,
    scores: Object.fromEntries(
      Object.entries(outcome.dimensions).flatMap(([code, score]) => (score === null ? [] : [[code, score]])),
    ),
  }
}
