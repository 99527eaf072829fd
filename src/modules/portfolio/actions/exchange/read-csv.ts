import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import type { SheetCell, SheetRow } from '../../model-exchange.ts'
import { refuseFile } from './file-refusals.ts'

/**
 * Rows of a CSV that have a value, one by one; commas, semicolons or tabs, whichever the first line has most of. UTF-8, or
 * the Windows code page when it is none. A quote that our own export put before the sign of a formula is taken off.
 */
export async function* readCsv(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  const text = decode(bytes)
  const lines = Readable.from(pieces(text), { objectMode: false }).pipe(
    parse({
      delimiter: delimiterOf(text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 1e6,
    }),
  )
  let number = 0
  try {
    for await (const record of lines as AsyncIterable<string[]>) {
      number++
      const cells = new Map<number, SheetCell>()
      record.forEach((field, place) => {
        const value = field.trim().replace(/^'(?=[=+\-@])/, '')
        if (value !== '') cells.set(place, { kind: 'text', text: value })
      })
      if (cells.size > 0) yield { number, cells }
    }
  } catch {
    throw refuseFile(
      `CSV ini rusak di sekitar baris ${number + 1}: tanda kutipnya tidak berpasangan. Simpan ulang dari Excel sebagai CSV UTF-8.`,
      `This CSV is damaged near line ${number + 1}: its quotes do not match. Save it again from Excel as CSV UTF-8.`,
    )
  }
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function delimiterOf(text: string): string {
  const line = text.slice(0, 4096).split(/\r?\n/, 1)[0] ?? ''
  const count = (sign: string) => line.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536)
}
