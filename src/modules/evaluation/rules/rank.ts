import { compare, type Decimal } from '#kit/decimal.ts'

/**
 * Ranks as a results table prints them: the highest index is 1, equal indices share a rank and the next one counts
 * them all (1, 2, 2, 4). A row without an index (absent) has no rank. The rows come back in the order given.
 */
export function rank<Row extends { index: Decimal | null }>(rows: readonly Row[]): (Row & { rank: number | null })[] {
  const indices = rows.flatMap(({ index }) => (index === null ? [] : [index])).toSorted((a, b) => compare(b, a))
  const ranks = new Map<string, number>()
  let place = 0
  let last: Decimal | undefined
  let lastRank = 0
  for (const index of indices) {
    place += 1
    if (last === undefined || compare(last, index) !== 0) lastRank = place
    last = index
    ranks.set(index.toString(), lastRank)
  }
  return rows.map(row => ({ ...row, rank: row.index === null ? null : (ranks.get(row.index.toString()) ?? null) }))
}
