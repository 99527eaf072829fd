import { Schema, type NodeSpec } from '@tiptap/pm/model'

const block: NodeSpec = { content: 'block+', group: 'block' }

/** The nodes and marks of src/kit/rich-text.ts for ProseMirror; the editor's extensions make the same (schema.test.ts). */
export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { content: 'inline*', group: 'block' },
    heading: { content: 'inline*', group: 'block', attrs: { level: { default: 2 } } },
    bulletList: { content: 'listItem+', group: 'block list' },
    orderedList: { content: 'listItem+', group: 'block list' },
    listItem: { content: 'paragraph block*' },
    blockquote: block,
    table: { content: 'tableRow+', group: 'block' },
    tableRow: { content: '(tableCell | tableHeader)*' },
    tableHeader: { content: 'block+', attrs: { colspan: { default: 1 }, rowspan: { default: 1 } } },
    tableCell: { content: 'block+', attrs: { colspan: { default: 1 }, rowspan: { default: 1 } } },
    figure: { group: 'block', atom: true, attrs: { fileId: {}, alt: { default: '' }, caption: { default: '' } } },
    text: { group: 'inline' },
    hardBreak: { inline: true, group: 'inline' },
  },
  marks: { bold: {}, italic: {}, link: { attrs: { href: {} }, inclusive: false } },
})
