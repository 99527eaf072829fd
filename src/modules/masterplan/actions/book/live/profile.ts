import { byPoints, cardsOf, choiceWords, emptySheet } from './cards.ts'
import { type Draw, filledColumns, heads, list, sourceNote, words } from './parts.ts'

const KINDS = ['strength', 'potential', 'challenge'] as const

/** Strengths, potential and challenges of the region. */
export const drawProfile: Draw = async (context, block) => {
  const cards = await cardsOf(context, 'profile')
  if (cards.length === 0) return emptySheet(context, 'profile', 'Kekuatan, potensi dan tantangan')
  const ordered = KINDS.flatMap(kind => byPoints(cards.filter(card => card.content.kind === kind)))
  if (block.show === 'list') {
    return [
      list(
        ordered.map(card => [
          { text: `${choiceWords('profile', 'kind', card.content.kind)}: `, bold: true as const },
          { text: card.title },
        ]),
      ),
    ]
  }
  return [
    filledColumns({
      kind: 'table',
      caption: block.caption ?? 'Kekuatan, potensi dan tantangan',
      head: heads('Jenis', 'Isi', 'Angka atau fakta', 'Sumber'),
      widths: [16, 40, 24, 20],
      rows: ordered.map(card => [
        words(choiceWords('profile', 'kind', card.content.kind)),
        words(card.title),
        words(card.content.figure ?? '–'),
        words(card.content.source ?? '–'),
      ]),
      note: sourceNote(context, 'lembar profil'),
    }),
  ]
}
