import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import readXlsxFile from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { csvStream, sheetResponse, xlsxBuffer, type Sheet } from './sheet.ts'

interface Row {
  name: string
  people: number | undefined
  index: string | undefined
  on: string | undefined
}

const sheet = (rows: Sheet<Row>['rows']): Sheet<Row> => ({
  name: 'daerah 73/24',
  columns: [
    { key: 'name', label: 'Nama', value: row => row.name },
    { key: 'people', label: 'Jiwa', kind: 'integer', value: row => row.people },
    { key: 'index', label: 'Indeks', kind: 'decimal', value: row => row.index },
    { key: 'on', label: 'Tanggal', kind: 'date', value: row => row.on },
  ],
  rows,
})

const malang: Row = { name: 'Kab. Malang, "Jatim"', people: 2734623, index: '2.94', on: '2023-12-04' }
const absent: Row = { name: 'Kab. Luwu Timur', people: undefined, index: undefined, on: undefined }

describe('a sheet as CSV', () => {
  test('has keys as head, comma and CRLF, a point in decimals, and empty fields for absent values', async () => {
    const response = await sheetResponse(sheet([malang, absent]), 'csv')
    expect(response.headers.get('content-type')).toContain('text/csv')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="daerah-73-24.csv"')
    expect(await response.text()).toBe(
      'name,people,index,on\r\n"Kab. Malang, ""Jatim""",2734623,2.94,2023-12-04\r\nKab. Luwu Timur,,,\r\n',
    )
  })

  test('never gives text that a spreadsheet takes for a formula, and leaves negative numbers alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string(), async (sign, rest) => {
        const text = await read(csvStream(sheet([{ ...absent, name: sign + rest, index: '-0.44' }])))
        const [, record] = parse(text, { relax_column_count: true }) as string[][]
        expect(record?.[0]).toBe(`'${sign}${rest}`)
        expect(record?.[2]).toBe('-0.44')
      }),
      { numRuns: 50 },
    )
  })

  test('reads its rows only as fast as they are taken', async () => {
    let given = 0
    const endless = function* () {
      for (;;) {
        given++
        yield malang
      }
    }
    const response = await sheetResponse(sheet(endless()), 'csv')
    const reader = response.body?.getReader()
    await reader?.read()
    await new Promise(done => setTimeout(done, 50))
    expect(given).toBeGreaterThan(0)
    expect(given).toBeLessThan(5000)
    await reader?.cancel()
  })
})

describe('a sheet as XLSX', () => {
  test('has labels as head, numbers as numbers, dates as dates, and no cell for absent values', async () => {
    const response = await sheetResponse(sheet([malang, absent]), 'xlsx')
    expect(response.headers.get('content-disposition')).toContain('.xlsx"')
    const rows = await readRows(Buffer.from(await response.arrayBuffer()))
    expect(rows[0]).toEqual(['Nama', 'Jiwa', 'Indeks', 'Tanggal'])
    expect(rows[1]).toEqual([malang.name, 2734623, 2.94, new Date('2023-12-04T00:00:00Z')])
    expect(rows[2]).toEqual(['Kab. Luwu Timur', null, null, null])
  })

  test('keeps text that begins with = as text', async () => {
    const rows = await readRows(await xlsxBuffer(sheet([{ ...absent, name: '=HYPERLINK("http://a.invalid")' }])))
    expect(rows[1]?.[0]).toBe('=HYPERLINK("http://a.invalid")')
  })

  test('refuses more than 100,000 rows with a sentence that offers CSV', async () => {
    const many = function* () {
      for (let i = 0; i <= 100_000; i++) yield absent
    }
    await expect(xlsxBuffer(sheet(many()))).rejects.toMatchObject({ code: 'too-large', status: 413 })
  })
})

async function read(stream: AsyncIterable<Buffer | string>): Promise<string> {
  let text = ''
  for await (const chunk of stream) text += chunk.toString()
  return text
}

async function readRows(buffer: Buffer): Promise<unknown[][]> {
  const sheets = (await readXlsxFile(buffer)) as unknown as { data: unknown[][] }[]
  return sheets[0]?.data ?? (sheets as unknown as unknown[][])
}
