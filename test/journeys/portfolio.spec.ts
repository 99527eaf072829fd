import { readFileSync } from 'node:fs'
import { expect, type Page, type TestInfo, test } from '@playwright/test'
import { demoRound, expectAccessible, expectFits, signIn } from './support/session.ts'

/**
 * The portfolio of programmes as the people of a region use it: who keeps the list, who reports from a village, who shows
 * a milestone done, who reads the board, and who follows a figure of the evaluation back to its rows.
 */

test.use({ actionTimeout: 20_000 })
test.describe.configure({ timeout: 120_000 })

const portfolio = '/portofolio/73.24'
const question = 'outcome.C1.3.1.1'

const phone = (info: TestInfo) => info.project.name === 'phone'
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

/** Today as Luwu Timur counts it: "2026-11-22". */
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Makassar' }).format(Date.now())

test('a secretariat exports, uploads two programmes, mends the wrong cell, stores them and finds them', async ({
  page,
}, info) => {
  test.skip(phone(info), 'changes the portfolio: once is enough')
  await signIn(page, 'sekretariat-luwu-timur')
  await page.goto(`${portfolio}/program`)
  const exported = page.waitForEvent('download')
  await page.getByRole('link', { name: /^CSV/ }).click()
  const [header = ''] = readFileSync(await (await exported).path(), 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/, 1)
  const columns = header.split(',')
  expect(columns).toContain('opd_penanggung_jawab')

  const code = `UJI-${Date.now().toString(36).toUpperCase()}`
  const year = today().slice(0, 4)
  const programme = (n: number, office: string): Record<string, string> => ({
    kode: `${code}-${n}`,
    nama_program: `Kebun bibit desa ${n} ${code}`,
    masalah_yang_diselesaikan: 'Bibit didatangkan dari luar kabupaten dan mati di jalan.',
    sub_dimensi: 'ENV-1',
    sektor: 'Pertanian dan perikanan',
    arus_rencana_aksi: 'Sumber daya manusia',
    opd_penanggung_jawab: office,
    lokasi: '73.24.04; 73.24.05',
    jangka: '1',
    tahun_mulai: year,
    tahun_selesai: year,
    quick_win: 'tidak',
    status: 'Direncanakan',
  })
  const office = 'Dinas Lingkungan Hidup Luwu Timur'
  const upload = async (second: string) => {
    const rows = [programme(1, office), programme(2, second)]
    const lines = rows.map(row => columns.map(column => `"${row[column] ?? ''}"`).join(','))
    const buffer = Buffer.from([header, ...lines].join('\r\n'))
    await page.getByLabel('Berkas XLSX atau CSV').setInputFiles({ name: `${code}.csv`, mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: 'Periksa berkas' }).click()
    await expect(page).toHaveURL(/\/impor\/[0-9a-f-]{36}$/)
  }

  await page.goto(`${portfolio}/impor`)
  await upload('Dinas Lingkungan Hidup Luwu Tmur')
  await expect(page.getByText('1 hal perlu diperbaiki')).toBeVisible({ timeout: 30_000 })
  const wrong = page.getByRole('table').getByRole('row').nth(1)
  await expect(wrong.getByRole('cell').first()).toHaveText('3')
  await expect(wrong.getByRole('rowheader')).toHaveText('opd_penanggung_jawab')
  await expect(wrong).toContainText('Dinas Lingkungan Hidup Luwu Tmur')
  await expect(page.getByRole('button', { name: /^Simpan \d+ program$/ })).toHaveCount(0)
  await expectAccessible(page)
  await expectFits(page)

  await page.getByRole('link', { name: 'Unggah berkas yang sudah diperbaiki' }).click()
  await upload(office)
  await page.getByRole('button', { name: 'Simpan 2 program' }).click({ timeout: 30_000 })
  await expect(page.getByText('2 program sudah tersimpan')).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Lihat daftar program' }).click()
  await page.getByLabel('Cari kode atau nama').fill(code)
  await page.getByRole('button', { name: 'Terapkan' }).first().click()
  await expect(page.getByText('2 program cocok')).toBeVisible()
  await page.getByRole('link', { name: `Kebun bibit desa 2 ${code}` }).click()
  await expect(heading(page)).toHaveText(`Kebun bibit desa 2 ${code}`)
  await expect(page.getByText('Bibit didatangkan dari luar kabupaten')).toBeVisible()
  await expect(page.getByText(office).first()).toBeVisible()
})

