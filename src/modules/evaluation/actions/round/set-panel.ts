import type { Actor } from '#kit/actor.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listPanel, type PanelMember } from '../../store/round/panel.ts'
import { addMembers } from './assign-panel.ts'
import { endMember } from './end-panel-member.ts'
import { getMinistryRegion } from './ministry-round.ts'

/**
 * Makes the panel exactly these accounts: new ones are added as by `assignPanel`, those left out end with `endReason`.
 * All or nothing. Returns the panel, ended turns included.
 */
export async function setPanel(
  platform: Platform,
  actor: Actor,
  given: { roundId: string; regionCode: string; accountIds: readonly string[]; endReason: string },
  writer: Writer,
): Promise<PanelMember[]> {
  return await platform.db.transact(writer, async tx => {
    const { round, region } = await getMinistryRegion(tx, actor, given.roundId, given.regionCode)
    const now = platform.clock.now()
    const active = (await listPanel(tx, round.id, region.regionCode)).filter(member => member.endedAt === undefined)
    for (const { accountId } of active.filter(member => !given.accountIds.includes(member.accountId))) {
      await endMember(tx, round.id, region.regionCode, { accountId, reason: given.endReason }, now)
    }
    if (given.accountIds.length > 0) await addMembers(tx, actor, round, region, given.accountIds, now)
    await audit(tx, {
      event: 'evaluation.panel.set',
      subject: { kind: 'evaluation.round', id: round.id },
      regionCode: region.regionCode,
      data: { accounts: given.accountIds },
    })
    return await listPanel(tx, round.id, region.regionCode)
  })
}
