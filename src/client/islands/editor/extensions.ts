import { Extension, Mark, mergeAttributes, Node } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { Plugin } from '@tiptap/pm/state'
import StarterKit, { type StarterKitOptions } from '@tiptap/starter-kit'
import { MOST_TEXT } from '#kit/rich-text.ts'

/** Only what the text may hold is taken; the same as src/platform/collab/schema.ts, which the server checks. */
const kit: Partial<StarterKitOptions> = {
  heading: { levels: [2, 3] },
  code: false,
  codeBlock: false,
  strike: false,
  underline: false,
  horizontalRule: false,
  link: false,
  orderedList: false,
  undoRedo: false,
  // It would change a text that somebody only reads.
  trailingNode: false,
  gapcursor: false,
}

export const isSafeHref = (href: string): boolean =>
  /^\/(?![/\\])/.test(href) || (/^(https?|mailto):/i.test(href) && !/[\s\\]/.test(href) && URL.canParse(href))

const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (one: HTMLElement) => {
        const href = one.getAttribute('href') ?? ''
        return isSafeHref(href) ? { href } : false
      },
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ['a', mergeAttributes(HTMLAttributes, { rel: 'noopener' }), 0],
})

const OrderedList = Node.create({
  name: 'orderedList',
  group: 'block list',
  content: 'listItem+',
  parseHTML: () => [{ tag: 'ol' }],
  renderHTML: () => ['ol', 0],
})

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A picture of ours; its address asks for the right of who looks at it. */
const Figure = Node.create<{ pictures: string }>({
  name: 'figure',
  group: 'block',
  atom: true,
  draggable: true,
  addOptions: () => ({ pictures: '' }),
  addAttributes: () => ({ fileId: { default: null }, alt: { default: '' }, caption: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'figure[data-file]',
      getAttrs: (one: HTMLElement) => {
        const fileId = one.dataset['file'] ?? ''
        if (!uuid.test(fileId)) return false
        const alt = one.querySelector('img')?.alt ?? ''
        return { fileId, alt, caption: one.querySelector('figcaption')?.textContent ?? '' }
      },
    },
  ],
  renderHTML({ node }) {
    const { fileId, alt, caption } = node.attrs as { fileId: string; alt: string; caption: string }
    return [
      'figure',
      { 'data-file': fileId },
      ['img', { src: `${this.options.pictures}/${fileId}`, alt }],
      ['figcaption', {}, caption],
    ]
  },
})

/** Tables without widths: a width would be a style attribute, which our policy forbids. */
const PlainTable = Table.extend({ renderHTML: () => ['table', ['tbody', 0]] })
const spans = {
  colspan: { default: 1, parseHTML: (cell: HTMLElement) => spanOf(cell, 'colspan') },
  rowspan: { default: 1, parseHTML: (cell: HTMLElement) => spanOf(cell, 'rowspan') },
}
const spanOf = (cell: HTMLElement, name: string) => {
  const span = Number(cell.getAttribute(name) ?? 1)
  return Number.isInteger(span) && span >= 1 && span <= 100 ? span : 1
}
const attributes = { addAttributes: () => ({ ...spans, colwidth: { default: null, rendered: false } }) }

/** Refuses what would make the text longer than it may be, before it is in the text. */
const Bounds = Extension.create<{ tooLong(): void }>({
  name: 'bounds',
  addOptions: () => ({ tooLong: () => undefined }),
  addProseMirrorPlugins() {
    const { tooLong } = this.options
    return [
      new Plugin({
        filterTransaction(change, state) {
          const { size } = change.doc.content
          if (!change.docChanged || size <= MOST_TEXT.characters || size <= state.doc.content.size) return true
          if (change.doc.textContent.length <= MOST_TEXT.characters && size <= MOST_TEXT.characters * 1.5) return true
          tooLong()
          return false
        },
      }),
    ]
  },
})

interface User {
  name?: string
  tone?: number
}

/** Everything of the editor but the shared document; its schema is tested against the server's. */
export const textExtensions = (pictures = '', tooLong: () => void = () => undefined) => [
  StarterKit.configure(kit),
  Link,
  OrderedList,
  Figure.configure({ pictures }),
  PlainTable.configure({ resizable: false }),
  TableRow,
  TableHeader.extend(attributes),
  TableCell.extend(attributes),
  Bounds.configure({ tooLong }),
]

/** The shared document and the carets of others; colours are classes of ours. */
export const sharedExtensions = (provider: unknown, document: unknown, field: string) => [
  Collaboration.configure({ document: document as never, field }),
  CollaborationCaret.configure({
    provider,
    user: {},
    render: ({ name = '', tone = 0 }: User) => {
      const caret = window.document.createElement('span')
      caret.className = `remote-caret caret-${Number(tone)}`
      const label = window.document.createElement('span')
      label.textContent = name
      caret.append(label)
      return caret
    },
    selectionRender: ({ tone = 0 }: User) => ({ class: `remote-selection caret-${Number(tone)}` }),
  }),
]
