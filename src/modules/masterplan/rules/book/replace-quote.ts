import type { RichBlock, RichDoc, RichInline, RichText } from '#kit/rich-text.ts'

/** `found`: how often the quote stands in the text; `content` only when it stands there exactly once. */
export interface Replaced {
  found: number
  content: RichDoc | undefined
}

/**
 * Puts a replacement in the place of a quote that stands in one line of a text, whatever marks run through it; the
 * replacement has the marks of the first letter that it replaces. White space of any kind counts as one blank.
 */
export function replaceQuote(doc: RichDoc, quote: string, replacement: string): Replaced {
  const wanted = blanks(quote.trim())
  if (wanted === '') return { found: 0, content: undefined }
  let found = 0
  const count = (blocks: readonly RichBlock[]): void => {
    for (const block of blocks) eachLine(block, line => (found += occurrences(blanks(plain(line)), wanted)))
  }
  count(doc.content)
  if (found !== 1) return { found, content: undefined }
  return { found, content: { ...doc, content: doc.content.map(block => inBlock(block, wanted, replacement)) } }
}

const blanks = (text: string): string => text.replace(/\s/g, ' ')
const plain = (line: readonly RichInline[]): string =>
  line.map(piece => (piece.type === 'text' ? piece.text : '\n')).join('')

function occurrences(text: string, wanted: string): number {
  let count = 0
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) count++
  return count
}

function eachLine(block: RichBlock, see: (line: readonly RichInline[]) => void): void {
  if (block.type === 'paragraph' || block.type === 'heading') see(block.content ?? [])
  else if (block.type === 'table')
    for (const row of block.content) for (const cell of row.content) for (const one of cell.content) eachLine(one, see)
  else if (block.type === 'blockquote') for (const one of block.content) eachLine(one, see)
  else if (block.type !== 'figure') for (const item of block.content) for (const one of item.content) eachLine(one, see)
}

function inBlock(block: RichBlock, wanted: string, replacement: string): RichBlock {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return block.content === undefined ? block : { ...block, content: inLine(block.content, wanted, replacement) }
    case 'table':
      return {
        ...block,
        content: block.content.map(row => ({
          ...row,
          content: row.content.map(cell => ({
            ...cell,
            content: cell.content.map(one => inBlock(one, wanted, replacement)),
          })),
        })),
      }
    case 'blockquote':
      return { ...block, content: block.content.map(one => inBlock(one, wanted, replacement)) }
    case 'figure':
      return block
    default:
      return {
        ...block,
        content: block.content.map(item => ({
          ...item,
          content: item.content.map(one => inBlock(one, wanted, replacement)),
        })),
      }
  }
}

function inLine(line: readonly RichInline[], wanted: string, replacement: string): RichInline[] {
  const at = blanks(plain(line)).indexOf(wanted)
  if (at < 0) return [...line]
  const end = at + wanted.length
  const pieces: RichInline[] = []
  let from = 0
  let put = false
  for (const piece of line) {
    const length = piece.type === 'text' ? piece.text.length : 1
    const until = from + length
    const touched = from < end && until > at
    if (!touched || piece.type !== 'text') {
      if (!touched) pieces.push(piece)
    } else {
      const before = piece.text.slice(0, Math.max(0, at - from))
      const after = piece.text.slice(Math.max(0, end - from))
      const part = (text: string): RichText => ({ ...piece, text })
      if (before !== '') pieces.push(part(before))
      if (!put && replacement !== '') pieces.push(part(replacement.replace(/\s*\n\s*/g, ' ')))
      put = true
      if (after !== '' && until > end) pieces.push(part(after))
    }
    from = until
  }
  return pieces
}
