import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits, signIn } from './support/session.ts'

const open = [
  '/hasil/2022',
  '/daerah',
  '/daerah/73',
  '/daerah/73.24',
  '/daerah/73.24.04',
  '/daerah/73.24.04.2005',
  '/daerah/33.12/evaluasi?tahun=2022',
  '/daerah/99.99',
  '/bandingkan',
  '/v/ZZZZ-ZZZZ-ZZZZ',
  '/tentang-data',
  '/aksesibilitas',
  '/api',
  '/masuk',
  '/undangan/tidak-ada',
]
const ministry = ['/beranda', '/akun', '/organisasi', '/hasil/impor', '/dev/outbox']

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme })

    test(`public pages are clean for axe and fit the screen, ${scheme}`, async ({ page }) => {
      test.setTimeout(240_000)
      for (const path of open) {
        await test.step(path, async () => {
          await page.goto(path)
          await page.locator('main details').evaluateAll(all => all.forEach(one => one.setAttribute('open', '')))
          await expectAccessible(page)
          await expectFits(page)
        })
      }
    })

    test(`pages of the ministry are clean for axe and fit the screen, ${scheme}`, async ({ page }) => {
      test.setTimeout(240_000)
      await signIn(page, 'kementerian')
      for (const path of ministry) {
        await test.step(path, async () => {
          expect((await page.goto(path))?.status()).toBe(200)
          await page.locator('details.account > summary').click()
          await expectAccessible(page)
          await expectFits(page)
        })
      }
    })
  })
}

test('high contrast is clean too', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Kontras tinggi' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'tudang-kontras')
  for (const path of ['/', '/daerah/35.07/evaluasi', '/masuk']) {
    await page.goto(path)
    await expectAccessible(page)
  }
})
