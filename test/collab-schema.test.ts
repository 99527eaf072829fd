import { getSchema } from '@tiptap/core'
import { Node } from '@tiptap/pm/model'
import { expect, test } from 'vitest'
import { textExtensions } from '../src/client/islands/editor/extensions.ts'
import { schema } from '../src/platform/collab/schema.ts'

const editor = getSchema(textExtensions())

test('the editor of the browser and the server know the same nodes and marks', () => {
  expect(Object.keys(editor.nodes).sort()).toEqual(Object.keys(schema.nodes).sort())
  expect(Object.keys(editor.marks).sort()).toEqual(Object.keys(schema.marks).sort())
})

test('what one of them writes the other takes', () => {
  const cell = (type: string) => ({ type, attrs: { colspan: 2, rowspan: 1 }, content: [{ type: 'paragraph' }] })
  const doc = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'a' }] },
      {
        type: 'orderedList',
        content: [
          {
            type: 'listItem',
            content: [{ type: 'paragraph' }, { type: 'blockquote', content: [{ type: 'paragraph' }] }],
          },
        ],
      },
      {
        type: 'table',
        content: [
          { type: 'tableRow', content: [cell('tableHeader')] },
          { type: 'tableRow', content: [cell('tableCell')] },
        ],
      },
      { type: 'figure', attrs: { fileId: '01234567-89ab-4cde-8f01-23456789abcd', alt: 'a', caption: 'b' } },
      {
        type: 'paragraph',
        content: [
          {
            type: 'text',
            text: 'b',
            marks: [{ type: 'bold' }, { type: 'italic' }, { type: 'link', attrs: { href: '/rapat' } }],
          },
          { type: 'hardBreak' },
        ],
      },
    ],
  }
  for (const [from, to] of [
    [editor, schema],
    [schema, editor],
  ] as const) {
    const written = Node.fromJSON(from, doc)
    written.check()
    const taken = Node.fromJSON(to, written.toJSON())
    taken.check()
    expect(taken.textContent).toBe('ab')
  }
})
