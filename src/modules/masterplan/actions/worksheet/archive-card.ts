import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { type Card, MOST_CARDS } from '../../model-card.ts'
import { endOfSheet, findCard, updateCard } from '../../store/worksheet/cards.ts'
import { recordCardChanges } from '../../store/worksheet/changes.ts'
import { changedMeanwhile } from '../workshop/lock-series.ts'
import { getCardStand, noSuchCard, refuseCard, transactUnlessSame } from './ground.ts'

export interface ArchiveCard {
  regionCode: string
  cardId: string
  version: number | undefined
  /** False brings it back. */
  archived: boolean
}

/**
 * Takes a card off its sheet, or brings it back; links, votes and history stay. Throws `not-found`, `may-not`, `conflict`
 * when it became a programme or the sheet is full, and `changed-meanwhile`.
 */
export async function archiveCard(
  platform: Platform,
  actor: Actor,
  { regionCode, cardId, version, archived }: ArchiveCard,
  writer: Writer,
): Promise<Card> {
  return await transactUnlessSame<Card>(platform, writer, async (tx, same) => {
    const stand = await getCardStand(tx, actor, regionCode, cardId, true)
    const { card, series } = stand
    refuseCard(actor, stand, card)
    if ((card.archivedAt !== undefined) === archived) same(card)
    if (card.version !== version) throw changedMeanwhile()
    if (archived && card.programmeId !== undefined) throw isProgramme()
    if (!archived && (await endOfSheet(tx, regionCode, series.id, card.sheet)).cards >= MOST_CARDS) throw sheetFull()
    const by = { accountId: writer.accountId, now: platform.clock.now() }
    await updateCard(tx, card, { archived_at: archived ? by.now : null }, by)
    const event = archived ? 'archived' : 'restored'
    await recordCardChanges(
      tx,
      [
        {
          regionCode,
          cardId,
          version: card.version + 1,
          event,
          fields: [],
          office: actor.membership?.organisationName,
        },
      ],
      by.now,
    )
    await audit(tx, {
      event: `masterplan.card.${event}`,
      subject: { kind: 'masterplan.card', id: cardId },
      regionCode,
      data: { series: series.id, sheet: card.sheet },
    })
    const stored = await findCard(tx, regionCode, cardId)
    if (!stored) throw noSuchCard()
    return stored
  })
}

const isProgramme = () =>
  new Problem('conflict', {
    id: 'Kartu ini sudah menjadi program, jadi tetap di lembarnya. Ubah atau hentikan programnya di portofolio.',
    en: 'This card became a programme and stays on its sheet. Change or stop the programme in the portfolio.',
  })

export const sheetFull = () =>
  new Problem('conflict', {
    id: `Satu lembar paling banyak ${MOST_CARDS} kartu. Gabungkan yang serupa, atau arsipkan yang tidak dipakai.`,
    en: `A sheet has at most ${MOST_CARDS} cards. Join similar ones, or archive what is not used.`,
  })
