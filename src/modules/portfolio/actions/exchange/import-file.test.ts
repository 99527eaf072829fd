import { describe, expect, test } from 'vitest'
import { testWorld } from '../../../../../test/support/world.ts'
import { programmeTemplate } from '../../documents/exchange/template.ts'
import { workbookBytes } from '../../documents/exchange/write-workbook.ts'
import { REGION } from '../../portfolio-world.fixture.ts'
import { listStoredRows } from '../../store/exchange/stored-rows.ts'
import { importProgrammesFile } from './import-file.ts'
import {
  dateCell,
  formula,
  goodRow,
  HEADS,
  inline,
  rawWorkbook,
  type RawCell,
  type RawSheet,
} from './raw-workbook.fixture.ts'

const world = await testWorld('demo')
const { platform } = world
const { rows: offices } = await platform.db.pool.query<{ name: string }>(
  `select name from people.organisation where name like 'Dinas Kesehatan%' and region_code = $1`,
  [REGION],
)
const health = offices[0]?.name ?? ''

const run = (bytes: Uint8Array, apply = false) =>
  importProgrammesFile(platform, { regionCode: REGION, name: 'program.xlsx', bytes, apply }, { accountId: undefined })
const row = (code: RawCell, over: Parameters<typeof goodRow>[1] = {}) =>
  goodRow(code, { 'OPD penanggung jawab': health, ...over })
const book = (rows: (RawCell[] | undefined)[], more: Partial<RawSheet> = {}, others: RawSheet[] = []) =>
  rawWorkbook([{ name: 'Program', rows: [[...HEADS], ...rows], ...more }, ...others])
const errorsOf = async (rows: (RawCell[] | undefined)[], more: Partial<RawSheet> = {}, others: RawSheet[] = []) =>
  (await run(book(rows, more, others))).errors
const stored = async (code: string) => (await listStoredRows(platform.db.sql, REGION, [code])).get(code)

describe('a file of programmes', () => {
  test('is checked dry, then stored, then unchanged; shared strings, inline strings, numbers and dates are read', async () => {
    const bytes = book(
      [
        row('IMP-1', {
          Lokasi: '73.24.04; 73.24.04.2005',
          'Janji kepada warga': 'Ambulans datang dalam 30 menit',
          'Janji ditepati paling lambat': dateCell(46_752),
          Status: inline('Berjalan'),
          Sejak: '31 Des 2024',
          'Tahun anggaran': 2026,
          'Sumber dana': 'CSR',
          Anggaran: 875_000_000,
          Realisasi: 'Rp 125.000.000',
        }),
        undefined,
        row('imp-2', { Jangka: 'Jangka menengah (5 tahun)', 'Tahun mulai': '2024', Sektor: 'kesehatan' }),
      ],
      {},
      [
        {
          name: 'Anggaran',
          rows: [
            ['Kode', 'Tahun', 'Sumber dana', 'Anggaran', 'Realisasi'],
            ['IMP-1', 2027, 'apbn', 950_000_000],
          ],
        },
        {
          name: 'Tonggak',
          rows: [
            ['Kode', 'Tonggak', 'Tenggat', 'Selesai pada'],
            ['IMP-1', 'Kapal dibeli', '31/12/2026', undefined],
          ],
        },
      ],
    )
    const dry = { rows: 2, created: 2, changed: 0, unchanged: 0, errors: [], notes: [] }
    expect(await run(bytes)).toEqual(dry)
    expect(await stored('IMP-1')).toBeUndefined()
    expect(await run(bytes, true)).toEqual(dry)
    expect(await stored('IMP-1')).toMatchObject({
      programme: {
        status: 'running',
        statusSince: '2024-12-31',
        places: ['73.24.04', '73.24.04.2005'],
        promiseDue: '2027-12-31',
        term: 5,
      },
      budget: [
        { year: 2026, source: 'csr', planned: 875_000_000n, realised: 125_000_000n },
        { year: 2027, source: 'apbn', planned: 950_000_000n, realised: undefined },
      ],
      milestones: [{ title: 'Kapal dibeli', dueOn: '2026-12-31', doneOn: undefined }],
    })
    for (const apply of [false, true]) {
      expect(await run(bytes, apply)).toEqual({ ...dry, created: 0, unchanged: 2 })
    }
    const { rows } = await platform.db.pool.query(
      `select state, rows, unchanged, applied_rows from portfolio.import where region_code = $1 order by made_at`,
      [REGION],
    )
    expect(rows.at(-1)).toEqual({ state: 'applied', rows: 2, unchanged: 2, applied_rows: 2 })
  })

  test('with one wrong row stores nothing, and names row, head and what to do', async () => {
    const bytes = book([row('IMP-5'), row('IMP-6', { 'Sub-dimensi': 'GOV-9', Anggaran: -5_000_000 })])
    const report = await run(bytes, true)
    expect(report).toMatchObject({ rows: 2, created: 1, changed: 0, unchanged: 0 })
    expect(report.errors.map(({ row, column }) => [row, column])).toEqual([
      [3, 'Sub-dimensi'],
      [3, 'Anggaran'],
      [3, 'Tahun anggaran'],
      [3, 'Sumber dana'],
    ])
    expect(report.errors[1]?.message).toMatch(/minus/)
    expect(await stored('IMP-5')).toBeUndefined()
  })

  test('may leave columns out, which changes nothing, and may be a CSV with semicolons', async () => {
    await run(book([row('IMP-8', { Lokasi: '73.24.04', 'Janji kepada warga': 'Janji' })]), true)
    const heads =
      'Kode;Nama program;Masalah;Sub-dimensi;Sektor;Arus;OPD penanggung jawab;Jangka;Tahun mulai;Tahun selesai'
    const line = `IMP-8;"Nama; baru";Masalah;LIV-2;kesehatan;people;${health};5;2024;2028`
    expect(await run(new TextEncoder().encode(`\uFEFF${heads}\r\n\r\n${line}\r\n`), true)).toMatchObject({
      rows: 1,
      changed: 1,
      errors: [],
    })
    expect((await stored('IMP-8'))?.programme).toMatchObject({
      name: 'Nama; baru',
      stream: 'people',
      places: ['73.24.04'],
      promise: 'Janji',
    })
  })

  test('our own template is read, its first sheet with the heads in the first row', async () => {
    const template = await programmeTemplate(platform, REGION)
    expect(await run(template)).toEqual({ rows: 0, created: 0, changed: 0, unchanged: 0, errors: [], notes: [] })
  })
})

