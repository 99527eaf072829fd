import type { DocumentBlock, DocumentSection } from '#kit/document-tree.ts'

/**
 * The chapters of a book with a sentence where nothing was written, so that no heading stands bare. What is shown or printed
 * of a book goes through this; what was frozen stays as it is.
 */
export function sayUnwritten(sections: readonly DocumentSection[]): DocumentSection[] {
  return sections.map(one => ({
    ...one,
    blocks: one.sections.length === 0 && one.blocks.every(isEmpty) ? [unwritten] : one.blocks,
    sections: sayUnwritten(one.sections),
  }))
}

/** Books are written in Indonesian. */
const unwritten: DocumentBlock = { kind: 'note', tone: 'missing', runs: [{ text: 'Belum ditulis.' }] }

function isEmpty(block: DocumentBlock): boolean {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.runs.every(run => run.text.trim() === '')
    case 'list':
      return block.items.every(item => item.every(isEmpty))
    case 'quote':
      return block.blocks.every(isEmpty)
    default:
      return false
  }
}
