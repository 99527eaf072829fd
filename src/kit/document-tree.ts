/** A document as a tree that knows nothing of HTML, PDF or Word; each of them is drawn from it. */

/** A piece of running text. */
export interface Run {
  text: string
  bold?: true
  italic?: true
  href?: string
}

export interface Cell {
  runs: Run[]
  align?: 'left' | 'right' | 'center'
  strong?: true
}

export type DocumentBlock =
  | { kind: 'paragraph'; runs: Run[] }
  /** A heading below that of the section; level 1 is the highest. */
  | { kind: 'heading'; level: 1 | 2; runs: Run[] }
  | { kind: 'list'; ordered: boolean; items: DocumentBlock[][] }
  | { kind: 'quote'; blocks: DocumentBlock[] }
  | {
      kind: 'table'
      /** In the list of tables; empty for a table without a number. */
      caption: string
      head: Cell[]
      rows: Cell[][]
      /** Widths of the columns as shares; equal when absent. */
      widths?: number[]
      /** Source and date, below the table. */
      note?: string
    }
  | {
      kind: 'figure'
      caption: string
      /** What the picture shows, for those who do not see it. */
      alt: string
      picture: { svg: string } | { fileId: string }
      /** Width as a share of the line, 1 when absent. */
      width?: number
      /** The figures behind a chart or map; printed below it. */
      table?: { head: Cell[]; rows: Cell[][] }
      note?: string
    }
  /** A sentence set apart: what is missing here, or where figures come from. */
  | { kind: 'note'; tone: 'info' | 'missing'; runs: Run[] }

/** A chapter with what is below it; numbers are given when it is drawn. */
export interface DocumentSection {
  id: string
  title: string
  blocks: DocumentBlock[]
  sections: DocumentSection[]
}

/** What stands on the cover and in the letterhead. */
export interface DocumentFront {
  title: string
  subtitle: string
  /** "Pemerintah Kabupaten Luwu Utara". */
  institution: string
  /** Name and address of the office, below the institution. */
  office: string | undefined
  address: string | undefined
  /** "Buku 2". */
  part: string
  /** "Edisi 2026", or that it is a draft of a day. */
  edition: string
  /** "Peraturan Bupati Nomor 16 Tahun 2019 …". */
  regulation: string | undefined
}

/** Who signs, below the last chapter. */
export interface DocumentSignatory {
  body: string
  title: string
  name: string | undefined
  /** "ditandatangani 21 September 2022 lewat akun", or that the place is empty. */
  state: string
}

export interface DocumentTree {
  front: DocumentFront
  sections: DocumentSection[]
  signatories: DocumentSignatory[]
  /** Where the hash is checked; only of a frozen edition. */
  verification: { url: string; sha256: string } | undefined
}
