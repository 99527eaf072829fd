import { crc32 } from 'node:zlib'
import { readSheet } from 'read-excel-file/node'
import yauzl from 'yauzl'
import { Problem } from '#kit/problem.ts'
import { maxRows, refuseFile } from './results-table.ts'

const limits = { entries: 200, unpacked: 64 * 1024 * 1024, ratio: 300, columns: 100 }

/**
 * The first sheet of a workbook as texts; numbers as they were typed. Throws a Problem for what is no workbook, is
 * encrypted, or would unpack to more than a table can need. The workbook is unpacked under limits first and only its
 * checked parts reach the XLSX reader, so that what was checked is what is read.
 */
export async function readXlsx(bytes: Uint8Array): Promise<(string | undefined)[][]> {
  const parts = await unpack(bytes)
  if (!parts.has('xl/workbook.xml') || !parts.has('[Content_Types].xml')) throw corrupt()
  for (const [name, part] of parts) {
    const text = part.toString('utf8')
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw corrupt()
    if (name.startsWith('xl/worksheets/') && name.endsWith('.xml')) checkExtent(text)
  }
  let sheet: unknown[][]
  try {
    sheet = await readSheet(pack(parts), { parseNumber: asTyped })
  } catch (cause) {
    throw corrupt(cause)
  }
  return sheet.map(cells => cells.map(cellText))
}

/** Excel keeps 2.97 as 2.9700000000000002; the shortest text of the same number is what was typed. */
const asTyped = (raw: string) => (/^-?\d{1,15}(\.\d+)?$/.test(raw) && raw.length < 16 ? raw : String(Number(raw)))

function cellText(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined
  const text = (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)).trim()
  return text === '' ? undefined : text
}

async function unpack(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>()
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      validateEntrySizes: true,
      strictFileNames: true,
    })
    if (zip.entryCount > limits.entries) throw bomb()
    let declared = 0
    let unpacked = 0
    for await (const entry of zip.eachEntry()) {
      declared += entry.uncompressedSize
      const tooDense =
        entry.uncompressedSize > 1024 * 1024 && entry.uncompressedSize > entry.compressedSize * limits.ratio
      if (declared > limits.unpacked || tooDense) throw bomb()
      if (entry.isEncrypted()) throw encrypted()
      if (!/\.(xml|rels)$/.test(entry.fileName)) continue
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        unpacked += (chunk as Buffer).length
        if (unpacked > limits.unpacked) throw bomb()
        chunks.push(chunk as Buffer)
      }
      parts.set(entry.fileName, Buffer.concat(chunks))
    }
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw corrupt(cause)
  }
  return parts
}

/** One cell far out makes a reader fill all places before it; a results table is never that wide or long. */
function checkExtent(sheet: string): void {
  for (const match of sheet.matchAll(/\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const place = match[1] ?? match[2] ?? ''
    const parsed = /^([A-Z]{0,3})(\d{0,7})$/.exec(place)
    if (!parsed) throw corrupt()
    const [, letters = '', digits = ''] = parsed
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
    if (column > limits.columns || Number(digits) > maxRows * 4) {
      throw refuseFile(
        `Lembar ini memakai sel ${place}, jauh di luar tabel hasil. Hapus kolom dan baris kosong di luar tabel, simpan, lalu unggah lagi.`,
        `This sheet uses cell ${place}, far outside a table of results. Delete the columns and rows outside the table, save, and upload again.`,
      )
    }
  }
}

/** A plain ZIP of the parts, stored without compression. */
function pack(parts: Map<string, Buffer>): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [fileName, data] of parts) {
    const name = Buffer.from(fileName)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(0x0800, 2)
    shared.writeUInt32LE(crc32(data), 10)
    shared.writeUInt32LE(data.length, 14)
    shared.writeUInt32LE(data.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, tail, name)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), shared, name, data)
    offset += 30 + name.length + data.length
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.size, 8)
  end.writeUInt16LE(parts.size, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, ...directory, end])
}

const bomb = () =>
  refuseFile(
    'XLSX ini akan membengkak jauh melebihi ukuran tabel hasil, jadi tidak dibuka. Simpan ulang tabelnya sebagai berkas baru.',
    'This XLSX would unpack to far more than a table of results, so it was not opened. Save the table as a new file.',
  )

const encrypted = () =>
  refuseFile(
    'XLSX ini berkata sandi, jadi tidak dapat dibaca. Hapus kata sandinya di Excel, simpan, lalu unggah lagi.',
    'This XLSX is protected by a password and cannot be read. Remove the password in Excel, save, and upload again.',
  )

const corrupt = (cause?: unknown) =>
  refuseFile(
    'XLSX ini rusak atau bukan buku kerja. Buka di Excel atau LibreOffice, simpan ulang, lalu unggah lagi.',
    'This XLSX is damaged or no workbook. Open it in Excel or LibreOffice, save it again, and upload that.',
    cause,
  )
