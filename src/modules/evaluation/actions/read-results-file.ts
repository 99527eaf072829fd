import { parse, CsvError } from 'csv-parse/sync'
import { mediaTypeOf } from '#platform/files/files.ts'
import { Problem } from '#kit/problem.ts'
import { readJsonTable } from './read-json.ts'
import { readXlsx } from './read-xlsx.ts'
import { isText, maxBytes, noText, refuseFile, type ResultsTable, tableOfCells } from './results-table.ts'

/**
 * Reads a results file, recognised by its content and not by its name: XLSX, JSON or CSV (comma, semicolon or tab).
 * Throws a Problem with one sentence when the whole file cannot be used.
 */
export async function readResultsFile(
  bytes: Uint8Array,
  dimensions: ReadonlySet<string>,
): Promise<{ table: ResultsTable; kind: 'xlsx' | 'json' | 'csv' }> {
  refuseSize(bytes.byteLength)
  const mediaType = await mediaTypeOf(bytes, 'text/plain')
  if (isZip(bytes)) return { table: tableOfCells(await readXlsx(bytes), dimensions), kind: 'xlsx' }
  if (mediaType === 'application/x-cfb') {
    throw refuseFile(
      'Ini buku kerja Excel lama (.xls) atau berkata sandi. Simpan sebagai .xlsx tanpa kata sandi, atau sebagai CSV UTF-8.',
      'This is an old Excel workbook (.xls) or protected by a password. Save it as .xlsx without a password, or as CSV UTF-8.',
    )
  }
  if (mediaType === 'text/html') {
    throw refuseFile(
      'Isi berkas ini halaman web (HTML), bukan tabel. Unduh tabelnya sebagai CSV atau XLSX, lalu unggah itu.',
      'This file holds a web page (HTML), not a table. Download the table as CSV or XLSX and upload that.',
    )
  }
  if (!['text/plain', 'text/csv', 'application/json'].includes(mediaType)) {
    throw refuseFile(
      `Berkas ini berisi ${mediaType}. Yang diterima: XLSX, CSV atau JSON.`,
      `This file holds ${mediaType}. Accepted are XLSX, CSV or JSON.`,
    )
  }
  const text = utf8(bytes)
  if (!isText(text)) throw noText()
  if (/^\s*[{[]/.test(text)) return { table: readJsonTable(text, dimensions), kind: 'json' }
  return { table: tableOfCells(readCsv(text), dimensions), kind: 'csv' }
}

/** Refused by size alone, before anything is read. */
function refuseSize(bytes: number): void {
  if (bytes > maxBytes) {
    throw new Problem('too-large', {
      id: 'Berkas ini lebih besar dari 10 MB. Tabel hasil tidak sebesar itu; hapus gambar dan lembar lain, lalu unggah lagi.',
      en: 'This file is larger than 10 MB. No table of results is; remove pictures and other sheets, then upload again.',
    })
  }
  if (bytes === 0) throw refuseFile('Berkas ini kosong. Pilih berkas lain.', 'This file is empty. Choose another one.')
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw refuseFile(
      'Berkas ini bukan UTF-8. Di Excel pilih “Simpan sebagai”, lalu “CSV UTF-8”.',
      'This file is not UTF-8. In Excel choose “Save as”, then “CSV UTF-8”.',
      cause,
    )
  }
}

function readCsv(text: string): (string | undefined)[][] {
  const header = text.slice(0, 4096).split(/\r?\n/, 1)[0] ?? ''
  const count = (sign: string) => header.split(sign).length
  const delimiter = [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ','
  try {
    const rows = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 100_000,
    }) as string[][]
    return rows.map(cells => cells.map(cell => cell.trim() || undefined))
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw refuseFile(
      `CSV ini rusak di baris ${cause.lines ?? '?'}: tanda kutip tidak ditutup atau baris terlalu panjang. Perbaiki, lalu unggah lagi.`,
      `This CSV is broken at line ${cause.lines ?? '?'}: an unclosed quote or a line too long. Mend it and upload again.`,
      cause,
    )
  }
}
