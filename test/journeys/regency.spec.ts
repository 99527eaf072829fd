import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits, signIn } from './support/session.ts'

test('an officer of a regency sees the own region first, and may not import results', async ({ page }) => {
  await signIn(page, 'sekretariat-luwu-timur')
  await expect(page.getByText('Luwu Timur').first()).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  const answer = await page.goto('/hasil/impor')
  expect(answer?.status()).toBe(403)
  await expect(page.getByText('sekretariat kementerian').first()).toBeVisible()
  await expectAccessible(page)
})

test('a person with two roles switches between them', async ({ page }) => {
  await signIn(page, 'petugas-dan-pembimbing')
  await page.locator('details.account > summary').click()
  await page
    .locator('details.account')
    .getByRole('button', { name: /Pembimbing/ })
    .click()
  await page.goto('/beranda')
  await expect(page.getByText(/sebagai Pembimbing/)).toBeVisible()
  await expectAccessible(page)
})

test('a session that ends while typing loses nothing', async ({ page, context }) => {
  await signIn(page, 'sekretariat-luwu-timur')
  await page.goto('/akun')
  await page.getByLabel('Nama', { exact: true }).fill('Nama yang sedang diketik')
  await context.clearCookies()
  await page.getByRole('button', { name: 'Simpan nama' }).click()
  await expect(page.getByText('Nama yang sedang diketik')).toBeVisible()
  await expectAccessible(page)
})

test('a secretariat invites a colleague, who accepts and signs in', async ({ page, browser }, info) => {
  await signIn(page, 'sekretariat-luwu-timur')
  await page.goto('/organisasi?q=kesehatan')
  await page.getByRole('link', { name: /Dinas Kesehatan Luwu Timur/ }).click()
  const email = `baru-${info.project.name}@contoh.tudang.invalid`
  await page.getByLabel('Surel').fill(email)
  await page.getByLabel('Peran').selectOption({ label: 'Petugas OPD' })
  await page.getByRole('button', { name: /undang/i }).click()
  await expect(page.getByText(email).first()).toBeVisible()
  await expectAccessible(page)

  const other = await browser.newContext({ baseURL: info.project.use.baseURL ?? 'http://localhost:3199' })
  const ministry = await other.newPage()
  await signIn(ministry, 'kementerian')
  await ministry.goto('/dev/outbox')
  await ministry
    .getByRole('link')
    .filter({ hasText: email })
    .or(ministry.getByRole('row').filter({ hasText: email }).getByRole('link'))
    .first()
    .click()
  const letter = (await ministry.locator('main').textContent()) ?? ''
  const path = /\/undangan\/[\w-]+/.exec(letter)?.[0] ?? ''
  await other.clearCookies()
  await ministry.goto(path)
  await ministry.getByLabel('Nama').fill('Petugas Baru')
  await ministry
    .getByLabel(/Kata sandi/)
    .first()
    .fill('sandi-yang-panjang-sekali')
  await ministry
    .getByRole('button')
    .filter({ hasText: /terima|buat|masuk/i })
    .first()
    .click()
  await expect(ministry.getByText(/Dinas Kesehatan Luwu Timur/).first()).toBeVisible()
  await other.close()
})
