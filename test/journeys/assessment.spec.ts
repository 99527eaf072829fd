import { expect, type Page, type TestInfo, test } from '@playwright/test'
import { expectAccessible, expectFits, signIn } from './support/session.ts'

/** The round of the demo world that Luwu Timur fills in. */
async function assessmentPath(page: Page): Promise<string> {
  const text = await page.getByRole('link', { name: 'Buka isian mandiri' }).first().getAttribute('href')
  return text ?? ''
}

/** A question of the health office for each kind of screen, so that they do not write into each other's answer. */
const questionOf = (info: TestInfo, which = 0) =>
  [
    ['impact.D4.4.2.2', 'outcome.3.12.1'],
    ['impact.D4.4.2.3', 'impact.D4.4.2.3'],
  ][info.project.name === info.config.projects[0]?.name ? 0 : 1]?.[which] ?? ''

const status = (page: Page) => page.locator('[data-autosave-status]')
const narrative = (page: Page) => page.getByLabel('Uraian')
const drafts = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('tudang.draft:')))

test('an officer types, the line is lost and comes back, and every word is stored', async ({ page, context }, info) => {
  await signIn(page, 'petugas-dinkes-luwu-timur')
  const path = `${await assessmentPath(page)}/soal/${questionOf(info)}`
  await page.goto(path)
  await narrative(page).fill('Diketik dengan jaringan')
  await expect(status(page)).toHaveText(/^tersimpan \d\d\.\d\d\sWITA$/)
  await context.setOffline(true)
  await narrative(page).fill('Diketik tanpa jaringan')
  await expect(status(page)).toHaveText('belum terkirim, tersimpan di HP ini')
  expect(await drafts(page)).toHaveLength(1)
  await context.setOffline(false)
  await expect(status(page)).toHaveText(/^tersimpan/, { timeout: 15_000 })
  expect(await drafts(page)).toEqual([])
  await page.reload()
  await expect(narrative(page)).toHaveValue('Diketik tanpa jaringan')
  await expectAccessible(page)
  await expectFits(page)
})

test('a second tab overwrites nothing: both texts stand side by side', async ({ page, context }, info) => {
  await signIn(page, 'petugas-dinkes-luwu-timur')
  const path = `${await assessmentPath(page)}/soal/${questionOf(info)}`
  await page.goto(path)
  const other = await context.newPage()
  await other.goto(path)
  await narrative(page).fill('Dari tab pertama')
  await expect(status(page)).toHaveText(/^tersimpan/)
  await narrative(other).fill('Dari tab kedua')
  await expect(status(other)).toContainText('diubah dari tempat lain')
  await other.getByRole('button', { name: 'Bandingkan keduanya' }).click()
  await expect(other.getByRole('heading', { name: 'Ketikan Anda' })).toBeVisible()
  await expect(other.getByText('Dari tab pertama')).toBeVisible()
  await expectAccessible(other)
  await expectFits(other)
  await other.getByRole('button', { name: 'Pakai punya saya' }).click()
  await expect(narrative(other)).toHaveValue('Dari tab kedua')
  expect(await drafts(other)).toEqual([])
})

test('a session that ends while typing keeps the words until one is back; signing out removes them', async ({
  page,
  context,
}, info) => {
  await signIn(page, 'petugas-dinkes-luwu-timur')
  const path = `${await assessmentPath(page)}/soal/${questionOf(info, 1)}`
  await page.goto(path)
  await context.clearCookies()
  await narrative(page).fill('Sesudah sesi berakhir')
  await expect(status(page)).toContainText('Sesi berakhir')
  // Tried again meanwhile, the way in stays where it is.
  await narrative(page).press('End')
  await narrative(page).blur()
  await status(page).getByRole('link', { name: 'Masuk lagi' }).click()
  await expect(page).toHaveURL(/\/masuk/)
  await page.getByLabel('Surel').fill('petugas-dinkes-luwu-timur@contoh.tudang.invalid')
  await page.getByLabel('Kata sandi').fill('tudang-peragaan')
  await page.getByRole('button', { name: 'Masuk', exact: true }).first().click()
  await expect(narrative(page)).toHaveValue('Sesudah sesi berakhir')
  await expect(status(page)).toHaveText(/^tersimpan/, { timeout: 15_000 })
  await context.setOffline(true)
  await narrative(page).fill('Tidak pernah terkirim')
  await expect(status(page)).toHaveText('belum terkirim, tersimpan di HP ini')
  await page.route('**/soal/**', route => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await context.setOffline(false)
  await page.locator('details.account > summary').click()
  await page.getByRole('button', { name: 'Keluar' }).click()
  await expect(page).not.toHaveURL(new RegExp(path.replaceAll('.', '\\.')))
  expect(await drafts(page)).toEqual([])
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('an answer with a figure is saved by its button', async ({ page }, info) => {
    await signIn(page, 'petugas-dinkes-luwu-timur')
    await page.goto(`${await assessmentPath(page)}/soal/${questionOf(info, 1)}`)
    await narrative(page).fill('Tanpa skrip')
    await page.getByLabel('Nama angka 1').fill('Baduta tertangani')
    await page.getByLabel('Nilai angka 1').fill('85,5')
    await page
      .getByRole('button', { name: /^Simpan/ })
      .first()
      .click()
    await page.goBack()
    await page.reload()
    await expect(narrative(page)).toHaveValue('Tanpa skrip')
    await expect(page.getByLabel('Nilai angka 1')).toHaveValue('85,5')
  })
})

for (const [box, rest] of [
  ['petugas-dinkes-luwu-timur', ''],
  ['kepala-dinkes-luwu-timur', ''],
  ['sekretariat-luwu-timur', ''],
  ['sekretariat-luwu-timur', '/pembagian'],
  ['sekretariat-luwu-timur', '/unggah'],
  ['kepala-daerah-luwu-timur', '/kirim'],
] as const) {
  test(`${box} can use the self-assessment${rest} by any means`, async ({ page }) => {
    await signIn(page, box)
    await page.goto(`${await assessmentPath(page)}${rest}`)
    await expectAccessible(page)
    await expectFits(page)
  })
}
