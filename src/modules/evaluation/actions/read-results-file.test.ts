import { deflateRawSync } from 'node:zlib'
import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { Problem } from '#kit/problem.ts'
import { readResultsFile } from './read-results-file.ts'

const dimensions = new Set(['baseline', 'output', 'outcome', 'impact', 'quick-wins', 'collaboration'])
const read = (content: string | Uint8Array) =>
  readResultsFile(typeof content === 'string' ? new TextEncoder().encode(content) : content, dimensions)

async function refusal(content: string | Uint8Array): Promise<Problem> {
  try {
    await read(content)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('The file was accepted')
}

const csv = 'kode_wilayah,hadir,kondisi_awal,indeks_tercetak\n73.24,ya,2.50,2.61\n'
const sheet = (rows: (string | number | null)[][]) =>
  writeXlsxFile(rows.map(row => row.map(value => (value === null ? null : { value })))).toBuffer()

/** A ZIP of entries that may lie about their size; `data` is deflated. */
function zip(entries: { name: string; data: Buffer; declared?: number; flags?: number }[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, declared = data.length, flags = 0 } of entries) {
    const packed = deflateRawSync(data)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(flags, 2)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(crc32(data), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(declared, 18)
    shared.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), shared, Buffer.from(name), packed)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, tail, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, ...directory, end])
}

const workbook = (sheetXml: string) =>
  zip([
    { name: '[Content_Types].xml', data: Buffer.from('<Types/>') },
    {
      name: 'xl/workbook.xml',
      data: Buffer.from('<workbook><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: Buffer.from(
        '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
    },
    { name: 'xl/worksheets/sheet1.xml', data: Buffer.from(sheetXml) },
  ])

test('a CSV is read with its row numbers, whatever separates its cells and with or without a byte order mark', async () => {
  for (const text of [
    csv,
    csv.replaceAll(',', ';'),
    csv.replaceAll(',', '\t'),
    `\uFEFF${csv}`,
    csv.replaceAll('\n', '\r\n'),
  ]) {
    const { table, kind } = await read(text)
    expect(kind).toBe('csv')
    expect(table.rows).toHaveLength(1)
    expect(table.rows[0]?.row).toBe(2)
    expect(table.rows[0]?.cells.get('score:baseline')).toEqual({ value: '2.50', column: 'kondisi_awal' })
  }
})

test('Indonesian and English column names mean the same', async () => {
  const { table } = await read(
    csv.replace('kode_wilayah,hadir,kondisi_awal,indeks_tercetak', 'Region Code,took_part,baseline,printed_index'),
  )
  expect([...table.columns].toSorted()).toEqual(['index', 'region', 'score:baseline', 'took-part'])
})

test('a workbook is known by its content, and its numbers come as they were typed', async () => {
  const bytes = await sheet([
    ['kode_wilayah', 'baseline', 'output', 'indeks'],
    ['73.24', 2.97, 3, 2.9700000000000002],
    ['73.22', '3,5', 0.1, null],
  ])
  const { table, kind } = await read(bytes)
  expect(kind).toBe('xlsx')
  const first = table.rows[0]?.cells
  expect([first?.get('score:baseline')?.value, first?.get('score:output')?.value, first?.get('index')?.value]).toEqual([
    '2.97',
    '3',
    '2.97',
  ])
  expect(table.rows[1]?.cells.get('score:baseline')?.value).toBe('3,5')
  expect(table.rows[1]?.cells.has('index')).toBe(false)
})

test('a .csv that is a web page is refused with the way out', async () => {
  const problem = await refusal('<!DOCTYPE html><html><body><table><tr><td>73.24</td></tr></table></body></html>')
  expect(problem.code).toBe('invalid')
  expect(problem.sentence.id).toContain('halaman web (HTML)')
})

test('text in another encoding than UTF-8 is refused', async () => {
  expect((await refusal(Buffer.from('kode_wilayah,nama_daerah\n73.24,Caf\xe9\n', 'latin1'))).sentence.id).toContain(
    'bukan UTF-8',
  )
})

test('a ZIP bomb is refused before it is unpacked', async () => {
  const bomb = zip([
    { name: '[Content_Types].xml', data: Buffer.from('<Types/>') },
    { name: 'xl/workbook.xml', data: Buffer.alloc(200 * 1024 * 1024) },
  ])
  expect(bomb.length).toBeLessThan(300_000)
  const before = process.memoryUsage().rss
  expect((await refusal(bomb)).sentence.id).toContain('membengkak')
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
})

test('a ZIP bomb that lies about its size is refused too', async () => {
  const lying = zip([
    { name: '[Content_Types].xml', data: Buffer.from('<Types/>') },
    { name: 'xl/workbook.xml', data: Buffer.alloc(100 * 1024 * 1024), declared: 1000 },
  ])
  expect((await refusal(lying)).code).toBe('invalid')
})

test('a workbook of thousands of parts is refused', async () => {
  const many = zip(Array.from({ length: 2000 }, (_, at) => ({ name: `xl/a${at}.xml`, data: Buffer.from('<a/>') })))
  expect((await refusal(many)).sentence.id).toContain('membengkak')
})

test('one cell far outside the table does not make the reader fill a billion places', async () => {
  const far = (row: string) => workbook(`<worksheet><sheetData>${row}</sheetData></worksheet>`)
  const tall = '<row r="999999999"><c r="A999999999" t="str"><v>x</v></c></row>'
  const wide = '<row r="1"><c r="XFD1" t="str"><v>x</v></c></row>'
  const coded = '<row r="&#57;99999"><c t="str"><v>x</v></c></row>'
  for (const row of [tall, wide, coded]) expect((await refusal(far(row))).code).toBe('invalid')
})

test('an XML entity in a workbook is refused', async () => {
  const evil = workbook('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>')
  expect((await refusal(evil)).sentence.id).toContain('rusak')
})

test('a workbook with a password, an old .xls and a damaged workbook each get their own sentence', async () => {
  const locked = zip([{ name: '[Content_Types].xml', data: Buffer.from('<Types/>'), flags: 1 }])
  expect((await refusal(locked)).sentence.id).toContain('berkata sandi')
  const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)])
  expect((await refusal(old)).sentence.id).toContain('.xls')
  const good = await sheet([['kode_wilayah'], ['73.24']])
  expect((await refusal(good.subarray(0, good.length - 40))).sentence.id).toContain('rusak')
  expect((await refusal(zip([{ name: 'word/document.xml', data: Buffer.from('<a/>') }]))).sentence.id).toContain(
    'rusak',
  )
})

