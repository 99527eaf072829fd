import type { Actor } from '#kit/actor.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listUses, replaceUses } from '#modules/evidence/index.ts'
import { CARD_SUBJECT } from '../../model.ts'
import { getWritableCard } from './ground.ts'

/**
 * Attaches evidence of the region's library to a card and takes other off. Throws `not-found`, `may-not`, `conflict` for an
 * archived card, and `invalid` on `bukti`.
 */
export async function proveCard(
  platform: Platform,
  actor: Actor,
  proof: { regionCode: string; cardId: string; attach: readonly string[]; detach: readonly string[] },
  writer: Writer,
): Promise<void> {
  const { regionCode, cardId } = proof
  await platform.db.transact(writer, async tx => {
    await getWritableCard(tx, actor, regionCode, cardId, true)
    const gone = new Set([...proof.detach, ...proof.attach])
    const kept = ((await listUses(tx, regionCode, CARD_SUBJECT, [cardId])).get(cardId) ?? [])
      .filter(use => !gone.has(use.evidence.id))
      .map(use => ({ evidenceId: use.evidence.id, anchor: use.anchor, note: use.note }))
    const uses = [...kept, ...proof.attach.map(evidenceId => ({ evidenceId }))]
    await replaceUses(tx, regionCode, CARD_SUBJECT, cardId, uses, writer.accountId)
    await audit(tx, {
      event: 'masterplan.card.proven',
      subject: { kind: 'masterplan.card', id: cardId },
      regionCode,
      data: { attached: proof.attach, detached: proof.detach },
    })
  })
}
