import type { Actor } from '#kit/actor.ts'
import { regionInList } from '#kit/format.ts'
import { Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { deleteRoundRegion, hasWork } from '../../store/round/write-rounds.ts'
import { getMinistryRegion } from './ministry-round.ts'

/** Takes a region out of a round. Throws `conflict` when it has answers, comments, a submission, scores or remarks. */
export async function removeRegion(
  platform: Platform,
  actor: Actor,
  roundId: string,
  regionCode: string,
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const { region } = await getMinistryRegion(tx, actor, roundId, regionCode)
    if (await hasWork(tx, roundId, regionCode)) {
      const name = regionInList(region.regionName)
      throw new Problem('conflict', {
        id: `${name} sudah mulai mengisi atau dinilai, jadi tetap dalam putaran. Yang tidak mengirim isian tercatat tidak hadir saat penutupan.`,
        en: `${name} has answers or scores and stays in the round. A region that does not hand in is recorded as absent at closing.`,
      })
    }
    await deleteRoundRegion(tx, roundId, regionCode)
    await audit(tx, {
      event: 'evaluation.round.reduced',
      subject: { kind: 'evaluation.round', id: roundId },
      regionCode,
    })
  })
}
