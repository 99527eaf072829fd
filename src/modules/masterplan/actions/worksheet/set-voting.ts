import type { Actor } from '#kit/actor.ts'
import { mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import { setVotingState } from '../../store/worksheet/choice.ts'
import { getSeriesStand } from '../workshop/lock-series.ts'
import { transactUnlessSame } from './ground.ts'

/** Opens or closes points, weights and scores in a series. Throws `not-found` and `may-not`. */
export async function setVoting(
  platform: Platform,
  actor: Actor,
  { regionCode, seriesId, voting }: { regionCode: string; seriesId: string; voting: 'open' | 'closed' },
  writer: Writer,
): Promise<void> {
  await transactUnlessSame<void>(platform, writer, async (tx, same) => {
    const { series } = await getSeriesStand(tx, actor, regionCode, seriesId, true)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    if (series.voting === voting) same(undefined)
    await setVotingState(tx, regionCode, seriesId, voting, {
      accountId: writer.accountId,
      now: platform.clock.now(),
    })
    await audit(tx, {
      event: voting === 'open' ? 'masterplan.voting.opened' : 'masterplan.voting.closed',
      subject: { kind: 'masterplan.series', id: seriesId },
      regionCode,
    })
  })
}
