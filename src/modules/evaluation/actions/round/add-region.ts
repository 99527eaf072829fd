import type { Actor } from '#kit/actor.ts'
import { invalid } from '#kit/problem.ts'
import { listRegionsByCodes } from '#modules/region/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { insertRoundRegions } from '../../store/round/write-rounds.ts'
import { queueInvitations } from '../notices/queue-invitations.ts'
import { getMinistryRound } from './ministry-round.ts'

/**
 * Puts provinces, regencies and cities into a round; those in it already stay as they are. In an open round their letters
 * are sent. Returns the codes that are new. Throws `invalid` on "regions" with the codes that no living region has.
 */
export async function addRegions(
  platform: Platform,
  actor: Actor,
  roundId: string,
  codes: readonly string[],
  writer: Writer,
): Promise<string[]> {
  return await platform.db.transact(writer, async tx => {
    const round = await getMinistryRound(tx, actor, roundId, 'share')
    const wanted = [...new Set(codes)]
    if (wanted.length === 0) throw wrongRegions('Tulis paling sedikit satu daerah.', 'Write at least one region.')
    const known = await listRegionsByCodes(tx, wanted)
    const unknown = wanted.filter(code => {
      const region = known.get(code)
      return !region || region.level > 2 || region.archivedAt !== undefined
    })
    if (unknown.length > 0) {
      const some = unknown.slice(0, 10).map(code => `“${code.slice(0, 60)}”`)
      throw wrongRegions(
        `Bukan kode provinsi, kabupaten atau kota yang berlaku: ${some.join(', ')}. Periksa kodenya di /daerah.`,
        `No code of a living province, regency or city: ${some.join(', ')}. Check the code at /daerah.`,
      )
    }
    const added = await insertRoundRegions(tx, roundId, wanted, platform.clock.now())
    if (round.state === 'open' && added.length > 0) await queueInvitations(tx, roundId, writer)
    await audit(tx, {
      event: 'evaluation.round.enlarged',
      subject: { kind: 'evaluation.round', id: roundId },
      data: { regions: added },
    })
    return added
  })
}

export const wrongRegions = (id: string, en: string) => invalid({ field: 'regions', sentence: { id, en } })
