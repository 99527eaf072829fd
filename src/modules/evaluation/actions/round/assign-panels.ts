import type { Actor } from '#kit/actor.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { findRoundRegion } from '../../store/round/rounds.ts'
import { wrongRegions } from './add-region.ts'
import { addMembers } from './assign-panel.ts'
import { getMinistryRound } from './ministry-round.ts'

/**
 * Puts the same assessors on the panels of several regions: all succeed, or none. Throws `invalid` on "regions" for a region
 * that is not in the round, on "accounts" with a sentence for each person who must not score one of them.
 */
export async function assignPanels(
  platform: Platform,
  actor: Actor,
  given: { roundId: string; regionCodes: readonly string[]; accountIds: readonly string[] },
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const round = await getMinistryRound(tx, actor, given.roundId, 'share')
    if (given.regionCodes.length === 0)
      throw wrongRegions('Tulis paling sedikit satu daerah.', 'Write at least one region.')
    // In the order of their codes, so that two who do this at once wait for each other and not in a ring.
    for (const code of [...new Set(given.regionCodes)].sort()) {
      const region = await findRoundRegion(tx, round.id, code, 'update')
      if (!region) {
        throw wrongRegions(
          `${code} tidak ikut putaran ini. Tambahkan daerahnya dahulu, atau hapus baris itu.`,
          `${code} is not in this round. Add the region first, or remove that line.`,
        )
      }
      await addMembers(tx, actor, round, region, given.accountIds, platform.clock.now())
    }
  })
}
