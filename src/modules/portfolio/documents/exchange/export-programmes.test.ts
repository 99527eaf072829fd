import { expect, test } from 'vitest'
import { testWorld } from '../../../../../test/support/world.ts'
import { applyProgrammeRows } from '../../actions/exchange/apply-rows.ts'
import { importProgrammesFile } from '../../actions/exchange/import-file.ts'
import { openWorkbook } from '../../actions/exchange/read-xlsx.ts'
import type { ProgrammeFilter } from '../../model.ts'
import { OTHER_REGION, portfolioWorld } from '../../portfolio-world.fixture.ts'
import { exportProgrammes, type ExportFormat } from './export-programmes.ts'

const world = await testWorld('demo')
const { platform } = world
const people = await portfolioWorld(world)
/** A regency without demo programmes, whose office is made here. */
const region = '73.01'
const { rows } = await platform.db.pool.query<{ id: string }>(
  `insert into people.organisation (kind, name, region_code) values ('opd', 'Dinas Uji', $1) returning id`,
  [region],
)
const leadId = rows[0]?.id ?? ''
const secretariat = {
  ...people.secretariat,
  membership: people.secretariat.membership && { ...people.secretariat.membership, regionCode: region },
}
const note = 'Rapat 3 Mei: menunggu lahan'
await applyProgrammeRows(
  platform,
  secretariat,
  {
    regionCode: region,
    rows: await Promise.all(
      ['EKS-1', 'EKS-2', 'EKS-3'].map(async (code, at) => ({
        input: await people.input({
          code,
          leadId,
          name: at === 0 ? '=HYPERLINK("x"); -1' : `Program ${code}`,
          problem: `Baris satu\nbaris “dua”, <tiga> & empat`,
          partners: [{ name: 'Bank contoh', contribution: 'Rp 50 juta' }],
          promise: 'Selesai',
          promiseDue: '2027-12-31',
          quickWin: at === 1,
        }),
        status: { status: 'stopped' as const, since: '2025-02-01', reason: 'anggaran', note },
        budget: [
          { year: 2025, source: 'apbn', planned: 999_999_999_999_999n, realised: 0n },
          { year: 2026, source: 'csr', planned: 250_000_000n, realised: undefined },
        ],
        milestones: [{ title: 'Siap', dueOn: '2026-06-30', doneOn: undefined, ownerId: undefined }],
      })),
    ),
  },
  { accountId: undefined },
)
const exported = (format: ExportFormat, filter: ProgrammeFilter = {}, publicOnly = false) =>
  exportProgrammes(platform, {
    regionCode: region,
    filter,
    filterWords: filter.quickWin ? 'Quick win: ya' : undefined,
    format,
    lang: 'id',
    publicOnly,
  })

test.each(['xlsx', 'csv'] as const)('what goes out as %s comes in again and changes nothing', async format => {
  const file = await exported(format)
  expect(file.rows).toBe(3)
  const report = await importProgrammesFile(
    platform,
    { regionCode: region, name: file.name, bytes: file.bytes, apply: false },
    { accountId: undefined },
  )
  expect(report).toMatchObject({ rows: 3, created: 0, changed: 0, unchanged: 3, errors: [] })
})

test('workbook and CSV carry the same rows by their hash; the workbook says filter, count and hash', async () => {
  const [xlsx, csv] = [await exported('xlsx', { quickWin: true }), await exported('csv', { quickWin: true })]
  expect([xlsx.rows, xlsx.sha256]).toEqual([1, csv.sha256])
  const { sheets } = await openWorkbook(xlsx.bytes)
  const about: string[] = []
  for await (const row of sheets.at(-1)?.rows() ?? [])
    about.push([...row.cells.values()].map(cell => cell.text).join(' = '))
  expect(about.join('\n')).toMatch(/Saringan = Quick win: ya\nJumlah program = 1\n/)
  expect(about.join('\n')).toContain(xlsx.sha256)
  const lines = csv.bytes.toString('utf8').split('\r\n')
  expect(lines[0]).toMatch(/^kode,nama_program,masalah_yang_diselesaikan,sub_dimensi,/)
  expect(lines[0]).toMatch(/,kode_wilayah,saringan$/)
  expect(csv.bytes.toString('utf8').trimEnd()).toMatch(/,73\.01,Quick win: ya$/)
})

test('JSON tells money exactly, absent as null, and its own count and hash', async () => {
  const file = await exported('json')
  const told = JSON.parse(file.bytes.toString('utf8'))
  expect(told).toMatchObject({ region, rows: 3, sha256: file.sha256, filter: null, public_only: false })
  expect(told.programmes[0]).toMatchObject({
    code: 'EKS-1',
    lead: 'Dinas Uji',
    budget: [
      { year: 2025, source: 'apbn', planned: 999_999_999_999_999, realised: 0 },
      { year: 2026, source: 'csr', planned: 250_000_000, realised: null },
    ],
    milestones: [{ title: 'Siap', due_on: '2026-06-30', done_on: null, owner: 'Dinas Uji' }],
    note,
  })
})

test.each(['xlsx', 'csv', 'json'] as const)('the public gets no notes of the officers in %s', async format => {
  const file = await exported(format, {}, true)
  const text = format === 'xlsx' ? await allText(file.bytes) : file.bytes.toString('utf8')
  expect(text).toContain('EKS-2')
  expect(text).not.toContain('menunggu lahan')
})

test('an export of a region holds nothing of another', async () => {
  await applyProgrammeRows(
    platform,
    people.other,
    {
      regionCode: OTHER_REGION,
      rows: [
        {
          input: await people.input({
            code: 'LUTRA-9',
            leadId: await people.officeId('Dinas Kesehatan', OTHER_REGION),
          }),
        },
      ],
    },
    people.writerOf(people.other),
  )
  expect(await allText((await exported('xlsx')).bytes)).not.toContain('LUTRA-9')
})

async function allText(bytes: Uint8Array): Promise<string> {
  const { sheets } = await openWorkbook(bytes)
  const texts: string[] = []
  for (const sheet of sheets) {
    for await (const row of sheet.rows()) texts.push(...[...row.cells.values()].map(cell => cell.text))
  }
  return texts.join('\n')
}
