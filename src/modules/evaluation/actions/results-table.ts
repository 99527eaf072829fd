import type { Sentence } from '#kit/problem.ts'
import { Problem } from '#kit/problem.ts'

/** The columns of a results table; `score:baseline` is the score of a dimension. */
export type ColumnKey =
  | 'region'
  | 'name'
  | 'group'
  | 'instrument'
  | 'took-part'
  | 'index'
  | 'improvement'
  | 'reason'
  | 'edition'
  | `score:${string}`

/** A cell as the file has it: text, or a JSON value that is no text. Absent and empty cells are `undefined`. */
export interface Cell {
  value: unknown
  /** The column as the file writes it. */
  column: string
}

export interface TableRow {
  /** Row number in a sheet, the header being 1; in JSON the place in `rows`, from 1. */
  row: number
  cells: Map<ColumnKey, Cell>
}

/** A results table, whatever kind of file it came from. */
export interface ResultsTable {
  rows: TableRow[]
  /** Said once for the whole file (JSON only). */
  edition?: string | undefined
  instrument?: string | undefined
  source?: string | undefined
  /** Weights printed in the file: of its own instrument under '', of a group under its code. */
  weights: Map<string, Record<string, string>>
  /** Columns that the file has, so that a missing cell can be told from a missing column. */
  columns: Set<ColumnKey>
}

export const maxBytes = 10 * 1024 * 1024
export const maxRows = 5000

/** The whole file is refused, with one sentence. */
export function refuseFile(id: string, en: string, cause?: unknown): Problem {
  const sentence: Sentence = { id, en }
  return new Problem('invalid', sentence, { fields: [{ field: 'berkas', sentence }], cause })
}

const names: Record<string, ColumnKey | 'ignored'> = {
  kode_wilayah: 'region',
  kode_daerah: 'region',
  kode: 'region',
  region_code: 'region',
  region: 'region',
  code: 'region',
  nama_daerah: 'name',
  nama_wilayah: 'name',
  daerah: 'name',
  nama: 'name',
  kabupaten_kota: 'name',
  region_name: 'name',
  printed_name: 'name',
  name: 'name',
  kelompok: 'group',
  group: 'group',
  instrumen: 'instrument',
  instrument: 'instrument',
  hadir: 'took-part',
  ikut: 'took-part',
  took_part: 'took-part',
  indeks: 'index',
  indeks_tercetak: 'index',
  index: 'index',
  printed_index: 'index',
  printed_final: 'index',
  perubahan: 'improvement',
  perubahan_tercetak: 'improvement',
  beda: 'improvement',
  improvement: 'improvement',
  printed_improvement: 'improvement',
  catatan_penyimpangan: 'reason',
  deviation_reason: 'reason',
  edisi: 'edition',
  edition: 'edition',
  kondisi_awal: 'score:baseline',
  awal: 'score:baseline',
  keluaran: 'score:output',
  hasil: 'score:outcome',
  dampak: 'score:impact',
  quick_win: 'score:quick-wins',
  kerja_sama: 'score:collaboration',
  kolaborasi: 'score:collaboration',
  no: 'ignored',
  nomor: 'ignored',
  peringkat: 'ignored',
  rank: 'ignored',
  provinsi: 'ignored',
  province: 'ignored',
  indeks_hitung: 'ignored',
  computed_index: 'ignored',
  perubahan_hitung: 'ignored',
  computed_improvement: 'ignored',
}

/** The column that a header means, in Indonesian or English; undefined for one that nobody knows. */
export function columnOf(header: string, dimensions: ReadonlySet<string>): ColumnKey | 'ignored' | undefined {
  const plain = header
    .trim()
    .toLowerCase()
    .replace(/[\s_/-]+/g, '_')
  const known = names[plain]
  if (known !== undefined) return known
  const code = plain.replaceAll('_', '-')
  return dimensions.has(code) ? `score:${code}` : undefined
}

/**
 * A sheet of cells (CSV, XLSX) as a table. The first row that has anything in it is the header. Throws a Problem for a
 * missing header, a column that nobody knows or that stands twice, and too many rows.
 */
export function tableOfCells(sheet: (string | undefined)[][], dimensions: ReadonlySet<string>): ResultsTable {
  const headerAt = sheet.findIndex(cells => cells.some(cell => cell !== undefined))
  const header = sheet[headerAt] ?? []
  const keys = header.map(title => (title === undefined ? 'ignored' : columnOf(title, dimensions)))
  if (!keys.some(key => key === 'region' || key === 'name')) {
    throw refuseFile(
      'Baris pertama harus judul kolom, dan harus ada kode_wilayah atau nama_daerah. Pakai templat di halaman impor.',
      'The first row must hold the column names, among them region_code or region_name. Use the template on the import page.',
    )
  }
  for (const [place, key] of keys.entries()) {
    const title = header[place] ?? ''
    if (key === undefined) {
      throw refuseFile(
        `Kolom “${title.slice(0, 60)}” tidak dikenal. Pakai nama kolom dari templat, atau hapus kolom itu.`,
        `The column “${title.slice(0, 60)}” is not known. Use the names of the template, or delete the column.`,
      )
    }
    if (key !== 'ignored' && keys.indexOf(key) !== place && key !== 'name') {
      throw refuseFile(
        `Kolom “${title}” dan “${header[keys.indexOf(key)]}” berarti sama. Hapus salah satu.`,
        `The columns “${title}” and “${header[keys.indexOf(key)]}” mean the same. Delete one.`,
      )
    }
  }
  const rows: TableRow[] = []
  for (let at = headerAt + 1; at < sheet.length; at++) {
    const given = sheet[at] ?? []
    if (given.every(cell => cell === undefined)) continue
    const cells = new Map<ColumnKey, Cell>()
    for (const [place, key] of keys.entries()) {
      if (key === undefined || key === 'ignored' || given[place] === undefined) continue
      cells.set(key, { value: given[place], column: header[place] ?? key })
    }
    rows.push({ row: at + 1, cells })
    if (rows.length > maxRows) throw tooManyRows()
  }
  if (rows.length === 0) throw noRows()
  const columns = new Set(keys.filter(key => key !== undefined && key !== 'ignored'))
  return { rows, weights: new Map(), columns }
}

/** Text that can be stored: no NUL, no half of a character. */
export const isText = (text: string) => !text.includes('\0') && text.isWellFormed()

export const noText = () =>
  refuseFile(
    'Berkas ini memuat karakter yang tidak sah (NUL atau potongan karakter). Simpan ulang tabelnya, lalu unggah lagi.',
    'This file holds characters that are no text (NUL or half a character). Save the table again and upload that.',
  )

export const tooManyRows = () =>
  refuseFile(
    'Berkas ini lebih dari 5.000 baris. Pecah menjadi beberapa berkas, lalu impor satu per satu.',
    'This file has more than 5,000 rows. Split it and import the parts one by one.',
  )

export const noRows = () =>
  refuseFile(
    'Berkas ini tidak berisi satu baris hasil pun. Isi paling sedikit satu daerah.',
    'This file holds no result at all. Fill in at least one region.',
  )
