import { decimal } from '#kit/decimal.ts'
import type { Tx } from '#platform/db/database.ts'
import { rank } from '../rules/rank.ts'
import { listForRanks, writeRanks } from '../store/write-results.ts'

/** Ranks of the whole edition and within each group; only those that changed are written. */
export async function rankAgain(tx: Tx, edition: string): Promise<void> {
  const rows = (await listForRanks(tx, edition)).map(row => ({
    ...row,
    before: row.rank,
    index: row.index === null ? null : decimal(row.index),
  }))
  const groupRanks = new Map<string, number | null>()
  for (const group of new Set(rows.map(row => row.group))) {
    for (const row of rank(rows.filter(one => one.group === group))) groupRanks.set(row.regionCode, row.rank)
  }
  const changed = rank(rows)
    .map(row => ({ ...row, groupBefore: row.groupRank, groupRank: groupRanks.get(row.regionCode) ?? null }))
    .filter(row => row.rank !== row.before || row.groupRank !== row.groupBefore)
  await writeRanks(tx, edition, changed)
}
