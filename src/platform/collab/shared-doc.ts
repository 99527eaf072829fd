import { prosemirrorJSONToYDoc, updateYFragment, yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { RichDoc } from '#kit/rich-text.ts'
import { checkDoc } from './check.ts'
import { schema } from './schema.ts'

/** Name of the tree inside a shared document; the editor uses the same. */
export const field = 'teks'

const rooted = (content: RichDoc) =>
  content.content.length === 0 ? { type: 'doc', content: [{ type: 'paragraph' }] } : content

/** A new shared document with this content. Made once for a text: a second one would double it when both are merged. */
export function stateOf(content: RichDoc): Uint8Array {
  return Y.encodeStateAsUpdate(prosemirrorJSONToYDoc(schema, rooted(content), field))
}

/** What a shared document says. Throws `invalid` when it is none of our texts or beyond the bounds. */
export function contentOf(doc: Y.Doc): RichDoc {
  return checkDoc(yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(field)))
}

/** Changes a shared document to this content, touching as little as possible, so that others' typing goes on. */
export function changeTo(doc: Y.Doc, content: RichDoc, origin?: unknown): void {
  const node = schema.nodeFromJSON(rooted(content))
  doc.transact(() => {
    updateYFragment(doc, doc.getXmlFragment(field), node, { mapping: new Map(), isOMark: new Map() })
  }, origin)
}

/** A stored state with this content in place of its own. */
export function stateChangedTo(state: Uint8Array, content: RichDoc): Uint8Array {
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, state)
    changeTo(doc, content)
    return Y.encodeStateAsUpdate(doc)
  } finally {
    doc.destroy()
  }
}
