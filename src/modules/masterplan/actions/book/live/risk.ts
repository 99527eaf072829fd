import { DEGREES } from '../../../model-card.ts'
import { cardsOf, emptySheet } from './cards.ts'
import { type Draw, heads, passes, sourceNote, valuesOf, words } from './parts.ts'

const degree = (value: number | undefined): string =>
  value === undefined
    ? '–'
    : `${value} ${(DEGREES as Record<number, readonly [string, string]>)[value]?.[0]?.toLowerCase() ?? ''}`

/**
 * The risks of the worksheet, the gravest first. Risks kept in the portfolio are not printed: the public does not see them
 * there, and a book is public once it is an edition.
 */
export const drawRisk: Draw = async (context, block) => {
  const dimensions = valuesOf(block, 'dimension')
  const cards = (await cardsOf(context, 'risk'))
    .filter(card => passes(dimensions, card.dimension))
    .sort(
      (a, b) =>
        (b.content.likelihood ?? 0) * (b.content.impact ?? 0) - (a.content.likelihood ?? 0) * (a.content.impact ?? 0) ||
        a.position - b.position,
    )
  if (cards.length === 0) return emptySheet(context, 'risk', 'Risiko quick win')
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'Risiko quick win',
      head: heads('Risiko', 'Penyebab', 'Kemungkinan', 'Dampak', 'Mitigasi', 'Struktural'),
      widths: [24, 20, 13, 11, 22, 10],
      rows: cards.map(({ title, content }) => [
        words(title),
        words(content.cause ?? '–'),
        words(degree(content.likelihood)),
        words(degree(content.impact)),
        words(content.mitigation ?? 'belum ada'),
        words(content.structural === undefined ? '–' : content.structural ? 'ya' : 'tidak'),
      ]),
      note: sourceNote(context, 'lembar risiko'),
    },
  ]
}
