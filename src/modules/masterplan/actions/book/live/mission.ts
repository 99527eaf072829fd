import { cardsOf, emptySheet } from './cards.ts'
import { DIMENSION_NAMES, type Draw, heads, number, sourceNote, words } from './parts.ts'

/** The missions in their order. */
export const drawMission: Draw = async (context, block) => {
  const cards = await cardsOf(context, 'mission')
  if (cards.length === 0) return emptySheet(context, 'mission', 'Misi smart city')
  if (block.show === 'list') {
    return [
      {
        kind: 'list',
        ordered: true,
        items: cards.map(card => [
          {
            kind: 'paragraph',
            runs: [
              { text: card.title },
              ...(card.content.explanation === undefined ? [] : [{ text: `. ${card.content.explanation}` }]),
            ],
          },
        ]),
      },
    ]
  }
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'Misi smart city',
      head: heads('>No.', 'Misi', 'Penjelasan', 'Dimensi'),
      widths: [7, 40, 37, 16],
      rows: cards.map((card, at) => [
        number(at + 1),
        words(card.title),
        words(card.content.explanation ?? '–'),
        words(card.dimension === undefined ? '–' : (DIMENSION_NAMES[card.dimension] ?? card.dimension)),
      ]),
      note: sourceNote(context, 'lembar misi'),
    },
  ]
}
