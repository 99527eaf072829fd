import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { demoRound, expectFits, signIn } from './support/session.ts'

test.use({ javaScriptEnabled: false })

test('the whole story is told with script off', async ({ page }) => {
  await page.goto('/')
  await page.getByLabel('Cari daerah').fill('wonogiri')
  await page.getByRole('button', { name: 'Terapkan' }).click()
  await page.getByRole('link', { name: 'Kab. Wonogiri' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kabupaten Wonogiri')
  await expect(page.getByRole('heading', { name: 'Begini indeks dihitung' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Peta interaktif' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Gelap' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'tudang-malam')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.getByRole('button', { name: 'Bahasa Indonesia' }).click()

  await signIn(page, 'kementerian')
  await page.goto('/hasil/impor')
  const buffer = readFileSync('db/reference/results/2022.json')
  await page.getByLabel('Berkas tabel').setInputFiles({ name: '2022.json', mimeType: 'application/json', buffer })
  await page.getByLabel('Tahun evaluasi').fill('2022')
  await page.getByLabel('Surat atau dokumen asal').fill('Surat B-1004/DJAI/AI.01.04/12/2022')
  await page.getByRole('button', { name: 'Periksa berkas' }).click()
  await expect(page).toHaveURL(/\/hasil\/impor\/[0-9a-f-]{36}/)
  await expect(page.getByText(/42/).first()).toBeVisible()
  await expectFits(page)
})

test('with script off somebody answers a question with evidence from the library', async ({ page }, info) => {
  await signIn(page, 'sekretariat-luwu-timur')
  const round = await demoRound(page)
  const answers = await page.request.get(`/api/v1/rounds/${round}/regions/73.24/answers`)
  const { items } = (await answers.json()) as { items: { question: string; state: string | null }[] }
  // Both sizes run side by side: each has a question of its own.
  const open = items.filter(({ state }) => state === null || state === 'draft')
  const question = open.at(info.project.name === 'phone' ? 0 : 1)?.question ?? ''
  const words = `Tanpa skrip, ${info.project.name}.`
  await page.goto(`/putaran/${round}/73.24/soal/${question}`)
  await page.locator('.score label', { hasText: '2' }).click()
  await page.getByLabel('Uraian').fill(words)
  await page.getByRole('button', { name: 'Simpan, lanjut' }).click()
  await expect(page).not.toHaveURL(new RegExp(`/soal/${question}$`))

  await page.goto(`/putaran/${round}/73.24/soal/${question}`)
  await expect(page.getByLabel('Uraian')).toHaveValue(words)
  await expect(page.locator('input[name="level"]:checked')).toHaveValue('2')
  await expect(page.getByText(/tersimpan \d\d\.\d\d\sWITA/)).toBeVisible()
  const title = 'Halaman layanan kabupaten (peragaan)'
  await page.getByText('Ambil dari pustaka bukti').click()
  await page.getByLabel('Cari judul di pustaka').fill('layanan kabupaten')
  await page.getByRole('button', { name: 'Simpan, lalu cari' }).click()
  await page.getByLabel(`Lampirkan: ${title}`).check()
  await page.getByRole('button', { name: 'Simpan dan tandai siap' }).click()
  await expect(page.getByText('Tersimpan dan ditandai siap.')).toBeVisible()
  await expect(page.getByRole('link', { name: title }).first()).toBeVisible()
  await expectFits(page)
})

test('with script off an assessor scores a question', async ({ page }, info) => {
  await signIn(page, 'asesor-satu')
  const sheet = `/putaran/${await demoRound(page)}/73.22/nilai`
  const question = info.project.name === 'phone' ? 'impact.D1.4.1.1' : 'outcome.C1.3.1.1'
  await page.goto(`${sheet}/${question}`)
  await page.locator('.score label', { hasText: '3' }).click()
  await page.getByLabel('Catatan', { exact: true }).fill('Buktinya sesuai.')
  await page.getByRole('button', { name: /^Simpan, lanjut ke/ }).click()
  await expect(page).not.toHaveURL(new RegExp(`${question}$`))
  await page.goto(`${sheet}/${question}`)
  await expect(page.locator('input[name="nilai"]:checked')).toHaveValue('3')
  await expect(page.getByLabel('Catatan', { exact: true })).toHaveValue('Buktinya sesuai.')
  await expectFits(page)
})
