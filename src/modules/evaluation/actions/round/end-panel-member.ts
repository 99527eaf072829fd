import type { Actor } from '#kit/actor.ts'
import { invalid, notFound } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { findPanelMember } from '../../store/round/panel.ts'
import { setPanelMemberEnded } from '../../store/round/write-rounds.ts'
import { getMinistryRegion } from './ministry-round.ts'

/**
 * Ends somebody's turn on a panel, with the reason. The sheet stays stored; whether it still counts, closing decides.
 * Throws `invalid` on "reason" when it is empty or longer than 500 letters.
 */
export async function endPanelMember(
  platform: Platform,
  actor: Actor,
  given: { roundId: string; regionCode: string; accountId: string; reason: string },
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const { round, region } = await getMinistryRegion(tx, actor, given.roundId, given.regionCode)
    await endMember(tx, round.id, region.regionCode, given, platform.clock.now())
  })
}

/** The same within a transaction that holds the region. */
export async function endMember(
  tx: Tx,
  roundId: string,
  code: string,
  given: { accountId: string; reason: string },
  now: Date,
): Promise<void> {
  const reason = given.reason.trim()
  if (reason === '' || reason.length > 500) {
    throw invalid({
      field: 'reason',
      sentence: {
        id: 'Tulis mengapa penugasan ini berakhir, paling panjang 500 huruf.',
        en: 'Write why this assignment ends, in at most 500 letters.',
      },
    })
  }
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
  const member = uuid.test(given.accountId)
    ? await findPanelMember(tx, roundId, code, given.accountId, true)
    : undefined
  if (!member || member.endedAt !== undefined) {
    throw notFound('Orang ini tidak ada di panel daerah ini.', 'This person is not on the panel of this region.')
  }
  await setPanelMemberEnded(tx, roundId, code, given.accountId, reason, now)
  await audit(tx, {
    event: 'evaluation.panel.ended',
    subject: { kind: 'evaluation.round', id: roundId },
    regionCode: code,
    data: { account: given.accountId, place: member.place, reason },
  })
}
