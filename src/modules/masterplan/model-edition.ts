import type { DocumentFront, DocumentSection } from '#kit/document-tree.ts'
import type { BookNumber } from './model.ts'
import type { SectionSeed, SectionState } from './model-book.ts'

/** Shapes of frozen editions: what was frozen, who signs, how two of them differ, and printed files. */

export const EDITION_STATES = ['frozen', 'signed', 'published', 'withdrawn'] as const
export type EditionState = (typeof EDITION_STATES)[number]

export const REGULATION_KINDS = ['perbup', 'perwal', 'perda'] as const
export type RegulationKind = (typeof REGULATION_KINDS)[number]

export interface Regulation {
  kind: RegulationKind
  number: string
  date: string
  about: string | undefined
}

/** An edition without its content. */
export interface Edition {
  regionCode: string
  planId: string
  id: string
  year: number
  title: string
  previousId: string | undefined
  sha256: string
  token: string
  state: EditionState
  regulation: Regulation | undefined
  publishedAt: Date | undefined
  version: number
  frozenAt: Date
  changedAt: Date
}

/** A section as it was written: enough to begin another plan with it, and to know it again there by its code. */
export interface SourceSection extends SectionSeed {
  id: string
  state: SectionState
  ownerName?: string | undefined
  sections: SourceSection[]
}

export interface FrozenBook {
  book: BookNumber
  front: DocumentFront
  sections: DocumentSection[]
}

/** What the hash of an edition is over: the canonical text (RFC 8785) of exactly this. */
export interface EditionContent {
  format: 'tudang-edition-1'
  region: { code: string; name: string }
  plan: {
    id: string
    title: string
    fromYear: number
    untilYear: number
    vision?: string | undefined
    templateId: string
  }
  year: number
  /** Moment of the snapshot, ISO 8601 in UTC. */
  frozenAt: string
  /** The three books as they read: every text, and every live block with its data of that moment. */
  books: FrozenBook[]
  /** The same sections as they are written. */
  source: { book: BookNumber; sections: SourceSection[] }[]
  /** Pictures that the books show, by the hash of their bytes. */
  pictures: { fileId: string; sha256: string }[]
}

export const SIGNATORY_BODIES = ['head', 'council', 'team', 'other'] as const
export type SignatoryBody = (typeof SIGNATORY_BODIES)[number]

export interface Signatory {
  id: string
  position: number
  body: SignatoryBody
  title: string
  name: string | undefined
  /** Undefined while the place is empty. A signature by account is a confirmation of that account, not a certified one. */
  signed: { how: 'account' | 'paper'; on: string; recordedAt: Date } | undefined
}

/** A line of the history of the scans of one signature on paper. */
export interface ScanEvent {
  event: 'attached' | 'removed'
  evidence: {
    id: string
    regionCode: string
    title: string
    organisationId: string | undefined
    personalData: boolean
  }
  reason: string | undefined
  office: string | undefined
  accountId: string | undefined
  happenedAt: Date
}

export interface SignatoryInput {
  /** Of one that is there already. */
  id?: string | undefined
  body: SignatoryBody
  title: string
  name?: string | undefined
}

export const PRINT_FORMATS = ['pdf', 'docx'] as const
export type PrintFormat = (typeof PRINT_FORMATS)[number]

export interface Print {
  regionCode: string
  planId: string
  id: string
  /** Undefined for the living book, which is printed as a draft. */
  editionId: string | undefined
  book: BookNumber
  format: PrintFormat
  state: 'queued' | 'made' | 'failed'
  fileId: string | undefined
  pages: number | undefined
  progressId: string | undefined
  askedAt: Date
  madeAt: Date | undefined
}

/** A stretch of words that stayed, came or went. */
export interface WordChange {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Rows of a table that came, went or changed; a row is known again by its first cell. */
export interface TableChange {
  caption: string
  /** What the columns are called, in the later edition where the table is still there. */
  head: string[]
  added: string[][]
  removed: string[][]
  changed: { before: string[]; after: string[] }[]
}

export interface SectionChange {
  book: BookNumber
  kind: 'added' | 'removed' | 'changed' | 'same'
  /** Number and title in the later edition, else in the earlier one. */
  number: string
  title: string
  /** The title before, where it was another. */
  renamedFrom?: string | undefined
  /** It stood elsewhere: its number or book before. */
  movedFrom?: string | undefined
  wordsAdded: number
  wordsRemoved: number
  /** Paragraphs that changed, in their order. */
  texts: WordChange[][]
  tables: TableChange[]
  /** Pictures and drawings that came, went or look different, by caption. */
  pictures: { kind: 'added' | 'removed' | 'changed'; caption: string }[]
}
