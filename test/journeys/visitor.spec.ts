import { execFileSync } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits } from './support/session.ts'

test('a visitor finds a region on the national page and follows its index to the last digit', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hasil evaluasi kota cerdas 2023')
  await expect(page.getByText('141 kabupaten dan kota')).toBeVisible()
  await expect(page.locator('svg.map:visible').first()).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)

  await page.getByLabel('Provinsi').selectOption({ label: 'Jawa Timur (21)' })
  await page.getByRole('button', { name: 'Terapkan' }).click()
  const ranking = page.getByRole('table').first()
  await expect(ranking.getByRole('link', { name: 'Kota Madiun' })).toBeVisible()
  await expect(ranking.getByRole('link', { name: 'Kota Bandung' })).toHaveCount(0)
  await expectAccessible(page)

  await page.getByLabel('Cari daerah').fill('malang')
  await page.getByRole('button', { name: 'Terapkan' }).click()
  await ranking.getByRole('link', { name: 'Kab. Malang' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kabupaten Malang')
  await expect(page.getByText('2,941', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('Mengapa naik 0,44, bukan 0,43?')).toBeVisible()
  await expect(page.getByText('2,94 − 2,50 = +0,44')).toBeVisible()
  await page.getByText('Lihat nilai 59 pertanyaan').click()
  await expectAccessible(page)
  await expectFits(page)
})

test('anyone recomputes a result from the downloaded file', async ({ page }) => {
  await page.goto('/daerah/35.07/evaluasi')
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: /hitung ulang/ }).click()
  const own = await (await waiting).path()
  const answer = JSON.parse(
    execFileSync('node', ['dist/server/tudang.js', 'score', own], { encoding: 'utf8' }),
  ) as object
  expect(answer).toMatchObject({ index: '2.94', dimensions: { baseline: '3.60', collaboration: '2.53' } })
})

test('the result sheet is a PDF whose code opens the public verification', async ({ page, request }) => {
  await page.goto('/daerah/35.07/evaluasi')
  const href = await page.getByRole('link', { name: /lembar hasil/i }).getAttribute('href')
  const sheet = await request.get(href ?? '')
  expect(sheet.headers()['content-type']).toBe('application/pdf')
  expect((await sheet.body()).subarray(0, 5).toString()).toBe('%PDF-')
  const result = (await (await request.get('/api/v1/regions/35.07/results/2023')).json()) as { verification: string }
  await page.goto(new URL(result.verification).pathname)
  await expect(page.getByText('2,94').first()).toBeVisible()
  await expect(page.getByText('Kabupaten Malang').first()).toBeVisible()
  await expectAccessible(page)
})

test('an absent region has no value, and its page says what that means', async ({ page }) => {
  await page.goto('/daerah/73.24/evaluasi')
  await expect(page.getByText('Tidak hadir').first()).toBeVisible()
  await expect(page.getByText('tidak ada nilai').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Yang perlu ada untuk kembali' })).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
})

test('five regions stand side by side, a sixth is refused with a sentence', async ({ page }) => {
  const codes = ['35.07', '73.22', '33.72', '32.73', '73.24']
  await page.goto(`/bandingkan?${codes.map(code => `daerah=${code}`).join('&')}`)
  for (const name of ['Malang', 'Luwu Utara', 'Surakarta', 'Bandung', 'Luwu Timur']) {
    await expect(page.getByText(name).first()).toBeVisible()
  }
  await expectAccessible(page)
  await page.goto(`/bandingkan?${[...codes, '51.03'].map(code => `daerah=${code}`).join('&')}`)
  await expect(page.getByText(/paling banyak lima/i).first()).toBeVisible()
})

test('the instrument is read with its arithmetic, and two versions are compared', async ({ page }) => {
  await page.goto('/instrumen')
  await expectAccessible(page)
  await page.goto('/instrumen/smart-city-2023-kppn-ikn')
  await expect(page.getByText('54 pertanyaan').first()).toBeVisible()
  await expectAccessible(page)
  await page.goto('/instrumen/bandingkan?a=smart-city-2022-kppn-ikn&b=smart-city-2023-kppn-ikn')
  await expectAccessible(page)
  await expectFits(page)
})

test('a misspelled region is found', async ({ page }) => {
  await page.goto('/cari')
  await page.getByLabel(/Nama atau kode/).fill('luwu tmur')
  await page.getByRole('button', { name: 'Cari' }).click()
  await page.getByRole('link', { name: 'Kabupaten Luwu Timur' }).click()
  await expect(page.getByText('323.422 jiwa')).toBeVisible()
  await expectAccessible(page)
})

test('the interactive map comes on demand and stays within our own server', async ({ page, baseURL }) => {
  const foreign: string[] = []
  page.on('request', request => {
    const own = [`${baseURL ?? ''}/`, 'data:', 'blob:'].some(start => request.url().startsWith(start))
    if (!own) foreign.push(request.url())
  })
  const problems: string[] = []
  page.on('pageerror', error => problems.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) problems.push(message.text())
  })
  await page.goto('/')
  await page.getByRole('button', { name: 'Peta interaktif' }).click()
  await expect(page.locator('canvas.maplibregl-canvas')).toBeVisible()
  await expectAccessible(page)
  expect(foreign).toEqual([])
  expect(problems).toEqual([])
})
