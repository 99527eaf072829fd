import type { Node } from '@tiptap/pm/model'
import MarkdownIt from 'markdown-it'
import { MarkdownParser, MarkdownSerializer, type MarkdownSerializerState } from 'prosemirror-markdown'
import { Problem } from '#kit/problem.ts'
import type { RichBlock, RichDoc } from '#kit/rich-text.ts'
import { checkDoc, isSafeHref } from './check.ts'
import { schema } from './schema.ts'

/** Two lists of one kind next to each other keep apart by another sign. */
const alternates = (node: Node, parent: Node, index: number): boolean => {
  let before = 0
  while (index - before > 0 && parent.child(index - before - 1).type === node.type) before++
  return before % 2 === 1
}

/** `alternate`: what stands on top is written with the other sign. */
type Options = { tightLists: true; alternate?: boolean }

const other = (state: MarkdownSerializerState, node: Node, parent: Node, index: number): boolean =>
  parent.type.name === 'doc'
    ? (state as unknown as { options: Options }).options.alternate === true
    : alternates(node, parent, index)

/** Writes by `write` and puts `change` of what it wrote in its place; `delim` stands at the begin of each further line. */
function afterWriting(
  state: MarkdownSerializerState,
  change: (words: string, delim: string) => string,
  write: () => void,
): void {
  const internal = state as MarkdownSerializerState & { out: string; delim: string }
  const start = internal.out.length
  write()
  internal.out = internal.out.slice(0, start) + change(internal.out.slice(start), internal.delim)
}

/**
 * A line of a paragraph whose first signs would begin a quotation, a list, a heading or the second line of a table. Blanks at
 * its begin are no words of it, but in a list they would push what follows out of its item.
 */
