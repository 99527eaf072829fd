/** Rich text as people write it in minutes and books: a small tree of nodes, the JSON of the editor. */

export interface RichMark {
  type: 'bold' | 'italic' | 'link'
  /** `href` of a link: https, http, mailto, or an address of ours that begins with "/". */
  attrs?: { href: string }
}

export interface RichText {
  type: 'text'
  text: string
  marks?: RichMark[]
}

export type RichInline = RichText | { type: 'hardBreak' }

export type RichBlock =
  | { type: 'paragraph'; content?: RichInline[] }
  | { type: 'heading'; attrs: { level: 2 | 3 }; content?: RichInline[] }
  | { type: 'bulletList' | 'orderedList'; content: { type: 'listItem'; content: RichBlock[] }[] }
  | { type: 'blockquote'; content: RichBlock[] }
  | { type: 'table'; content: { type: 'tableRow'; content: RichCell[] }[] }
  /** A picture kept as a stored file (image/jpeg, image/png or image/webp). */
  | { type: 'figure'; attrs: { fileId: string; alt: string; caption: string } }

export interface RichCell {
  type: 'tableHeader' | 'tableCell'
  attrs?: { colspan?: number; rowspan?: number }
  content: RichBlock[]
}

/** A whole text. */
export interface RichDoc {
  type: 'doc'
  content: RichBlock[]
}

export const emptyDoc: RichDoc = { type: 'doc', content: [] }

/** Bounds of one text; what is larger is refused with a sentence. */
export const MOST_TEXT = { characters: 200_000, nodes: 20_000, depth: 12 } as const
