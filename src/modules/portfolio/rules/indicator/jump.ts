import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  multiply,
  negate,
  subtract,
  wholeNumber,
  ZERO,
} from '#kit/decimal.ts'
import { ASKS, type Rollup } from '../../model-indicator.ts'

/** What is asked about a figure. It is stored all the same: who knows the place answers in a sentence. */
export type Ask =
  | { kind: 'jump'; before: string; beforePeriod: string; now: string }
  | { kind: 'outlier'; now: string; median: string; peers: number }

export interface AskedFigure {
  now: string
  /** The last figure of the same place before. */
  before?: { value: string; period: string } | undefined
  /** Figures of the other places in the same period. */
  peers: readonly string[]
}

const half = (value: Decimal) => divide(value, wholeNumber(2), value.places + 1)
const size = (value: Decimal) => (compare(value, ZERO) < 0 ? negate(value) : value)

/** The middle of the values, exactly: of an even number the mean of the two in the middle. Undefined of nothing. */
export function median(values: readonly Decimal[]): Decimal | undefined {
  if (values.length === 0) return undefined
  const sorted = [...values].sort(compare)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] as Decimal
  return sorted.length % 2 === 1 ? upper : half(add(sorted[middle - 1] as Decimal, upper))
}

/**
 * Whether a figure jumps against the last one of its place, and whether it lies far from those of its peers (distance from
 * the median against their median distance, which a few wild values cannot move). Counts that add up are not compared with
 * peers: villages differ in size. The limits are `ASKS`.
 */
export function asksOf(rollup: Rollup, figure: AskedFigure): Ask[] {
  const asks: Ask[] = []
  const now = decimal(figure.now)
  if (figure.before !== undefined) {
    const before = decimal(figure.before.value)
    const small =
      rollup === 'sum' &&
      compare(size(now), decimal(ASKS.smallCount)) < 0 &&
      compare(size(before), decimal(ASKS.smallCount)) < 0
    const change = size(subtract(now, before))
    if (!small && compare(before, ZERO) !== 0 && compare(change, multiply(size(before), decimal(ASKS.ownShare))) > 0) {
      asks.push({ kind: 'jump', before: figure.before.value, beforePeriod: figure.before.period, now: figure.now })
    }
  }
  if (rollup !== 'sum' && figure.peers.length >= ASKS.peers) {
    const peers = figure.peers.map(decimal)
    const middle = median(peers) as Decimal
    const spread = median(peers.map(peer => size(subtract(peer, middle)))) as Decimal
    const far = compare(size(subtract(now, middle)), multiply(spread, decimal(ASKS.peerSpans))) > 0
    if (far && compare(spread, ZERO) > 0) {
      asks.push({ kind: 'outlier', now: figure.now, median: middle.toString(), peers: peers.length })
    }
  }
  return asks
}
