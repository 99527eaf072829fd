import { cardsOf, choiceWords, emptySheet } from './cards.ts'
import { DIMENSION_NAMES, type Draw, heads, passes, sourceNote, valuesOf, words } from './parts.ts'
import { programmesOf } from './programmes.ts'

/** How cards and programmes fit the regional plan and the plans of the offices. A card that became a programme stands once. */
export const drawMapping: Draw = async (context, block) => {
  const dimensions = valuesOf(block, 'dimension')
  const cards = (await cardsOf(context, 'mapping')).filter(card => passes(dimensions, card.dimension))
  const mapped = new Set(cards.flatMap(card => (card.programmeId === undefined ? [] : [card.programmeId])))
  const programmes = (await programmesOf(context)).filter(
    one =>
      (one.rpjmd !== undefined || one.renstra !== undefined) &&
      !mapped.has(one.id) &&
      passes(dimensions, one.dimension),
  )
  if (cards.length === 0 && programmes.length === 0) return emptySheet(context, 'mapping', 'Pemetaan program')
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'Pemetaan program ke RPJMD dan Renstra',
      head: heads('Program', 'RPJMD', 'Renstra OPD', 'Keadaan', 'OPD', 'Dimensi'),
      widths: [23, 18, 16, 12, 18, 13],
      rows: [
        ...cards.map(card => [
          words(card.title),
          words(card.content.rpjmd ?? '–'),
          words(card.content.renstra ?? '–'),
          words(choiceWords('mapping', 'exists', card.content.exists)),
          words(card.organisationName ?? '–'),
          words(card.dimension === undefined ? '–' : (DIMENSION_NAMES[card.dimension] ?? card.dimension)),
        ]),
        ...programmes.map(one => [
          words(one.name),
          words(one.rpjmd ?? '–'),
          words(one.renstra ?? '–'),
          words('Program di portofolio'),
          words(one.leadName),
          words(DIMENSION_NAMES[one.dimension] ?? one.dimension),
        ]),
      ],
      note: sourceNote(context, 'lembar pemetaan dan portofolio program'),
    },
  ]
}
