import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testWorld } from '../../../../test/support/world.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { root } from '#platform/root.ts'
import { importResultsJob } from '../jobs/import-results.ts'
import { findImport } from '../store/imports.ts'
import { markupFaults } from '../../../../test/support/markup.ts'

const world = await testWorld('demo')
const { db } = world.platform
const ministry = await world.signIn('kementerian@contoh.tudang.invalid')

const published = await readFile(join(root, 'db/reference/results/2023.json'), 'utf8')

function upload(content: string | Uint8Array, more: Record<string, string> = {}, name = 'hasil.json'): FormData {
  const form = new FormData()
  form.set('berkas', new File([content as BlobPart], name))
  form.set('edisi', '2023')
  form.set('sumber', 'Surat uji')
  for (const [key, value] of Object.entries(more)) form.set(key, value)
  return form
}

async function send(content: string): Promise<string> {
  const answer = await world.post('/hasil/impor', upload(content), ministry)
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}

const page = async (path: string, cookie = ministry) => {
  const answer = await world.get(path, cookie)
  return { status: answer.status, html: await answer.text() }
}

test('an officer of the ministry finds the form, with limits, template and past imports', async () => {
  const { status, html } = await page('/hasil/impor')
  expect(status).toBe(200)
  expect(html).toContain('enctype="multipart/form-data"')
  expect(html).toContain('Paling besar 10 MB')
  // The tables every world has were imported by the same action.
  expect(html).toContain('hasil-2023.json')
  expect(await markupFaults(html)).toEqual([])
})

test('the template can be filled in: it has the columns that the import reads', async () => {
  const csv = await world.get('/hasil/impor/templat.csv', ministry)
  expect(csv.headers.get('content-disposition')).toContain('templat-hasil.csv')
  expect((await csv.text()).trim()).toBe(
    'kode_wilayah,nama_daerah,kelompok,instrumen,hadir,baseline,output,outcome,impact,quick_wins,collaboration,indeks_tercetak,perubahan_tercetak,catatan_penyimpangan',
  )
  const xlsx = new Uint8Array(await (await world.get('/hasil/impor/templat.xlsx', ministry)).arrayBuffer())
  const answer = await world.post('/hasil/impor', upload(xlsx, {}, 'templat.xlsx'), ministry)
  // Every column is known; only the rows are missing.
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('tidak berisi satu baris hasil pun')
})

test('others are refused with a sentence: visitors are asked to sign in, an assessor and a regency are told who may', async () => {
  expect((await page('/hasil/impor', '')).status).toBe(401)
  for (const login of ['asesor-satu', 'sekretariat-luwu-timur']) {
    const cookie = await world.signIn(`${login}@contoh.tudang.invalid`)
    const { status, html } = await page('/hasil/impor', cookie)
    expect(status).toBe(403)
    expect(html).toContain('Hanya sekretariat kementerian')
    expect((await world.post('/hasil/impor', upload(published), cookie)).status).toBe(403)
  }
})

test('an auditor reads imports and reports but has no form and may not send one', async () => {
  const cookie = await world.signIn('auditor@contoh.tudang.invalid')
  const { status, html } = await page('/hasil/impor', cookie)
  expect(status).toBe(200)
  expect(html).not.toContain('enctype="multipart/form-data"')
  expect((await world.post('/hasil/impor', upload(published), cookie)).status).toBe(403)
})

test('what is missing is said at once, at the field, and what was typed stays', async () => {
  const form = upload('', { edisi: 'dua ribu', sumber: '' })
  form.delete('berkas')
  const answer = await world.post('/hasil/impor', form, ministry)
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('href="#f-berkas"')
  expect(html).toContain('href="#f-edisi"')
  expect(html).toContain('href="#f-sumber"')
  expect(html).toContain('value="dua ribu"')
  expect(html).toContain('<title>Kesalahan: ')
})

test('a file that cannot be used is refused at its field with one sentence', async () => {
  const answer = await world.post('/hasil/impor', upload('<!doctype html><p>Tabel</p>', {}, 'hasil.csv'), ministry)
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('halaman web (HTML)')
  expect(html).toContain('value="Surat uji"')
})