describe('bad input is told with a sentence', () => {
  test('merged cells', async () => {
    const [error] = await errorsOf([row('BAD-1'), row('BAD-2')], { merges: ['B2:B3'] })
    expect(error).toMatchObject({ row: 2, column: 'Nama program' })
    expect(error?.message).toMatch(/B2:B3 digabung/)
    expect(await errorsOf([row('BAD-1')], { merges: ['A1:B1'] })).toEqual([])
  })

  test('a formula without a stored result is refused; with one the result is taken, and said', async () => {
    const [error] = await errorsOf([
      row('BAD-1', { Anggaran: formula('A1*2'), 'Tahun anggaran': 2026, 'Sumber dana': 'apbn' }),
    ])
    expect(error).toMatchObject({ row: 2, column: 'Anggaran' })
    expect(error?.message).toMatch(/rumus tanpa hasil/)
    const report = await run(
      book([row('BAD-1', { Anggaran: formula('A1*2', 900_000_000), 'Tahun anggaran': 2026, 'Sumber dana': 'apbn' })]),
    )
    expect(report.errors).toEqual([])
    expect(report.notes).toMatchObject([{ row: 2, column: 'Anggaran' }])
  })

  test('a date as text is read when it can mean one day only', async () => {
    const [error] = await errorsOf([
      row('BAD-1', { Status: 'Berjalan', Sejak: '03/04/2024' }),
      row('BAD-2', { Status: 'Berjalan', Sejak: '31/12/2024' }),
      row('BAD-3', { Status: 'Berjalan', Sejak: '31 Desember 2024' }),
    ])
    expect(error).toMatchObject({ row: 2, column: 'Sejak' })
    expect(error?.message).toMatch(/2024-04-03 atau 2024-03-04/)
  })

  test('two rows with one code', async () => {
    const errors = await errorsOf([row('BAD-1'), row('BAD-2'), row('bad-1')])
    expect(errors).toEqual([
      { row: 4, column: 'Kode', message: 'Kode BAD-1 sudah ada di baris 2. Satu program satu baris.' },
    ])
  })

  test('a village of another region, by code and by name; a name that several places have', async () => {
    const [byCode, byName] = await errorsOf([
      row('BAD-1', { Lokasi: '73.22.01.2001' }),
      row('BAD-2', { Lokasi: 'Kecamatan Masamba' }),
    ])
    expect(byCode).toMatchObject({ row: 2, column: 'Lokasi' })
    expect(byCode?.message).toMatch(/73\.22\.01\.2001 bukan kecamatan atau desa di daerah 73\.24/)
    expect(byName?.message).toMatch(/“Kecamatan Masamba” bukan kecamatan atau desa di daerah 73\.24/)
    const [error] = await errorsOf([row('BAD-1', { Lokasi: 'Malili' })])
    expect(error?.message).toMatch(/Ada 2 tempat bernama “Malili”: 73\.24\.04 \(kecamatan\)/)
  })

  test('negative money, 1.5 trillion typed as 1,5, and a number with a fraction', async () => {
    const money = (Anggaran: RawCell) => ({ 'Tahun anggaran': 2026, 'Sumber dana': 'apbn', Anggaran })
    const errors = await errorsOf([
      row('BAD-1', money(-1_000_000)),
      row('BAD-2', money('1,5')),
      row('BAD-3', money(1.5)),
      row('BAD-4', money(123.456)),
      row('BAD-5', money('1.500.000.000.000')),
    ])
    expect(errors.map(({ row, column }) => [row, column])).toEqual([2, 3, 4, 5].map(n => [n, 'Anggaran']))
    expect(errors[0]?.message).toMatch(/minus/)
    for (const error of errors.slice(1)) expect(error.message).toMatch(/rupiah penuh/)
  })

  test('an unknown office with the one that was meant, and an abolished one', async () => {
    const [error] = await errorsOf([
      row('BAD-1', { 'OPD penanggung jawab': `${health.replace('Dinas', 'Dinas')} Kota` }),
    ])
    expect(error).toMatchObject({ row: 2, column: 'OPD penanggung jawab' })
    expect(error?.message).toContain(`Maksudnya ${health}?`)
    const gone = 'Badan Lama Luwu Timur'
    await platform.db.pool.query(
      `insert into people.organisation (kind, name, region_code, archived_at) values ('opd', $1, $2, now())`,
      [gone, REGION],
    )
    const [abolished] = await errorsOf([row('BAD-1', { 'OPD penanggung jawab': gone })])
    expect(abolished?.message).toMatch(/sudah tidak ada \(diarsipkan\)/)
  })

  test('columns nobody knows, values beside the table, and heads that are missing', async () => {
    const heads = await run(
      rawWorkbook([
        {
          name: 'Program',
          rows: [
            [...HEADS, 'Anggran'],
            [...row('BAD-1'), 5],
          ],
        },
      ]),
    )
    expect(heads.errors).toMatchObject([{ row: 1, column: 'Anggran' }])
    const stray = await errorsOf([[...row('BAD-1'), undefined, 'catatan']])
    expect(stray).toMatchObject([{ row: 2, column: 'U' }])
    const missing = await run(rawWorkbook([{ name: 'Program', rows: [HEADS.filter(head => head !== 'Sektor')] }]))
    expect(missing.errors).toMatchObject([{ row: 1, column: 'Sektor' }])
  })

  test('the wrong sheet, no workbook, a workbook with a password, and XML that is broken', async () => {
    for (const bytes of [
      rawWorkbook([
        {
          name: 'Rekap',
          rows: [
            ['No', 'Uraian'],
            [1, 'Rapat'],
          ],
        },
      ]),
      new TextEncoder().encode('halo'),
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0),
      rawWorkbook([{ name: 'Program', rows: [[...HEADS]] }], { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData>' }),
      rawWorkbook([{ name: 'Program', rows: [[...HEADS]] }], {
        'xl/sharedStrings.xml': '<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>',
      }),
    ]) {
      const report = await run(bytes, true)
      expect(report).toMatchObject({ rows: 0, errors: [{ row: 1, column: '' }] })
      expect(report.errors[0]?.message).toMatch(/templat|kata sandi|simpan ulang/)
    }
  })

  test('a million empty rows cost nothing, and what stands below them is read', async () => {
    const coloured = Array.from({ length: 26 }, (_, at) => `<c r="${String.fromCharCode(65 + at)}9" s="1"/>`).join('')
    const more =
      `<row r="9" spans="1:26" s="1" customFormat="1">${coloured}</row>`.repeat(200_000) +
      '<row r="10" ht="15"/>'.repeat(800_000)
    const bytes = rawWorkbook([
      {
        name: 'Program',
        rows: [[...HEADS], row('BAD-1')],
        more: `${more}<row r="1048576"><c r="A1048576" t="str"><v>BAD-9</v></c></row>`,
      },
    ])
    const report = await run(bytes)
    expect(report.rows).toBe(2)
    expect(report.errors[0]?.row).toBe(1_048_576)
  })

  test('lines of money and milestones of a programme that the file does not have', async () => {
    const errors = await errorsOf([row('BAD-1')], {}, [
      {
        name: 'Anggaran',
        rows: [
          ['Kode', 'Tahun', 'Sumber dana', 'Anggaran'],
          ['BAD-7', 2026, 'apbn', 500_000_000],
        ],
      },
      {
        name: 'Tonggak',
        rows: [
          ['Kode', 'Tonggak', 'Tenggat'],
          ['BAD-1', 'Siap', 'kapan-kapan'],
        ],
      },
    ])
    expect(errors).toMatchObject([
      { sheet: 'Tonggak', row: 2, column: 'Tenggat' },
      { sheet: 'Anggaran', row: 2, column: 'Kode' },
    ])
  })
})

test('a name that begins like a formula comes back as it was typed', async () => {
  const name = '=1+1 & <b>"naik"</b>'
  const bytes = await workbookBytes([
    {
      name: 'Program',
      columns: [],
      rows: [
        { cells: [...HEADS] },
        {
          cells: row('FML-1', { 'Nama program': name }).map(cell =>
            typeof cell === 'number' ? String(cell) : (cell as string | undefined),
          ),
        },
      ],
    },
  ])
  await run(bytes, true)
  expect((await stored('FML-1'))?.programme.name).toBe(name)
})
