import type { DocumentBlock, DocumentSection, DocumentTree } from './document-tree.ts'

/** A section with its number: "1", "1.2", "1.2.3". */
export interface NumberedSection {
  section: DocumentSection
  number: string
  sections: NumberedSection[]
}

/** A document with the numbers that every drawing of it shows, in the order of reading. */
export interface NumberedDocument {
  sections: NumberedSection[]
  /** 1, 2, 3 … for tables with a caption and for figures, each counted by itself. */
  numbers: Map<DocumentBlock, number>
  tables: Extract<DocumentBlock, { kind: 'table' }>[]
  figures: Extract<DocumentBlock, { kind: 'figure' }>[]
}

/** Numbers chapters, tables and figures. A table without a caption has no number. */
export function numberDocument(tree: Pick<DocumentTree, 'sections'>): NumberedDocument {
  const tables: NumberedDocument['tables'] = []
  const figures: NumberedDocument['figures'] = []
  const numbers = new Map<DocumentBlock, number>()
  const visit = (block: DocumentBlock): void => {
    if (block.kind === 'table' && block.caption !== '') numbers.set(block, tables.push(block))
    else if (block.kind === 'figure') numbers.set(block, figures.push(block))
    else if (block.kind === 'quote') block.blocks.forEach(visit)
    else if (block.kind === 'list') block.items.forEach(item => item.forEach(visit))
  }
  const numbered = (sections: readonly DocumentSection[], before: string): NumberedSection[] =>
    sections.map((section, at) => {
      const number = `${before}${at + 1}`
      section.blocks.forEach(visit)
      return { section, number, sections: numbered(section.sections, `${number}.`) }
    })
  return { sections: numbered(tree.sections, ''), numbers, tables, figures }
}
