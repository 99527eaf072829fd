import { expect, test } from 'vitest'
import { runNow } from '#platform/jobs/jobs.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { findImport } from '../../store/exchange/imports.ts'
import { goodRow, HEADS, rawWorkbook, type RawCell } from '../../actions/exchange/raw-workbook.fixture.ts'
import { openImport, runImport } from '../../actions/exchange/run-import.ts'
import { openWorkbook } from '../../actions/exchange/read-xlsx.ts'
import { exportProgrammesJob } from '../../jobs/exchange/export-programmes.ts'
import { importProgrammesJob } from '../../jobs/exchange/import-programmes.ts'
import { REGION } from '../../portfolio-world.fixture.ts'
import { countStatements } from '#platform/db/database.ts'

const world = await testWorld('demo')
const { platform } = world
const { pool } = platform.db
const keeper = await world.signIn('sekretariat-luwu-timur@contoh.tudang.invalid')
const officer = await world.signIn('petugas-dinkes-luwu-timur@contoh.tudang.invalid')
const other = await world.signIn('sekretariat-luwu-utara@contoh.tudang.invalid')
const path = `/portofolio/${REGION}/impor`
const health = String(
  (
    await pool.query(`select name from people.organisation where name like 'Dinas Kesehatan%' and region_code = $1`, [
      REGION,
    ])
  ).rows[0].name,
)
const row = (code: string, over: Parameters<typeof goodRow>[1] = {}) =>
  goodRow(code, { 'OPD penanggung jawab': health, ...over })
const book = (...rows: RawCell[][]) => rawWorkbook([{ name: 'Program', rows: [[...HEADS], ...rows] }])

async function upload(bytes: Uint8Array, cookie = keeper): Promise<Response> {
  const form = new FormData()
  form.set('berkas', new File([new Uint8Array(bytes)], 'program 2026.xlsx'))
  return await world.post(path, form, cookie)
}
const idOf = (response: Response) => /impor\/([0-9a-f-]{36})$/.exec(response.headers.get('location') ?? '')?.[1] ?? ''

/** Runs the waiting job of an import as the worker would. */
async function work(importId: string, deed: 'check' | 'apply') {
  const writer = { accountId: (await findImport(platform.db.sql, REGION, importId))?.madeBy }
  return await runNow(platform, importProgrammesJob, {
    regionCode: REGION,
    importId,
    deed,
    writer,
    office: 'Dinas Komunikasi dan Informatika',
  })
}

test('a file goes in, is checked, agreed to and stored; the page tells each step', async () => {
  const received = await upload(book(row('HAL-1'), row('HAL-2')))
  expect(received.status).toBe(303)
  const id = idOf(received)
  expect(await (await world.get(`${path}/${id}`, keeper)).text()).toContain('Berkas sedang diperiksa')
  expect((await work(id, 'check')).state).toBe('done')
  expect(await (await world.get(`${path}/${id}`, keeper)).text()).toContain('Simpan 2 program')
  expect((await pool.query(`select 1 from portfolio.programme where code like 'HAL-%'`)).rowCount).toBe(0)
  expect((await world.post(`${path}/${id}`, {}, keeper)).status).toBe(303)
  await work(id, 'apply')
  expect(await (await world.get(`${path}/${id}`, keeper)).text()).toContain('2 program sudah tersimpan')
  expect((await pool.query(`select 1 from portfolio.programme where code like 'HAL-%'`)).rowCount).toBe(2)
  expect((await world.post(`${path}/${id}`, {}, keeper)).status).toBe(409)
  const { rows } = await pool.query(`select office, account_id from portfolio.change c
    join portfolio.programme p on p.id::text = c.subject_id where p.code = 'HAL-1'`)
  expect(rows[0]).toMatchObject({ office: 'Dinas Komunikasi dan Informatika' })
  expect(rows[0].account_id).not.toBeNull()
})

test('wrong cells come back marked and explained in a workbook with the same rows', async () => {
  const id = idOf(await upload(book(row('HAL-5'), row('HAL-6', { Sektor: 'Angkasa' }))))
  await work(id, 'check')
  const html = await (await world.get(`${path}/${id}`, keeper)).text()
  expect(html).toContain('“Angkasa” bukan sektor')
  expect(html).not.toContain('Simpan ')
  expect((await world.post(`${path}/${id}`, {}, keeper)).status).toBe(409)
  const report = await world.get(`${path}/${id}/laporan.xlsx`, keeper)
  const { sheets } = await openWorkbook(new Uint8Array(await report.arrayBuffer()))
  const rows: string[][] = []
  for await (const one of sheets[0]?.rows() ?? []) rows.push([...one.cells.values()].map(cell => cell.text))
  expect(rows[0]?.at(-1)).toBe('Yang perlu diperbaiki')
  expect(rows[2]).toContain('Angkasa')
  expect(rows[2]?.at(-1)).toMatch(/^Sektor: “Angkasa” bukan sektor/)
})

