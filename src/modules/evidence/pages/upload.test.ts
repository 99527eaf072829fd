import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testWorld } from '../../../../test/support/world.ts'
import { bytesOf, photo } from './evidence-world.fixture.ts'

const world = await testWorld('demo')
const officer = await world.signIn('petugas-dinkes-luwu-timur@contoh.tudang.invalid')
const ask = async <T extends object>(text: string, values: unknown[] = []) =>
  (await world.platform.db.pool.query<T>(text, values)).rows

function form(fields: Record<string, string>, file?: { name: string; bytes: Uint8Array }): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  if (file) data.append('berkas', new File([new Uint8Array(file.bytes)], file.name))
  return data
}

/** A body of `size` bytes that counts how much of it was taken. */
function endless(size: number) {
  const boundary = 'batas'
  const head = bytesOf(
    `--${boundary}\r\ncontent-disposition: form-data; name="berkas"; filename="besar.pdf"\r\n\r\n%PDF-1.7\n`,
  )
  const block = new Uint8Array(256 * 1024).fill(65)
  let taken = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (taken >= size) return controller.close()
        const next = taken === 0 ? head : block
        taken += next.byteLength
        controller.enqueue(next)
      },
    },
    { highWaterMark: 0 },
  )
  return { body, type: `multipart/form-data; boundary=${boundary}`, taken: () => taken }
}

