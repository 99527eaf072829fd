import type { Cell, DocumentBlock, Run } from '#kit/document-tree.ts'
import type { RichBlock, RichCell, RichDoc, RichInline } from '#kit/rich-text.ts'

export { checkDoc } from './check.ts'
export { fromMarkdown, toMarkdown } from './markdown.ts'

/** Largest body of a plain form with a text: the longest text, each character of it escaped. */
export const mostFormBytes = 2_000_000

/** What a text says without its form: a line for each paragraph, item and row; a picture is its caption in brackets. */
export function plainOf(doc: RichDoc): string {
  return blocksPlain(doc.content)
}

const blocksPlain = (blocks: readonly RichBlock[]) => blocks.map(blockPlain).join('\n')

function blockPlain(block: RichBlock): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return linePlain(block.content)
    case 'bulletList':
    case 'orderedList':
      return block.content.map(item => blocksPlain(item.content)).join('\n')
    case 'blockquote':
      return blocksPlain(block.content)
    case 'table':
      return block.content.map(row => row.content.map(cell => blocksPlain(cell.content)).join('\t')).join('\n')
    case 'figure':
      return `[${block.attrs.caption || block.attrs.alt}]`
  }
}

const linePlain = (line: readonly RichInline[] = []) =>
  line.map(piece => (piece.type === 'text' ? piece.text : '\n')).join('')

/** Words of a text: runs of signs that hold a letter or a number. */
export function countWords(doc: RichDoc): number {
  return wordsIn(plainOf(doc))
}

export const wordsIn = (plain: string): number =>
  plain.split(/\s+/).filter(part => /[\p{Letter}\p{Number}]/u.test(part)).length

/** Does the text say nothing at all? A picture says something. */
export const isEmpty = (doc: RichDoc): boolean => !/\S/.test(plainOf(doc))

/** The text as blocks of a printed or shown document. Empty paragraphs are left out; cells of several blocks become lines. */
export function toBlocks(doc: RichDoc): DocumentBlock[] {
  return doc.content.flatMap(documentBlock)
}

function documentBlock(block: RichBlock): DocumentBlock[] {
  switch (block.type) {
    case 'paragraph': {
      const runs = runsOf(block.content)
      return runs.length === 0 ? [] : [{ kind: 'paragraph', runs }]
    }
    case 'heading': {
      const runs = runsOf(block.content)
      return runs.length === 0 ? [] : [{ kind: 'heading', level: block.attrs.level === 2 ? 1 : 2, runs }]
    }
    case 'bulletList':
    case 'orderedList':
      return [
        {
          kind: 'list',
          ordered: block.type === 'orderedList',
          items: block.content.map(item => item.content.flatMap(documentBlock)),
        },
      ]
    case 'blockquote':
      return [{ kind: 'quote', blocks: block.content.flatMap(documentBlock) }]
    case 'table':
      return [tableOf(block.content.map(row => row.content))]
    case 'figure': {
      const { fileId, alt, caption } = block.attrs
      return [{ kind: 'figure', caption, alt: alt || caption, picture: { fileId } }]
    }
  }
}

/** Cells over several columns or rows stand in the first of them; the others are empty, so that all rows are as wide. */
function tableOf(rows: RichCell[][]): DocumentBlock {
  const grid: (Cell | undefined)[][] = rows.map(() => [])
  rows.forEach((cells, y) => {
    let x = 0
    for (const cell of cells) {
      while (grid[y]?.[x] !== undefined) x++
      const { colspan = 1, rowspan = 1 } = cell.attrs ?? {}
      for (let down = 0; down < rowspan; down++) {
        for (let right = 0; right < colspan; right++) {
          const row = grid[y + down]
          if (row) row[x + right] = down === 0 && right === 0 ? cellOf(cell) : { runs: [] }
        }
      }
      x += colspan
    }
  })
  const width = Math.max(1, ...grid.map(row => row.length))
  const whole = grid.map(row => Array.from({ length: width }, (_, x): Cell => row[x] ?? { runs: [] }))
  const headed = (rows[0]?.length ?? 0) > 0 && rows[0]?.every(cell => cell.type === 'tableHeader') === true
  return { kind: 'table', caption: '', head: headed ? (whole[0] ?? []) : [], rows: headed ? whole.slice(1) : whole }
}

function cellOf(cell: RichCell): Cell {
  const lines = cell.content.map(block =>
    block.type === 'paragraph' || block.type === 'heading' ? runsOf(block.content) : plainRuns(block),
  )
  const runs = lines.filter(line => line.length > 0).flatMap((line, i) => (i === 0 ? line : [{ text: '\n' }, ...line]))
  return { runs, ...(cell.type === 'tableHeader' ? { strong: true as const } : {}) }
}

function plainRuns(block: RichBlock): Run[] {
  const text = blockPlain(block)
  return text === '' ? [] : [{ text }]
}

function runsOf(line: readonly RichInline[] = []): Run[] {
  return line.map((piece): Run => {
    if (piece.type === 'hardBreak') return { text: '\n' }
    const link = piece.marks?.find(mark => mark.type === 'link')
    const has = (type: 'bold' | 'italic') => piece.marks?.some(mark => mark.type === type)
    return {
      text: piece.text,
      ...(has('bold') ? { bold: true as const } : {}),
      ...(has('italic') ? { italic: true as const } : {}),
      ...(link?.attrs ? { href: link.attrs.href } : {}),
    }
  })
}
