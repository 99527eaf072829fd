import type { BudgetLine, FieldChange, ProgrammeInput, Status } from './model.ts'

/** Shapes of what goes in and out as files: rows of a workbook, what was found in them, and imports. */

/** A status as a row tells it. `since` undefined: the day on which the stored one began, or a day that the import chooses. */
export interface StatusLine {
  status: Status
  since: string | undefined
  reason: string | undefined
  note: string | undefined
}

/** A milestone by its title; `ownerId` undefined is the leading office. */
export interface MilestoneLine {
  title: string
  dueOn: string
  doneOn: string | undefined
  ownerId: string | undefined
}

/** One programme to be stored under its code, with its money and milestones. */
export interface ProgrammeRow {
  input: ProgrammeInput
  /** Parts of `input` of which nothing was said: what is stored stays. */
  unsaid?: readonly (keyof ProgrammeInput)[]
  /** Undefined keeps what is stored; a new programme is planned. */
  status?: StatusLine | undefined
  /** Lines that are not named stay; a realisation that is not named stays too. */
  budget?: readonly BudgetLine[]
  /** Milestones that are not named stay. */
  milestones?: readonly MilestoneLine[]
}

/** What an import did, or would do. */
export interface ImportCounts {
  created: number
  changed: number
  unchanged: number
}

/** One cell of a file. Numbers in their shortest form, dates of date cells as ISO days. */
export interface SheetCell {
  kind: 'text' | 'number' | 'date' | 'boolean' | 'error' | 'formula'
  /** Trimmed; what a formula gave when `computed`. */
  text: string
  /** The value is the stored result of a formula. A formula without one has the kind `formula`. */
  computed?: true
}

/** One row with something in it: its number as the sheet shows it, and its cells by place, 0 is A. */
export interface SheetRow {
  number: number
  cells: ReadonlyMap<number, SheetCell>
}

/** What is wrong at one place of a file. */
export interface CellError {
  /** Name of the sheet; undefined in CSV and for the first sheet. */
  sheet: string | undefined
  /** Row as the sheet numbers it; the header is 1. */
  row: number
  /** Text of the header, or the letter of a column without one; "" when the whole row is meant. */
  column: string
  message: { id: string; en: string }
}

/** Most errors that are kept and shown; the rest are counted. */
export const MOST_ERRORS = 1000
/** Most rows of programmes in one file. */
export const MOST_ROWS = 20_000
/** Most rows of money or milestones in one file. */
export const MOST_LINES = 100_000
/** Exports with more rows than this are made by a job. */
export const MOST_DIRECT_ROWS = 5000
/** Largest file taken, in bytes. */
export const MOST_BYTES = 20 * 1024 * 1024

export const IMPORT_STATES = ['queued', 'checked', 'applying', 'applied', 'failed'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** An import of a file: checked first, then applied. */
export interface ProgrammeImport extends ImportCounts {
  regionCode: string
  id: string
  fileId: string | undefined
  fileName: string
  sha256: string
  state: ImportState
  rows: number
  /** At most `MOST_ERRORS`. */
  errors: CellError[]
  /** Rows stored so far. */
  appliedRows: number
  reportFileId: string | undefined
  progressId: string | undefined
  failure: string | undefined
  madeBy: string | undefined
  madeAt: Date
  appliedAt: Date | undefined
}

/** What is stored of a programme, as far as a row is compared with it. */
export interface StoredMilestone {
  id: string
  title: string
  dueOn: string
  doneOn: string | undefined
  ownerId: string
}

/** A line of history for one programme. */
export interface RowChange {
  event: string
  fields: FieldChange[]
  reason?: string | undefined
}
