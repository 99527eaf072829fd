import type { DocumentBlock } from '#kit/document-tree.ts'
import type { CardOf } from '../../../model-card.ts'
import { drawBars } from '../../../rules/book/draw-svg.ts'
import { templateOf } from '../../../store/templates.ts'
import { cardsOf, choiceWords, emptySheet } from './cards.ts'
import { type Draw, heads, list, number, passes, sourceNote, valuesOf, words } from './parts.ts'

const CONDITIONS = ['good', 'moderate', 'poor'] as const
const LEGEND = [
  { name: 'Baik', colour: '#14693d' },
  { name: 'Cukup', colour: '#d9a441' },
  { name: 'Kurang', colour: '#a92321' },
  { name: 'Belum dinilai', colour: '#9aa3a8' },
]

/** Readiness by element: every question, shares of each element as bars, or the gaps that must be closed. */
export const drawReadiness: Draw = async (context, block) => {
  const elements = valuesOf(block, 'element')
  const conditions = valuesOf(block, 'condition')
  const cards = (await cardsOf(context, 'readiness')).filter(
    card => passes(elements, card.content.element) && passes(conditions, card.content.condition),
  )
  if (cards.length === 0) return emptySheet(context, 'readiness', 'Penilaian kesiapan')
  const template = await context.once('template', () => templateOf(context.db, context.plan.templateId))
  const named = new Map(template.elements.map(one => [one.code, one.name.id]))
  const subNamed = new Map(
    template.elements.flatMap(one => one.subElements.map(sub => [`${one.code}/${sub.code}`, sub.name.id] as const)),
  )
  const elementOf = (card: CardOf<'readiness'>) => named.get(card.content.element) ?? card.content.element
  const note = sourceNote(context, 'lembar kesiapan')
  if (block.show === 'list') {
    return [
      list(
        cards.map(card => [
          { text: card.title, bold: true as const },
          {
            text: ` (${elementOf(card)}, ${choiceWords('readiness', 'condition', card.content.condition).toLowerCase()}): `,
          },
          { text: card.content.gap ?? 'kesenjangan belum ditulis' },
        ]),
      ),
    ]
  }
  if (block.show === 'chart') return [chart()]
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'Kesiapan daerah',
      head: heads('Unsur', 'Pertanyaan', 'Kondisi', 'Keadaan sekarang', 'Keadaan yang dituju', 'Kesenjangan'),
      widths: [14, 20, 10, 20, 18, 18],
      rows: cards.map(card => [
        words(subNamed.get(`${card.content.element}/${card.content.subElement}`) ?? elementOf(card)),
        words(card.title),
        words(
          card.content.condition === undefined
            ? 'Belum dinilai'
            : choiceWords('readiness', 'condition', card.content.condition),
        ),
        words(card.content.current ?? '–'),
        words(card.content.target ?? '–'),
        words(card.content.gap ?? '–'),
      ]),
      note,
    },
  ]

  function chart(): DocumentBlock {
    const order = [...new Set([...named.keys(), ...cards.map(card => card.content.element)])]
    const rows = order.flatMap(element => {
      const own = cards.filter(card => card.content.element === element)
      if (own.length === 0) return []
      const counts = CONDITIONS.map(condition => own.filter(card => card.content.condition === condition).length)
      return [{ name: named.get(element) ?? element, counts, all: own.length }]
    })
    const share = (part: number, whole: number) => Math.round((part * 100) / whole)
    const caption = block.caption ?? 'Kesiapan menurut unsur'
    return {
      kind: 'figure',
      caption,
      alt: `${caption}: ${rows.map(one => `${one.name} ${one.counts[0]} dari ${one.all} baik`).join('; ')}.`,
      picture: {
        svg: drawBars(
          rows.map(one => ({
            label: one.name,
            shown: `${share(one.counts[0] ?? 0, one.all)}% baik`,
            parts: [...one.counts, one.all - one.counts.reduce((sum, n) => sum + n, 0)].map(n => n / one.all),
          })),
          LEGEND,
          caption,
        ),
      },
      table: {
        head: heads('Unsur', '>Baik', '>Cukup', '>Kurang', '>Belum dinilai', '>Baik (%)'),
        rows: rows.map(one => [
          words(one.name),
          ...one.counts.map(number),
          number(one.all - one.counts.reduce((sum, n) => sum + n, 0)),
          number(`${share(one.counts[0] ?? 0, one.all)}%`),
        ]),
      },
      note,
    }
  }
}
