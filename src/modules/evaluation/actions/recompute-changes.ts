import { toFixed } from '#kit/decimal.ts'
import { fold } from '#modules/region/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { improvement } from '../rules/improvement.ts'
import { listEditions, lockEdition } from '../store/editions.ts'
import { listInstruments } from '../store/instruments.ts'
import { findResults, type ImprovementBasis, type Origin, type Result } from '../store/results.ts'
import { type NewResult, writeResults } from '../store/write-results.ts'
import { published } from './explain-result.ts'
import { contentHash, freshToken, type SaidResult } from './result-content.ts'

/**
 * After results of an edition were written: counts the changes of the same regions in the editions that follow it again,
 * since they are counted from it. Returns how many became others; these supersede what stood there. Where a
 * result comes from does not change by that.
 */
export async function recomputeChanges(
  tx: Tx,
  edition: string,
  regionCodes: readonly string[],
  cause: Origin,
  now: Date,
): Promise<number> {
  const following = (await listEditions(tx)).filter(({ previousId }) => previousId === edition)
  if (following.length === 0) return 0
  const instruments = new Map((await listInstruments(tx)).map(stored => [stored.id, stored]))
  const before = await findResults(tx, edition, regionCodes)
  const row = (result: Result | undefined) => {
    const instrument = instruments.get(result?.instrumentId ?? '')
    return result && instrument ? published(result, instrument) : undefined
  }
  let changed = 0
  for (const { id } of following.toReversed()) {
    await lockEdition(tx, id)
    const write: NewResult[] = []
    for (const [code, result] of await findResults(tx, id, regionCodes)) {
      const present = row(result)
      if (!present) continue
      const change = improvement(present, row(before.get(code)))
      const basis: ImprovementBasis =
        change.kind === 'comparable'
          ? 'computed'
          : change.kind === 'not-comparable'
            ? change.reason
            : 'not-recomputable'
      const value = change.kind === 'comparable' ? toFixed(change.change, 2) : null
      if (basis === result.improvementBasis && value === result.improvement) continue
      const said: SaidResult = {
        ...result,
        sortName: fold(result.regionName.replace(/^(Kabupaten|Kota)( Administrasi)? /, '')),
        printedName: result.printedName ?? result.regionName,
        improvement: value,
        improvementBasis: basis,
      }
      write.push({ ...said, contentSha256: contentHash(id, said), token: freshToken() })
    }
    await writeResults(tx, id, cause, write, now)
    changed += write.length
  }
  return changed
}
