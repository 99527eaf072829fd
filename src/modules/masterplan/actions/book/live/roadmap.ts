import { drawSpans, LAKE } from '../../../rules/book/draw-svg.ts'
import { cardsOf, choiceWords, emptySheet } from './cards.ts'
import {
  DIMENSION_COLOURS,
  DIMENSION_NAMES,
  type Draw,
  heads,
  list,
  number,
  passes,
  sourceNote,
  valuesOf,
  words,
} from './parts.ts'
import { programmesOf } from './programmes.ts'

interface Step {
  name: string
  term: string
  from: number | undefined
  until: number | undefined
  step: string | undefined
  dimension: string | undefined
}

const byYear = (a: Step, b: Step) => (a.from ?? 9999) - (b.from ?? 9999) || (a.name < b.name ? -1 : 1)
const yearsOf = ({ from, until }: Step): string =>
  from === undefined ? '–' : until === undefined || until === from ? String(from) : `${from}–${until}`

/** Steps of the roadmap and programmes of the portfolio, by year. A step that became a programme stands once. */
export const drawRoadmap: Draw = async (context, block) => {
  const terms = valuesOf(block, 'term')
  const dimensions = valuesOf(block, 'dimension')
  const cards = await cardsOf(context, 'roadmap')
  const became = new Set(cards.flatMap(card => (card.programmeId === undefined ? [] : [card.programmeId])))
  const programmes = await programmesOf(context)
  const steps: Step[] = [
    ...cards.map(card => ({
      name: card.title,
      term: card.content.term,
      from: card.content.year,
      until: undefined,
      step: card.content.step,
      dimension: card.dimension,
    })),
    ...programmes
      .filter(one => !became.has(one.id))
      .map(one => ({
        name: one.name,
        term: String(one.term),
        from: one.startYear,
        until: one.endYear,
        step: undefined,
        dimension: one.dimension,
      })),
  ]
    .filter(one => passes(terms, one.term) && passes(dimensions, one.dimension))
    .sort(byYear)
  if (steps.length === 0) return emptySheet(context, 'roadmap', 'Peta jalan')
  const note = sourceNote(context, 'lembar peta jalan dan portofolio program')
  if (block.show === 'list') {
    return [list(steps.map(one => [{ text: `${yearsOf(one)} `, bold: true as const }, { text: one.name }]))]
  }
  const head = heads('>Tahun', 'Langkah atau program', 'Uraian', 'Jangka', 'Dimensi')
  const rows = steps.map(one => [
    number(yearsOf(one)),
    words(one.name),
    words(one.step ?? '–'),
    words(choiceWords('roadmap', 'term', one.term)),
    words(one.dimension === undefined ? '–' : (DIMENSION_NAMES[one.dimension] ?? one.dimension)),
  ])
  const caption = block.caption ?? 'Peta jalan'
  if (block.show === 'chart') {
    const dated = steps.flatMap(one => (one.from === undefined ? [] : [{ ...one, from: one.from }]))
    return [
      {
        kind: 'figure',
        caption,
        alt: `${caption}: ${dated.length} langkah dan program menurut tahun. Rinciannya ada di tabel.`,
        picture: {
          svg: drawSpans(
            dated.map(one => ({
              label: one.name,
              from: one.from,
              until: one.until ?? one.from,
              colour: (one.dimension === undefined ? undefined : DIMENSION_COLOURS[one.dimension]) ?? LAKE,
            })),
            caption,
            Object.entries(DIMENSION_NAMES)
              .filter(([code]) => dated.some(one => one.dimension === code))
              .map(([code, name]) => ({ name, colour: DIMENSION_COLOURS[code] ?? LAKE })),
          ),
        },
        table: { head, rows },
        note,
      },
    ]
  }
  return [{ kind: 'table', caption, head, widths: [12, 32, 26, 16, 14], rows, note }]
}
