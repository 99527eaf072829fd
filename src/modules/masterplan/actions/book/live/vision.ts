import type { DocumentBlock } from '#kit/document-tree.ts'
import { byPoints, cardsOf, emptySheet, pointsWords } from './cards.ts'
import { type Draw, heads, list, number, sourceNote, words } from './parts.ts'

/** The vision of the plan, and the keywords it is made of by the points given to them. */
export const drawVision: Draw = async (context, block) => {
  const cards = await cardsOf(context, 'vision')
  const keywords = byPoints(cards.filter(card => card.content.kind === 'keyword'))
  const statement =
    context.plan.vision ??
    byPoints(cards.filter(card => card.content.kind === 'statement' && card.choice === 'chosen'))[0]?.title
  if (keywords.length === 0 && statement === undefined) return emptySheet(context, 'vision', 'Visi dan kata kuncinya')
  const blocks: DocumentBlock[] =
    statement === undefined
      ? []
      : [{ kind: 'quote', blocks: [{ kind: 'paragraph', runs: [{ text: statement, bold: true }] }] }]
  if (keywords.length === 0) return blocks
  if (block.show === 'list') {
    const items = keywords.map(card => [
      { text: card.title, bold: true as const },
      {
        text: `${card.content.meaning === undefined ? '' : `: ${card.content.meaning}`}${card.voters === 0 ? '' : ` (poin ${pointsWords(card)})`}`,
      },
    ])
    return [...blocks, list(items)]
  }
  return [
    ...blocks,
    {
      kind: 'table',
      caption: block.caption ?? 'Kata kunci visi menurut suara',
      head: heads('Kata kunci', 'Maknanya', '>Poin'),
      widths: [26, 54, 20],
      rows: keywords.map(card => [words(card.title), words(card.content.meaning ?? '–'), number(pointsWords(card))]),
      note: sourceNote(context, 'lembar visi'),
    },
  ]
}
