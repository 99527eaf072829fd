import { Problem, type Sentence } from '#kit/problem.ts'
import {
  MOST_TEXT,
  type RichBlock,
  type RichCell,
  type RichDoc,
  type RichInline,
  type RichMark,
  type RichText,
} from '#kit/rich-text.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Longest address of a link, and longest caption or description of a picture. */
const mostHref = 2000
const mostCaption = 500

interface Node {
  type: string
  attrs?: Record<string, unknown>
  content?: unknown
  text?: unknown
  marks?: unknown
}

const bad = (sentence: Sentence) => new Problem('invalid', sentence, { fields: [{ field: 'teks', sentence }] })

const foreign = () =>
  bad({
    id: 'Teks ini memuat bagian yang tidak dikenal. Tempel sebagai teks biasa, lalu atur bentuknya dengan tombol.',
    en: 'This text holds parts that are not known. Paste it as plain text, then give it its form with the buttons.',
  })

const tooLarge = () =>
  bad({
    id: `Teks ini terlalu panjang. Paling banyak ${MOST_TEXT.characters.toLocaleString('id-ID')} huruf; pecah menjadi beberapa bagian.`,
    en: `This text is too long. At most ${MOST_TEXT.characters.toLocaleString('en-GB')} characters; split it into several.`,
  })

/** May this address stand in a text? https, http and mailto, and addresses of ours that begin with one "/". */
export function isSafeHref(href: unknown): href is string {
  // oxlint-disable-next-line no-control-regex
  if (typeof href !== 'string' || href.length > mostHref || /[\u0000-\u0020\\]/.test(href)) return false
  if (/^\/(?!\/)/.test(href)) return true
  return /^(https?|mailto):/i.test(href) && URL.canParse(href)
}

/**
 * A text from outside as our tree: only its own nodes, marks and attributes, within the bounds. What a block may not hold
 * is refused, as are links that are no plain addresses. Throws `invalid` with a sentence for field `teks`.
 */
export function checkDoc(value: unknown): RichDoc {
  const count = { characters: 0, nodes: 0 }
  const doc = nodeOf(value)
  if (doc.type !== 'doc') throw foreign()
  return { type: 'doc', content: blocks(doc.content, 1) }

  function take(depth: number, characters = 0): void {
    count.nodes++
    count.characters += characters
    if (depth > MOST_TEXT.depth || count.nodes > MOST_TEXT.nodes || count.characters > MOST_TEXT.characters)
      throw tooLarge()
  }

  function blocks(content: unknown, depth: number): RichBlock[] {
    return listOf(content).flatMap(one => block(nodeOf(one), depth) ?? [])
  }

  /** Lists, quotes and tables that came without anything in them are left out: two people may have emptied one together. */
  function block(node: Node, depth: number): RichBlock | undefined {
    take(depth)
    switch (node.type) {
      case 'paragraph':
        return withLine('paragraph', undefined, line(node.content, depth + 1))
      case 'heading': {
        const level = node.attrs?.['level']
        if (level !== 2 && level !== 3) throw foreign()
        return withLine('heading', { level }, line(node.content, depth + 1))
      }
      case 'bulletList':
      case 'orderedList': {
        const content = listOf(node.content).map(item => listItem(nodeOf(item), depth + 1))
        return content.length === 0 ? undefined : { type: node.type, content }
      }
      case 'blockquote': {
        const content = blocks(node.content, depth + 1)
        return content.length === 0 ? undefined : { type: 'blockquote', content }
      }
      case 'table': {
        const rows = listOf(node.content).map(row => tableRow(nodeOf(row), depth + 1))
        const content = rows.filter(row => row.content.length > 0)
        return content.length === 0 ? undefined : { type: 'table', content }
      }
      case 'figure': {
        const { fileId, alt, caption } = node.attrs ?? {}
        if (typeof fileId !== 'string' || !uuid.test(fileId)) throw foreign()
        const attrs = { fileId, alt: words(alt), caption: words(caption) }
        take(depth, attrs.alt.length + attrs.caption.length)
        return { type: 'figure', attrs }
      }
      default:
        throw foreign()
    }
  }

  function listItem(node: Node, depth: number) {
    take(depth)
    if (node.type !== 'listItem') throw foreign()
    const content = blocks(node.content, depth + 1)
    if (content[0]?.type !== 'paragraph') content.unshift({ type: 'paragraph' })
    return { type: 'listItem' as const, content }
  }

  function tableRow(node: Node, depth: number) {
    take(depth)
    if (node.type !== 'tableRow') throw foreign()
    return {
      type: 'tableRow' as const,
      content: listOf(node.content).map((cell): RichCell => tableCell(nodeOf(cell), depth + 1)),
    }
  }

  function tableCell(node: Node, depth: number): RichCell {
    take(depth)
    if (node.type !== 'tableCell' && node.type !== 'tableHeader') throw foreign()
    const content = blocks(node.content, depth + 1)
    const spans = Object.fromEntries(
      (['colspan', 'rowspan'] as const).flatMap(name => {
        const span = node.attrs?.[name] ?? 1
        if (!Number.isInteger(span) || Number(span) < 1 || Number(span) > 100) throw foreign()
        return span === 1 ? [] : [[name, Number(span)]]
      }),
    )
    return {
      type: node.type,
      ...(Object.keys(spans).length === 0 ? {} : { attrs: spans }),
      content: content.length === 0 ? [{ type: 'paragraph' }] : content,
    }
  }

  function line(content: unknown, depth: number): RichInline[] {
    const pieces: RichInline[] = []
    for (const one of listOf(content)) {
      const node = nodeOf(one)
      if (node.type === 'hardBreak') {
        take(depth)
        pieces.push({ type: 'hardBreak' })
        continue
      }
      if (node.type !== 'text' || typeof node.text !== 'string') throw foreign()
      take(depth, node.text.length)
      if (node.text !== '') pieces.push(joined(pieces, textOf(plainText(node.text), marksOf(node.marks))))
    }
    return pieces
  }
}

