import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { link } from '#platform/trace/trace.ts'
import {
  findProgramme,
  type Programme,
  type ProgrammeInput,
  refuseSaveProgramme,
  type RiskInput,
  saveBudget,
  saveProgramme,
  saveQuickWin,
  saveRisk,
} from '#modules/portfolio/index.ts'
import { type Card, type CardOf, PROGRAMME_SHEETS } from '../../model-card.ts'
import { type BudgetProposal, proposeQuickWin } from '../../rules/worksheet/propose-programme.ts'
import { updateCard } from '../../store/worksheet/cards.ts'
import { recordCardChanges } from '../../store/worksheet/changes.ts'
import { changedMeanwhile } from '../workshop/lock-series.ts'
import { getWritableCard } from './ground.ts'
import { cardsBehind, readBudget, risksOf } from './read-proposal.ts'

export interface BecomeProgramme {
  regionCode: string
  cardId: string
  version: number | undefined
  programme: ProgrammeInput
}

/** What became of a card. `risksLeft` are risks of a canvas without likelihood or impact, which stay on their sheet. */
export interface Became {
  programme: Programme
  risks: number
  risksLeft: number
  /** The line of the portfolio's budget that the money of a canvas became; undefined when it named no amount, source or year. */
  budget: BudgetProposal | undefined
}

/**
 * Makes a programme of the portfolio of a card, in one transaction: the programme; of a canvas also the quick win with its
 * presentation, its risk form and its money; the link on the card; and the trace, with all that the card rests on. Throws `not-found`,
 * `may-not`, `invalid` with the fields of the programme, `conflict` when it is a living programme already or its sheet makes
 * none, and `changed-meanwhile`.
 */
export async function becomeProgramme(
  platform: Platform,
  actor: Actor,
  become: BecomeProgramme,
  writer: Writer,
): Promise<Became> {
  const { regionCode, cardId } = become
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { card, region } = await getWritableCard(tx, actor, regionCode, cardId, true)
    refuseSaveProgramme(actor, regionCode, undefined)
    await refuseTwice(tx, card)
    if (card.version !== become.version) throw changedMeanwhile()
    const canvas = card.sheet === 'canvas' ? card : undefined
    const input = { ...become.programme, quickWin: become.programme.quickWin || canvas !== undefined }
    const programme = await saveProgramme(platform, actor, { regionCode, input }, writer, tx)
    const risks = canvas ? await risksOf(tx, canvas) : { whole: [], open: [] }
    const budget = canvas ? await makeBudget(platform, actor, { tx, writer, now }, canvas, programme) : undefined
    if (canvas) {
      const thisYear = Number(dayIn(now, region.timezone).slice(0, 4))
      await makeQuickWin(platform, actor, { tx, writer }, canvas, programme, Math.min(input.startYear, thisYear + 1))
      for (const risk of risks.whole) {
        await saveRisk(
          platform,
          actor,
          { regionCode, programmeId: programme.id, risk: riskOf(risk, programme) },
          writer,
          tx,
        )
      }
    }
    await bind(tx, [card, ...risks.whole], programme, 'became', { actor, accountId: writer.accountId, now }, budget)
    const stored = await findProgramme(tx, regionCode, programme.id)
    return { programme: stored ?? programme, risks: risks.whole.length, risksLeft: risks.open.length, budget }
  })
}

/**
 * Points a card to a programme that exists already. Throws `not-found`, `may-not`, `conflict` when it points to another living
 * one, and `changed-meanwhile`.
 */
export async function mapToProgramme(
  platform: Platform,
  actor: Actor,
  map: { regionCode: string; cardId: string; version: number | undefined; programmeId: string },
  writer: Writer,
): Promise<Programme> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { card } = await getWritableCard(tx, actor, map.regionCode, map.cardId, true)
    await refuseTwice(tx, card)
    if (card.version !== map.version) throw changedMeanwhile()
    const programme = uuid.test(map.programmeId)
      ? await findProgramme(tx, map.regionCode, map.programmeId, true)
      : undefined
    if (!programme || programme.archivedAt !== undefined) throw noSuchProgramme()
    await bind(tx, [card], programme, 'mapped-to', { actor, accountId: writer.accountId, now })
    return programme
  })
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function refuseTwice(tx: Tx, card: Card): Promise<void> {
  if (!PROGRAMME_SHEETS.includes(card.sheet)) {
    throw new Problem('conflict', {
      id: 'Kartu di lembar ini tidak menjadi program. Rujuklah dari inovasi, rencana aksi atau kanvas.',
      en: 'Cards of this sheet do not become programmes. Let an innovation, an action or a canvas rest on it.',
    })
  }
  if (card.programmeId === undefined) return
  const there = await findProgramme(tx, card.regionCode, card.programmeId)
  if (there && there.archivedAt === undefined) {
    throw new Problem('conflict', {
      id: `Kartu ini sudah menjadi program ${there.code} ${there.name}. Ubah programnya di portofolio.`,
      en: `This card already is the programme ${there.code} ${there.name}. Change it in the portfolio.`,
    })
  }
}

