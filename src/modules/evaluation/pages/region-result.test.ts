import { expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { pdfText } from '#platform/documents/pdf-text.fixture.ts'
import { testWorld } from '../../../../test/support/world.ts'
import { scoreFile } from '../rules/score-file.ts'
import { readInstrumentFiles } from '../store/instrument-files.ts'
import { faultsOf, wordsOf } from './read-pages.fixture.ts'

const world = await testWorld('empty')
const { pool } = world.platform.db

async function read(path: string, cookie = 'bahasa=id'): Promise<string> {
  const answer = await world.get(path, cookie)
  expect(answer.status).toBe(200)
  return await answer.text()
}

async function sheet(code: string, edition: string): Promise<string> {
  const answer = await world.get(`/daerah/${code}/evaluasi/${edition}/lembar.pdf`)
  expect(answer.status).toBe(200)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
  return pdfText(bytes).replace(/\s+/g, ' ')
}

test('Malang 2023 is read off step by step, and why it rose by 0,44', async () => {
  const words = wordsOf(await read('/daerah/35.07/evaluasi'))
  expect(words).toContain('Indeks 2023 2,94 dari 4')
  expect(words).toContain('Beda dari 2022 naik 0,44')
  expect(words).toContain('Peringkat kelompok 22 dari 58')
  expect(words).toContain('Semua dimensi naik, keluaran paling lemah')
  expect(words).toContain('Kerja sama baru dinilai mulai 2023.')
  expect(words).toContain('Keluaran 2,29 × 0,20 0,458')
  expect(words).toContain('Jumlah 1,00 2,941 dibulatkan 2,94')
  expect(words).toContain(
    '3,60 × 0,10 + 2,29 × 0,20 + 3,41 × 0,20 + 2,81 × 0,20 + 3,13 × 0,20 + 2,53 × 0,10 = 2,941, dibulatkan 2,94',
  )
  expect(words).toContain('Mengapa naik 0,44, bukan 0,43?')
  expect(words).toContain('tercetak 2,51. Dengan pembulatan satu kali, indeks 2022 menjadi 2,50.')
  expect(words).toContain('2,94 − 2,50 = +0,44')
  expect(words).toContain('Tata kelola 6 pertanyaan 3,04')
  expect(words).toContain('Nilai per pertanyaan 2023 belum dimuat.')
  expect(words).toContain('Belum adanya rencana aksi pengembangan SDM')
})

test('Malang 2022 shows each term rounded, all 59 questions and their means', async () => {
  const words = wordsOf(await read('/daerah/35.07/evaluasi?tahun=2022'))
  expect(words).toContain('Keluaran 1,54 × 0,20 0,308 0,31')
  expect(words).toContain('Jumlah 1,00 2,504 2,51')
  expect(words).toContain('0,14 + 0,31 + 0,88 + 0,26 + 0,92 = 2,51')
  expect(words).toContain('Mengapa 2,51, bukan 2,50?')
  expect(words).toContain('Rata-rata 31 pertanyaan: 90,50 ÷ 31 = 2,919354…, dibulatkan 2,92')
  expect(words).toContain('Rata-rata 5 pertanyaan: 7,00 ÷ 5 = 1,40')
  expect(words).toContain('Lihat nilai 59 pertanyaan')
})

test('a change that is only printed is said to be so, with the reason', async () => {
  const words = wordsOf(await read('/daerah/32.73/evaluasi'))
  expect(words).toContain('turun 0,06 tercetak, tidak dihitung ulang')
  expect(words).toContain('Beda −0,06 dikutip dari laporan.')
})

test('a region that was absent the year before has no change and is told why', async () => {
  const { rows } = await pool.query<{ region_code: string }>(
    `select region_code from evaluation.result where edition_id = '2023' and improvement_basis = 'absent-before'`,
  )
  expect(rows).toHaveLength(2)
  const words = wordsOf(await read(`/daerah/${rows[0]?.region_code}/evaluasi`))
  expect(words).toContain('Mengapa tidak ada beda?')
  expect(words).toContain('tidak hadir tidak dihitung sebagai nol')
})

test('Luwu Timur 2023 is absent: no score, what that means, its recorded way, and what it needs to return', async () => {
  const words = wordsOf(await read('/daerah/73.24/evaluasi'))
  expect(words).toContain('Indeks 2023 Tidak hadir')
  expect(words).toContain('Luwu Timur tidak ikut evaluasi 2023, jadi tidak ada nilai .')
  expect(words).toContain('10 daerah lain juga tidak hadir.')
  expect(words).toContain('20 Mei 2021 Rapat persiapan di Media Center Diskominfo')
  expect(words).toContain('Yang perlu ada untuk kembali')
  expect(words).toContain('Ini panduan umum, bukan catatan keadaan daerah ini.')
  expect(words).toContain('Nilai sebelum 2022 belum dimuat.')
  // The only 0,00 is the sentence about what the paper prints.
  expect(words.match(/0,00/g)).toHaveLength(2)
})

test('an absent region that was there before says when, and where that result is', async () => {
  const { rows } = await pool.query<{ region_code: string; index: string }>(
    `select a.region_code, b.index from evaluation.result a join evaluation.result b using (region_code)
     where a.edition_id = '2023' and not a.took_part and b.edition_id = '2022' and b.took_part`,
  )
  const [last] = rows
  const html = await read(`/daerah/${last?.region_code}/evaluasi`)
  expect(wordsOf(html)).toContain(`Terakhir hadir pada 2022, dengan indeks ${last?.index.replace('.', ',')}.`)
  expect(html).toContain(`/daerah/${last?.region_code}/evaluasi?tahun=2022`)
})

test('regions without a result, and places that are not evaluated, say what to do next', async () => {
  expect(wordsOf(await read('/daerah/73.22/evaluasi'))).toContain('Indeks 2,88 menurut pemberitaan')
  expect(wordsOf(await read('/daerah/73.22/evaluasi'))).toContain('anggota gerakan sejak 2022, tetapi tidak disebut')
  expect(wordsOf(await read('/daerah/73/evaluasi'))).toContain('Evaluasi dilakukan untuk kabupaten dan kota.')
  expect(wordsOf(await read('/daerah/73.24.01/evaluasi'))).toContain('Lihat hasil Kabupaten Luwu Timur')
  expect((await world.get('/daerah/99.99/evaluasi')).status).toBe(404)
  expect((await world.get('/daerah/35.07/evaluasi?tahun=2019')).status).toBe(404)
})

test('the page of a region needs the same few statements whatever is loaded for it', async () => {
  const count = async (path: string) => (await countStatements(() => read(path))).statements
  expect(await count('/daerah/35.07/evaluasi')).toBeLessThanOrEqual(14)
  expect(await count('/daerah/73.24/evaluasi')).toBeLessThanOrEqual(12)
})

test('every result file to recompute is taken by the scoring command as it is and gives the published index', async () => {
  const instruments = await readInstrumentFiles()
  const { rows } = await pool.query<{ region_code: string; edition_id: string; index: string | null }>(
    `select region_code, edition_id, index from evaluation.result where edition_id = '2022' or not took_part or rank <= 20`,
  )
  expect(rows.length).toBeGreaterThan(60)
  for (const row of rows) {
    const file: unknown = await (
      await world.get(`/daerah/${row.region_code}/evaluasi/${row.edition_id}/hitung.json`)
    ).json()
    const scored = scoreFile(file, instruments)
    expect([row.region_code, scored.ok && !Array.isArray(scored.value) && scored.value.index]).toEqual([
      row.region_code,
      row.index,
    ])
  }
})

test('the file of Malang 2022 carries its 59 question scores; each key of a file is described in it', async () => {
  const file = (await (await world.get('/daerah/35.07/evaluasi/2022/hitung.json')).json()) as Record<string, object>
  expect(Object.keys(file['scores'] ?? {})).toHaveLength(59)
  const described = Object.keys(file['fields'] ?? {})
  for (const key of Object.keys(file)) if (!['how', 'fields'].includes(key)) expect(described).toContain(key)
})

test('the sheet of Malang 2023 has index, arithmetic, change, hashes and a mark that can be checked', async () => {
  const text = await sheet('35.07', '2023')
  expect(text).toContain('Lembar hasil: Kabupaten Malang')
  expect(text).toContain('Bukan surat kementerian.')
  expect(text).toContain('Indeks 2023 2,94 naik 0,44 dari 2022')
  expect(text).toContain('Hasil 3,41 0,20 0,682')
  expect(text).toContain('2,94 − 2,50 = +0,44.')
  const token = /\/v\/([0-9A-Z-]{14})/.exec(text)?.[1]
  const words = wordsOf(await read(`/v/${token}`))
  expect(words).toContain('Cocok')
  expect(words).toContain('Indeks 2,94')
})

test('the sheet of 2022 quotes the remarks, that of an absent region says so and prints no figure', async () => {
  expect(await sheet('35.07', '2022')).toContain('Rekomendasi (dikutip dari laporan)')
  const absent = await sheet('73.24', '2023')
  expect(absent).toContain('Tidak hadir')
  expect(absent).not.toContain('Sumbangan')
})

test('a hostile name stays text on the page and on the sheet', async () => {
  const hostile = '<img src=x onerror=alert(1)> #panic() $x$ ]'
  await pool.query(
    `update evaluation.result set region_name = $1, deviation_reason = $1 where region_code = '33.71' and edition_id = '2023'`,
    [hostile],
  )
  await pool.query(`update region.region set name = $1 where region_code = '33.71'`, [hostile])
  for (const path of ['/daerah/33.71/evaluasi', '/bandingkan?daerah=33.71', '/hasil/2023?q=onerror']) {
    const html = await read(path)
    expect(html).not.toContain('<img')
    expect(await faultsOf(html)).toEqual([])
  }
  expect(await sheet('33.71', '2023')).toContain(hostile)
})

test('a sheet whose result was corrected no longer matches, and shows both figures', async () => {
  const text = await sheet('33.72', '2023')
  const token = /\/v\/([0-9A-Z-]{14})/.exec(text)?.[1] ?? ''
  await pool.query(`insert into evaluation.result_superseded (region_code, edition_id, superseded_by, content, content_sha256, import_id)
    select region_code, edition_id, import_id, to_jsonb(r), content_sha256, import_id from evaluation.result r
    where region_code = '33.72' and edition_id = '2023'`)
  await pool.query(`update evaluation.verification_token set superseded_at = now() where token = $1`, [token])
  await pool.query(
    `update evaluation.result set index = 3.80, exact_sum = 3.80, content_sha256 = repeat('a', 64) where region_code = '33.72' and edition_id = '2023'`,
  )
  const words = wordsOf(await read(`/v/${token.toLowerCase()}`))
  expect(words).toContain('Tidak cocok lagi')
  expect(words).toContain('Indeks 3,84')
  expect(words).toContain('Hasil yang berlaku Indeks 3,80')
})

test('an unknown mark is a page with a field to type it again', async () => {
  const answer = await world.get('/v/0000-0000-0000', 'bahasa=id')
  expect(answer.status).toBe(404)
  const html = await answer.text()
  expect(html).toContain('Tidak ada lembar hasil dengan tanda “0000-0000-0000”.')
  expect(await faultsOf(html)).toEqual([])
  expect((await world.get('/v?tanda=7k4m%202q9x')).headers.get('location')).toBe('/v/7k4m%202q9x')
})

test.each([
  '/daerah/35.07/evaluasi',
  '/daerah/35.07/evaluasi?tahun=2022',
  '/daerah/73.24/evaluasi',
  '/daerah/73.22/evaluasi',
  '/daerah/73/evaluasi',
  '/v',
])('%s is valid markup in both languages', async path => {
  for (const language of ['id', 'en']) expect(await faultsOf(await read(path, `bahasa=${language}`))).toEqual([])
})
