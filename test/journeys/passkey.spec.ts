import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { expectAccessible, expectFits, signIn } from './support/session.ts'

/** A device that knows its owner, as a phone with a fingerprint does. */
async function withAuthenticator(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    keys: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    forget: () => session.send('WebAuthn.clearCredentials', { authenticatorId }),
  }
}

test('a passkey is added on the account page and then signs in without a password', async ({ page, context }, info) => {
  const device = await withAuthenticator(context, page)
  await signIn(page, info.project.name === 'phone' ? 'asesor-satu' : 'asesor-dua')
  await page.goto('/akun')
  await expect(page.getByText('Belum ada kunci sandi.')).toBeVisible()
  await page.getByRole('button', { name: 'Tambah kunci sandi di perangkat ini' }).click()
  await expect(page.getByRole('button', { name: /^Hapus/ })).toBeVisible()
  expect(await device.keys()).toBe(1)
  await expectAccessible(page)
  await expectFits(page)

  await context.clearCookies()
  await page.goto('/masuk?kembali=/organisasi')
  await page.getByRole('button', { name: 'Masuk dengan kunci sandi' }).click()
  await expect(page).toHaveURL(url => url.pathname === '/organisasi')

  await page.goto('/akun')
  await page.getByRole('button', { name: /^Hapus/ }).click()
  await expect(page.getByText('Kunci sandi dihapus.')).toBeVisible()
  await context.clearCookies()
  await page.goto('/masuk')
  await page.getByRole('button', { name: 'Masuk dengan kunci sandi' }).click()
  await expect(page.getByText('Kunci sandi tidak diterima atau dibatalkan.')).toBeVisible()
  await expect(page).toHaveURL(url => url.pathname === '/masuk')
  await expectAccessible(page)
})

test('without a passkey on the device the page says so and the form stays', async ({ page, context }) => {
  const device = await withAuthenticator(context, page)
  await device.forget()
  await page.goto('/masuk')
  await page.getByRole('button', { name: 'Masuk dengan kunci sandi' }).click()
  await expect(page.getByText('Kunci sandi tidak diterima atau dibatalkan.')).toBeVisible()
  await expect(page.getByLabel('Kata sandi')).toBeEditable()
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })
  test('there is no button for passkeys, and the account page says why', async ({ page }) => {
    await signIn(page, 'auditor')
    await page.goto('/akun')
    await expect(page.getByRole('button', { name: 'Tambah kunci sandi' })).toBeHidden()
    await expect(page.getByText('Menambah kunci sandi memerlukan skrip')).toBeVisible()
    await page.goto('/masuk')
    await expect(page.getByRole('button', { name: 'Masuk dengan kunci sandi' })).toBeHidden()
  })
})
