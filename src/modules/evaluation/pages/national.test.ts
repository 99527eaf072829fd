import { expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { testWorld } from '../../../../test/support/world.ts'
import { faultsOf, nextOf, rowsOf, wordsOf } from './read-pages.fixture.ts'

const world = await testWorld('empty')

async function read(path: string, cookie = 'bahasa=id'): Promise<string> {
  const answer = await world.get(path, cookie)
  expect(answer.status).toBe(200)
  return await answer.text()
}

test('the front page leads with the latest edition and its honest figures', async () => {
  const words = wordsOf(await read('/'))
  expect(words).toContain('Hasil evaluasi kota cerdas 2023')
  expect(words).toContain('141 kabupaten dan kota masuk daftar evaluasi. 130 hadir, 11 tidak.')
  expect(words).toContain('Rata-rata indeks 2,81 nilai tengah 2,94')
  expect(words).toContain('Tertinggi 3,84 Kota Surakarta')
  expect(words).toContain('Naik dari 2022 59 daerah turun 68 daerah')
  expect(words).toContain('Beda 2022 dapat dihitung ulang untuk 32 daerah. Untuk 96 daerah dipakai angka yang tercetak')
  expect(words).toContain('Sumber: Surat Kementerian Kominfo B-1384/DJAI/AI.01.04/12/2023')
})

test('every edition lights the same entry of the header', async () => {
  for (const path of ['/', '/hasil/2022'])
    expect(await read(path)).toContain('<a href="/" aria-current="page">Hasil</a>')
})

test('the edition of 2022 says that its changes are not shown rather than showing zero', async () => {
  const words = wordsOf(await read('/hasil/2022'))
  expect(words).toContain('42 kabupaten dan kota masuk daftar evaluasi. 38 hadir, 4 tidak.')
  expect(words).toContain('Beda dari 2021 – nilai 2021 belum dimuat')
})

test('absent regions have words where figures would be, never 0,00', async () => {
  let path: string | undefined = '/hasil/2023'
  const absent: string[][] = []
  while (path !== undefined) {
    const html: string = await read(path)
    absent.push(...rowsOf(html).filter(row => row.includes('tidak hadir')))
    path = nextOf(html)
  }
  expect(absent).toHaveLength(11)
  for (const row of absent) expect(row.join(' ')).not.toMatch(/\d,\d\d/)
})

test.each([
  '',
  '?urut=nama',
  '?urut=beda',
  '?arah=naik',
  '?urut=nama&arah=turun',
  '?urut=beda&arah=naik',
  '?kelompok=regular',
])('walking the list %s by its next links shows each region once, ties and absent ones too', async search => {
  const seen: string[] = []
  let path: string | undefined = `/hasil/2023${search}`
  while (path !== undefined) {
    const html: string = await read(path)
    const links = [...html.matchAll(/<th scope="row"[^>]*><a class="a" href="\/daerah\/([\d.]+)\/evaluasi/g)]
    seen.push(...links.map(([, code]) => code ?? ''))
    path = nextOf(html)
  }
  expect(seen).toHaveLength(search === '?kelompok=regular' ? 75 : 141)
  expect(new Set(seen).size).toBe(seen.length)
})

test('going back from the second page shows the first again', async () => {
  const first = await read('/hasil/2023?urut=beda')
  const second = await read(nextOf(first) ?? '')
  const back = /<a class="btn btn-line" href="([^"]+)" rel="prev"/.exec(second)?.[1]?.replaceAll('&amp;', '&')
  expect(rowsOf(await read(back?.split('#')[0] ?? ''))).toEqual(rowsOf(first))
})

test('filters work together, stand below as removable links, and are kept by sorting and downloads', async () => {
  const html = await read('/hasil/2023?q=kota&provinsi=32&kelompok=regular&kohor=2017')
  const rows = rowsOf(html)
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(row[1]).toMatch(/^Kota .* Jawa Barat$/)
  expect(wordsOf(html)).toContain('Hapus saringan Cari: kota')
  expect(html).toContain('href="/hasil/2023?q=kota&amp;provinsi=32&amp;kelompok=regular&amp;kohor=2017&amp;urut=nama"')
  const csv = await world.get('/hasil/2023/unduh.csv?q=kota&provinsi=32&kelompok=regular&kohor=2017')
  expect((await csv.text()).trim().split('\r\n')).toHaveLength(rows.length + 1)
})

test('within a group the ranks are those of the group, and both notes say which ranks one reads', async () => {
  const all = await read('/hasil/2023')
  expect(rowsOf(all)[1]).toMatchObject({ 0: '2', 1: 'Kota Bandung Jawa Barat' })
  expect(wordsOf(all)).toContain('bandingkan dalam kelompok yang sama')
  const group = await read('/hasil/2023?kelompok=regular')
  expect(rowsOf(group)[0]).toMatchObject({ 0: '1', 1: 'Kota Bandung Jawa Barat' })
  expect(wordsOf(group)).toContain('Nomor adalah peringkat di dalam kelompok umum.')
})

test('the sorted column says so to a screen reader', async () => {
  expect(await read('/hasil/2023')).toMatch(/<th scope="col" class="r" aria-sort="descending"><a href="[^"]*">Indeks/)
  expect(await read('/hasil/2023?urut=nama')).toMatch(/aria-sort="ascending"><a href="[^"]*">Daerah/)
})

test('a change that is only printed carries a mark and the reason', async () => {
  const html = await read('/hasil/2023')
  expect(rowsOf(html)[0]?.at(-1)).toBe('naik 0,04 * , tercetak, tidak dihitung ulang')
  expect(rowsOf(html)[4]?.at(-1)).toBe('naik 0,25')
  expect(wordsOf(html)).toContain('Tanda * berarti beda dikutip dari laporan')
})

test('a search that finds nothing says what to do, and is shown as text', async () => {
  const html = await read(`/hasil/2023?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
  expect(html).not.toContain('<script>alert')
  expect(wordsOf(html)).toContain('Tidak ada daerah yang cocok.')
  expect(await read(`/hasil/2023?q=${'x'.repeat(5000)}`)).toContain('Tidak ada daerah yang cocok.')
  expect(await read('/hasil/2023?setelah=bukan-tempat')).toContain('Kota Surakarta')
})

test('an unknown edition is a page that says where to go', async () => {
  const answer = await world.get('/hasil/2031', 'bahasa=id')
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('Tidak ada hasil evaluasi “2031”.')
})

test('the number of SQL statements does not grow with the list', async () => {
  const count = async (path: string) => (await countStatements(() => read(path))).statements
  const whole = await count('/hasil/2023')
  expect(whole).toBeLessThanOrEqual(10)
  expect(await count('/hasil/2022')).toBe(whole)
  expect(await count('/hasil/2023?urut=nama&provinsi=33')).toBe(whole)
})

test('the table can be taken along as CSV, XLSX and JSON, and as nothing else', async () => {
  const csv = await world.get('/hasil/2023/unduh.csv')
  expect(csv.headers.get('content-disposition')).toContain('hasil-2023.csv')
  const lines = (await csv.text()).trim().split('\r\n')
  expect(lines).toHaveLength(142)
  expect(lines.find(line => line.includes('Luwu Timur'))).not.toContain('0.00')
  const xlsx = new Uint8Array(await (await world.get('/hasil/2023/unduh.xlsx')).arrayBuffer())
  expect(Buffer.from(xlsx.subarray(0, 2)).toString()).toBe('PK')
  const json = (await (await world.get('/hasil/2022/unduh.json')).json()) as { rows: unknown[] }
  expect(json.rows).toHaveLength(42)
  expect((await world.get('/hasil/2023/unduh.pdf')).status).toBe(404)
})

test.each(['/', '/hasil/2022', '/hasil/2023?q=kota&provinsi=32&urut=beda', '/hasil/2023?q=tidakada'])(
  '%s is valid markup in both languages and within its budget',
  async path => {
    for (const language of ['id', 'en']) {
      const html = await read(path, `bahasa=${language}`)
      expect(await faultsOf(html)).toEqual([])
      const { gzipSync } = await import('node:zlib')
      expect(gzipSync(html).byteLength).toBeLessThan(60 * 1024)
    }
  },
)

test('English readers get English words and numbers', async () => {
  const words = wordsOf(await read('/', 'bahasa=en'))
  expect(words).toContain('Smart city evaluation results 2023')
  expect(words).toContain('Mean index 2.81')
  expect(words).not.toContain('daerah')
})
