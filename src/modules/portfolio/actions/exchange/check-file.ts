import type { Sentence } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { type CellError, type ImportCounts, MOST_ROWS, type ProgrammeRow, type SheetRow } from '../../model-exchange.ts'
import { type ColumnKey, MAIN_KEYS } from '../../rules/exchange/columns.ts'
import type { StoredRow } from '../../rules/exchange/compare-row.ts'
import { type Lookups, lookupsOf } from '../../rules/exchange/lookups.ts'
import { rangeOf } from '../../rules/exchange/places.ts'
import { strayCells } from '../../rules/exchange/read-header.ts'
import { type CellProblem, computedCells, headOf, readCode, readProgramme } from '../../rules/exchange/read-row.ts'
import { listStoredRows } from '../../store/exchange/stored-rows.ts'
import { CHUNK, compareRows } from './apply-rows.ts'
import { type Lines, readLines } from './file-lines.ts'
import { Findings, tooMany } from './findings.ts'
import type { ProgrammeFile, Table } from './open-file.ts'
import type { RegionFacts } from './region-facts.ts'

/** What checking a file found; nothing was written. */
export interface CheckedFile extends ImportCounts {
  /** Rows of programmes that have a value. */
  rows: number
  /** The first thousand, in the order of the file. */
  errors: CellError[]
  errorCount: number
  /** What was taken although it deserves a look: stored results of formulas. */
  notes: CellError[]
}

/** Rows of a file as read, some hundred at a time, with what is wrong with each. */
export interface FileChunk {
  rows: { sheetRow: SheetRow; row: ProgrammeRow; problems: CellProblem[] }[]
  stored: Map<string, StoredRow>
}

/** Reads a file of programmes against what is stored and counts what applying it would do. Memory does not grow with it. */
export async function checkFile(
  db: Sql | Tx,
  file: ProgrammeFile,
  facts: RegionFacts,
  told: (rows: number) => Promise<void> = async () => undefined,
): Promise<CheckedFile> {
  const found = new Findings()
  const sum: ImportCounts & { rows: number } = { rows: 0, created: 0, changed: 0, unchanged: 0 }
  checkHeaders(file, found)
  if (found.count === 0) {
    const lookups = lookupsOf(facts)
    const lines = await readLines(db, file, facts, lookups, found)
    const rowOf = new Map<string, number>()
    for await (const chunk of readChunks(db, file, facts, lookups, lines)) {
      checkChunk(chunk, file.programmes, facts, rowOf, found, sum)
      await told(sum.rows)
    }
    for (const [code, at] of lines.unused(rowOf)) {
      found.add(at.table, at.row, headOf(at.table.header, 'code'), {
        id: `Kode ${code} tidak ada di lembar program berkas ini. Tambahkan programnya, atau perbaiki kodenya.`,
        en: `Code ${code} is not in the sheet of programmes of this file. Add the programme or correct the code.`,
      })
    }
    checkMerges(file, found)
  }
  return { ...sum, errors: found.errors, errorCount: found.count, notes: found.notes }
}

function checkHeaders(file: ProgrammeFile, found: Findings): void {
  for (const table of [file.programmes, file.budget, file.milestones]) {
    for (const one of table?.problems ?? []) {
      if (table) found.add(table, table.header.row, one.column, one.sentence, table === file.programmes)
    }
  }
}

/** Rows of programmes with their money and milestones, and what is stored under their codes. */
export async function* readChunks(
  db: Sql | Tx,
  file: ProgrammeFile,
  facts: RegionFacts,
  lookups: Lookups,
  lines: Lines,
): AsyncGenerator<FileChunk> {
  const { header } = file.programmes
  let waiting: SheetRow[] = []
  const read = async (): Promise<FileChunk> => {
    const codes = waiting.flatMap(row => readCode(row, header) ?? [])
    const stored = await listStoredRows(db, facts.region.code, [...new Set(codes)])
    const rows = waiting.map(sheetRow => {
      const programme = stored.get(readCode(sheetRow, header) ?? '')?.programme
      const kept = new Set(programme ? [programme.leadId, ...programme.supportingIds] : [])
      const { row, problems } = readProgramme(sheetRow, header, lookups, kept)
      return { sheetRow, row: lines.join(row, problems), problems }
    })
    waiting = []
    return { rows, stored }
  }
  for await (const row of file.programmes.rows()) {
    waiting.push(row)
    if (waiting.length === CHUNK) yield await read()
  }
  if (waiting.length > 0) yield await read()
}

function checkChunk(
  chunk: FileChunk,
  table: Table,
  facts: RegionFacts,
  rowOf: Map<string, number>,
  found: Findings,
  sum: ImportCounts & { rows: number },
): void {
  const outcomes = compareRows(
    facts,
    chunk.rows.map(one => one.row),
    chunk.stored,
  )
  chunk.rows.forEach(({ sheetRow, row, problems }, at) => {
    const outcome = outcomes[at]
    if (!outcome) return
    const told = new Set<string>()
    const say = (key: ColumnKey, sentence: Sentence) => {
      if (told.has(key)) return
      told.add(key)
      found.add(table, sheetRow.number, headOf(table.header, key), sentence, true)
    }
    for (const one of strayCells(sheetRow, table.header)) {
      told.add(one.column)
      found.add(table, sheetRow.number, one.column, one.sentence, true)
    }
    for (const problem of problems) say(problem.key, problem.sentence)
    const { code } = row.input
    const first = rowOf.get(code)
    if (code !== '' && first !== undefined) {
      say('code', {
        id: `Kode ${code} sudah ada di baris ${first}. Satu program satu baris.`,
        en: `Code ${code} is in row ${first} already. One programme, one row.`,
      })
    } else if (code !== '') rowOf.set(code, sheetRow.number)
    for (const error of outcome.errors) say(keyOf(error.field), error.sentence)
    for (const head of computedCells(sheetRow, table.header)) {
      found.note(table, sheetRow.number, head, {
        id: 'Sel ini rumus; hasilnya yang tersimpan dipakai.',
        en: 'This cell is a formula; its stored result was taken.',
      })
    }
    sum.rows++
    if (sum.rows === MOST_ROWS + 1) {
      found.add(table, sheetRow.number, '', tooMany(MOST_ROWS), true)
    }
    if (told.size === 0) sum[outcome.kind]++
  })
}

/** The column to which an error of a check belongs. */
function keyOf(field: string): ColumnKey {
  const own = MAIN_KEYS.find(key => key === field)
  if (own) return own
  const part = field.split('.').at(-1)
  return MAIN_KEYS.find(key => key === part) ?? 'code'
}

/** Cells that were merged hold one value for several rows or columns; which is meant cannot be known. */
function checkMerges(file: ProgrammeFile, found: Findings): void {
  for (const table of [file.programmes, file.budget, file.milestones]) {
    for (const merge of table?.merges() ?? []) {
      const range = rangeOf(merge)
      if (!table || !range || range.bottom <= table.header.row) continue
      const column = table.header.texts.get(range.left) ?? ''
      found.add(
        table,
        range.top,
        column,
        {
          id: `Sel ${merge} digabung. Pisahkan gabungannya (Merge & Center) dan isi tiap selnya.`,
          en: `The cells ${merge} are merged. Unmerge them and fill in each.`,
        },
        table === file.programmes,
      )
    }
  }
}
