import { formatDecimal } from '#kit/format.ts'
import { cardsOf, emptySheet } from './cards.ts'
import { DIMENSION_NAMES, type Draw, heads, list, number, passes, sourceNote, valuesOf, words } from './parts.ts'

/** A decimal as the sheet has it, with the comma of Indonesian; the sign of nothing when it is not there. */
const figure = (value: string | undefined): string => {
  if (value === undefined) return '–'
  const places = value.split('.')[1]?.length ?? 0
  return /^-?\d+(\.\d+)?$/.test(value) ? formatDecimal(value, 'id', places) : value
}

/** Targets with indicator, first value and value to reach. */
export const drawTarget: Draw = async (context, block) => {
  const dimensions = valuesOf(block, 'dimension')
  const cards = (await cardsOf(context, 'target')).filter(card => passes(dimensions, card.dimension))
  if (cards.length === 0) return emptySheet(context, 'target', 'Sasaran dan targetnya')
  if (block.show === 'list') {
    return [
      list(
        cards.map(({ title, content }) => [
          { text: title, bold: true as const },
          ...(content.indicator === undefined
            ? []
            : [
                {
                  text: `: ${content.indicator}, ${figure(content.target)} ${content.unit ?? ''}${content.targetYear === undefined ? '' : ` pada ${content.targetYear}`}`,
                },
              ]),
        ]),
      ),
    ]
  }
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'Sasaran, indikator dan target',
      head: heads('Sasaran', 'Indikator', 'Satuan', '>Nilai awal', '>Target', 'Dimensi'),
      widths: [28, 24, 10, 13, 13, 12],
      rows: cards.map(({ title, content, dimension }) => [
        words(title),
        words(content.indicator ?? '–'),
        words(content.unit ?? '–'),
        number(`${figure(content.baseline)}${content.baselineYear === undefined ? '' : ` (${content.baselineYear})`}`),
        number(`${figure(content.target)}${content.targetYear === undefined ? '' : ` (${content.targetYear})`}`),
        words(dimension === undefined ? '–' : (DIMENSION_NAMES[dimension] ?? dimension)),
      ]),
      note: sourceNote(context, 'lembar sasaran'),
    },
  ]
}
