import type { SheetRow } from '../../model-exchange.ts'
import { SHEETS, type SheetName } from '../../rules/exchange/columns.ts'
import { plain } from '../../rules/exchange/read-cell.ts'
import { type Header, type HeaderProblem, isHeader, readHeader } from '../../rules/exchange/read-header.ts'
import { refuseFile } from './file-refusals.ts'
import { readCsv } from './read-csv.ts'
import { openWorkbook, type SheetReader } from './read-xlsx.ts'

/** Rows above the header that are read over: titles, a logo's text. */
const mostRowsAbove = 10

/** One table of a file: where its columns are, and its rows below the header. */
export interface Table {
  /** Name of its sheet; undefined for CSV. */
  sheet: string | undefined
  header: Header
  problems: HeaderProblem[]
  /** May be asked for again. */
  rows(): AsyncGenerator<SheetRow>
  /** Merged ranges; known once the rows were read. */
  merges(): string[]
}

export interface ProgrammeFile {
  programmes: Table
  budget: Table | undefined
  milestones: Table | undefined
}

/**
 * Opens a workbook or CSV of programmes and finds its tables, by the names of the sheets or by their heads. Throws a
 * Problem for what is neither, or has no table of programmes.
 */
export async function openFile(bytes: Uint8Array): Promise<ProgrammeFile> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const isOle = bytes[0] === 0xd0 && bytes[1] === 0xcf
  if (isZip || isOle) {
    const { sheets } = await openWorkbook(bytes)
    const programmes = await findTable(sheets, 'programmes')
    if (!programmes) throw noTable(sheets.map(one => one.name))
    const others = sheets.filter(one => one.name !== programmes.sheet)
    return {
      programmes,
      budget: await findTable(others, 'budget'),
      milestones: await findTable(others, 'milestones'),
    }
  }
  if (bytes.subarray(0, 4096).includes(0) && !(bytes[0] === 0xff && bytes[1] === 0xfe)) {
    throw refuseFile(
      'Berkas ini bukan XLSX atau CSV. Unduh templatnya, isi, lalu unggah.',
      'This file is neither XLSX nor CSV. Download the template, fill it in and upload it.',
    )
  }
  const csv: SheetReader = { name: '', rows: () => readCsv(bytes), merges: [] }
  const programmes = await tableOf(csv, 'programmes')
  if (!programmes) throw noTable([])
  return { programmes: { ...programmes, sheet: undefined }, budget: undefined, milestones: undefined }
}

async function findTable(sheets: readonly SheetReader[], wanted: SheetName): Promise<Table | undefined> {
  const { id, en } = SHEETS[wanted].name
  const named = sheets.find(one => [plain(id), plain(en)].includes(plain(one.name)))
  // Money and milestones are optional: only a sheet of that name is taken for them.
  const candidates = wanted === 'programmes' ? [...(named ? [named] : []), ...sheets] : named ? [named] : []
  for (const sheet of candidates) {
    const table = await tableOf(sheet, wanted)
    if (table) return table
  }
  return undefined
}

async function tableOf(sheet: SheetReader, wanted: SheetName): Promise<Table | undefined> {
  let looked = 0
  for await (const row of sheet.rows()) {
    if (isHeader(row, wanted)) {
      const { header, problems } = readHeader(row, wanted)
      return {
        sheet: sheet.name,
        header,
        problems,
        async *rows() {
          for await (const below of sheet.rows()) if (below.number > header.row) yield below
        },
        merges: () => sheet.merges,
      }
    }
    if (++looked >= mostRowsAbove) return undefined
  }
  return undefined
}

function noTable(sheets: readonly string[]) {
  const names = sheets.length === 0 ? '' : ` (${sheets.slice(0, 5).join(', ')})`
  return refuseFile(
    `Tidak ada lembar${names} dengan judul kolom Kode, Nama program dan seterusnya. Salin isinya ke lembar Program dari templat.`,
    `No sheet${names} has the heads Kode, Nama program and so on. Copy its rows to the sheet Program of the template.`,
  )
}
