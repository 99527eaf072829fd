import { type Browser, expect, type Page, test } from '@playwright/test'
import jsQR from 'jsqr'
import sharp from 'sharp'
import { expectAccessible, expectFits, signIn } from './support/session.ts'

/**
 * A coordination meeting of Luwu Timur from its letter to its minutes, as its people hold it: who plans it, who is invited,
 * who comes in by the door with a phone, and the task that stands on the agenda of the next one.
 */

test.describe.configure({ timeout: 120_000 })
test.use({ actionTimeout: 20_000 })
test.skip(({ viewport }) => (viewport?.width ?? 0) <= 400, 'one meeting is enough; its door is opened on a phone')

const region = '/rapat/73.24'
const mark = Date.now().toString(36).toUpperCase()
const title = `Rakor jalur uji ${mark}`
const task = `Melatih kader posyandu ${mark}`

async function as(browser: Browser, box: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(20_000)
  await signIn(page, box)
  return page
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const said = (page: Page, words: string | RegExp) =>
  expect(page.getByText(words).first()).toBeVisible({ timeout: 15_000 })

/** Today and days after it as Luwu Timur counts them: "2026-11-22". */
const day = (after: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Makassar' }).format(Date.now() + after * 86_400_000)

/** What a camera reads from the code on the screen. */
async function readCode(page: Page): Promise<string> {
  const photo = sharp(await page.getByRole('img', { name: 'Kode QR ke daftar hadir rapat ini' }).screenshot())
  const { data, info } = await photo.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const code = jsQR.default(new Uint8ClampedArray(data), info.width, info.height)
  return code?.data ?? ''
}

/** Plans a meeting of the series of this test; answers its address. */
async function plan(page: Page, name: string, on: string): Promise<string> {
  await page.goto(`${region}/baru`)
  await page.getByLabel('Nama rapat').fill(name)
  await page.getByLabel('Nama rangkaian').fill(`jalur-uji-${mark.toLowerCase()}`)
  await page.getByLabel('Tanggal', { exact: true }).fill(on)
  await page.getByLabel('Mulai', { exact: true }).fill('09:00')
  await page.getByLabel('Selesai', { exact: true }).fill('11:00')
  await page.getByRole('textbox', { name: /^Tempat/ }).fill('Aula Media Center, Malili')
  await page.getByLabel('Pimpinan rapat').fill('Sekretaris Daerah')
  await press(page, 'Simpan rancangan')
  await said(page, 'Rancangan rapat tersimpan.')
  return new URL(page.url()).pathname.replace(/\/undangan$/, '')
}

test('a meeting is planned, sent, answered, attended by phone, minuted and closed; its task stands on the next agenda', async ({
  browser,
}) => {
  const keeper = await as(browser, 'sekretariat-luwu-timur')
  const office = await as(browser, 'kepala-dinkes-luwu-timur')
  const meeting = await plan(keeper, title, day(1))
  await keeper.goto(`${meeting}/acara`)
  await keeper.getByRole('textbox', { name: 'Pokok acara', exact: true }).fill('Kesiapan kader')
  await press(keeper, 'Tambahkan')
  await said(keeper, 'Acara disimpan.')

  await test.step('all offices are invited, and the letter lies in the outbox with its number and a link that takes the answer', async () => {
    await keeper.goto(`${meeting}/undangan`)
    await keeper.getByLabel('Semua OPD', { exact: true }).check()
    await press(keeper, 'Tambahkan')
    await said(keeper, 'Daftar undangan bertambah.')
    await expectAccessible(keeper)
    await press(keeper, 'Kirim undangan')
    await said(keeper, 'Undangan sedang dikirim.')
    await expect(keeper.getByRole('region', { name: 'Kirim undangan' })).toHaveCount(0)
    const ministry = await as(browser, 'kementerian')
    await expect(async () => {
      await ministry.goto('/dev/outbox')
      await expect(ministry.getByRole('link', { name: new RegExp(`^Undangan: ${title}`) }).first()).toBeVisible({
        timeout: 500,
      })
    }).toPass({ timeout: 30_000 })
    await ministry
      .getByRole('link', { name: new RegExp(`^Undangan: ${title}`) })
      .first()
      .click()
    await said(ministry, /000\.1\.5\/\d+\/KOMINFO/)
    await said(ministry, /\/undangan-rapat\/[0-9a-f]{64}/)
    const letter = (await ministry.getByRole('main').textContent()) ?? ''
    const guest = await (await browser.newContext()).newPage()
    await guest.goto(/\/undangan-rapat\/[0-9a-f]{64}/.exec(letter)?.[0] ?? '')
    await guest.getByLabel('Hadir', { exact: true }).check()
    await press(guest, 'Kirim jawaban')
    await said(guest, 'Jawaban Anda tersimpan. Terima kasih.')
    await guest.context().close()
    await ministry.context().close()
  })

  await test.step('an office answers that somebody else comes', async () => {
    await office.goto(meeting)
    await office.getByLabel('Diwakili', { exact: true }).check()
    await office.getByLabel('Nama yang mewakili').fill('Kepala Bidang Kesmas')
    await press(office, 'Kirim jawaban')
    await said(office, 'Jawaban Anda tersimpan.')
    await keeper.goto(`${meeting}/undangan?jawaban=represented`)
    await said(keeper, 'oleh Kepala Bidang Kesmas')
  })

  await test.step('who has no account signs at the door with a phone, once', async () => {
    await keeper.goto(`${meeting}/kehadiran`)
    await press(keeper, 'Mulai rapat')
    await said(keeper, 'Rapat dimulai dan daftar hadir dibuka.')
    await keeper.getByRole('link', { name: 'Layar kode QR' }).click()
    await expectAccessible(keeper)
    const door = await readCode(keeper)
    expect(door).toMatch(/\/hadir\/[0-9a-f]{64}$/)
    const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    await phone.goto(door)
    await press(phone, 'Saya hadir')
    await expect(phone.getByRole('alert').first()).toBeVisible()
    await phone.getByLabel('Nama lengkap').fill(`Tamu ${mark}`)
    await phone.getByLabel('Instansi').fill('Dinas Kesehatan Luwu Timur')
    await expectAccessible(phone)
    await expectFits(phone)
    await press(phone, 'Saya hadir')
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Kehadiran Anda tercatat')
    await phone.context().close()
    await keeper.goto(`${meeting}/kehadiran`)
    await expect(keeper.getByRole('heading', { level: 1 })).toHaveText('1 orang hadir')
    await expect(keeper.getByRole('row', { name: new RegExp(`^Tamu ${mark}`) })).toContainText('di tempat')
  })

  await test.step('minutes are written, with a decision that gives an office a task, and the meeting is closed', async () => {
    await keeper.goto(`${meeting}/notulen`)
    await press(keeper, 'Mulai notulen')
    const text = keeper.locator('#editor-isi [role="textbox"]')
    await expect(text).toContainText('Kesiapan kader')
    await text.press('Control+End')
    await text.pressSequentially('Kader siap di semua desa.')
    await expect(keeper.getByRole('status').filter({ hasText: /^tersimpan \d\d\.\d\d/ })).toBeVisible()
    await keeper
      .getByRole('textbox', { name: 'Keputusan', exact: true })
      .fill('Kader dilatih sebelum tinjauan lapangan.')
    await keeper.getByText('Langsung beri tugas').click()
    await keeper.getByRole('textbox', { name: 'Tugas', exact: true }).fill(task)
    await keeper.getByLabel('OPD penanggung jawab').selectOption({ label: 'Dinas Kesehatan Luwu Timur' })
    await keeper.getByLabel('Tenggat').fill(day(14))
    await press(keeper, 'Simpan keputusan')
    await said(keeper, 'Keputusan disimpan.')
    await expect(keeper.getByRole('link', { name: task })).toBeVisible()
    await keeper.goto(`${meeting}/kehadiran`)
    await keeper.getByText('Tutup rapat', { exact: true }).click()
    await press(keeper, 'Ya, tutup rapat ini')
    await said(keeper, /^Rapat ditutup: 1 tugas baru/)
    await keeper.goto(`${meeting}/notulen`)
    await press(keeper, 'Jadikan final')
    await said(keeper, 'Notulen sudah final.')
    const pdf = await office.request.get(`${meeting}/notulen.pdf`)
    expect(pdf.status()).toBe(200)
    expect((await pdf.body()).subarray(0, 5).toString('latin1')).toBe('%PDF-')
    const check = await browser.newContext()
    const visitor = await check.newPage()
    await visitor.goto((await keeper.getByRole('link', { name: 'Halaman pemeriksaan' }).getAttribute('href')) ?? '')
    await said(visitor, title)
    await expect(visitor.getByText(`Tamu ${mark}`)).toHaveCount(0)
    await check.close()
  })

  await test.step('the open task stands on the agenda of the next meeting of the series', async () => {
    const next = await plan(keeper, `${title}, lanjutan`, day(8))
    await keeper.goto(`${next}/acara`)
    const open = keeper.getByRole('region', { name: 'Tugas yang belum selesai' })
    await expect(open.getByRole('link', { name: task })).toBeVisible()
    await expect(open).toContainText(`dari ${title}`)
    await office.goto('/beranda')
    await said(office, task)
  })
  for (const page of [keeper, office]) await page.context().close()
})
