import { renderSVG } from 'uqr'
import type { DocumentBlock, DocumentSection, DocumentTree, Run } from '#kit/document-tree.ts'
import { numberDocument } from '#kit/number-document.ts'
import { paperSvg } from './paper-svg.ts'

/** Words that a printed book adds to its own. */
export const bookWords = {
  table: 'Tabel',
  figure: 'Gambar',
  chapter: 'Bab',
  page: 'Halaman',
  of: 'dari',
  contents: 'Daftar Isi',
  tables: 'Daftar Tabel',
  figures: 'Daftar Gambar',
  signing: 'Pengesahan',
  draft: 'RANCANGAN',
  verify: 'Keaslian dan isi edisi ini diperiksa di alamat berikut. Sidiknya dihitung dari isi yang dibekukan.',
  qr: 'Kode QR ke halaman pemeriksaan edisi ini',
  pictureMissing: 'Gambar ini tidak dapat dimuat.',
}

/** Stored pictures that a document shows, each once. */
export function picturesOf(tree: Pick<DocumentTree, 'sections'>): string[] {
  const { figures } = numberDocument(tree)
  return [...new Set(figures.flatMap(({ picture }) => ('fileId' in picture ? [picture.fileId] : [])))]
}

/**
 * A document as `book.typ` reads it: pictures as paths, drawings in the colours of paper, links that lead out, headings
 * without a gap in their levels. `paths` says where each stored picture lies; one that is missing is said to be missing.
 */
export function bookData(tree: DocumentTree, paths: ReadonlyMap<string, string>): object {
  const { tables, figures } = numberDocument(tree)
  const { front, verification } = tree
  return {
    lang: 'id',
    words: bookWords,
    draft: verification === undefined,
    front: {
      ...front,
      office: front.office ?? null,
      address: front.address ?? null,
      regulation: front.regulation ?? null,
    },
    tables: tables.length,
    figures: figures.length,
    sections: tree.sections.map(section => sectionData(section, paths)),
    signatories: tree.signatories.map(one => ({ ...one, name: one.name ?? null })),
    verification: verification
      ? { ...verification, qr: renderSVG(verification.url, { border: 0, pixelSize: 4 }) }
      : null,
  }
}

const sectionData = (section: DocumentSection, paths: ReadonlyMap<string, string>): object => ({
  title: section.title,
  blocks: blocksData(section.blocks, paths),
  sections: section.sections.map(inner => sectionData(inner, paths)),
})

function blocksData(blocks: readonly DocumentBlock[], paths: ReadonlyMap<string, string>): object[] {
  let deepest = 0
  return blocks.map(block => {
    if (block.kind === 'heading') {
      deepest = Math.min(block.level, deepest + 1)
      return { ...block, level: deepest, runs: outward(block.runs) }
    }
    return blockData(block, paths)
  })
}

const row = (cells: readonly { runs: Run[] }[]) => cells.map(cell => ({ ...cell, runs: outward(cell.runs) }))

function blockData(block: DocumentBlock, paths: ReadonlyMap<string, string>): object {
  switch (block.kind) {
    case 'list':
      return { ...block, items: block.items.map(item => blocksData(item, paths)) }
    case 'quote':
      return { ...block, blocks: blocksData(block.blocks, paths) }
    case 'table':
      return { ...block, head: row(block.head), rows: block.rows.map(row) }
    case 'figure': {
      const { picture, table } = block
      const path = 'fileId' in picture ? paths.get(picture.fileId) : undefined
      return {
        ...block,
        alt: block.alt.trim() || block.caption.trim() || bookWords.figure,
        ...(table ? { table: { head: row(table.head), rows: table.rows.map(row) } } : {}),
        picture: 'svg' in picture ? { svg: paperSvg(picture.svg) } : path === undefined ? {} : { path },
      }
    }
    default:
      return { ...block, runs: outward(block.runs) }
  }
}

/** On paper only addresses that lead out of the house are links. */
const outward = (runs: readonly Run[]): Run[] =>
  runs.map(({ href, ...run }) => (href !== undefined && /^(https?:\/\/|mailto:)/i.test(href) ? { ...run, href } : run))
