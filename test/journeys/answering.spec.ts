import { expect, type Page, test } from '@playwright/test'
import { demoRound, expectAccessible, expectFits, signIn } from './support/session.ts'

/** What the secretariat types in the self-assessment is not lost with its tab or its session (see assessment.spec.ts). */

test.use({ actionTimeout: 20_000 })
test.skip(({ viewport }) => (viewport?.width ?? 0) > 400, 'once is enough: both sizes would answer the same question')

const secretariat = 'sekretariat-luwu-timur'
const status = (page: Page) => page.locator('[data-autosave-status]')
const saved = (page: Page) => expect(status(page)).toContainText(/^tersimpan \d\d\.\d\d\sWITA/, { timeout: 20_000 })
const narrative = (page: Page) => page.getByLabel('Uraian')

/** Opens the n-th question, from the last, that no office has signed; those of the health office are for other journeys. */
async function openQuestion(page: Page, n: number): Promise<string> {
  await signIn(page, secretariat)
  const round = await demoRound(page)
  const { items } = (await (await page.request.get(`/api/v1/rounds/${round}/regions/73.24/answers`)).json()) as {
    items: { question: string; office: { name: string } | null; state: string | null }[]
  }
  const open = items.filter(
    ({ state, office }) => (state === null || state === 'draft') && !office?.name.includes('Kesehatan'),
  )
  await page.goto(`/putaran/${round}/73.24/soal/${open.at(-1 - n)?.question ?? ''}`)
  await expect(narrative(page)).toBeEditable()
  return page.url()
}

/** What the server has, read without the script that keeps drafts. */
async function expectStored(page: Page, address: string, words: string): Promise<void> {
  await expect
    .poll(async () => (await (await page.request.get(address)).text()).includes(words), { timeout: 20_000 })
    .toBe(true)
}

test('when the session ends while one types, the open page saves once one signed in in another tab', async ({
  page,
  context,
}) => {
  const address = await openQuestion(page, 0)
  const words = `Ditulis saat sesi berakhir ${Date.now()}.`
  const session = await context.cookies()
  await context.clearCookies()
  expect(session.length).toBeGreaterThan(0)
  await narrative(page).fill(words)
  await expect(status(page)).toContainText('Sesi berakhir. Ketikan Anda tersimpan di HP ini.', { timeout: 20_000 })
  await expect(status(page).getByRole('link', { name: 'Masuk lagi' })).toHaveAttribute('href', /^\/masuk\?kembali=/)
  await expectAccessible(page)
  await expectFits(page)

  // Signed in again in another tab, one goes on in the first, where everything still stands.
  const other = await context.newPage()
  await signIn(other, secretariat)
  await other.close()
  await page.bringToFront()
  await expect(narrative(page)).toHaveValue(words)
  await narrative(page).press('End')
  await narrative(page).pressSequentially(' Lanjut.')
  await saved(page)
  await expectStored(page, address, `${words} Lanjut.`)
})

test('a tab that is lost with the line loses no word: the next one finds them on the device and sends them', async ({
  page,
  context,
}) => {
  const address = await openQuestion(page, 1)
  const later = `Tab hilang bersama sinyal ${Date.now()}.`
  await context.setOffline(true)
  await narrative(page).fill(later)
  await expect(status(page)).toContainText('belum terkirim, tersimpan di HP ini', { timeout: 20_000 })
  await page.goto('about:blank')
  await context.setOffline(false)
  await page.goto(address)
  await expect(narrative(page)).toHaveValue(later)
  await expectStored(page, address, later)
})