/** How many figures wait, as the page says at its top. */
async function waiting(page: Page): Promise<number> {
  const title = (await heading(page).textContent()) ?? ''
  return Number(/^(\d+) capaian menunggu/.exec(title)?.[1] ?? 0)
}

test('a village officer taps “no change”, types a figure, and less is waiting', async ({ page }, info) => {
  test.skip(!phone(info), 'changes the readings of a village: once is enough')
  await signIn(page, 'petugas-desa')
  await page.goto(`${portfolio}/isi`)
  const before = await waiting(page)
  expect(before).toBeGreaterThan(1)
  await expectAccessible(page)
  await expectFits(page)
  const due = section(page, 'Menunggu diisi')
  await due
    .getByRole('button', { name: /^Tidak berubah/ })
    .first()
    .click()
  await expect(page.getByText(/^1 capaian tersimpan \d\d\.\d\d\sWITA/)).toBeVisible()
  await expect.poll(() => waiting(page)).toBe(before - 1)

  // The last one is a count of one number. What is typed is no number first, then one more than half a year ago.
  const row = due.getByRole('group').last()
  const name = (await row.locator('legend').textContent()) ?? ''
  const figure = row.getByLabel(/^Angka/)
  const last = Number(/: (\d+) /.exec((await row.locator('.hint').textContent()) ?? '')?.[1])
  await figure.fill('dua puluhan')
  await page.getByRole('button', { name: 'Simpan yang saya isi' }).click()
  await expect(page.getByRole('alert').first()).toContainText(name)
  await expect(figure).toHaveValue('dua puluhan')
  await expectAccessible(page)
  await figure.fill(String(last + 1))
  await page.getByRole('button', { name: 'Simpan yang saya isi' }).click()
  await expect(page.getByText(/^1 capaian tersimpan/)).toBeVisible()
  expect(await waiting(page)).toBe(before - 2)
  await expect(section(page, 'Sudah terisi').getByRole('link', { name })).toBeVisible()
  await expectFits(page)
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a village officer taps “no change”, and less is waiting', async ({ page }, info) => {
    test.skip(!phone(info), 'changes the readings of a village: once is enough')
    await signIn(page, 'petugas-desa')
    await page.goto(`${portfolio}/isi`)
    const before = await waiting(page)
    const due = section(page, 'Menunggu diisi').getByRole('group')
    const name = (await due.first().locator('legend').textContent()) ?? ''
    await due.first().getByRole('button', { name: 'Tidak berubah' }).click()
    await expect(page.getByText(/^1 capaian tersimpan/)).toBeVisible()
    expect(await waiting(page)).toBe(before - 1)
    await expect(section(page, 'Sudah terisi').getByRole('link', { name })).toBeVisible()
    await expectFits(page)
  })
})

/** A picture that no other test has, drawn by the browser. */
async function photo(page: Page) {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 200
    const pen = canvas.getContext('2d')
    if (!pen) throw new Error('no canvas')
    for (let at = 0; at < 40; at++) {
      pen.fillStyle = `hsl(${Math.random() * 360} 60% 50%)`
      pen.fillRect(Math.random() * 180, Math.random() * 180, 50, 50)
    }
    return canvas.toDataURL('image/png').split(',')[1] ?? ''
  })
  return { name: 'tonggak.png', mimeType: 'image/png', buffer: Buffer.from(drawn, 'base64') }
}