test('a picture or a PDF under another name is refused', async () => {
  expect((await refusal(Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n', 'latin1'))).sentence.id).toContain('application/pdf')
})

test('JSON of another shape, broken JSON and an empty file are refused', async () => {
  expect((await refusal('{"rows": {"a": 1}}')).sentence.id).toContain('tidak berbentuk tabel hasil')
  expect((await refusal('[1, 2]')).sentence.id).toContain('tidak berbentuk tabel hasil')
  expect((await refusal('{"rows": [')).sentence.id).toContain('bukan JSON yang sah')
  expect((await refusal('')).sentence.id).toContain('kosong')
})

test('a table without a header, with an unknown or doubled column, without rows or with too many is refused', async () => {
  expect((await refusal('73.24,2.50\n73.22,2.60\n')).sentence.id).toContain('judul kolom')
  expect((await refusal('kode_wilayah,basline\n73.24,2.50\n')).sentence.id).toContain('“basline”')
  expect((await refusal('kode_wilayah,awal,baseline\n73.24,2.50,2.50\n')).sentence.id).toContain('berarti sama')
  expect((await refusal('kode_wilayah,baseline\n')).sentence.id).toContain('tidak berisi')
  expect((await refusal(`kode_wilayah\n${'73.24\n'.repeat(5001)}`)).sentence.id).toContain('5.000 baris')
  expect(
    (await refusal(JSON.stringify({ rows: Array.from({ length: 5001 }, () => ({ region: '73.24' })) }))).sentence.id,
  ).toContain('5.000 baris')
  expect((await refusal('kode_wilayah,baseline\n"73.24,2.50\n')).sentence.id).toContain('tanda kutip')
})

test('text that no database can hold, and a table of thousands of columns, are refused', async () => {
  expect((await refusal(`${csv}${'73.22,ya,2.50,2.60\n'.repeat(300)}73.22,ya,2.50,\0\n`)).sentence.id).toContain(
    'tidak sah',
  )
  expect((await refusal('{"rows":[{"region":"73.24","region_name":"a\\u0000"}]}')).sentence.id).toContain('tidak sah')
  expect((await refusal('{"rows":[{"region":"73.24","region_name":"\\ud800"}]}')).sentence.id).toContain('tidak sah')
  const scores = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`d${at}`, '1.00']))
  expect((await refusal(JSON.stringify({ rows: [{ region: '73.24', scores }] }))).sentence.id).toContain('kolom')
})

test('a file above 10 MB is refused by its size alone', async () => {
  expect((await refusal(new Uint8Array(10 * 1024 * 1024 + 1))).code).toBe('too-large')
})