/** Text of the same marks is one piece, however the sender cut it. */
function joined(pieces: RichInline[], next: RichText): RichText {
  const last = pieces.at(-1)
  if (last?.type !== 'text' || JSON.stringify(last.marks) !== JSON.stringify(next.marks)) return next
  pieces.pop()
  return { ...last, text: last.text + next.text }
}

const textOf = (text: string, marks: RichMark[]): RichText =>
  marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks }

/**
 * Characters that a database cannot hold or that no reader sees are left out, also those that turn the direction of what
 * follows: a printed sentence would read backwards. A line break in text is a space.
 */
const plainText = (text: string) =>
  text
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g, '')
    .toWellFormed()

function marksOf(value: unknown): RichMark[] {
  const found = new Map<RichMark['type'], RichMark>()
  for (const one of listOf(value)) {
    const mark = nodeOf(one)
    if (mark.type === 'bold' || mark.type === 'italic') found.set(mark.type, { type: mark.type })
    else if (mark.type === 'link') {
      const href = mark.attrs?.['href']
      if (!isSafeHref(href)) throw unsafe()
      found.set('link', { type: 'link', attrs: { href } })
    } else throw foreign()
  }
  return (['bold', 'italic', 'link'] as const).flatMap(type => found.get(type) ?? [])
}

const unsafe = () =>
  bad({
    id: 'Alamat tautan ini tidak dapat dipakai. Pakai alamat yang diawali https://, http:// atau mailto:.',
    en: 'This link cannot be used. Use an address that begins with https://, http:// or mailto:.',
  })

function withLine(type: 'paragraph', attrs: undefined, content: RichInline[]): RichBlock
function withLine(type: 'heading', attrs: { level: 2 | 3 }, content: RichInline[]): RichBlock
function withLine(type: string, attrs: unknown, content: RichInline[]): RichBlock {
  return {
    type,
    ...(attrs === undefined ? {} : { attrs }),
    ...(content.length === 0 ? {} : { content }),
  } as RichBlock
}

function words(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') throw foreign()
  if (value.length > mostCaption) throw tooLarge()
  return plainText(value).replace(/\s+/g, ' ').trim()
}

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw foreign()
  return value
}

function nodeOf(value: unknown): Node {
  if (typeof value !== 'object' || value === null || typeof (value as Node).type !== 'string') throw foreign()
  const { attrs } = value as Node
  if (attrs !== undefined && attrs !== null && typeof attrs !== 'object') throw foreign()
  return value as Node
}
