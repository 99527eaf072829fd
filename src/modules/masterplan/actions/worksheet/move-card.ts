import type { Actor } from '#kit/actor.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { Card } from '../../model-card.ts'
import { listCards, placeCards } from '../../store/worksheet/cards.ts'
import { getWritableCard, transactUnlessSame } from './ground.ts'

export interface MoveCard {
  regionCode: string
  cardId: string
  /** -1 up, 1 down, among the cards of its part of the sheet. */
  by: -1 | 1
}

/**
 * Changes places with the card above or below it in the same part of the sheet: missions and keywords stand in the books in
 * this order. At the end of its part it stays. Throws `not-found`, `may-not` and `conflict`.
 */
export async function moveCard(
  platform: Platform,
  actor: Actor,
  { regionCode, cardId, by }: MoveCard,
  writer: Writer,
): Promise<Card> {
  return await transactUnlessSame<Card>(platform, writer, async (tx, same) => {
    const { card, series } = await getWritableCard(tx, actor, regionCode, cardId, true)
    const row = (await listCards(tx, regionCode, series.id, card.sheet)).filter(one => one.place === card.place)
    const at = row.findIndex(one => one.id === cardId)
    const other = row[at + by]
    if (!other) return same(card)
    await placeCards(tx, regionCode, [
      { id: cardId, position: other.position },
      { id: other.id, position: card.position },
    ])
    await audit(tx, {
      event: 'masterplan.card.moved',
      subject: { kind: 'masterplan.card', id: cardId },
      regionCode,
      data: { series: series.id, sheet: card.sheet, by },
    })
    return { ...card, position: other.position }
  })
}
