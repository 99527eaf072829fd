import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import writeXlsxFile, { type Cell } from 'write-excel-file/node'
import { Problem } from '#kit/problem.ts'

/**
 * One list as a file to take along. CSV is for machines: RFC 4180 (comma, CRLF), UTF-8 without a byte order mark, first
 * line the keys of the columns, decimals with a point, dates as 2023-12-04, an absent value as an empty field. XLSX is
 * for people: first line the labels, frozen and bold, numbers as numbers. Text never becomes a formula in either.
 */
export interface Sheet<Row> {
  /** Name of the file without its ending, and of the sheet: "daerah-73.24". */
  name: string
  columns: readonly SheetColumn<Row>[]
  rows: Iterable<Row> | AsyncIterable<Row>
}

type SheetValue = string | number | bigint | undefined | null

export interface SheetColumn<Row> {
  /** Head in CSV: small letters and underscores, the same in every language. */
  key: string
  /** Head in XLSX, in the language of the reader. */
  label: string
  /** `text` when absent. A decimal is exact text ("2.94"), a date is "2023-12-04". */
  kind?: 'text' | 'integer' | 'decimal' | 'date'
  /** Decimal places shown in XLSX; two when absent. */
  places?: number
  /** Width in characters in XLSX. */
  width?: number
  value(row: Row): SheetValue
}

export type SheetFormat = 'csv' | 'xlsx'

/** Reads the ending of an address; undefined for one that is no sheet. */
export function sheetFormat(ending: string | undefined): SheetFormat | undefined {
  return ending === 'csv' || ending === 'xlsx' ? ending : undefined
}

/** The sheet as a download in the wanted format. XLSX throws `too-large` above 100,000 rows. */
export async function sheetResponse<Row>(sheet: Sheet<Row>, format: SheetFormat): Promise<Response> {
  return format === 'csv' ? csvResponse(sheet) : await xlsxResponse(sheet)
}

function csvResponse<Row>(sheet: Sheet<Row>): Response {
  return download(csvStream(sheet), sheet.name, 'csv', 'text/csv; charset=utf-8; header=present')
}

/** The CSV text as it is written row by row; for files and the command line. */
export function csvStream<Row>({ columns, rows }: Sheet<Row>): Readable {
  const lines = async function* () {
    yield columns.map(({ key }) => key)
    for await (const row of rows) yield columns.map(column => csvField(column, column.value(row)))
  }
  const text = stringify({ record_delimiter: '\r\n' })
  const source = Readable.from(lines())
  source.on('error', error => text.destroy(error))
  return source.pipe(text)
}

/** What spreadsheet programs take for the start of a formula. */
const formulaStart = /^[=+\-@\t\r]/

function csvField(column: Pick<SheetColumn<never>, 'kind'>, value: SheetValue): string {
  if (value === undefined || value === null) return ''
  const text = String(value)
  const isText = column.kind === undefined || column.kind === 'text'
  return isText && formulaStart.test(text) ? `'${text}` : text
}

const mostRows = 100_000

async function xlsxResponse<Row>(sheet: Sheet<Row>): Promise<Response> {
  return download(
    await (await xlsxFile(sheet)).toStream(),
    sheet.name,
    'xlsx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  )
}

/** The whole workbook in memory; for files and the command line. Throws `too-large` above 100,000 rows. */
export async function xlsxBuffer<Row>(sheet: Sheet<Row>): Promise<Buffer> {
  return await (await xlsxFile(sheet)).toBuffer()
}

async function xlsxFile<Row>({ name, columns, rows }: Sheet<Row>) {
  const head: Cell[] = columns.map(({ label }) => ({ value: label, type: String, fontWeight: 'bold' }))
  const data: Cell[][] = [head]
  for await (const row of rows) {
    if (data.length > mostRows) {
      throw new Problem('too-large', {
        id: 'Daftar ini lebih dari 100.000 baris, terlalu besar untuk XLSX. Unduh sebagai CSV, atau saring dahulu.',
        en: 'This list has more than 100,000 rows, too many for XLSX. Download it as CSV, or filter it first.',
      })
    }
    data.push(columns.map(column => xlsxCell(column, column.value(row))))
  }
  const written = writeXlsxFile(data, {
    // Excel refuses these signs in the name of a sheet, and more than 31 characters.
    sheet: name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    stickyRowsCount: 1,
    columns: columns.map(({ width, label }) => ({ width: width ?? Math.max(10, label.length + 2) })),
  })
  return {
    toBuffer: () => written.toBuffer(),
    toStream: async () => await (written.toStream as () => Promise<Readable>)(),
  }
}

function xlsxCell({ kind = 'text', places = 2 }: Omit<SheetColumn<never>, 'value'>, value: SheetValue): Cell {
  if (value === undefined || value === null) return null
  const text = String(value)
  // Sixteen digits and more do not fit a cell's number; then the exact text goes in.
  const fits = text.replace(/\D/g, '').length <= 15
  if (kind === 'integer' && fits) return { value: Number(text), type: Number, format: '#,##0' }
  if (kind === 'decimal' && fits) {
    return { value: Number(text), type: Number, format: places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}` }
  }
  if (kind === 'date') return { value: new Date(`${text}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
  return { value: text, type: String }
}

function download(stream: Readable, name: string, ending: SheetFormat, type: string): Response {
  const file = `${name.replace(/[^\w.-]+/g, '-')}.${ending}`
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${file}"` },
  })
}
