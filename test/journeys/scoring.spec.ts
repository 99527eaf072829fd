import { expect, type Page, test } from '@playwright/test'
import { expectAccessible, expectFits, signIn } from './support/session.ts'

/** The sheet of Asesor Lima, who has scored nothing yet, in the region of the demo world that handed in. */
async function openSheet(page: Page, box = 'asesor-lima'): Promise<string> {
  await signIn(page, box)
  await page.goto('/lembar')
  const region = page.getByRole('table').getByRole('link', { name: 'Kabupaten Luwu Utara', exact: true })
  await region.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kabupaten Luwu Utara')
  return new URL(page.url()).pathname
}

/** At this address, and the keys are heard: nobody types faster than the page is there. */
async function isAt(page: Page, address: RegExp | string): Promise<void> {
  await expect(page).toHaveURL(address)
  await expect(page.locator('form[data-island="score-sheet"][data-ready]')).toBeAttached()
}

const chosen = (page: Page) => page.locator('input[name="nilai"]:checked')
const saved = (page: Page) => expect(page.locator('[data-sheet-state]')).toContainText(/tersimpan \d\d\.\d\d\sWITA/)

test('an assessor scores by keyboard alone', async ({ page }, info) => {
  test.skip(info.project.name === 'phone', 'a phone has no keyboard')
  const sheet = await openSheet(page)
  await page.goto(`${sheet}/baseline.A1.1.1.1`)
  const address = page.url()
  await isAt(page, address)

  // A score is stored as it is chosen; what is none is told why.
  await page.keyboard.press('5')
  await expect(page.locator('[data-message]')).toHaveText('“5” bukan nilai. Tekan 0 sampai 4.')
  await page.keyboard.press(',')
  await expect(page.locator('[data-message]')).toContainText('tanpa koma')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-message]')).toContainText('Pilih nilai')
  expect(page.url()).toBe(address)
  await page.keyboard.press('2')
  await expect(chosen(page)).toHaveValue('2')
  await page.keyboard.press('ArrowRight')
  await expect(chosen(page)).toHaveValue('3')
  await saved(page)

  // Enter goes on, arrows go back, and what was given is there.
  await page.keyboard.press('Enter')
  await isAt(page, /baseline\.A1\.1\.2\.1$/)
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/baseline\.A1\.1\.2\.1$/)
  await isAt(page, /nilai\/baseline\./)
  await page.keyboard.press('ArrowUp')
  await isAt(page, /baseline\.A1\.1\.2\.1$/)
  await expect(chosen(page)).toHaveValue('1')
  await page.keyboard.press('k')
  await isAt(page, address)
  await expect(chosen(page)).toHaveValue('3')

  // In the note digits are letters; Ctrl+Enter saves and goes on.
  await page.keyboard.press('c')
  await page.keyboard.type('Ada 4 rapat, 2 berita acara.')
  await expect(chosen(page)).toHaveValue('3')
  await page.keyboard.press('Control+Enter')
  await isAt(page, /baseline\.A1\.1\.2\.1$/)
  await page.keyboard.press('Backspace')
  await expect(chosen(page)).toHaveCount(0)
  await saved(page)
  await page.reload()
  await isAt(page, /baseline\.A1\.1\.2\.1$/)
  await expect(chosen(page)).toHaveCount(0)

  // The list of keys opens by key, and turns the keys off.
  await page.keyboard.press('?')
  const on = page.getByLabel('Pintasan dipakai')
  await on.uncheck()
  await page.locator('h2').first().click()
  await page.keyboard.press('4')
  await expect(chosen(page)).toHaveCount(0)
  await on.check()
  await page.locator('h2').first().click()
  await page.keyboard.press('4')
  await expect(chosen(page)).toHaveValue('4')
  await saved(page)
  await expectAccessible(page)
})

test('without a line a score stays on the device and is sent when the line is back', async ({
  page,
  context,
}, info) => {
  test.skip(info.project.name === 'phone', 'once is enough: both would score the same question')
  const sheet = await openSheet(page)
  await page.goto(`${sheet}/output.B1.2.1.1`)
  await isAt(page, /output\.B1\.2\.1\.1$/)
  await context.setOffline(true)
  await page.keyboard.press('3')
  await expect(page.locator('[data-sheet-state]')).toContainText('belum terkirim, tersimpan di perangkat ini')
  await page.keyboard.press('Enter')
  await isAt(page, /output\.B1\.2\.1\.1$/)

  // The tab is lost with the line; the next one finds the score on the device and sends it.
  await page.goto('about:blank')
  await context.setOffline(false)
  await page.goto(`${sheet}/output.B1.2.1.1`)
  await saved(page)
  await expect(chosen(page)).toHaveValue('3')
  await page.reload()
  await expect(chosen(page)).toHaveValue('3')
})

test('two tabs never overwrite each other: the second shows both scores to choose from', async ({
  page,
  context,
}, info) => {
  test.skip(info.project.name === 'phone', 'once is enough: both would score the same question')
  const sheet = await openSheet(page)
  await page.goto(`${sheet}/outcome.C1.3.1.1`)
  const other = await context.newPage()
  await other.goto(`${sheet}/outcome.C1.3.1.1`)
  await page.keyboard.press('1')
  await saved(page)
  await other.keyboard.press('4')
  await expect(other.getByText('Nilai ini berubah di tab atau perangkat lain')).toBeVisible()
  await expectAccessible(other)
  await page.reload()
  await expect(chosen(page)).toHaveValue('1')
  await other.getByRole('button', { name: 'Simpan yang saya ketik' }).click()
  await expect(chosen(other)).toHaveValue('4')
  await expect(other.getByText('Nilai ini berubah')).toHaveCount(0)
  await page.reload()
  await expect(chosen(page)).toHaveValue('4')
})

for (const [name, path, box] of [
  ['the list of sheets', '', 'asesor-lima'],
  ['the overview', '/nilai', 'asesor-lima'],
  ['a question', '/nilai/impact.D1.4.1.1', 'asesor-lima'],
  ['handing in', '/nilai-kirim', 'asesor-lima'],
  ['the remarks', '/catatan', 'asesor-dua'],
  ['a sheet handed in', '/nilai/baseline.A1.1.1.1', 'asesor-dua'],
  ['the panel for the ministry', '/nilai', 'kementerian'],
  ['opening a sheet again', '/buka-lembar', 'kementerian'],
] as const) {
  test(`${name} fits the screen and is accessible`, async ({ page }) => {
    const sheet = await openSheet(page, 'asesor-lima')
    const region = sheet.replace(/\/nilai$/, '')
    if (box !== 'asesor-lima') {
      await page.context().clearCookies()
      await signIn(page, box)
    }
    await page.goto(path === '' ? '/lembar' : `${region}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await expectFits(page)
    await expectAccessible(page)
  })
}
