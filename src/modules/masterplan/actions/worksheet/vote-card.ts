import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseVote } from '../../access.ts'
import { type Card, MOST_POINTS, VOTED_SHEETS } from '../../model-card.ts'
import { findCard } from '../../store/worksheet/cards.ts'
import { putVote } from '../../store/worksheet/votes.ts'
import { refuseArchived, type SeriesStand } from '../workshop/lock-series.ts'
import { cardArchived, getCardStand, noSuchCard, transactUnlessSame } from './ground.ts'

export interface VoteCard {
  regionCode: string
  cardId: string
  /** 1 to 5; undefined takes them back. */
  points: number | undefined
}

/**
 * Gives a card points in the name of the person who votes, or takes them back, and gives the card with its new sum. The same
 * points again write nothing. Throws `not-found`, `may-not`, `invalid` on `points`, and `conflict` when voting is closed, the
 * card is archived, or its sheet is not prioritised.
 */
export async function voteCard(platform: Platform, actor: Actor, vote: VoteCard, writer: Writer): Promise<Card> {
  const { regionCode, cardId, points } = vote
  return await transactUnlessSame<Card>(platform, writer, async (tx, same) => {
    const { series, card } = await getCardStand(tx, actor, regionCode, cardId, true)
    refuseVoting(actor, { series }, regionCode)
    if (card.archivedAt !== undefined) throw cardArchived()
    if (!VOTED_SHEETS.includes(card.sheet)) throw notPrioritised()
    if (points !== undefined && (!Number.isInteger(points) || points < 1 || points > MOST_POINTS)) {
      throw invalid({
        field: 'points',
        sentence: {
          id: `Beri 1 sampai ${MOST_POINTS} poin, atau tarik kembali poin Anda.`,
          en: `Give 1 to ${MOST_POINTS} points, or take yours back.`,
        },
      })
    }
    const { accountId } = writer
    if (accountId === undefined) throw new Error('A vote needs an account')
    const organisationId = actor.membership?.organisationId
    const changed = await putVote(tx, { regionCode, cardId, accountId, organisationId }, points, platform.clock.now())
    if (!changed) same(card)
    await audit(tx, {
      event: 'masterplan.card.voted',
      subject: { kind: 'masterplan.card', id: cardId },
      regionCode,
      data: { points: points ?? null },
    })
    const stored = await findCard(tx, regionCode, cardId)
    if (!stored) throw noSuchCard()
    return stored
  })
}

/** Throws unless the actor may vote in this region and votes are being taken in this series. */
export function refuseVoting(actor: Actor, { series }: Pick<SeriesStand, 'series'>, regionCode: string): void {
  const refusal = refuseVote(actor, regionCode)
  if (refusal) throw mayNot(refusal)
  refuseArchived(series)
  if (series.voting === 'closed' || series.state === 'done') {
    throw new Problem('conflict', {
      id: 'Pemungutan suara sudah ditutup. Minta sekretariat daerah membukanya lagi.',
      en: 'Voting is closed. Ask the secretariat of the region to open it again.',
    })
  }
}

const notPrioritised = () =>
  new Problem('conflict', {
    id: 'Kartu di lembar ini tidak diberi poin.',
    en: 'Cards of this sheet are not given points.',
  })
