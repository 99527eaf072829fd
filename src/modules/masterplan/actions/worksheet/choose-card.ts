import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import type { Card, Choice } from '../../model-card.ts'
import { chooseTogether, needsReason } from '../../rules/worksheet/choice.ts'
import { findCard, listCards, updateCard } from '../../store/worksheet/cards.ts'
import { recordCardChanges } from '../../store/worksheet/changes.ts'
import { listCriteria, listVoters } from '../../store/worksheet/choice.ts'
import { changedMeanwhile } from '../workshop/lock-series.ts'
import { cardArchived, getCardStand, noSuchCard, transactUnlessSame } from './ground.ts'

export interface ChooseCard {
  regionCode: string
  cardId: string
  version: number | undefined
  choice: Choice
  /** Needed for dropping, and for choosing a canvas that others beat or that nobody valued. */
  reason?: string | undefined
}

const LONGEST_REASON = 500

/**
 * Marks a card as chosen, dropped or open again; the secretariat decides, the result of the votes stands beside it. Throws
 * `not-found`, `may-not`, `invalid` on `reason`, `conflict` for an archived card, and `changed-meanwhile`.
 */
export async function chooseCard(platform: Platform, actor: Actor, choose: ChooseCard, writer: Writer): Promise<Card> {
  const { regionCode, cardId, choice } = choose
  const reason = choice === 'open' ? undefined : choose.reason?.replace(/\s+/g, ' ').trim() || undefined
  return await transactUnlessSame<Card>(platform, writer, async (tx, same) => {
    const { card, series } = await getCardStand(tx, actor, regionCode, cardId, true)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    if (card.archivedAt !== undefined) throw cardArchived()
    if (card.choice === choice && card.choiceReason === reason) same(card)
    if (card.version !== choose.version) throw changedMeanwhile()
    if (reason === undefined && (choice === 'dropped' || (choice === 'chosen' && (await isBeaten(tx, card))))) {
      throw invalid({
        field: 'reason',
        sentence:
          choice === 'dropped'
            ? { id: 'Tulis mengapa calon ini tidak dipakai.', en: 'Write why this candidate is not used.' }
            : {
                id: 'Calon ini bukan hasil teratas dimensinya, atau belum dinilai. Tulis alasan memilihnya.',
                en: 'This candidate is not the top of its dimension, or was not scored. Write why it is chosen.',
              },
      })
    }
    if (reason !== undefined && reason.length > LONGEST_REASON) {
      throw invalid({
        field: 'reason',
        sentence: {
          id: `Alasan paling panjang ${LONGEST_REASON} huruf.`,
          en: `A reason has at most ${LONGEST_REASON} letters.`,
        },
      })
    }
    const by = { accountId: writer.accountId, now: platform.clock.now() }
    await updateCard(tx, card, { choice, choice_reason: reason ?? null }, by)
    await recordCardChanges(
      tx,
      [
        {
          regionCode,
          cardId,
          version: card.version + 1,
          event: 'choice-changed',
          fields: [
            { field: 'choice', before: card.choice, after: choice },
            ...(reason === undefined ? [] : [{ field: 'reason', after: reason }]),
          ],
          office: actor.membership?.organisationName,
        },
      ],
      by.now,
    )
    await audit(tx, {
      event: 'masterplan.card.choice_changed',
      subject: { kind: 'masterplan.card', id: cardId },
      regionCode,
      data: { series: series.id, sheet: card.sheet, before: card.choice, choice, reason: reason ?? null },
    })
    const stored = await findCard(tx, regionCode, cardId)
    if (!stored) throw noSuchCard()
    return stored
  })
}

/** Is there a better one of its dimension, or nobody who valued it? Only canvases are scored. */
async function isBeaten(tx: Tx, card: Card): Promise<boolean> {
  if (card.sheet !== 'canvas') return false
  const { regionCode, seriesId } = card
  const criteria = (await listCriteria(tx, regionCode, seriesId)).map(one => one.code)
  const cards = await listCards(tx, regionCode, seriesId, 'canvas')
  return needsReason(chooseTogether(criteria, cards, await listVoters(tx, regionCode, seriesId)), card.id)
}
