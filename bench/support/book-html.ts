import type { Cell, DocumentBlock, DocumentTree, Run } from '../../src/kit/document-tree.ts'
import { numberDocument, type NumberedSection } from '../../src/kit/number-document.ts'
import { paperSvg } from '../../src/platform/documents/paper-svg.ts'

/** A document as one plain HTML page for a browser to print: the same words, tables and drawings, with our page rules. */
export function htmlOf(tree: DocumentTree): string {
  const { sections, numbers } = numberDocument(tree)
  const named = (block: DocumentBlock, caption: string) =>
    `${block.kind === 'table' ? 'Tabel' : 'Gambar'} ${numbers.get(block) ?? ''}. ${escape(caption)}`
  const draw = (block: DocumentBlock): string => {
    switch (block.kind) {
      case 'paragraph':
        return `<p>${runs(block.runs)}</p>`
      case 'heading':
        return `<h4>${runs(block.runs)}</h4>`
      case 'list': {
        const tag = block.ordered ? 'ol' : 'ul'
        return `<${tag}>${block.items.map(item => `<li>${item.map(draw).join('')}</li>`).join('')}</${tag}>`
      }
      case 'quote':
        return `<blockquote>${block.blocks.map(draw).join('')}</blockquote>`
      case 'table':
        return `<figure><figcaption>${named(block, block.caption)}</figcaption>${table(block.head, block.rows)}<small>${escape(block.note ?? '')}</small></figure>`
      case 'figure':
        return `<figure>${'svg' in block.picture ? paperSvg(block.picture.svg) : ''}<figcaption>${named(block, block.caption)}</figcaption>${block.table ? table(block.table.head, block.table.rows) : ''}<small>${escape(block.note ?? '')}</small></figure>`
      case 'note':
        return `<p class="note">${runs(block.runs)}</p>`
    }
  }
  const chapter = ({ section, number, sections: inner }: NumberedSection, level: number): string =>
    `<h${level}>${number} ${escape(section.title)}</h${level}>${section.blocks.map(draw).join('')}${inner.map(one => chapter(one, level + 1)).join('')}`
  return `<!doctype html><html lang="id"><title>${escape(tree.front.title)}</title><style>${css}</style><h1>${escape(tree.front.title)}</h1>${sections.map(one => chapter(one, 2)).join('')}</html>`
}

const css =
  '@page{size:A4;margin:26mm 22mm 22mm 25mm}body{font:10pt/1.5 sans-serif}h2{break-before:page}table{width:100%;border-collapse:collapse;font-size:8.5pt}td,th{border-bottom:.4pt solid #9aa3a7;padding:1.5mm;text-align:left;vertical-align:top}svg{width:80%}small{color:#4b575d}'

const escape = (text: string): string => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)
const runs = (all: readonly Run[]): string =>
  all
    .map(one => {
      const text = one.bold
        ? `<b>${escape(one.text)}</b>`
        : one.italic
          ? `<i>${escape(one.text)}</i>`
          : escape(one.text)
      return one.href === undefined ? text : `<a href="${escape(one.href)}">${text}</a>`
    })
    .join('')
const table = (head: readonly Cell[], rows: readonly (readonly Cell[])[]): string =>
  `<table><thead><tr>${head.map(cell => `<th>${runs(cell.runs)}</th>`).join('')}</tr></thead>${rows.map(row => `<tr>${row.map(cell => `<td>${runs(cell.runs)}</td>`).join('')}</tr>`).join('')}</table>`
