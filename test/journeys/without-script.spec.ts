import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { expectFits, signIn } from './support/session.ts'

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
