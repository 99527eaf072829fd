import { byPoints, cardsOf, emptySheet, pointsWords } from './cards.ts'
import {
  DIMENSION_NAMES,
  type Draw,
  filledColumns,
  heads,
  list,
  number,
  passes,
  sourceNote,
  valuesOf,
  words,
} from './parts.ts'

const PAIRS = ['so', 'wo', 'st', 'wt'] as const

/** Strategies by the pair of quadrants that they come from. */
export const drawStrategy: Draw = async (context, block) => {
  const pairs = valuesOf(block, 'pair')
  const dimensions = valuesOf(block, 'dimension')
  const cards = (await cardsOf(context, 'strategy')).filter(
    card => passes(pairs, card.content.pair) && passes(dimensions, card.dimension),
  )
  if (cards.length === 0) return emptySheet(context, 'strategy', 'Strategi')
  const ordered = PAIRS.flatMap(pair => byPoints(cards.filter(card => card.content.pair === pair)))
  if (block.show === 'list') {
    return [
      list(
        ordered.map(card => [
          { text: `${card.content.pair.toUpperCase()}: `, bold: true as const },
          { text: card.title },
        ]),
      ),
    ]
  }
  return [
    filledColumns({
      kind: 'table',
      caption: block.caption ?? 'Strategi SO, WO, ST dan WT',
      head: heads('Pasangan', 'Strategi', 'Alasan', 'Dimensi', '>Poin'),
      widths: [10, 34, 28, 14, 14],
      rows: ordered.map(card => [
        words(card.content.pair.toUpperCase()),
        words(card.title),
        words(card.content.reason ?? '–'),
        words(card.dimension === undefined ? '–' : (DIMENSION_NAMES[card.dimension] ?? card.dimension)),
        number(pointsWords(card)),
      ]),
      note: sourceNote(context, 'lembar strategi'),
    }),
  ]
}
