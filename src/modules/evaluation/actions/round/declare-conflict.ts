import type { Actor } from '#kit/actor.ts'
import { invalid } from '#kit/problem.ts'
import { listHolders } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { findPanelMember } from '../../store/round/panel.ts'
import { saveConflict } from '../../store/round/write-rounds.ts'
import { wrongAccounts } from './assign-panel.ts'
import { endMember } from './end-panel-member.ts'
import { getMinistryRegion } from './ministry-round.ts'

/**
 * Records that an assessor must not score a region, in this round and all later ones; a turn on its panel ends with the
 * same reason. Throws `invalid` on "accounts" or "reason".
 */
export async function declareConflict(
  platform: Platform,
  actor: Actor,
  given: { roundId: string; regionCode: string; accountId: string; reason: string },
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const { round, region } = await getMinistryRegion(tx, actor, given.roundId, given.regionCode)
    const now = platform.clock.now()
    const reason = given.reason.trim()
    const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
    const member = uuid.test(given.accountId)
      ? await findPanelMember(tx, round.id, region.regionCode, given.accountId, true)
      : undefined
    const holds =
      uuid.test(given.accountId) &&
      (await listHolders(tx, { roles: ['assessor'], accountIds: [given.accountId] }, now)).length > 0
    if (!member && !holds) throw wrongAccounts({ id: 'Pilih asesornya.', en: 'Choose the assessor.' })
    if (reason === '' || reason.length > 500) {
      throw invalid({
        field: 'reason',
        sentence: {
          id: 'Tulis apa benturan kepentingannya, paling panjang 500 huruf.',
          en: 'Write what the conflict of interest is, in at most 500 letters.',
        },
      })
    }
    await saveConflict(tx, {
      regionCode: region.regionCode,
      accountId: given.accountId,
      reason,
      declaredBy: actor.accountId,
      at: now,
    })
    if (member && member.endedAt === undefined) {
      await endMember(tx, round.id, region.regionCode, { accountId: given.accountId, reason }, now)
    }
    await audit(tx, {
      event: 'evaluation.conflict.declared',
      subject: { kind: 'people.account', id: given.accountId },
      regionCode: region.regionCode,
      data: { reason },
    })
  })
}
