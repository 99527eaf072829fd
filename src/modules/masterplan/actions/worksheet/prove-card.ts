import type { Actor } from '#kit/actor.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { type EvidenceUse, getEvidence, listUses, refuseSeeEvidence, replaceUses } from '#modules/evidence/index.ts'
import { CARD_SUBJECT } from '../../model.ts'
import { getWritableCard } from './ground.ts'

/**
 * Attaches evidence of the region's library to a card and takes other off. Throws `not-found`, `may-not`, `conflict` for an
 * archived card, and `invalid` on `bukti` for evidence that the actor may not see; what they do not see is not taken off.
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
    const there = (await listUses(tx, regionCode, CARD_SUBJECT, [cardId])).get(cardId) ?? []
    for (const one of proof.attach.filter(id => !there.some(use => use.evidence.id === id))) {
      await getEvidence(platform, actor, one, tx).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'not-found') {
          throw invalid({ field: 'bukti', sentence: error.sentence })
        }
        throw error
      })
    }
    const gone = new Set(proof.detach)
    for (const one of proof.attach) gone.add(one)
    const seen = (use: EvidenceUse) => refuseSeeEvidence(actor, use.evidence) === undefined
    const kept = there
      .filter(use => !gone.has(use.evidence.id) || (!proof.attach.includes(use.evidence.id) && !seen(use)))
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
