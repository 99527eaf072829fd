import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { MOST_POINTS } from '../../model-card.ts'
import type { Sheet } from '../../model.ts'
import { listCards } from '../../store/worksheet/cards.ts'
import { putVote, votesOf } from '../../store/worksheet/votes.ts'
import { getSeriesStand } from '../workshop/lock-series.ts'
import { noSuchCard, transactUnlessSame } from './ground.ts'
import { refuseVoting } from './vote-card.ts'

export interface VoteCards {
  regionCode: string
  seriesId: string
  sheet: Sheet
  /** Points by card, 1 to 5; undefined takes them back. Cards that are not named keep what they have. */
  points: ReadonlyMap<string, number | undefined>
}

/**
 * Gives points to many cards of one sheet at once, in the name of the person who votes; says how many changed. Throws
 * `not-found`, also for a card that is not on this sheet any more, `may-not`, `invalid` on `poin-<card>`, and `conflict` when
 * voting is closed.
 */
export async function voteCards(
  platform: Platform,
  actor: Actor,
  { regionCode, seriesId, sheet, points }: VoteCards,
  writer: Writer,
): Promise<number> {
  return await transactUnlessSame<number>(platform, writer, async (tx, same) => {
    const stand = await getSeriesStand(tx, actor, regionCode, seriesId, true)
    refuseVoting(actor, stand, regionCode)
    const { accountId } = writer
    if (accountId === undefined) throw new Error('A vote needs an account')
    const errors = [...points].flatMap(([cardId, given]): FieldError[] =>
      given === undefined || (Number.isInteger(given) && given >= 1 && given <= MOST_POINTS)
        ? []
        : [
            {
              field: `poin-${cardId}`,
              sentence: { id: `Beri 1 sampai ${MOST_POINTS} poin.`, en: `Give 1 to ${MOST_POINTS} points.` },
            },
          ],
    )
    if (errors.length > 0) throw invalid(...errors)
    const mine = await votesOf(tx, regionCode, seriesId, sheet, accountId)
    const changed = [...points].filter(([cardId, given]) => mine.get(cardId) !== given)
    if (changed.length === 0) same(0)
    const there = new Set((await listCards(tx, regionCode, seriesId, sheet)).map(one => one.id))
    if (changed.some(([cardId]) => !there.has(cardId))) throw noSuchCard()
    const organisationId = actor.membership?.organisationId
    for (const [cardId, given] of changed) {
      await putVote(tx, { regionCode, cardId, accountId, organisationId }, given, platform.clock.now())
    }
    await audit(tx, {
      event: 'masterplan.card.voted',
      subject: { kind: 'masterplan.series', id: seriesId },
      regionCode,
      data: { sheet, points: Object.fromEntries(changed.map(([cardId, given]) => [cardId, given ?? null])) },
    })
    return changed.length
  })
}
