import type { Sentence } from '#kit/problem.ts'
import { type CellError, MOST_ERRORS } from '../../model-exchange.ts'
import type { Table } from './open-file.ts'

/** Errors of one run, in the order in which they are found; all are counted, the first thousand kept. */
export class Findings {
  readonly errors: CellError[] = []
  readonly notes: CellError[] = []
  count = 0

  add(table: Table, row: number, column: string, message: Sentence, main = false): void {
    this.count++
    if (this.errors.length >= MOST_ERRORS) return
    this.errors.push({ sheet: main ? undefined : table.sheet, row, column, message })
  }

  note(table: Table, row: number, column: string, message: Sentence): void {
    if (this.notes.length < 100) this.notes.push({ sheet: table.sheet, row, column, message })
  }
}

export const tooMany = (most: number): Sentence => ({
  id: `Paling banyak ${most} baris dalam satu berkas. Bagi menjadi beberapa berkas.`,
  en: `At most ${most} rows in one file. Split it into several.`,
})
