import type { Actor } from '#kit/actor.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { currentCatalogue, nextProgrammeCode } from '#modules/portfolio/index.ts'
import type { Card, CardOf } from '../../model-card.ts'
import { type ProgrammeProposal, proposeBudget, proposeProgramme } from '../../rules/worksheet/propose-programme.ts'
import { listCards, listCardsByIds } from '../../store/worksheet/cards.ts'
import { chainBehind, listLinks } from '../../store/worksheet/links.ts'
import type { CardStand } from './ground.ts'

export interface Proposal extends ProgrammeProposal {
  /** A free code. */
  code: string
}

/** The cards that a card rests on, directly and further back; and the links between them. */
export async function cardsBehind(
  db: Sql | Tx,
  card: Card,
): Promise<{ cards: Card[]; links: { fromId: string; toId: string }[] }> {
  const links = await chainBehind(db, card.regionCode, card.id)
  const ids = [...new Set(links.map(one => one.fromId))].filter(id => id !== card.id)
  return { cards: await listCardsByIds(db, card.regionCode, card.seriesId, ids), links }
}

/** What the form of a programme says when somebody makes one of this card, in three statements. */
export async function readProposal(db: Sql | Tx, actor: Actor, { card, series }: CardStand): Promise<Proposal> {
  const { cards } = await cardsBehind(db, card)
  const proposal = proposeProgramme(card, cards, series.year)
  return {
    ...proposal,
    leadId: proposal.leadId ?? actor.membership?.organisationId,
    code: await nextProgrammeCode(db, card.regionCode, proposal.codePrefix),
  }
}

/** The line of the portfolio's budget that a canvas names, or what it lacks for one. */
export const readBudget = async (db: Sql | Tx, canvas: CardOf<'canvas'>, now: Date) =>
  proposeBudget(canvas, new Set((await currentCatalogue(db, now)).sources.map(one => one.code)))

/** The living risks that rest on a canvas; those with likelihood and impact go along into the risk form of the quick win. */
export async function risksOf(db: Sql | Tx, card: Card): Promise<{ whole: CardOf<'risk'>[]; open: CardOf<'risk'>[] }> {
  const { onward } = await listLinks(db, card.regionCode, [card.id])
  const ids = onward.filter(one => one.sheet === 'risk' && !one.archived).map(one => one.id)
  const risks = ids.length === 0 ? [] : await listCards(db, card.regionCode, card.seriesId, 'risk', { ids })
  const isWhole = ({ content }: CardOf<'risk'>) => content.likelihood !== undefined && content.impact !== undefined
  return { whole: risks.filter(isWhole), open: risks.filter(one => !isWhole(one)) }
}
