import { listQuickWins } from '#modules/portfolio/index.ts'
import { cardsOf } from './cards.ts'
import {
  DIMENSION_NAMES,
  type Draw,
  heads,
  list,
  missing,
  number,
  passes,
  sourceNote,
  valuesOf,
  words,
} from './parts.ts'
import { moneyWords, programmesOf } from './programmes.ts'

/** How many quick wins a book prints at most. */
const MOST = 500

/**
 * The living quick wins of the portfolio and the chosen canvases that did not become programmes yet. What is printed of
 * one is what the public sees of it: name, office, years, money and, from its canvas, the measurable target.
 */
export const drawQuickWins: Draw = async (context, block) => {
  const { db, region, today } = context
  const dimensions = valuesOf(block, 'dimension')
  const year = Number(today.slice(0, 4))
  const wins = (
    await context.once('quick-wins', () => listQuickWins(db, region.code, { year }, { limit: MOST }))
  ).filter(one => (one.endedYear === undefined || one.endedYear >= year) && passes(dimensions, one.dimension))
  const canvases = await cardsOf(context, 'canvas')
  const canvasOf = new Map(canvases.flatMap(card => (card.programmeId === undefined ? [] : [[card.programmeId, card]])))
  const waiting = canvases.filter(
    card => card.choice === 'chosen' && card.programmeId === undefined && passes(dimensions, card.dimension),
  )
  if (wins.length === 0 && waiting.length === 0) {
    return [
      missing('Quick win belum dipilih.', {
        text: 'Pilih dari kanvas atau tandai program di portofolio',
        href:
          context.plan.seriesId === undefined
            ? `/portofolio/${region.code}/quick-win`
            : `/masterplan/${region.code}/lembar/${context.plan.seriesId}/canvas`,
      }),
    ]
  }
  const money = new Map((await programmesOf(context)).map(one => [one.id, one]))
  const rows = [
    ...wins.map(one => ({
      name: one.name,
      dimension: one.dimension as string | undefined,
      office: one.leadName,
      since: String(one.sinceYear),
      planned: moneyWords(money.get(one.programmeId)?.planned),
      target: canvasOf.get(one.programmeId)?.content.target,
    })),
    ...waiting.map(card => ({
      name: card.title,
      dimension: card.dimension as string | undefined,
      office: card.organisationName ?? '–',
      since: 'terpilih, belum menjadi program',
      planned: /^\d{1,15}$/.test(card.content.budget ?? '') ? moneyWords(BigInt(card.content.budget ?? '0')) : '–',
      target: card.content.target,
    })),
  ]
  if (block.show === 'list') {
    return [list(rows.map(one => [{ text: one.name, bold: true as const }, { text: ` (${one.office})` }]))]
  }
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'Quick win',
      head: heads('Quick win', 'Dimensi', 'OPD', 'Sejak', '>Anggaran', 'Target'),
      widths: [24, 13, 20, 13, 13, 17],
      rows: rows.map(one => [
        words(one.name),
        words(one.dimension === undefined ? '–' : (DIMENSION_NAMES[one.dimension] ?? one.dimension)),
        words(one.office),
        words(one.since),
        number(one.planned),
        words(one.target ?? '–'),
      ]),
      note: sourceNote(context, 'portofolio program dan lembar kanvas'),
    },
  ]
}
