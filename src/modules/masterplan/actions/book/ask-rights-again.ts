import { closeText } from '#platform/collab/rights.ts'
import type { Tx } from '#platform/db/database.ts'
import type { BookNumber } from '../../model.ts'
import { listBlocks, listBlocksOfBook } from '../../store/book/blocks.ts'

/** Everybody who has a text of these sections open is asked for their right again at the commit. */
export async function askRightsAgain(
  tx: Tx,
  regionCode: string,
  sectionIds: readonly string[],
  planId?: string,
  book?: BookNumber,
): Promise<void> {
  const wanted = new Set(sectionIds)
  const blocks =
    planId === undefined
      ? await listBlocks(tx, regionCode, sectionIds[0] ?? '')
      : await listBlocksOfBook(tx, regionCode, planId, book)
  for (const one of blocks) {
    if (one.kind === 'narrative' && wanted.has(one.sectionId)) await closeText(tx, one.textId)
  }
}
