import { Problem } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { FrozenRegion } from '../../model-closing.ts'
import { canonicalText } from '#kit/canonical-text.ts'
import { RULE_VERSION } from '../../rules/closing/rule-version.ts'
import { findFrozenRound, listFrozenRegions } from '../../store/closing/frozen.ts'
import { findRound } from '../../store/round/rounds.ts'
import { findResults } from '../../store/results.ts'
import { noSuchRound } from '../round/stand.ts'
import { type Instruments, readInstruments, regionHash, roundHash, type RoundKey, workOut } from './freeze.ts'

export interface Recomputed {
  equal: boolean
  /** Over what was computed now. */
  hash: string
  /** What is not as it was frozen, in English, one line each. */
  differences: string[]
}

const chunk = 60

/**
 * Computes a closed round again from its frozen inputs alone and compares: each outcome, each hash, the hash of the round,
 * the hash of its instrument, and what the table of results says of regions whose result is still the one of this round.
 * Throws `not-found`, or `conflict` for a round that is not closed.
 */
export async function recomputeRound(sql: Sql | Tx, roundId: string): Promise<Recomputed> {
  const round = await findRound(sql, roundId)
  const frozen = round && (await findFrozenRound(sql, roundId))
  if (!round) throw noSuchRound()
  if (!frozen) {
    throw new Problem('conflict', {
      id: `Putaran ${roundId} belum ditutup, jadi belum ada yang dibekukan untuk dihitung ulang.`,
      en: `Round ${roundId} is not closed, so nothing is frozen that could be computed again.`,
    })
  }
  const instruments = await readInstruments(sql)
  const differences: string[] = []
  const differ = (what: string, stored: unknown, now: unknown) => {
    if (stored !== now) differences.push(`${what}: frozen ${String(stored)}, now ${String(now)}`)
  }
  differ('rule version', frozen.ruleVersion, RULE_VERSION)
  differ('instrument', round.instrumentSha256, instruments.get(round.instrumentId)?.sha256)
  const recomputed: Pick<FrozenRegion, 'regionCode' | 'sha256'>[] = []
  for (let after: string | undefined; ;) {
    const regions = await listFrozenRegions(sql, roundId, { after, limit: chunk })
    if (regions.length === 0) break
    for (const region of regions) {
      const again = recomputeRegion(round, region, instruments)
      if ('fault' in again) {
        differences.push(`${region.regionCode}: ${again.fault}`)
        continue
      }
      if (canonicalText(again.outcome) !== canonicalText(region.outcome)) {
        differences.push(`${region.regionCode}: outcome ${difference(region.outcome, again.outcome)}`)
      }
      differ(`${region.regionCode}: hash`, region.sha256, again.sha256)
      recomputed.push({ regionCode: again.regionCode, sha256: again.sha256 })
    }
    differences.push(...(await compareResults(sql, round, regions)))
    after = regions.at(-1)?.regionCode
  }
  const hash = roundHash(roundId, recomputed)
  differ('round hash', frozen.sha256, hash)
  return { equal: differences.length === 0, hash, differences }
}

function recomputeRegion(
  round: RoundKey,
  { regionCode, inputs }: FrozenRegion,
  instruments: Instruments,
): FrozenRegion | { fault: string } {
  try {
    const { outcome } = workOut(round, inputs, instruments)
    return { regionCode, inputs, outcome, sha256: regionHash(round, { regionCode, inputs, outcome }) }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

/** The places in which two outcomes differ, five of them. */
function difference(stored: object, now: object): string {
  const flat = (value: object, path = ''): [string, unknown][] =>
    Object.entries(value).flatMap(([key, inner]): [string, unknown][] =>
      typeof inner === 'object' && inner !== null ? flat(inner as object, `${path}${key}.`) : [[path + key, inner]],
    )
  const before = new Map(flat(stored))
  const after = new Map(flat(now))
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(key => before.get(key) !== after.get(key))
    .slice(0, 5)
    .map(key => `${key} frozen ${String(before.get(key))}, now ${String(after.get(key))}`)
    .join('; ')
}

/** Index and dimension scores of the table of results, where no later import took the place of the round. */
async function compareResults(sql: Sql | Tx, round: RoundKey, regions: readonly FrozenRegion[]): Promise<string[]> {
  const results = await findResults(
    sql,
    round.edition,
    regions.map(({ regionCode }) => regionCode),
  )
  return regions.flatMap(({ regionCode, outcome }) => {
    const result = results.get(regionCode)
    if (!result || !('roundId' in result.origin) || result.origin.roundId !== round.id) return []
    const said = canonicalText({ index: result.index, scores: result.scores })
    const scores = Object.fromEntries(Object.entries(outcome.dimensions).filter(([, score]) => score !== null))
    const meant = canonicalText({ index: outcome.index, scores })
    return said === meant ? [] : [`${regionCode}: the table of results says ${said}, frozen is ${meant}`]
  })
}
