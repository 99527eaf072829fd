import type { Deliverable } from '../../model-workshop.ts'

/** What there is to prove one deliverable. */
export interface Proof {
  kind: 'cards' | 'book' | 'documents'
  /** Cards or sections that are filled, or pieces of evidence. */
  filled: number
  /** Cards on the sheet, sections of the book; undefined for documents. */
  all: number | undefined
  /** The plan whose book it is; undefined while there is none. */
  planId: string | undefined
}

/** The proof of a deliverable: its sheet, its book, or documents; documents may stand beside the other two. */
export function proofOf(
  deliverable: Pick<Deliverable, 'sheet'>,
  written: {
    cards: ReadonlyMap<string, { filled: number; all: number }>
    books: ReadonlyMap<string, { filled: number; all: number; planId: string }>
  },
  documents: number,
): Proof {
  const { sheet } = deliverable
  if (sheet === undefined) return { kind: 'documents', filled: documents, all: undefined, planId: undefined }
  const book = written.books.get(sheet)
  if (sheet.startsWith('book-')) {
    return { kind: 'book', filled: book?.filled ?? 0, all: book?.all ?? 0, planId: book?.planId }
  }
  const cards = written.cards.get(sheet)
  return { kind: 'cards', filled: cards?.filled ?? 0, all: cards?.all ?? 0, planId: undefined }
}

/** May it be submitted: is there anything that proves it? */
export const isProven = (proof: Proof, documents: number): boolean => proof.filled > 0 || documents > 0
