import { writeFileSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { roundWorld, writerOf } from '../../../../test/support/rounds.ts'
import { testWorld } from '../../../../test/support/world.ts'
import { countStatements } from '#platform/db/database.ts'
import { handInAll, remark } from '../actions/closing/closing.fixture.ts'
import { closeRound } from '../actions/closing/close-round.ts'
import { readReport, resultReport } from './result-report.ts'

const world = await testWorld('demo')

/** The words of every page, as a reader's "select all" gives them. */
async function pagesOf(round: string, code: string): Promise<string[]> {
  const bytes = await resultReport(world.platform, round, code)
  // To look at them: PDF_OUT=folder vitest run …
  if (process.env['PDF_OUT']) writeFileSync(`${process.env['PDF_OUT']}/laporan-${code}-${round}.pdf`, bytes)
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  try {
    const pdf = await task.promise
    const pages: string[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const { items } = await (await pdf.getPage(number)).getTextContent()
      pages.push(
        items
          .map(item => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : ''))
          .join('')
          .replace(/\s+/g, ' '),
      )
    }
    return pages
  } finally {
    await task.destroy()
  }
}

test('the report of Malang 2022 has all parts of an official report, and says that it is no letter of the ministry', async () => {
  const pages = await pagesOf('2022-kppn-ikn', '35.07')
  const [letter = '', ...report] = pages
  const words = report.join(' ')
  expect(letter).toContain('B-1004/DJAI/AI.01.04/12/2022')
  expect(letter).toContain('Jakarta, 6 Desember 2022')
  expect(letter).toContain('Yth. Bupati Malang')
  expect(letter).toContain('bukan surat aslinya')
  expect(letter).toContain('indeks 2,51 dari 4, peringkat 12 dari 38 daerah')
  expect(letter).toContain('bukan tanda tangan elektronik')
  expect(letter).toMatch(/\/v\/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)
  for (const title of [
    '1. Umum',
    '2. Metodologi',
    '3. Hasil kelompok',
    '4. Hasil Kabupaten Malang',
    '5. Nilai tiap pertanyaan',
    '6. Kekuatan',
    '7. Kelemahan',
    '8. Rekomendasi',
    '9. Keaslian dan hitung ulang',
  ]) {
    expect(words).toContain(title)
  }
  expect(words).toContain('0,14 + 0,31 + 0,88 + 0,26 + 0,92 = 2,51')
  expect(words).toContain('42 daerah: 38 dinilai dan 4 tidak hadir. Pelaksanaan: wawancara daring 3–7 Oktober 2022.')
  expect(words).toContain('Rata-rata 31 pertanyaan: 90,50 ÷ 31 = 2,919354…, dibulatkan 2,92')
  expect(words).toContain('Mempercepat pengesahan dan penetapan Peraturan Bupati')
  expect(words).toMatch(/Kab\. Wakatobi – – – – – tidak hadir/)
  // Long tables repeat their heads: the table of the group goes over a page.
  expect(words.split('Peringkat Daerah Kondisi awal').length - 1).toBe(2)
  expect(words).toContain(`Halaman ${pages.length} dari ${pages.length}`)
})

test('the report of a year after shows the change with its arithmetic and last year beside this', async () => {
  const words = (await pagesOf('2023-kppn-ikn', '35.07')).join(' ')
  expect(words).toContain('Beda dari 2022: +0,44')
  expect(words).toContain('2,94 − 2,50 = +0,44')
  expect(words).toContain('Dimensi Daerah ini 2023 Rata-rata kelompok Daerah ini 2022 Beda')
  expect(words).toContain('nilai tiap pertanyaannya tidak diterbitkan')
  expect(words).not.toContain('5. Nilai tiap pertanyaan')
})

test('an absent region has a report without numbers of its own, and no zero', async () => {
  const words = (await pagesOf('2023-regular', '73.24')).join(' ')
  expect(words).toContain('Kabupaten Luwu Timur tercatat tidak hadir')
  expect(words).toMatch(/4\. Hasil Kabupaten Luwu Timur Tidak hadir/)
  expect(words).not.toMatch(/Luwu Timur memperoleh|Luwu Timur 0,00/)
})

test('a round that was closed here shows means with their spread by unnamed assessors, and remarks by dimension', async () => {
  const { roundId, ministry, assessors } = await roundWorld(world, { regions: ['73.22'] })
  await expect(resultReport(world.platform, roundId, '73.22')).rejects.toMatchObject({ code: 'conflict' })
  await handInAll(world, roundId, ['73.22'])
  const text = 'Tetapkan #set page(width: 1mm) dan "peraturan" $x$ bupati.'
  await remark(world, roundId, '73.22', 'recommendation', 'output', text)
  await closeRound(world.platform, roundId, writerOf(ministry))
  const pages = await pagesOf(roundId, '73.22')
  const words = pages.join(' ')
  expect(pages[0]).toContain('KEMENTERIAN KOMUNIKASI DAN DIGITAL REPUBLIK INDONESIA')
  expect(pages[0]).toContain('belum diberi nomor')
  expect(pages[0]).not.toContain('disusun ulang')
  expect(words).toContain('rata-rata nilai bulat 0 sampai 4 dari 2 asesor')
  expect(words).toMatch(/Kode Pertanyaan Sebaran Nilai/)
  expect(words).toMatch(/\d–\d \d,\d\d/)
  // What people wrote is shown, never run.
  expect(words).toContain(text)
  for (const { name } of assessors) expect(words).not.toContain(name ?? 'Asesor Satu')
})

test('an unknown round, a region that is not in it and a hostile code are refused with a sentence', async () => {
  for (const [round, code] of [
    ['2099-none', '35.07'],
    ['2022-kppn-ikn', '73.24'],
    ['2022-kppn-ikn', "35.07'; drop table evaluation.round"],
  ] as const) {
    const error = await resultReport(world.platform, round, code).catch((fault: unknown) => fault)
    expect(error).toBeInstanceOf(Problem)
    expect((error as Problem).code).toBe('not-found')
  }
})

test('reading a report takes the same statements for a group of 42 and of 75 regions', async () => {
  const few = await countStatements(() => readReport(world.platform, '2022-kppn-ikn', '35.07'))
  const many = await countStatements(() => readReport(world.platform, '2023-regular', '73.24'))
  expect(many.value.rows.length).toBeGreaterThan(few.value.rows.length)
  expect(many.statements).toBe(few.statements)
})