test('an officer reports a milestone from a phone, with a note and a photo, and all see it done', async ({
  page,
}, info) => {
  test.skip(!phone(info), 'reports a milestone: once is enough')
  await signIn(page, 'petugas-dinkes-luwu-timur')
  await page.goto(`${portfolio}/program?q=LIV-02`)
  await page.getByRole('link', { name: /^Pantau tumbuh balita/ }).click()
  const programme = page.url()
  const milestone = 'Dipakai di semua lokasi'
  const milestones = section(page, 'Tonggak')
  await milestones.getByRole('link', { name: milestone, exact: true }).first().click()
  await expect(heading(page)).toHaveText(milestone)
  await expectAccessible(page)
  await expectFits(page)
  const note = `Semua posyandu mencatat dari ponsel, ${Date.now()}.`
  await page.getByLabel('Sampai di mana?').fill(note)
  await page.locator('[name="doneOn"]').fill(today())
  await page.getByLabel('Foto atau berkas bukti').setInputFiles(await photo(page))
  await page.getByRole('button', { name: 'Kirim laporan' }).click()
  await expect(page.getByText('Laporan tersimpan.')).toBeVisible()
  await expect(section(page, 'Bukti').getByRole('link', { name: milestone }).first()).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)

  await page.goto(programme)
  const line = milestones.getByRole('listitem').filter({ hasText: milestone })
  await expect(line.getByText(/^selesai /)).toBeVisible()
  await expect(line).toContainText(note)
  await expectFits(page)
  await line.locator('a[href^="/bukti/"]').first().click()
  const shown = page.getByRole('img', { name: `Foto: ${milestone}` })
  await expect.poll(() => shown.evaluate(image => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)

  // Outside, the milestone is done too; its note and the proof stay inside.
  await page.context().clearCookies()
  await page.goto(programme)
  await expect(line.getByText(/^selesai /)).toBeVisible()
  await expect(page.getByText(note)).toHaveCount(0)
})

test('a regional head reads the board, opens a count, and finds road map and handover', async ({ page }, info) => {
  test.skip(phone(info), 'counts stand in the table of the desk')
  await signIn(page, 'kepala-daerah-luwu-timur')
  await page.goto(portfolio)
  await expect(heading(page)).toHaveText(/\d+ dari \d+ program berjalan/)
  await expect(page.getByText('Realisasi program').first()).toBeVisible()
  const board = section(page, 'Enam dimensi').getByRole('table')
  for (const dimension of ['Tata kelola', 'Citra daerah', 'Ekonomi', 'Hunian', 'Masyarakat', 'Lingkungan'])
    await expect(board.getByRole('row', { name: new RegExp(`^${dimension}`) })).toContainText('%')
  await expectAccessible(page)
  await expectFits(page)

  const count = board.getByRole('row', { name: /^Hunian/ }).locator('a[href*="status=running"]:visible')
  const counted = (await count.textContent()) ?? ''
  await count.click()
  await expect(page).toHaveURL(/\/program\?dimensi=liv&status=running&tahun=\d{4}$/)
  await expect(page.getByText(`${counted} program cocok`)).toBeVisible()
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(Number(counted) + 1)
  await page.reload()
  await expect(page.getByLabel('Dimensi', { exact: true })).toHaveValue('liv')
  await page.getByRole('link', { name: 'Hapus saringan Status: Berjalan' }).click()
  await expect(page).toHaveURL(/\/program\?dimensi=liv&tahun=\d{4}$/)

  await page.getByRole('link', { name: 'Peta jalan', exact: true }).click()
  await expect(heading(page)).toHaveText(/^Peta jalan \d{4}/)
  await page.getByRole('link', { name: 'Serah terima', exact: true }).click()
  await expect(heading(page)).toHaveText('Serah terima')
  await expect(section(page, 'Sedang berjalan').getByRole('row', { name: /Ambulans danau/ })).toBeVisible()
  const office = page.getByLabel('OPD', { exact: true })
  await office.selectOption({ label: 'Dinas Kesehatan Luwu Timur' })
  await page.getByRole('button', { name: 'Terapkan' }).click()
  await expect(page).toHaveURL(/\?opd=[0-9a-f-]{36}/)
  await expect(page.getByRole('row', { name: /Ambulans danau/ }).first()).toBeVisible()
  await expect(page.getByRole('row', { name: /Relawan TIK desa/ })).toHaveCount(0)
  await expectAccessible(page)
})