test('an apply that is cut off goes on where it stopped, and stores and counts each row once', async () => {
  const rows = Array.from({ length: 1200 }, (_, at) => row(`PTS-${at}`))
  const id = idOf(await upload(book(...rows)))
  await work(id, 'check')
  await world.post(`${path}/${id}`, {}, keeper)
  const importer = { writer: { accountId: undefined }, office: undefined }
  const cut = async (done: number) => {
    if (done !== 500) return
    // The connection dies, as when the machine does.
    await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`)
    throw new Error('cut off')
  }
  await expect(runImport(platform, await openImport(platform, REGION, id), importer, cut)).rejects.toThrow()
  expect(await findImport(platform.db.sql, REGION, id)).toMatchObject({
    state: 'applying',
    appliedRows: 500,
    created: 500,
  })
  await work(id, 'apply')
  expect(await findImport(platform.db.sql, REGION, id)).toMatchObject({
    state: 'applied',
    appliedRows: 1200,
    created: 1200,
    changed: 0,
    unchanged: 0,
  })
  const { rows: counted } = await pool.query(`select count(*)::int as n from portfolio.change c
    join portfolio.programme p on p.id::text = c.subject_id where p.code like 'PTS-%'`)
  expect(counted[0].n).toBe(1200)
})

test('only the secretariat of the region comes in; others learn nothing of its imports', async () => {
  const bytes = book(row('HAL-9'))
  expect((await upload(bytes, officer)).status).toBe(403)
  expect([403, 404]).toContain((await upload(bytes, other)).status)
  const id = idOf(await upload(bytes))
  expect((await world.get(`${path}/${id}`, officer)).status).toBe(403)
  expect([403, 404]).toContain((await world.get(`${path}/${id}`, other)).status)
  expect((await world.get(`/portofolio/73.22/impor/${id}`, other)).status).toBe(404)
})

test('a file that is none keeps the form, with what is wrong', async () => {
  for (const bytes of [new TextEncoder().encode('halo'), new Uint8Array()]) {
    const answer = await upload(bytes)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toMatch(/templat|Pilih berkasnya/)
  }
})

test('the list of imports sends as many statements for one as for more', async () => {
  const read = () => countStatements(async () => await (await world.get(path, keeper)).text())
  const before = await read()
  for (const code of ['HAL-20', 'HAL-21']) await upload(book(row(code)))
  const after = await read()
  expect(after.statements).toBe(before.statements)
  expect(after.statements).toBeLessThanOrEqual(20)
})

test('lists go out as files for who may see them, with what was filtered', async () => {
  const answer = await world.get(`/portofolio/${REGION}/program.csv?status=running&dimensi=liv`, officer)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toMatch(/Dimensi: [^;]+; Status: Berjalan/)
  const json = await world.get(`/api/v1/portfolios/${REGION}/export?status=running`, officer)
  const told = (await json.json()) as { rows: number; programmes: { status: string }[] }
  expect(told.rows).toBe(told.programmes.length)
  expect(new Set(told.programmes.map(one => one.status))).toEqual(new Set(['running']))
})

test('a list of more than five thousand is made by a job, kept, and given to who asked for it only', async () => {
  await pool.query(
    `insert into portfolio.programme (region_code, code, name, problem, catalogue_id, dimension, sub_dimension, sector,
       stream, lead_id, term, start_year, end_year, status_since, search_words)
     select $1, 'MASSAL-' || n, 'Program', 'Masalah', 'smart-city-2021', 'gov', 'GOV-1', 'sosial', 'people', o.id, 1, 2020,
       2020, '2020-01-01', 'massal ' || n
     from generate_series(1, 5001) n cross join (select id from people.organisation where name = $2) o`,
    [REGION, health],
  )
  const list = `/portofolio/${REGION}/program.csv?q=massal&tahun=2020`
  const asked = await (await world.get(list, keeper)).text()
  expect(asked).toContain('5.001 program')
  expect(asked).toMatch(/name="tahun" value="2020"/)
  const sent = await world.post(`/portofolio/${REGION}/ekspor`, { format: 'csv', q: 'massal', tahun: '2020' }, keeper)
  const progress = /^\/pekerjaan\/([0-9a-f-]{36})$/.exec(sent.headers.get('location') ?? '')?.[1] ?? ''
  const { rows } = await pool.query(
    `select payload from graphile_worker._private_jobs where payload ->> 'progressId' = $1`,
    [progress],
  )
  const done = await runNow(platform, exportProgrammesJob, rows[0].payload.payload)
  const file = await world.get(done.resultHref ?? '', keeper)
  expect((await file.text()).trimEnd().split('\n')).toHaveLength(5002)
  expect((await world.get(done.resultHref ?? '', officer)).status).toBe(404)
  expect((await world.post(`/portofolio/${REGION}/ekspor`, { format: 'csv' }, other)).status).toBe(404)
})
