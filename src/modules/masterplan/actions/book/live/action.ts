import { cardsOf, choiceWords, emptySheet } from './cards.ts'
import { DIMENSION_NAMES, type Draw, heads, list, passes, sourceNote, valuesOf, words } from './parts.ts'

const years = (from: number | undefined, until: number | undefined): string =>
  from === undefined
    ? until === undefined
      ? '–'
      : `sampai ${until}`
    : until === undefined || until === from
      ? `${from}`
      : `${from}–${until}`

/** The action plan by stream. */
export const drawAction: Draw = async (context, block) => {
  const streams = valuesOf(block, 'stream')
  const dimensions = valuesOf(block, 'dimension')
  const cards = (await cardsOf(context, 'action')).filter(
    card => passes(streams, card.content.stream) && passes(dimensions, card.dimension),
  )
  if (cards.length === 0) return emptySheet(context, 'action', 'Rencana aksi')
  if (block.show === 'list') {
    return [
      list(
        cards.map(card => [
          { text: card.title, bold: true as const },
          { text: ` (${years(card.content.fromYear, card.content.untilYear)})` },
        ]),
      ),
    ]
  }
  const several = streams?.length !== 1
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'Rencana aksi',
      head: heads(...(several ? ['Arus'] : []), 'Aksi', 'Keluaran', 'Tahun', 'OPD', 'Dimensi'),
      rows: cards.map(card => [
        ...(several ? [words(choiceWords('action', 'stream', card.content.stream))] : []),
        words(card.title),
        words(card.content.output ?? '–'),
        words(years(card.content.fromYear, card.content.untilYear)),
        words(card.organisationName ?? '–'),
        words(card.dimension === undefined ? '–' : (DIMENSION_NAMES[card.dimension] ?? card.dimension)),
      ]),
      note: sourceNote(context, 'lembar rencana aksi'),
    },
  ]
}