test('a question of the self-assessment shows the living figure and the rows it counts', async ({ page }, info) => {
  test.skip(phone(info), 'the assessment is walked on a phone elsewhere')
  await signIn(page, 'sekretariat-luwu-timur')
  const answer = `/putaran/${await demoRound(page)}/73.24/soal/${question}`
  await page.goto(answer)
  const figure = page.locator('#sumber')
  const headline = figure.getByText(/^\d+ dari \d+ program berjalan$/)
  await expect(headline).toBeVisible()
  const words = (await headline.textContent()) ?? ''
  await expectAccessible(page)
  await expectFits(page)
  await figure.getByRole('link', { name: /^Lihat \d+ baris yang dihitung$/ }).click()
  await expect(heading(page)).toHaveText(words)
  const rows = section(page, 'Baris yang dihitung').getByRole('table').getByRole('row')
  const [, running, all] = /^(\d+) dari (\d+)/.exec(words) ?? []
  await expect(rows).toHaveCount(Number(all) + 1)
  await expect(rows.filter({ has: page.getByRole('cell', { name: 'ya', exact: true }) })).toHaveCount(Number(running))
  await rows.getByRole('link', { name: /^Adminduk dari desa/ }).click()
  await expect(page).toHaveURL(/\/trace\/programme\//)
  await expectAccessible(page)
  await expectFits(page)
})

test('an assessor opens the frozen rows of an answer and follows them to where they come from', async ({ page }) => {
  await signIn(page, 'asesor-satu')
  await page.goto(`/putaran/${await demoRound(page)}/73.22/soal/${question}/sumber`)
  await expect(page.getByText(/^Dibekukan .* Angka dan baris ini tidak berubah lagi\.$/)).toBeVisible()
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible()
  await expect(page.getByRole('row', { name: /GOV-01/ })).toContainText('ya')
  await expectAccessible(page)
  await expectFits(page)
  await page.getByRole('link', { name: 'Telusuri jejaknya' }).click()
  await expect(page).toHaveURL(/\/trace\/answer\//)
  await expect(page.getByText(/^4 dari 4 program berjalan$/)).toBeVisible()
  // The programmes of a closed portfolio are counted there, not named.
  await expect(page.getByText('4 hal lain tidak terbuka untuk Anda.')).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
})

test('the head of that region sees what has changed since, and every programme on the way back', async ({
  page,
}, info) => {
  test.skip(!phone(info), 'reads only what the desk reads too')
  await signIn(page, 'kepala-daerah-luwu-utara')
  await page.goto(`/putaran/${await demoRound(page)}/73.22/soal/${question}/sumber`)
  const asked = (await page.locator('.lead').first().textContent()) ?? ''
  await expect(section(page, 'Apa yang berubah sejak itu')).toHaveText(/Tidak ada yang berubah sejak dibekukan\.$/)
  await page.getByRole('link', { name: 'Telusuri jejaknya' }).click()
  await page
    .getByRole('link', { name: /Mal pelayanan publik Masamba/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/trace\/programme\//)
  await expect(heading(page)).toHaveText(/Mal pelayanan publik Masamba/)
  await expect(page.getByRole('link', { name: asked }).first()).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
})

test('a visitor reads an open portfolio, presents a quick win, and takes its sheet along', async ({ page }) => {
  await page.goto(portfolio)
  await expect(heading(page)).toHaveText(/\d+ dari \d+ program berjalan/)
  await expect(page.getByRole('link', { name: 'Tagihan' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Quick win', exact: true }).click()
  await page.getByRole('link', { name: 'Ambulans danau' }).click()
  await expect(heading(page)).toHaveText('Ambulans danau')
  await expect(page.getByText('Warga tepi danau tidak terjangkau ambulans darat').first()).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  const sheet = page.getByRole('link', { name: 'Lembar dua halaman (PDF)' })
  const file = await page.request.get((await sheet.getAttribute('href')) ?? '')
  expect(file.headers()['content-type']).toBe('application/pdf')
  const bytes = await file.body()
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(bytes.length).toBeGreaterThan(20_000)

  expect((await page.goto('/portofolio/73.22'))?.status()).toBe(404)
  await expect(heading(page)).toHaveText('Program Kabupaten Luwu Utara belum dibuka untuk umum')
  await expect(page.getByText('Sekretariat daerah yang membukanya.')).toBeVisible()
  await expectAccessible(page)
})
