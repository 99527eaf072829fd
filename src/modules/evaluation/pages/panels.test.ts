import { expect, test } from 'vitest'
import { testWorld } from '../../../../test/support/world.ts'
import { faultsOf, wordsOf } from './read-pages.fixture.ts'

const world = await testWorld('demo')

async function read(path: string, login?: string): Promise<string> {
  const cookie =
    login === undefined ? 'bahasa=id' : `${await world.signIn(`${login}@contoh.tudang.invalid`)}; bahasa=id`
  const answer = await world.get(path, cookie)
  expect(answer.status).toBe(200)
  const html = await answer.text()
  expect(await faultsOf(html)).toEqual([])
  return html
}

test('the overview of a region shows its newest result in short, an absent one in words', async () => {
  const malang = wordsOf(await read('/daerah/35.07'))
  expect(malang).toContain('Evaluasi kota cerdas 2,94 dari 4 naik 0,44')
  expect(malang).toContain('Tahun 2023, peringkat 22 dari 58 di kelompoknya.')
  const absent = wordsOf(await read('/daerah/73.24'))
  expect(absent).toContain('Tidak hadir pada 2023: tidak ada nilai, bukan nol.')
  expect(absent).not.toContain('0,00')
})

test('a province leads to the results of its regions', async () => {
  expect(await read('/daerah/73')).toContain('href="/hasil/2023?provinsi=73#peringkat"')
})

test('a region without a result has no panel that pretends one', async () => {
  expect(wordsOf(await read('/daerah/73.22'))).not.toContain('Evaluasi kota cerdas')
})

test('an officer of an absent region is led to what it needs to return', async () => {
  const html = await read('/beranda', 'sekretariat-luwu-timur')
  expect(wordsOf(html)).toContain('Hasil Kabupaten Luwu Timur 2023 Tidak hadir')
  expect(html).toContain('href="/daerah/73.24/evaluasi#kembali"')
})

test('an officer of a region without a result is told so, with a way on', async () => {
  const html = await read('/beranda', 'sekretariat-luwu-utara')
  expect(wordsOf(html)).toContain('Kabupaten Luwu Utara belum punya hasil evaluasi di Tudang.')
  expect(html).toContain('href="/daerah/73.22/evaluasi"')
})

test('the ministry sees each edition in numbers and the way to load a table; a citizen does not', async () => {
  const words = wordsOf(await read('/beranda', 'kementerian'))
  expect(words).toContain('2023: 130 daerah hadir, 11 tidak')
  expect(words).toContain('2022: 38 daerah hadir, 4 tidak')
  expect(words).toContain('Muat tabel hasil')
  expect(await read('/beranda', 'warga')).not.toContain('/hasil/impor')
})
