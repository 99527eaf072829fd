import type { Sentence } from '#kit/problem.ts'
import type { SheetRow } from '../../model-exchange.ts'
import { type ColumnKey, COLUMNS, READ_OVER, SHEETS, type SheetName } from './columns.ts'
import { lettersOf } from './places.ts'
import { plain } from './read-cell.ts'

/** Where the columns of a sheet are. */
export interface Header {
  /** Row of the header as the sheet numbers it. */
  row: number
  columns: ReadonlyMap<ColumnKey, { place: number; text: string }>
  /** Text of every head by place, those that are read over too. */
  texts: ReadonlyMap<number, string>
}

/** What is wrong with a header: `column` is the text of a head, or the letters of a column. */
export interface HeaderProblem {
  column: string
  sentence: Sentence
}

/** Most columns that a sheet of ours may use. */
export const MOST_COLUMNS = 60

const known = new Map<SheetName, ReadonlyMap<string, ColumnKey>>()

function headsOf(sheet: SheetName): ReadonlyMap<string, ColumnKey> {
  const made = known.get(sheet)
  if (made) return made
  const heads = new Map<string, ColumnKey>()
  for (const key of SHEETS[sheet].keys) {
    const { head, also = [] } = COLUMNS[key]
    for (const text of [head.id, head.en, ...also]) heads.set(plain(text), key)
  }
  known.set(sheet, heads)
  return heads
}

/** Does this row look like the header of the sheet: are most of its required heads there? */
export function isHeader(row: SheetRow, sheet: SheetName): boolean {
  const heads = headsOf(sheet)
  const found = new Set([...row.cells.values()].map(cell => heads.get(plain(cell.text))))
  const { required } = SHEETS[sheet]
  return required.filter(key => found.has(key)).length * 2 >= required.length
}

/** The columns of a header, found by their heads in either language and any order, and what is wrong with them. */
export function readHeader(row: SheetRow, sheet: SheetName): { header: Header; problems: HeaderProblem[] } {
  const heads = headsOf(sheet)
  const columns = new Map<ColumnKey, { place: number; text: string }>()
  const texts = new Map<number, string>()
  const problems: HeaderProblem[] = []
  const say = (column: string, id: string, en: string) => problems.push({ column, sentence: { id, en } })
  for (const [place, cell] of row.cells) {
    const head = plain(cell.text.replace(/\*|\((wajib|required)\)/gi, ''))
    texts.set(place, cell.text)
    if (READ_OVER.includes(head)) continue
    const key = heads.get(head)
    if (key === undefined) {
      say(
        cell.text.slice(0, 60),
        `Kolom “${cell.text.slice(0, 60)}” tidak dikenal. Hapus kolomnya, atau pakai judul seperti di templat.`,
        `Column “${cell.text.slice(0, 60)}” is not known. Delete it, or use a head as in the template.`,
      )
    } else if (columns.has(key)) {
      say(
        cell.text,
        `Kolom “${cell.text}” ada dua. Hapus salah satu.`,
        `Column “${cell.text}” is there twice. Delete one.`,
      )
    } else columns.set(key, { place, text: cell.text })
  }
  for (const key of SHEETS[sheet].required) {
    if (columns.has(key)) continue
    const { id, en } = COLUMNS[key].head
    say(
      id,
      `Kolom “${id}” tidak ada. Salin judulnya dari templat.`,
      `Column “${en}” is missing. Copy its head from the template.`,
    )
  }
  return { header: { row: row.number, columns, texts }, problems }
}

/** Values outside the table: in a column without a head. */
export function strayCells(row: SheetRow, header: Header): HeaderProblem[] {
  const stray = [...row.cells.keys()].filter(place => !header.texts.has(place))
  return stray.slice(0, 3).map(place => ({
    column: lettersOf(place),
    sentence: {
      id:
        place >= MOST_COLUMNS
          ? `Kolom ${lettersOf(place)} jauh di luar tabel program. Hapus isi di luar tabel.`
          : `Kolom ${lettersOf(place)} berisi nilai tetapi tidak punya judul. Hapus isinya, atau tulis judulnya seperti di templat.`,
      en:
        place >= MOST_COLUMNS
          ? `Column ${lettersOf(place)} is far outside the table. Delete what is outside it.`
          : `Column ${lettersOf(place)} has a value and no head. Delete it, or write the head as in the template.`,
    },
  }))
}
