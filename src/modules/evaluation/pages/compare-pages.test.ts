import { expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { testWorld } from '../../../../test/support/world.ts'
import { faultsOf, rowsOf, wordsOf } from './read-pages.fixture.ts'

const world = await testWorld('empty')

async function read(path: string, cookie = 'bahasa=id'): Promise<string> {
  const answer = await world.get(path, cookie)
  expect(answer.status).toBe(200)
  return await answer.text()
}

test('regions stand side by side; the absent and the unlisted as such', async () => {
  const html = await read('/bandingkan?daerah=35.07&daerah=73.24&daerah=73.22&tahun=2023')
  const words = wordsOf(html)
  const bars = [...html.matchAll(/<ul>(.*?)<\/ul>/gs)]
    .map(([list]) => list)
    .filter(list => list.includes('class="meter'))
  expect(bars).toHaveLength(7)
  for (const list of bars) {
    expect(wordsOf(`<main>${list}</main>`).trim()).toMatch(
      /^Kab\. Malang \d,\d\d Kab\. Luwu Timur tidak hadir Kab\. Luwu Utara tidak ada di tabel 2023$/,
    )
    expect(list.match(/<rect/g)).toHaveLength(1)
  }
  expect(rowsOf(html).map(row => row.join(' '))[1]).toMatch(/^Kab\. Luwu Timur Umum .*tidak hadir/)
  expect(words).not.toContain('0,00')
})

test('where nobody took part there are no bars, only the words', async () => {
  const html = await read('/bandingkan?daerah=73.24&daerah=73.22&tahun=2023')
  expect(wordsOf(html)).not.toContain('Dimensi demi dimensi')
  expect(wordsOf(html)).toContain('tidak hadir')
})

test('each region can be taken away by a link that keeps the others and the year', async () => {
  const html = await read('/bandingkan?daerah=35.07&daerah=34.71&tahun=2022')
  expect(html).toContain('href="/bandingkan?daerah=34.71&amp;tahun=2022"')
})

test('a name adds its region, several matches are offered, none is said so with what was typed', async () => {
  const one = await world.get('/bandingkan?daerah=35.07&tahun=2023&tambah=yogyakarta')
  expect(one.headers.get('location')).toBe('/bandingkan?daerah=35.07&daerah=34.71&tahun=2023')
  const several = await read('/bandingkan?tahun=2023&tambah=kota%20b')
  expect(wordsOf(several)).toContain('Tambah Kota Bandung')
  const none = await read('/bandingkan?tahun=2023&tambah=%3Cb%3Eatlantis')
  expect(none).toContain('Tidak ada daerah “&lt;b&gt;atlantis”')
  expect(none).toContain('value="&lt;b&gt;atlantis"')
})

test('of more than five regions the first five are shown, with a sentence', async () => {
  const codes = ['35.07', '34.71', '33.72', '32.73', '35.77', '34.03', '35.78']
  const html = await read(`/bandingkan?${codes.map(code => `daerah=${code}`).join('&')}`)
  expect(wordsOf(html)).toContain('Paling banyak lima daerah.')
  expect(rowsOf(html)).toHaveLength(5)
})

test('regions scored with different instruments carry a warning, alike ones do not', async () => {
  const warning = 'dinilai dengan instrumen yang berbeda'
  expect(wordsOf(await read('/bandingkan?daerah=35.07&daerah=32.73'))).toContain(warning)
  expect(wordsOf(await read('/bandingkan?daerah=35.07&daerah=34.71'))).not.toContain(warning)
})

test('a comparison takes the same statements for two regions and for five', async () => {
  const count = async (path: string) => (await countStatements(() => read(path))).statements
  const two = await count('/bandingkan?daerah=35.07&daerah=34.71')
  expect(two).toBeLessThanOrEqual(4)
  expect(await count('/bandingkan?daerah=35.07&daerah=34.71&daerah=33.72&daerah=32.73&daerah=35.77')).toBe(two)
})

test('an instrument shows weights, arithmetic in words, a worked example with real numbers, and its hash', async () => {
  const words = wordsOf(await read('/instrumen/smart-city-2022-kppn-ikn'))
  expect(words).toContain('31 pertanyaan')
  expect(words).toContain('4 asesor masing-masing memberi bilangan bulat 0 sampai 4')
  expect(words).toContain('tiap hasil kali dibulatkan ke dua angka (tepat setengah ke atas), baru dijumlahkan')
  expect(words).toContain('Contoh: Kota Surabaya')
  expect(words).toContain('0,35 + 0,54 + 1,07 + 0,39 + 1,06 = 3,41')
  expect(words).toMatch(/SHA-256 [0-9a-f]{64}/)
  expect(words).toContain('The paper states no scale.')
})

test('an instrument goes by a short name; its official title stands below', async () => {
  const html = await read('/instrumen/smart-city-2023-kppn-ikn')
  expect(html).toContain('<h1>Instrumen 2023, wisata prioritas &amp; IKN</h1>')
  expect(html).toContain('<title>Instrumen 2023, wisata prioritas &amp; IKN')
  expect(wordsOf(html)).toContain('Kota Cerdas (Smart City) Tahap II Tahun 2023: Kawasan Pariwisata Prioritas Nasional')
  expect(rowsOf(await read('/instrumen')).map(([name]) => name?.split(' Evaluasi ')[0])).toEqual([
    'Instrumen 2023, wisata prioritas &amp; IKN',
    'Instrumen 2023, umum',
    'Instrumen 2022, wisata prioritas &amp; IKN',
    'Instrumen 2022, umum',
  ])
})

test('an instrument without published questions says what that allows', async () => {
  expect(wordsOf(await read('/instrumen/smart-city-2023-regular'))).toContain(
    'Pertanyaan instrumen ini tidak diterbitkan.',
  )
  const unknown = await world.get('/instrumen/tidak-ada', 'bahasa=id')
  expect(unknown.status).toBe(404)
  expect(await unknown.text()).toContain('Tidak ada instrumen “tidak-ada”.')
})

test('two instruments are compared by weight, rounding with a number, and questions by their text', async () => {
  const html = await read('/instrumen/bandingkan?a=smart-city-2022-kppn-ikn&b=smart-city-2023-kppn-ikn')
  const words = wordsOf(html)
  expect(words).toContain('Hasil 0,30 0,20 31 → 33')
  expect(words).toContain('Kerja sama tidak ada 0,10 0 → 6')
  expect(words).toContain(
    'tiap sumbangan dibulatkan menghasilkan 3,41; dibulatkan satu kali di akhir menghasilkan 3,40',
  )
  expect(words).toContain('29 sama, 17 sama dengan kode lain, 3 berkode sama tetapi teksnya lain, 68 baru, 10 dihapus.')
  expect(wordsOf(await read('/instrumen/bandingkan?a=smart-city-2022-kppn-ikn&b=smart-city-2022-kppn-ikn'))).toContain(
    'adalah instrumen yang sama',
  )
})

test.each([
  '/bandingkan',
  '/bandingkan?daerah=35.07&daerah=73.24&daerah=73.22&tahun=2023',
  '/bandingkan?tahun=2023&tambah=kota%20b',
  '/instrumen',
  '/instrumen/smart-city-2022-kppn-ikn',
  '/instrumen/smart-city-2023-kppn-ikn',
  '/instrumen/smart-city-2023-regular',
  '/instrumen/bandingkan',
  '/instrumen/bandingkan?a=smart-city-2022-kppn-ikn&b=smart-city-2023-kppn-ikn',
])('%s is valid markup in both languages', async path => {
  for (const language of ['id', 'en']) expect(await faultsOf(await read(path, `bahasa=${language}`))).toEqual([])
})
