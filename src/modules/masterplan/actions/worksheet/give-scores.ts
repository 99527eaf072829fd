import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { MOST_SCORE } from '../../rules/worksheet/choice.ts'
import { listCriteria, replaceScores } from '../../store/worksheet/choice.ts'
import { cardArchived, getCardStand, noSuchCard } from './ground.ts'
import { refuseVoting } from './vote-card.ts'

export interface GiveScores {
  regionCode: string
  cardId: string
  /** 1 to 5 by criterion; what is missing is not scored. */
  scores: Readonly<Record<string, number>>
}

/**
 * Stores how the voter scores one quick-win canvas by each criterion; everybody in the series sees it. Throws `not-found`,
 * `may-not`, `conflict` when voting is closed, and `invalid` on `scores.<criterion>`.
 */
export async function giveScores(
  platform: Platform,
  actor: Actor,
  { regionCode, cardId, scores }: GiveScores,
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const stand = await getCardStand(tx, actor, regionCode, cardId, true)
    const { card, series } = stand
    refuseVoting(actor, stand, regionCode)
    if (card.sheet !== 'canvas') throw noSuchCard()
    if (card.archivedAt !== undefined) throw cardArchived()
    const codes = (await listCriteria(tx, regionCode, series.id)).map(one => one.code)
    const errors = Object.entries(scores).flatMap(([code, points]): FieldError[] =>
      codes.includes(code) && Number.isInteger(points) && points >= 1 && points <= MOST_SCORE
        ? []
        : [
            {
              field: `scores.${code}`,
              sentence: { id: `Pilih nilai 1 sampai ${MOST_SCORE}.`, en: `Choose a score of 1 to ${MOST_SCORE}.` },
            },
          ],
    )
    if (errors.length > 0) throw invalid(...errors)
    if (writer.accountId === undefined) throw new Error('Scores need an account')
    await replaceScores(
      tx,
      { regionCode, seriesId: series.id, accountId: writer.accountId },
      cardId,
      new Map(Object.entries(scores)),
      platform.clock.now(),
    )
    await audit(tx, {
      event: 'masterplan.scores.given',
      subject: { kind: 'masterplan.card', id: cardId },
      regionCode,
      data: { scores },
    })
  })
}