describe('an upload of 200 MB', () => {
  const size = 200 * 1024 * 1024

  test.each(['/bukti/baru', '/api/v1/evidence'])('to %s is refused by its length before a byte is read', async path => {
    const { body, type, taken } = endless(size)
    const headers = { cookie: officer, 'content-type': type, 'content-length': String(size) }
    const answer = await world.app.request(path, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('25 MB')
    expect(taken()).toBe(0)
  })

  test('without a length is read no further than the limit', async () => {
    const { body, type, taken } = endless(size)
    const headers = { cookie: officer, 'content-type': type, 'transfer-encoding': 'chunked' }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    const answer = await world.app.request('/bukti/baru', init)
    expect(answer.status).toBe(413)
    expect(taken()).toBeLessThan(27 * 1024 * 1024)
  })

  test('is told before it is tried', async () => {
    expect(await (await world.get('/bukti/baru', officer)).text()).toContain('paling besar 25 MB')
  })
})

describe('a session that has ended', () => {
  test('loses nothing that was typed', async () => {
    const typed = { judul: 'Judul yang sudah diketik', teks: 'Teks panjang yang sudah diketik' }
    const answer = await world.post('/bukti/baru', form(typed))
    expect(answer.status).toBe(401)
    const html = await answer.text()
    expect(html).toContain('Judul yang sudah diketik')
    expect(html).toContain('Teks panjang yang sudah diketik')
    expect(await ask("select 1 from evidence.item where title = 'Judul yang sudah diketik'")).toEqual([])
  })

  test('is told of a large file before the file is read', async () => {
    const { body, type, taken } = endless(20 * 1024 * 1024)
    const headers = { 'content-type': type, 'content-length': String(20 * 1024 * 1024) }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    expect((await world.app.request('/bukti/baru', init)).status).toBe(401)
    expect(taken()).toBe(0)
  })
})

test.each([
  ['laporan.pdf', '<html><body>bukan PDF</body></html>', 'halaman web (HTML), meskipun namanya berakhir .pdf'],
  ['lambang.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'gambar SVG'],
])('%s is refused on the form by what it is, with what was typed', async (name, content, words) => {
  const before = await ask('select count(*) from files.file')
  const answer = await world.post(
    '/bukti/baru',
    form({ judul: 'Laporan triwulan', tanggal: '2026-04-01' }, { name, bytes: bytesOf(content) }),
    officer,
  )
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain(words)
  expect(html).toContain('href="#f-berkas"')
  expect(html).toContain('value="Laporan triwulan"')
  expect(html).toContain('value="2026-04-01"')
  expect(await ask('select count(*) from files.file')).toEqual(before)
})

test('a form without anything, or with two things, asks for exactly one', async () => {
  for (const fields of [{}, { teks: 'satu', alamat: 'https://contoh.go.id' }]) {
    const answer = await world.post('/bukti/baru', form(fields), officer)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Isi tepat satu')
  }
})

describe('several files at once', () => {
  const several = (...files: [name: string, content: string][]) => {
    const data = form({ judul: 'Lampiran rapat', tanggal: '2026-03-01' })
    for (const [name, content] of files) data.append('berkas', new File([content], name))
    return world.post('/bukti/baru', data, officer)
  }

  test('become one item each, with a number behind the title', async () => {
    const answer = await several(['a.txt', 'lampiran a'], ['b.txt', 'lampiran b'], ['c.txt', 'lampiran c'])
    expect(answer.headers.get('location')).toBe('/bukti?tersimpan=3')
    expect(await ask("select title from evidence.item where title like 'Lampiran rapat%' order by title")).toEqual(
      [1, 2, 3].map(n => ({ title: `Lampiran rapat (${n})` })),
    )
  })

  test('are all refused for one that is not taken, which is named', async () => {
    const answer = await several(['baik.txt', 'lampiran yang baik'], ['buruk.pdf', '<html></html>'])
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('buruk.pdf: Isi berkas ini halaman web (HTML)')
    expect(await ask("select 1 from files.file where name = 'baik.txt'")).toEqual([])
  })
})

test('uploading the same again leads to the item that is there', async () => {
  const file = { name: 'foto.jpg', bytes: await photo(21) }
  const first = await world.post('/bukti/baru', form({ judul: 'Foto sekali' }, file), officer)
  expect(first.status).toBe(303)
  const again = await world.post('/bukti/baru', form({ judul: 'Foto dua kali' }, file), officer)
  const [path] = (first.headers.get('location') ?? '').split('?')
  expect(again.headers.get('location')).toBe(`${path}?kabar=sama`)
  const html = await (await world.get(again.headers.get('location') ?? '', officer)).text()
  expect(html).toContain('tidak disimpan dua kali')
  expect(html).toContain('Foto sekali')
})

test('two people who change the same item: the second sees both texts and loses none', async () => {
  const made = await world.post('/bukti/baru', form({ judul: 'Judul awal', teks: 'Isi bersama' }), officer)
  const path = (made.headers.get('location') ?? '').split('?')[0] ?? ''
  const change = (judul: string) => world.post(path, { judul, versi: '1', tanggal: '2026-01-01' }, officer)
  expect((await change('Judul orang pertama')).status).toBe(303)
  const second = await change('Judul orang kedua')
  expect(second.status).toBe(412)
  const html = await second.text()
  expect(html).toContain('value="Judul orang kedua"')
  expect(html).toContain('Tersimpan sekarang: Judul orang pertama')
  expect(await ask('select title, version from evidence.item where id = $1', [path.split('/')[2]])).toEqual([
    { title: 'Judul orang pertama', version: 2 },
  ])
  // The form that came back carries the new version: sent again on purpose, it is stored.
  const versi = /name="versi" value="(\d+)"/.exec(html)?.[1] ?? ''
  const third = await world.post(path, { judul: 'Judul orang kedua', versi }, officer)
  expect(third.status).toBe(303)
})

describe('the API', () => {
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    Promise.resolve(
      world.app.request('/api/v1/evidence', { method: 'POST', body, headers: { cookie: officer, ...headers } }),
    )
  const json = (body: object, headers = {}) =>
    post(JSON.stringify(body), { 'content-type': 'application/json', ...headers })

  test('takes a file as multipart and tells where it is', async () => {
    const data = new FormData()
    data.append('file', new File(['satu;dua\n1;2\n'], 'angka.csv'))
    data.append('title', 'Angka lewat API')
    data.append('personal_data', 'true')
    const answer = await post(data)
    expect(answer.status).toBe(201)
    const made = (await answer.json()) as { id: string }
    expect(made).toMatchObject({ title: 'Angka lewat API', media_type: 'text/csv', personal_data: true, warnings: [] })
    const location = answer.headers.get('location') ?? ''
    expect(location).toBe(`/api/v1/evidence/${made.id}`)
    const detail = (await (await world.get(location, officer)).json()) as { file: { href: string } }
    expect(await (await world.get(detail.file.href)).text()).toBe('satu;dua\n1;2\n')
  })

  test('takes links and texts as JSON, and gives back what is there already with 200', async () => {
    const link = { url: 'https://contoh.go.id/layanan', document_date: '2026-02-03' }
    const first = await json(link)
    expect(first.status).toBe(201)
    const again = await json(link)
    expect(again.status).toBe(200)
    const [one, two] = [(await first.json()) as { id: string }, (await again.json()) as { id: string }]
    expect(two).toMatchObject({ id: one.id, warnings: [{ kind: 'same', evidence_id: one.id }] })
  })

  test('names its own fields in refusals', async () => {
    const answer = await json({ url: 'ftp://x', document_date: 'kemarin' })
    expect(answer.status).toBe(422)
    const { errors } = (await answer.json()) as { errors: { field: string }[] }
    expect(errors.map(error => error.field).sort()).toEqual(['document_date', 'url'])
    const data = new FormData()
    data.append('file', new File(['<html></html>'], 'a.pdf'))
    const html = (await (await post(data)).json()) as { errors: { field: string; detail: string }[] }
    expect(html.errors[0]).toMatchObject({ field: 'file' })
    expect(html.errors[0]?.detail).toContain('HTML')
  })

  test('stores once what is sent twice with one key', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const body = { text: 'Dikirim dua kali dengan satu kunci' }
    const answers = [await json(body, headers), await json(body, headers)]
    expect(answers.map(answer => answer.status)).toEqual([201, 201])
    expect(await ask('select 1 from evidence.item where text = $1', [body.text])).toHaveLength(1)
  })
})
