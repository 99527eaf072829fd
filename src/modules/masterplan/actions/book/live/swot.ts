import { byPoints, cardsOf, emptySheet, pointsWords } from './cards.ts'
import { type Draw, heads, list, number, passes, sourceNote, valuesOf, words } from './parts.ts'

const QUADRANTS = { s: 'Kekuatan', w: 'Kelemahan', o: 'Peluang', t: 'Ancaman' } as const

/** The SWOT cards of each quadrant, those with most points first. */
export const drawSwot: Draw = async (context, block) => {
  const wanted = valuesOf(block, 'quadrant')
  const cards = (await cardsOf(context, 'swot')).filter(card => passes(wanted, card.content.quadrant))
  if (cards.length === 0) return emptySheet(context, 'swot', 'Kartu SWOT')
  const ordered = (Object.keys(QUADRANTS) as (keyof typeof QUADRANTS)[]).flatMap(quadrant =>
    byPoints(cards.filter(card => card.content.quadrant === quadrant)).map((card, at) => ({
      card,
      quadrant,
      rank: at + 1,
    })),
  )
  if (block.show === 'list') {
    return [
      list(
        ordered.map(({ card, quadrant }) => [
          { text: `${QUADRANTS[quadrant]}: `, bold: true as const },
          { text: card.title },
        ]),
      ),
    ]
  }
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'SWOT menurut prioritas bersama',
      head: heads('Kuadran', '>No.', 'Isi', '>Poin'),
      widths: [16, 8, 56, 20],
      rows: ordered.map(({ card, quadrant, rank }) => [
        words(QUADRANTS[quadrant]),
        number(rank),
        words(card.title),
        number(pointsWords(card)),
      ]),
      note: sourceNote(context, 'lembar SWOT'),
    },
  ]
}