async function makeQuickWin(
  platform: Platform,
  actor: Actor,
  { tx, writer }: { tx: Tx; writer: Writer },
  canvas: CardOf<'canvas'>,
  programme: Programme,
  sinceYear: number,
): Promise<void> {
  const profile = {
    sinceYear,
    initiator: undefined,
    form: undefined,
    digital: undefined,
    trialOn: undefined,
    appliedOn: undefined,
    result: undefined,
    ...proposeQuickWin(canvas),
  }
  const { regionCode } = canvas
  await saveQuickWin(platform, actor, { regionCode, programmeId: programme.id, profile }, writer, tx)
}

/** The money of a canvas as a line of its programme; refused on `startYear` when its year lies outside of the programme. */
async function makeBudget(
  platform: Platform,
  actor: Actor,
  { tx, writer, now }: { tx: Tx; writer: Writer; now: Date },
  canvas: CardOf<'canvas'>,
  programme: Programme,
): Promise<BudgetProposal | undefined> {
  const { line } = await readBudget(tx, canvas, now)
  if (line) {
    const lines = [{ ...line, realised: undefined }]
    const save = { regionCode: canvas.regionCode, id: programme.id, lines, versions: {}, fieldOf: () => 'startYear' }
    await saveBudget(platform, actor, save, writer, tx)
  }
  return line
}

const riskOf = ({ title, content, organisationId }: CardOf<'risk'>, programme: Programme): RiskInput => ({
  factor: title,
  cause: content.cause,
  likelihood: content.likelihood as RiskInput['likelihood'],
  impact: content.impact as RiskInput['impact'],
  mitigation: content.mitigation,
  structural: content.structural,
  ownerId: organisationId ?? programme.leadId,
  residualLikelihood: undefined,
  residualImpact: undefined,
})

/** Writes the link on the cards, its history and audit, and the trace: card to programme, and the way that led to the card. */
async function bind(
  tx: Tx,
  cards: readonly Card[],
  programme: Programme,
  kind: 'became' | 'mapped-to',
  by: { actor: Actor; accountId: string | undefined; now: Date },
  budget?: BudgetProposal,
): Promise<void> {
  const { regionCode } = programme
  for (const card of cards) await updateCard(tx, card, { programme_id: programme.id }, by)
  await recordCardChanges(
    tx,
    cards.map(card => ({
      regionCode,
      cardId: card.id,
      version: card.version + 1,
      event: kind === 'became' ? 'became-programme' : 'mapped-to-programme',
      fields: [
        { field: 'programme', after: `${programme.code} ${programme.name}` },
        ...(budget && card.sheet === 'canvas'
          ? [{ field: 'budgetLine', after: `${budget.planned}, ${budget.source}, ${budget.year}` }]
          : []),
      ],
      office: by.actor.membership?.organisationName,
    })),
    by.now,
  )
  const [first] = cards
  const behind = first ? await cardsBehind(tx, first) : { links: [] }
  const node = (id: string) => ({ kind: 'card', id })
  await link(tx, [
    ...cards.map(card => ({ from: node(card.id), to: { kind: 'programme', id: programme.id }, kind, regionCode })),
    ...behind.links.map(one => ({ from: node(one.fromId), to: node(one.toId), kind: 'led-to', regionCode })),
  ])
  for (const card of cards) {
    await audit(tx, {
      event: kind === 'became' ? 'masterplan.card.became_programme' : 'masterplan.card.mapped',
      subject: { kind: 'masterplan.card', id: card.id },
      regionCode,
      data: {
        programme: programme.id,
        sheet: card.sheet,
        ...(budget && card.sheet === 'canvas' ? { budget: { ...budget, planned: String(budget.planned) } } : {}),
      },
    })
  }
}

const noSuchProgramme = () =>
  notFound(
    'Program itu tidak ada di portofolio daerah ini. Pilih lagi dari daftar.',
    'There is no such programme in the portfolio of this region. Choose again from the list.',
  )
