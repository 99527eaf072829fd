import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits, signIn } from './support/session.ts'

interface Table {
  instrument: string
  rows: { region_name: string; region: string; printed_final: string }[]
}

/** The published table of 2022 with the printed index of two regions spoiled. */
function spoiledTable(): Buffer {
  const table = JSON.parse(readFileSync('db/reference/results/2022.json', 'utf8')) as Table
  for (const row of table.rows) {
    if (row.region === '35.07') row.printed_final = '2.59'
    if (row.region === '33.12') row.printed_final = '1.00'
  }
  return Buffer.from(JSON.stringify(table))
}

test('an officer of the ministry loads a file and gets each row that the rule does not reproduce by name', async ({
  page,
}) => {
  await signIn(page, 'kementerian')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Muat tabel hasil' }).click()
  await expectAccessible(page)
  await page
    .getByLabel('Berkas tabel')
    .setInputFiles({ name: 'hasil.json', mimeType: 'application/json', buffer: spoiledTable() })
  await page.getByLabel('Tahun evaluasi').fill('2022')
  await page.getByLabel('Surat atau dokumen asal').fill('Uji perjalanan')
  await page.getByRole('button', { name: 'Periksa berkas' }).click()
  await expect(page).toHaveURL(/\/hasil\/impor\/[0-9a-f-]{36}/)
  await expect(page.getByText('Kabupaten Malang').first()).toBeVisible()
  await expect(page.getByText('Kabupaten Wonogiri').first()).toBeVisible()
  await expect(page.getByText('2.59').or(page.getByText('2,59')).first()).toBeVisible()
  await expect(page.getByText('Kabupaten Belitung Timur')).toHaveCount(0)
  await expectAccessible(page)
  await expectFits(page)
})

test('a file of another kind is refused with a sentence, and what was typed stays', async ({ page }) => {
  await signIn(page, 'kementerian')
  await page.goto('/hasil/impor')
  const html = Buffer.from('<!doctype html><html><body>Bukan tabel</body></html>')
  await page.getByLabel('Berkas tabel').setInputFiles({ name: 'hasil.csv', mimeType: 'text/csv', buffer: html })
  await page.getByLabel('Tahun evaluasi').fill('2022')
  await page.getByLabel('Surat atau dokumen asal').fill('Surat yang diketik')
  await page.getByRole('button', { name: 'Periksa berkas' }).click()
  await expect(page.getByRole('alert')).toContainText('HTML')
  await expect(page.getByRole('alert')).toBeFocused()
  await expect(page.getByLabel('Surat atau dokumen asal')).toHaveValue('Surat yang diketik')
  await expect(page).toHaveTitle(/^Kesalahan:/)
  await expectAccessible(page)
})