test('a file of 200 MB is refused by its announced size, before it is read', async () => {
  let sent = 0
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1024 * 1024
      if (sent > 200 * 1024 * 1024) controller.close()
      else controller.enqueue(new Uint8Array(1024 * 1024))
    },
  })
  const init = (headers: Record<string, string>, body: BodyInit) =>
    ({
      method: 'POST',
      body,
      duplex: 'half',
      headers: { cookie: ministry, 'content-type': 'multipart/form-data; boundary=x', ...headers },
    }) as RequestInit
  const announced = await world.app.request(
    '/hasil/impor',
    init({ 'content-length': String(200 * 1024 * 1024) }, endless),
  )
  expect(announced.status).toBe(413)
  expect(await announced.text()).toContain('Paling besar 10 MB')
  expect(sent).toBeLessThan(5 * 1024 * 1024)
})

test('a sender who does not tell the size is cut off soon after 10 MB', async () => {
  let sent = 0
  const silent = new ReadableStream({
    pull(controller) {
      sent += 1024 * 1024
      if (sent > 200 * 1024 * 1024) controller.close()
      else controller.enqueue(new Uint8Array(1024 * 1024))
    },
  })
  const answer = await world.app.request('/hasil/impor', {
    method: 'POST',
    body: silent,
    duplex: 'half',
    headers: { cookie: ministry, 'content-type': 'multipart/form-data; boundary=x', 'transfer-encoding': 'chunked' },
  } as RequestInit)
  expect(answer.status).toBe(413)
  expect(sent).toBeLessThan(14 * 1024 * 1024)
})

test('the story: wrong rows by name, then a deviation with its reason, then applied', async () => {
  const table = JSON.parse(published) as { rows: { region_name: string; region: string; printed_final: string }[] }
  const malang = table.rows.find(row => row.region_name === 'Kabupaten Malang')
  const badung = table.rows.find(row => row.region_name === 'Kabupaten Badung')
  if (!malang || !badung) throw new Error('rows missing')
  malang.printed_final = '2.95'
  badung.region = '51.99'
  const wrong = await page(await send(JSON.stringify(table)))
  expect(wrong.html).toContain('1 baris salah')
  expect(wrong.html).toContain('Maksudnya Kabupaten Badung (51.03)?')
  expect(wrong.html).toContain('Tercetak 2,95, aturan memberi 2,94')
  expect(wrong.html).not.toContain('value="terapkan"')
  const filtered = await page(`${await send(JSON.stringify(table))}?jenis=region-unknown`)
  expect(filtered.html).toContain('id="baris-1"')
  expect(filtered.html).not.toContain('Tercetak 2,95')

  badung.region = '51.03'
  const path = await send(JSON.stringify(table))
  const id = path.split('/').at(-1) ?? ''
  const row = table.rows.indexOf(malang) + 1
  expect((await page(path)).html).not.toContain('value="terapkan"')
  // Applying without a reason is refused at the row, with what was typed elsewhere kept.
  const early = await world.post(path, { aksi: 'terapkan' }, ministry)
  expect(early.status).toBe(422)
  expect(await early.text()).toContain(`href="#f-alasan-${row}"`)
  const saved = await world.post(path, { aksi: 'simpan', [`alasan-${row}`]: 'Sesuai surat ralat contoh' }, ministry)
  expect(saved.status).toBe(303)
  const ready = await page(saved.headers.get('location') ?? '')
  expect(ready.html).toContain('Alasan tersimpan.')
  expect(ready.html).toContain('Sesuai surat ralat contoh')
  expect(ready.html).toContain('Terapkan 1 baris')
  expect(await markupFaults(ready.html)).toEqual([])

  const sent = await world.post(path, { aksi: 'terapkan' }, ministry)
  expect(sent.status).toBe(303)
  expect((await page(path)).html).toContain('Impor sedang diterapkan')
  expect((await world.post(path, { aksi: 'terapkan' }, ministry)).status).toBe(409)
  const done = await runNow(world.platform, importResultsJob, { importId: id, writer: { accountId: undefined } })
  expect(done).toMatchObject({ state: 'done', resultHref: '/hasil/2023' })
  expect((await page(path)).html).toContain('Impor sudah diterapkan.')
  expect((await findImport(db.sql, id))?.state).toBe('applied')
})

test('an import that does not exist is not found, and nobody else can ask for one', async () => {
  const path = '/hasil/impor/00000000-0000-4000-8000-000000000000'
  expect((await page(path)).status).toBe(404)
  const cookie = await world.signIn('asesor-satu@contoh.tudang.invalid')
  expect((await page(path, cookie)).status).toBe(403)
})
