import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits, signIn } from './support/session.ts'

test('an officer adds a photo, finds it in the library, and adding it again leads to the same', async ({ page }) => {
  await signIn(page, 'petugas-dinkes-luwu-timur')
  await page.goto('/bukti/baru')
  await expectAccessible(page)
  const drawn = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 240
    const pen = canvas.getContext('2d')
    if (!pen) throw new Error('no canvas')
    for (let at = 0; at < 40; at++) {
      pen.fillStyle = `hsl(${Math.random() * 360} 60% 50%)`
      pen.fillRect(Math.random() * 200, Math.random() * 200, 60, 60)
    }
    return canvas.toDataURL('image/png').split(',')[1] ?? ''
  })
  const photo = { name: 'posyandu.png', mimeType: 'image/png', buffer: Buffer.from(drawn, 'base64') }
  const title = `Foto posyandu ${Date.now()}`
  await page.getByLabel('Berkas atau foto').setInputFiles(photo)
  await page.getByLabel('Judul').fill(title)
  await page.getByRole('button', { name: 'Simpan bukti' }).click()
  await expect(page.getByText('Bukti tersimpan.')).toBeVisible()
  const shown = page.getByRole('img', { name: `Foto: ${title}` })
  await expect.poll(() => shown.evaluate(image => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
  await expectAccessible(page)
  await expectFits(page)
  const address = page.url().split('?')[0] ?? ''

  await page.goto('/bukti')
  await page.getByLabel('Cari judul').fill(title)
  await page.getByRole('button', { name: 'Terapkan' }).click()
  await expect(page.getByRole('link', { name: title, exact: true })).toBeVisible()
  await expect(page.getByText('1 bukti', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)

  await page.goto('/bukti/baru')
  await page.getByLabel('Berkas atau foto').setInputFiles(photo)
  await page.getByRole('button', { name: 'Simpan bukti' }).click()
  await expect(page.getByText('tidak disimpan dua kali')).toBeVisible()
  expect(page.url().split('?')[0]).toBe(address)
})

test('a PDF is drawn on the page at the page of its anchor, from an address that gets no cookie', async ({ page }) => {
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(String(error)))
  await signIn(page, 'sekretariat-luwu-timur')
  await page.goto('/bukti?q=puskesmas')
  await page.getByRole('link', { name: 'Laporan layanan puskesmas digital (peragaan)' }).click()
  await expect(page.getByText('1 / 4')).toBeVisible()
  const asked = page.waitForRequest(/\/berkas\//)
  await page.goto(`${page.url()}?hlm=hlm.+3`)
  expect((await (await asked).allHeaders())['cookie']).toBeUndefined()
  await expect(page.getByText('3 / 4')).toBeVisible()
  await page.getByRole('button', { name: 'Halaman berikutnya' }).click()
  await expect(page.getByText('4 / 4')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Halaman berikutnya' })).toBeDisabled()
  const canvas = page.getByRole('img', { name: 'Halaman 4 / 4' })
  await expect
    .poll(() =>
      canvas.evaluate(element => {
        const { width, height } = element as HTMLCanvasElement
        const points = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? []
        return points.filter((value, at) => at % 4 === 0 && value < 128).length
      }),
    )
    .toBeGreaterThan(100)
  await expectAccessible(page)
  await expectFits(page)
  expect(complaints).toEqual([])
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a PDF is a link that opens', async ({ page, request }) => {
    await signIn(page, 'sekretariat-luwu-timur')
    await page.goto('/bukti?q=puskesmas')
    await page.getByRole('link', { name: 'Laporan layanan puskesmas digital (peragaan)' }).click()
    const href = await page.getByRole('link', { name: 'Buka berkas' }).getAttribute('href')
    const answer = await request.get(href ?? '')
    expect(answer.status()).toBe(200)
    expect(answer.headers()['content-security-policy']).toContain('sandbox')
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })
})