const escapeBegin = (line: string): string =>
  line
    .replace(/^[ \t]+/, '')
    .replace(/^(\s*)([>#+\-:|])/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/, '$1\\$2')

/** Stands where an item begins without words: without any sign it would be no item, or not hold what follows. */
const emptyItem = '\u00A0'

/** An address or a caption in which nothing is read as the name of a sign, "&lt;", or ends it. */
const escapeIn = (text: string, signs: RegExp): string =>
  text.replaceAll(signs, '\\$&').replaceAll(/&(?=#?\w+;)/g, '\\&')

const serializer = new MarkdownSerializer(
  {
    paragraph(state, node, parent, index) {
      state.write()
      const begins = parent.type.name === 'listItem' && index === 0
      const lines = (words: string, delim: string) => {
        const escaped = words.split(`\n${delim}`).map(escapeBegin).join(`\n${delim}`)
        return begins && escaped === '' ? emptyItem : escaped
      }
      afterWriting(state, lines, () => state.renderInline(node))
      state.closeBlock(node)
    },
    heading(state, node) {
      state.write(`${state.repeat('#', node.attrs['level'] as number)} `)
      // Signs at the end would close the heading instead of standing in it.
      afterWriting(
        state,
        words => words.replace(/(^|\s)(#+\s*)$/, '$1\\$2'),
        () => state.renderInline(node, false),
      )
      state.closeBlock(node)
    },
    bulletList(state, node, parent, index) {
      const sign = other(state, node, parent, index) ? '* ' : '- '
      state.renderList(node, '  ', () => sign)
    },
    orderedList(state, node, parent, index) {
      const sign = other(state, node, parent, index) ? ')' : '.'
      const space = state.repeat(' ', String(node.childCount).length + 2)
      state.renderList(node, space, i => `${i + 1}${sign} `.padEnd(space.length))
    },
    listItem: (state, node) => state.renderContent(node),
    blockquote: (state, node) => state.wrapBlock('> ', null, node, () => state.renderContent(node)),
    table(state, node) {
      pipeTable(node).forEach((line, i) => {
        if (i > 0) state.ensureNewLine()
        state.write(line)
      })
      state.closeBlock(node)
    },
    figure(state, node) {
      const { fileId, alt, caption } = node.attrs as { fileId: string; alt: string; caption: string }
      const title = caption === '' ? '' : ` "${escapeIn(caption, /["\\]/g)}"`
      state.write(`![${state.esc(alt)}](berkas:${fileId}${title})`)
      state.closeBlock(node)
    },
    text: (state, node) => state.text(node.text ?? ''),
    hardBreak(state, node, parent, index) {
      for (let i = index + 1; i < parent.childCount; i++) {
        if (parent.child(i).type !== node.type) return state.write('\\\n')
      }
    },
  },
  {
    bold: { open: '**', close: '**', mixable: true, expelEnclosingWhitespace: true },
    italic: { open: '*', close: '*', mixable: true, expelEnclosingWhitespace: true },
    link: {
      open(state) {
        const internal = state as MarkdownSerializerState & { out: string }
        // "!" right before a link would make it a picture; after a written backslash the library does not see it.
        const [, slashes] = /(\\*)!$/.exec(internal.out) ?? []
        if (slashes !== undefined && slashes.length % 2 === 0) internal.out = `${internal.out.slice(0, -1)}\\!`
        return '['
      },
      close: (_state, mark) => `](${escapeIn(String(mark.attrs['href']), /[()"<>]/g)})`,
      mixable: true,
    },
  },
  { hardBreakNodeName: 'hardBreak' },
)

/** Can rows of "a | b" say this table? One head row on top, one paragraph without breaks in each cell, no wider cells. */
function isPlainTable(table: Node): boolean {
  const width = table.child(0).childCount
  if (width === 0) return false
  let plain = true
  table.forEach((row, _, y) => {
    plain &&= row.childCount === width
    row.forEach(cell => {
      const { colspan, rowspan } = cell.attrs
      const only = cell.childCount === 1 ? cell.child(0) : undefined
      plain &&= (cell.type.name === 'tableHeader') === (y === 0) && colspan === 1 && rowspan === 1
      plain &&= only?.type.name === 'paragraph'
      only?.forEach(piece => (plain &&= piece.isText))
    })
  })
  return plain
}

function pipeTable(table: Node): string[] {
  const lines: string[] = []
  if (!isPlainTable(table)) {
    let words = ''
    table.descendants(node => void (words += node.isText ? (node.text ?? '') : ' '))
    const width = table.child(0).childCount
    const known = words
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .slice(0, 60)
    return [`[[tabel ${table.childCount} × ${width}: ${known} #${fingerprint(table)}]]`]
  }
  table.forEach((row, _, y) => {
    const cells: string[] = []
    row.forEach(cell => cells.push(serializer.serialize(cell).replaceAll('|', '\\|')))
    lines.push(`| ${cells.join(' | ')} |`)
    if (y === 0) lines.push(`|${' --- |'.repeat(row.childCount)}`)
  })
  return lines
}

/** Tells one table from another that begins with the same words. */
function fingerprint(node: Node): string {
  let hash = 0
  for (const sign of JSON.stringify(node.toJSON())) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) >>> 0
  return hash.toString(36)
}

/** A block that Markdown cannot say, and how it is called in the plain form. */
const named = /^\[\[tabel .*\]\]$/s

const berkas = /^berkas:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

const tokenizer = new MarkdownIt('commonmark', { html: false }).enable(['table'])
tokenizer.disable(
  ['code', 'fence', 'hr', 'lheading', 'reference', 'html_block', 'backticks', 'html_inline', 'autolink', 'entity'],
  true,
)
tokenizer.normalizeLink = url => url
tokenizer.validateLink = url => isSafeHref(url) || berkas.test(url)

tokenizer.core.ruler.push('our-blocks', state => {
  const { Token, tokens } = state
  const pictures = tokens.map(token => (token.type === 'inline' ? pictureOf(token.children ?? []) : undefined))
  state.tokens = tokens.flatMap((token, i) => {
    if (token.type !== 'inline') return pictures[i - 1] || (pictures[i + 1] && token.nesting === 1) ? [] : [token]
    const picture = pictures[i]
    if (picture) return [Object.assign(picture, { type: 'figure', map: token.map, level: token.level - 1 })]
    // A picture inside a line, or from elsewhere, is its description.
    token.children = (token.children ?? []).map(child =>
      child.type === 'image' ? Object.assign(new Token('text', '', 0), { content: wordsOf(child) }) : child,
    )
    if (!/^t[hd]_open$/.test(tokens[i - 1]?.type ?? '')) return [token]
    return [new Token('paragraph_open', 'p', 1), token, new Token('paragraph_close', 'p', -1)]
  })
})

/** The picture of ours that is all that a paragraph holds. */
function pictureOf(children: ReturnType<typeof tokenizer.parse>) {
  const [only] = children
  return children.length === 1 && only?.type === 'image' && berkas.test(only.attrGet('src') ?? '') ? only : undefined
}

const wordsOf = (picture: { children: { content: string }[] | null }) =>
  (picture.children ?? []).map(({ content }) => content).join('')

const parser = new MarkdownParser(schema, tokenizer, {
  paragraph: { block: 'paragraph' },
  heading: { block: 'heading', getAttrs: token => ({ level: Number(token.tag.slice(1)) <= 2 ? 2 : 3 }) },
  bullet_list: { block: 'bulletList' },
  ordered_list: { block: 'orderedList' },
  list_item: { block: 'listItem' },
  blockquote: { block: 'blockquote' },
  table: { block: 'table' },
  thead: { ignore: true },
  tbody: { ignore: true },
  tr: { block: 'tableRow' },
  th: { block: 'tableHeader' },
  td: { block: 'tableCell' },
  figure: {
    node: 'figure',
    getAttrs: token => ({
      fileId: berkas.exec(token.attrGet('src') ?? '')?.[1] ?? '',
      alt: wordsOf(token),
      caption: token.attrGet('title') ?? '',
    }),
  },
  hardbreak: { node: 'hardBreak' },
  softbreak: { node: 'hardBreak' },
  em: { mark: 'italic' },
  strong: { mark: 'bold' },
  link: { mark: 'link', getAttrs: token => ({ href: token.attrGet('href') }) },
})

/** One text for each top block, as `toMarkdown` writes it; empty paragraphs have none. */
function blocksAsMarkdown(doc: RichDoc): { block: RichBlock; markdown: string }[] {
  if (doc.content.length === 0) return []
  const whole = schema.nodeFromJSON(doc)
  return doc.content.flatMap((block, i) => {
    const node = whole.child(i)
    const options: Options = { tightLists: true, alternate: alternates(node, whole, i) }
    const markdown = serializer.serialize(schema.node('doc', null, [node]), options).trim()
    return markdown === '' ? [] : [{ block, markdown }]
  })
}

/**
 * The text as Markdown for the plain form: ## and ###, lists, > quotes, **bold**, *italic*, [links](https://…), tables with
 * |, pictures as ![alt](berkas:id "caption"). A table that this cannot say stands as one line in double brackets.
 */
export function toMarkdown(doc: RichDoc): string {
  return blocksAsMarkdown(doc)
    .map(({ markdown }) => markdown)
    .join('\n\n')
}

/**
 * What was typed in the plain form, as our tree. Blocks of `kept` (the text that the form showed) whose Markdown was not
 * touched come back exactly as they were. Throws `invalid` as `checkDoc` does.
 */
export function fromMarkdown(text: string, kept?: RichDoc): RichDoc {
  const source = text.replace(/\r\n?/g, '\n')
  if (kept && source.trim() === toMarkdown(kept)) return kept
  const known = new Map(kept ? blocksAsMarkdown(kept).map(({ block, markdown }) => [markdown, block]) : [])
  const lines = source.split('\n')
  const content = topRanges(source).flatMap(([from, to]): RichBlock[] => {
    const slice = lines.slice(from, to).join('\n').trim()
    const same = known.get(slice)
    if (same) return [same]
    if (named.test(slice)) throw unknownTable(slice)
    const parsed = parser.parse(slice).toJSON() as { content?: RichBlock[] }
    return parsed.content ?? []
  })
  return checkDoc({ type: 'doc', content })
}

function unknownTable(line: string): Problem {
  const sentence = {
    id: `Baris ${line} menggantikan tabel dan tidak boleh diubah. Kembalikan seperti semula, atau hapus seluruh barisnya.`,
    en: `The line ${line} stands for a table and must not be changed. Put it back as it was, or delete the whole line.`,
  }
  return new Problem('invalid', sentence, { fields: [{ field: 'teks', sentence }] })
}

/** Lines from–to of each top block. */
function topRanges(source: string): [number, number][] {
  return tokenizer
    .parse(source, {})
    .filter(token => token.level === 0 && token.nesting >= 0 && token.map !== null)
    .map(token => token.map as [number, number])
}
