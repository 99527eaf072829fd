import { createHmac } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectFits, signIn } from './support/session.ts'

/** The six figures that an app shows for a key (RFC 6238), computed here. */
function figuresOf(key: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...key].map(sign => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', bytes).update(counter).digest()
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectFits(page)
}

test('two-step codes are turned on, asked for at the next sign-in, and turned off again', async ({
  page,
  context,
}, info) => {
  const box = info.project.name === 'phone' ? 'provinsi' : 'kepala-daerah-luwu-timur'
  await signIn(page, box)
  await page.goto('/akun')
  await page.getByRole('link', { name: 'Aktifkan kode dua langkah' }).click()
  await expectGood(page)
  await page.getByLabel('Kata sandi').fill('bukan-ini')
  await page.getByRole('button', { name: 'Aktifkan kode dua langkah' }).click()
  await expect(page.getByRole('alert')).toBeFocused()
  await expectGood(page)
  await page.getByLabel('Kata sandi').fill('tudang-peragaan')
  await page.getByRole('button', { name: 'Aktifkan kode dua langkah' }).click()
  await expect(page.getByRole('img', { name: 'Kode QR untuk aplikasi kode' })).toBeVisible()
  await expectGood(page)
  const key = ((await page.locator('p.font-mono').textContent()) ?? '').replaceAll(' ', '')
  await page.getByLabel('Kode', { exact: true }).fill(figuresOf(key))
  await page.getByRole('button', { name: 'Aktifkan kode dua langkah' }).click()
  await expect(page.getByText('Kode dua langkah aktif.')).toBeVisible()

  await context.clearCookies()
  await page.goto('/masuk?kembali=/akun/kode')
  await page.getByLabel('Surel').fill(`${box}@contoh.tudang.invalid`)
  await page.getByLabel('Kata sandi').fill('tudang-peragaan')
  await page.getByRole('button', { name: 'Masuk', exact: true }).first().click()
  await expect(page).toHaveURL(url => url.pathname === '/masuk/kode')
  await expectGood(page)
  await page.getByLabel('Kode', { exact: true }).fill('000000')
  await page.getByRole('button', { name: 'Lanjut masuk' }).click()
  await expect(page.getByText('Kode ini tidak cocok').first()).toBeVisible()
  await expectGood(page)
  await page.getByLabel('Kode', { exact: true }).fill(figuresOf(key))
  await page.getByRole('button', { name: 'Lanjut masuk' }).click()
  await expect(page).toHaveURL(url => url.pathname === '/akun/kode')
  await page.getByLabel('Kata sandi').fill('tudang-peragaan')
  await page.getByRole('button', { name: 'Matikan kode dua langkah' }).click()
  await expect(page.getByText('Kode dua langkah dimatikan.')).toBeVisible()
})

test('the form for a new password reads well, also when it is refused', async ({ page }) => {
  await signIn(page, 'auditor')
  await page.goto('/akun/sandi')
  await expectGood(page)
  await page.getByLabel('Kata sandi baru', { exact: true }).fill('pendek')
  await page.getByRole('button', { name: 'Ganti kata sandi' }).click()
  await expect(page).toHaveTitle(/^Kesalahan:/)
  await expectGood(page)
})
