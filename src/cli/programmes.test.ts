import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readSheet } from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'
import { testWorld } from '../../test/support/world.ts'
import { programmes } from './programmes.ts'

/** The commands run over this database while its server is up, as they do beside a running Tudang. */
const world = await testWorld('empty')
const folder = await mkdtemp(join(tmpdir(), 'tudang-programmes-'))
const region = '73.24'
await world.platform.db.pool.query(
  `insert into people.organisation (kind, name, region_code) values ('opd', 'Dinas Uji', $1)`,
  [region],
)

let said: { out: string; err: string }
beforeEach(() => {
  said = { out: '', err: '' }
  vi.stubEnv('DATABASE_URL', world.databaseUrl)
  vi.stubEnv('TUDANG_VAR', world.config.varFolder)
  vi.stubEnv('TUDANG_WORLD', 'empty')
  vi.stubEnv('INIT_CWD', folder)
  vi.spyOn(process.stdout, 'write').mockImplementation(text => ((said.out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation(text => ((said.err += String(text)), true))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** The whole of what a command prints, and its exit code. */
async function run(...args: string[]): Promise<{ code: number; out: string }> {
  said.out = ''
  const code = await programmes.run([...args, '--region', region])
  return { code, out: said.out }
}

test('a template filled in by another program is checked, stored and unchanged; one line of JSON each time', async () => {
  await run('template', '--out', 'templat.xlsx')
  const [heads = []] = await readSheet(join(folder, 'templat.xlsx'))
  expect(heads.slice(0, 3)).toEqual(['Kode', 'Nama program', 'Masalah yang diselesaikan'])
  const values: Record<string, string | number | Date> = {
    Kode: 'CLI-1',
    'Nama program': 'Program uji',
    'Masalah yang diselesaikan': 'Masalah',
    'Sub-dimensi': 'GOV-1',
    Sektor: 'Pemerintahan',
    'Arus rencana aksi': 'Literasi',
    'OPD penanggung jawab': 'Dinas Uji',
    Jangka: 1,
    'Tahun mulai': 2026,
    'Tahun selesai': 2026,
    Status: 'Berjalan',
    Sejak: new Date('2026-02-03T00:00:00Z'),
  }
  const write = async (name: string, rows: (typeof values)[]) => {
    const cells = rows.map(row =>
      heads.map(head => {
        const value = row[String(head)]
        if (value === undefined) return null
        return value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value }
      }),
    )
    const head = heads.map(value => ({ value: String(value) }))
    await writeFile(join(folder, name), await writeXlsxFile([head, ...cells]).toBuffer())
  }
  await write('isi.xlsx', [values, { ...values, Kode: 2 }])
  const fresh = '{"rows":2,"created":2,"changed":0,"unchanged":0,"errors":[]}\n'
  expect(await run('import', 'isi.xlsx')).toEqual({ code: 0, out: fresh })
  expect(await run('import', 'isi.xlsx', '--apply')).toEqual({ code: 0, out: fresh })
  const same = '{"rows":2,"created":0,"changed":0,"unchanged":2,"errors":[]}\n'
  expect(await run('import', 'isi.xlsx', '--apply')).toEqual({ code: 0, out: same })

  await write('salah.xlsx', [values, { ...values, Kode: 'CLI-3', Sektor: 'Angkasa' }])
  const wrong = await run('import', 'salah.xlsx', '--apply')
  expect(wrong.code).toBe(1)
  expect(JSON.parse(wrong.out)).toMatchObject({ rows: 2, errors: [{ row: 3, column: 'Sektor' }] })
  expect(wrong.out).toMatch(/^[^\n]+\n$/)
})

test('an export says its rows and hash, or is itself what is printed', async () => {
  const told = await run('export', '--format', 'json', '--out', 'keluar.json')
  const file = JSON.parse(await readFile(join(folder, 'keluar.json'), 'utf8'))
  expect(JSON.parse(told.out)).toMatchObject({ rows: file.rows, sha256: file.sha256 })
  expect((await run('export', '--format', 'csv')).out).toMatch(/^kode,nama_program,/)
})

test('what cannot be meant is told with how it is used, and ends with 2', async () => {
  for (const args of [[], ['import'], ['export', '--format', 'pdf'], ['template'], ['hapus']]) {
    expect((await run(...args)).code).toBe(2)
  }
  expect(said.err).toContain('programmes import FILE')
  await expect(programmes.run(['export', '--format', 'csv', '--region', '73'])).rejects.toThrow('regency')
})
