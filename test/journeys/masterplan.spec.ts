import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccessible, expectFits, signIn } from './support/session.ts'

/**
 * The path of Luwu Utara in 2022, walked through the pages by its people: four workshops of which each reviews the last,
 * worksheets that become a programme, three books written together and reviewed, an edition that is signed, published,
 * downloaded and verified.
 */

test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.use({ actionTimeout: 20_000 })
test.skip(({ viewport }) => (viewport?.width ?? 0) <= 400, 'one path through the masterplan is enough')

const region = '/masterplan/73.22'
const roman = ['I', 'II', 'III', 'IV'] as const
type Stage = 1 | 2 | 3 | 4

/** The days of 2022, as they were and as the page says them. */
const days: Record<Stage, readonly [from: string, until: string, said: string]> = {
  1: ['2022-06-13', '', '13 Juni 2022'],
  2: ['2022-07-18', '2022-07-19', '18–19 Juli 2022'],
  3: ['2022-08-22', '', '22 Agustus 2022'],
  4: ['2022-09-21', '2022-09-22', '21–22 September 2022'],
}

const people = new Map<string, Page>()
/** Address of the series, below it its stages; of its worksheets; of the plan. */
let series = ''
let sheets = ''
let plan = ''
let edition = ''

/** The page of who has this login box, signed in once for the whole path. */
async function as(browser: Browser, box: string): Promise<Page> {
  const there = people.get(box)
  if (there) return there
  const page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(20_000)
  await signIn(page, box)
  people.set(box, page)
  return page
}
const secretariat = (browser: Browser) => as(browser, 'sekretariat-luwu-utara')
const planner = (browser: Browser) => as(browser, 'perencana-bappeda-luwu-utara')
const secretary = (browser: Browser) => as(browser, 'sekretaris-dlh-luwu-utara')
const mentor = (browser: Browser) => as(browser, 'pembimbing')

test.afterAll(async () => {
  for (const page of people.values()) await page.context().close()
  people.clear()
})

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const said = (page: Page, words: string | RegExp) =>
  expect(page.getByText(words).first()).toBeVisible({ timeout: 15_000 })

/** Chooses what begins with these words. */
async function choose(page: Page, label: string, words: string) {
  const select = page.getByLabel(label, { exact: true })
  const option = select.locator('option').filter({ hasText: words }).first()
  await select.selectOption((await option.getAttribute('value')) ?? '')
}

/** One line on a worksheet, as a group writes it on a phone. */
async function write(page: Page, sheet: string, line: string, part?: readonly [label: string, option: string]) {
  await page.goto(`${sheets}/${sheet}`)
  const form = page
    .getByRole('main')
    .locator('form')
    .filter({ has: page.locator('input[name="title"]') })
  await form.locator('input[name="title"]').fill(line)
  if (part) await form.getByLabel(part[0], { exact: true }).selectOption({ label: part[1] })
  await form.getByRole('button', { name: 'Tambah', exact: true }).click()
  await said(page, 'Kartu ditambahkan.')
  await expect(page.getByRole('link', { name: line })).toBeVisible()
}

async function openStage(page: Page, stage: Stage, review?: string) {
  await page.goto(`${series}/${stage}`)
  if (review) {
    // Without a word on the last workshop the next one stays shut.
    await press(page, `Buka bimtek ${roman[stage - 1]}`)
    await expect(page.getByRole('alert').first()).toBeVisible()
    await page.getByLabel('Tinjauan bimtek sebelumnya').fill(review)
  }
  await press(page, `Buka bimtek ${roman[stage - 1]}`)
  await said(page, 'Tahap dibuka.')
  if (review) await said(page, review)
}

/** What a stage must produce goes to the mentor with its proof; all is accepted, the first only after it came back. */
async function deliver(browser: Browser, stage: Stage) {
  const [giver, judge] = [await secretariat(browser), await mentor(browser)]
  await giver.goto(`${series}/${stage}`)
  const results = giver.getByRole('region', { name: 'Hasil yang harus ada' }).getByRole('listitem')
  const owed = await results.filter({ hasNotText: 'tidak wajib' }).getByRole('link').all()
  const addresses = await Promise.all(owed.map(one => one.getAttribute('href')))
  expect(addresses.length).toBeGreaterThan(3)
  for (const [at, address] of addresses.entries()) {
    const give = async (button: string) => {
      await giver.goto(address ?? '')
      const sheet = giver.getByRole('region', { name: 'Bukti' }).getByRole('link', { name: /^Buka/ })
      if (stage === 1 && at > 0) await expect(sheet).toBeVisible()
      if ((await sheet.count()) === 0) {
        const buffer = Buffer.from(`%PDF-1.4\n% ${address}\n`)
        await giver.getByLabel('Berkas').setInputFiles({ name: 'hasil.pdf', mimeType: 'application/pdf', buffer })
      }
      await giver.getByLabel('Pesan untuk pembimbing').fill('Disepakati pleno.')
      await press(giver, button)
      await said(giver, 'Diserahkan ke pembimbing.')
    }
    await give('Serahkan ke pembimbing')
    await judge.goto(address ?? '')
    if (stage === 1 && at === 0) {
      await judge.getByLabel('Catatan').fill('Data tiga OPD belum ada.')
      await press(judge, 'Kembalikan')
      await said(judge, 'Dikembalikan dengan catatan.')
      await give('Serahkan lagi')
      await said(giver, 'Data tiga OPD belum ada.')
      await judge.goto(address ?? '')
    }
    await press(judge, 'Terima')
    await said(judge, 'Diterima.')
  }
  await giver.goto(`${series}/${stage}`)
  await press(giver, 'Tandai sudah dilaksanakan')
  await judge.goto(`${series}/${stage}`)
  await press(judge, 'Terima tahap ini')
  await said(judge, /^Diterima .*Pembimbing/)
}

const together = [
  'Warga Masamba menimbang sampahnya setiap Sabtu pagi.',
  'Dinas mencatat timbangan itu pada hari yang sama.',
]

/** The live editor; before it connects a plain field of the same name stands in its place. */
const live = (page: Page) => page.locator('#editor-isi [role="textbox"]')

/** The address of a section of the plan of this path. */
async function sectionOf(page: Page, title: string): Promise<string> {
  await page.goto(plan)
  return (await page.getByRole('link', { name: title, exact: true }).first().getAttribute('href')) ?? ''
}

test('a secretariat starts the series of 2022, names its mentor, sets four dates, and opens the first', async ({
  browser,
}) => {
  const keeper = await secretariat(browser)
  await keeper.goto(`${region}/bimtek`)
  await keeper.getByText('Mulai rangkaian baru').click()
  await keeper.getByLabel('Nama rangkaian').fill('Jalur uji 2022')
  await keeper.getByLabel('Tahun', { exact: true }).fill('2022')
  await press(keeper, 'Mulai rangkaian')
  await said(keeper, 'Rangkaian bimtek dimulai.')
  series = new URL(keeper.url()).pathname
  sheets = series.replace('/bimtek/', '/lembar/')

  await keeper.goto(`${series}/pembimbing`)
  await choose(keeper, 'Orang', 'Ketua Tim Pembimbing')
  await keeper.getByLabel('Ketua tim pembimbing').check()
  await press(keeper, 'Tambahkan')
  await expect(keeper.getByRole('main').getByText('ketua tim', { exact: true })).toBeVisible()
  for (const stage of [1, 2, 3, 4] as const) {
    await keeper.goto(`${series}/${stage}`)
    await keeper.getByLabel('Hari mulai').fill(days[stage][0])
    await keeper.getByLabel('Hari selesai').fill(days[stage][1])
    await keeper.getByLabel('Tempat').fill('Aula Bappeda, Masamba')
    await press(keeper, 'Simpan')
    await said(keeper, days[stage][2])
  }
  await openStage(keeper, 1)
  await keeper.goto(series)
  for (const [, , day] of Object.values(days)) await said(keeper, day)
  await expectAccessible(keeper)
  await expectFits(keeper)
})

test('offices write cards and vote, each workshop reviews the last, and the mentor accepts what it produced', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const [keeper, bappeda, dlh] = [await secretariat(browser), await planner(browser), await secretary(browser)]
  const strength = 'Bank sampah sudah berjalan di delapan desa'
  const chance = 'Pembeli bahan daur ulang datang setiap bulan'

  await test.step('I: readiness, SWOT with points, vision and profile', async () => {
    await bappeda.goto(`${sheets}/readiness`)
    const good = bappeda.getByRole('main').getByRole('button', { name: /^Baik/ }).first()
    await good.click()
    await expect(good).toHaveAttribute('aria-pressed', 'true')
    await write(bappeda, 'swot', strength, ['Kuadran', 'Kekuatan'])
    await write(dlh, 'swot', chance, ['Kuadran', 'Peluang'])
    for (const [page, points] of [
      [bappeda, '5'],
      [dlh, '4'],
    ] as const) {
      await page.goto(`${sheets}/swot/poin`)
      await page.getByRole('group', { name: strength }).getByLabel(points, { exact: true }).check({ force: true })
      await press(page, 'Simpan poin')
    }
    await said(dlh, '9 poin dari 2 orang')
    await write(bappeda, 'vision', 'Lestari', ['Jenis', 'Kata kunci'])
    await write(dlh, 'profile', 'Sungai Rongkong masih bersih', ['Jenis', 'Potensi'])
    await deliver(browser, 1)
  })

  await test.step('II: strategy of a pair, mission, target, mapping', async () => {
    await openStage(keeper, 2, 'Kesiapan dan SWOT selesai; data tiga OPD menyusul.')
    await dlh.goto(`${sheets}/pasangkan?pasangan=so`)
    await dlh.getByLabel(strength).check()
    await dlh.getByLabel(chance).check()
    await dlh.getByLabel('Strategi dari pasangan ini').fill('Bank sampah di setiap desa dengan pembeli tetap')
    await press(dlh, 'Simpan strategi')
    await said(dlh, '1 strategi sudah dibuat dari pasangan ini')
    await write(bappeda, 'mission', 'Lingkungan dijaga bersama warga')
    await write(bappeda, 'target', 'Sampah desa terkelola')
    await write(dlh, 'mapping', 'Pengelolaan sampah perdesaan')
    await deliver(browser, 2)
  })

  await test.step('III: innovation, action, roadmap and the candidates', async () => {
    await openStage(keeper, 3, 'Strategi dan pemetaan disepakati.')
    await write(dlh, 'innovation', 'Timbang sampah lewat HP')
    await write(dlh, 'action', 'Bank sampah digital di 166 desa', ['Arus', 'Aplikasi dan perangkat lunak'])
    await write(bappeda, 'roadmap', 'Sepuluh desa percontohan', ['Jangka', 'Pendek, 1 tahun'])
    await write(dlh, 'canvas', 'Bank sampah sepuluh desa')
    await write(bappeda, 'canvas', 'Peta jalan sampah terbuka')
    await deliver(browser, 3)
  })

  await test.step('IV: a quick win is chosen with the weights of everybody in sight', async () => {
    await openStage(keeper, 4, 'Rencana aksi dan dua calon quick win ada.')
    for (const [page, weights, scores] of [
      [bappeda, [40, 20, 20, 10, 5, 5], { 'Bank sampah sepuluh desa': 5, 'Peta jalan sampah terbuka': 3 }],
      [dlh, [20, 20, 20, 20, 10, 10], { 'Bank sampah sepuluh desa': 4, 'Peta jalan sampah terbuka': 2 }],
    ] as const) {
      await page.goto(`${sheets}/pilihan`)
      const fields = page.getByRole('region', { name: 'Bobot Anda' }).getByRole('textbox')
      for (const [at, weight] of weights.entries()) await fields.nth(at).fill(String(weight))
      await press(page, 'Simpan bobot')
      await said(page, 'Bobot disimpan.')
      for (const [name, score] of Object.entries(scores)) {
        await page.getByRole('link', { name: new RegExp(`^Beri nilai.*${name}`) }).click()
        for (const group of await page.getByRole('main').getByRole('group').all()) {
          await group.getByLabel(String(score), { exact: true }).check({ force: true })
        }
        await press(page, 'Simpan nilai')
        await said(page, 'Nilai disimpan.')
      }
    }
    await keeper.goto(`${sheets}/pilihan`)
    await expect(keeper.getByRole('heading', { level: 1 })).toHaveText('Bank sampah sepuluh desa teratas dengan 4,50')
    const weights = keeper.getByRole('region', { name: 'Bobot setiap penilai' })
    await expect(weights.getByRole('row', { name: /^Perencana Bappeda/ })).toContainText('Mudah dilaksanakan 40')
    await expect(weights.getByRole('row', { name: /^Sekretaris Dinas Lingkungan/ })).toContainText(
      'Mudah dilaksanakan 20',
    )
    await keeper.getByRole('link', { name: 'Bank sampah sepuluh desa', exact: true }).first().click()
    await press(keeper, 'Pilih')
    await said(keeper, 'Keputusan disimpan.')
    await write(dlh, 'risk', 'Kader berhenti')
    await deliver(browser, 4)
    await keeper.goto(series)
    await expect(keeper.getByRole('heading', { level: 1 })).toHaveText('Empat bimtek sudah diterima')
  })
})

test('a card becomes a programme of the portfolio, and the way back is shown', async ({ browser }) => {
  const dlh = await secretary(browser)
  await dlh.goto(`${sheets}/action`)
  await dlh.getByRole('link', { name: 'Bank sampah digital di 166 desa' }).first().click()
  await dlh.getByRole('link', { name: 'Jadikan program' }).click()
  const code = `JLR-${Date.now().toString(36).toUpperCase()}`
  await dlh.getByLabel('Kode', { exact: true }).fill(code)
  await dlh.getByLabel('Masalah yang diselesaikan').fill('Sampah desa dibuang ke sungai.')
  await choose(dlh, 'Sub-dimensi', 'ENV-2')
  await dlh.getByLabel('Sektor').selectOption({ index: 1 })
  await choose(dlh, 'OPD penanggung jawab', 'Dinas Lingkungan Hidup')
  await dlh.getByLabel('Mulai tahun').fill('2022')
  await dlh.getByLabel('Sampai tahun').fill('2026')
  await dlh.getByLabel('5 tahun', { exact: true }).check()
  await press(dlh, 'Simpan sebagai program')
  await said(dlh, 'Kartu ini sudah menjadi program dan tetap tertaut.')
  await dlh.getByRole('link', { name: 'Buka program' }).click()
  await said(dlh, code)
  const programme = new URL(dlh.url()).pathname.split('/').at(-1) ?? ''
  await dlh.goto(`/trace/programme/${programme}`)
  const back = dlh.getByRole('main').getByRole('link', { name: /Bank sampah digital di 166 desa/ })
  await expect(back.last()).toBeVisible()
  await expectAccessible(dlh)
})

test('two people write one section at the same time, a suggestion is taken, and the section is reviewed and locked', async ({
  browser,
}) => {
  const [keeper, bappeda, dlh] = [await secretariat(browser), await planner(browser), await secretary(browser)]
  const judge = await mentor(browser)
  await keeper.goto(`${region}/buku/baru`)
  await keeper.getByLabel('Judul rencana').fill('Jalur uji 2022: tiga buku')
  await keeper.getByLabel('Tahun mulai').fill('2022')
  await keeper.getByLabel('Tahun akhir').fill('2027')
  await keeper.getByLabel('Seri bimtek').selectOption(series.split('/').at(-1) ?? '')
  await press(keeper, 'Buat tiga buku')
  await said(keeper, 'Tiga buku dibuat.')
  plan = new URL(keeper.url()).pathname
  const section = await sectionOf(keeper, 'Latar belakang')
  await keeper.goto(`${section}/atur`)
  await keeper.getByLabel('OPD penulis').selectOption('')
  await press(keeper, 'Simpan setelan')
  await said(keeper, 'Perubahan tersimpan.')

  await test.step('both type, both read both, and it is stored', async () => {
    for (const page of [bappeda, dlh]) await page.goto(section)
    const sheets = [bappeda, dlh].map(live)
    for (const sheet of sheets) await expect(sheet).toBeVisible()
    await sheets[0]?.pressSequentially(`${together[0]}\n`)
    await expect(sheets[1] ?? dlh.locator('none')).toContainText(together[0] ?? '')
    await sheets[1]?.press('Control+End')
    await Promise.all([
      sheets[1]?.pressSequentially(together[1] ?? '', { delay: 10 }),
      sheets[0]?.press('Control+Home').then(() => sheets[0]?.pressSequentially('Mulai 2022. ', { delay: 15 })),
    ])
    for (const sheet of sheets) {
      for (const words of ['Mulai 2022. ', ...together]) await expect(sheet).toContainText(words)
    }
    await expect(bappeda.getByRole('list', { name: 'Sedang membuka teks ini' })).toContainText('Sekretaris Dinas')
    await expect(dlh.getByRole('status').filter({ hasText: /^tersimpan \d\d\.\d\d\sWITA/ })).toBeVisible()
    await expectAccessible(dlh)
    await dlh.getByRole('main').locator('h1').click()
    await dlh.goto(section)
    await expect(live(dlh)).toContainText(together[0] ?? '')
  })

  await test.step('draft, review with a comment, a suggestion that is taken, accepted, locked', async () => {
    await dlh.goto(section)
    await press(dlh, 'Kirim untuk ditinjau')
    await said(dlh, 'Bagian ini dikirim untuk ditinjau.')
    await judge.goto(section)
    await judge.getByRole('textbox', { name: 'Komentar', exact: true }).fill('Sebut jamnya.')
    await judge.getByText('Usulkan kalimat pengganti', { exact: true }).click()
    await judge.getByLabel('Kalimat yang sekarang').fill('setiap Sabtu pagi')
    await judge.getByLabel('Kalimat pengganti').fill('setiap Sabtu pukul delapan')
    await press(judge, 'Kirim komentar')
    await said(judge, 'Sebut jamnya.')
    await bappeda.goto(section)
    await press(bappeda, 'Terima usulan ini')
    await said(bappeda, 'Usulan diterima dan masuk ke dalam tulisan.')
    await judge.goto(section)
    await expect(judge.getByRole('main')).toContainText('setiap Sabtu pukul delapan.')
    await press(judge, 'Terima bagian ini')
    await said(judge, 'Bagian ini diterima.')
    await keeper.goto(section)
    await press(keeper, 'Kunci bagian ini')
    await said(keeper, 'Bagian ini dikunci.')
    await dlh.goto(section)
    await said(dlh, 'Bagian ini terkunci.')
    await expect(dlh.getByRole('main')).toContainText('setiap Sabtu pukul delapan.')
    await expect(live(dlh)).toHaveCount(0)
  })

  await test.step('without script the plain form does the same', async () => {
    const plain = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await dlh.context().storageState(),
    })
    const page = await plain.newPage()
    await page.goto(await sectionOf(keeper, 'Tata kelola sampah dan limbah'))
    await page
      .getByRole('textbox', { name: /Tata kelola sampah dan limbah/ })
      .fill('## Desa\n\nSampah dipilah **di rumah**.')
    await page.getByRole('button', { name: 'Simpan teks' }).click()
    await said(page, 'Tulisan tersimpan.')
    await page.getByRole('button', { name: 'Kirim untuk ditinjau' }).click()
    await said(page, 'Bagian ini dikirim untuk ditinjau.')
    await plain.close()
  })
})

test('the edition is frozen, signed, ruled, published, downloaded as PDF and DOCX, read and verified by a visitor', async ({
  browser,
}) => {
  const keeper = await secretariat(browser)
  const head = await as(browser, 'kepala-daerah-luwu-utara')
  const visitor = await (await browser.newContext()).newPage()
  const taken = await (await keeper.request.get('/masterplan/73.22/edisi.csv')).text()
  const year = [2023, 2024, 2025].find(one => !taken.includes(`${one},`)) ?? 2026
  await keeper.goto(`${plan}/bekukan`)
  await keeper.getByLabel('Tahun edisi').fill(String(year))
  await press(keeper, 'Bekukan edisi')
  await expect(keeper.getByRole('alert').first()).toBeVisible()
  await keeper.getByLabel('Tahun edisi').fill(String(year))
  await keeper.getByLabel('Saya tahu, dan tetap membekukan edisi dengan bagian-bagian itu').check()
  await press(keeper, 'Bekukan edisi')
  await said(keeper, 'Edisi dibekukan.')
  edition = new URL(keeper.url()).pathname
  // What is not published is for the region alone.
  expect((await visitor.goto(edition))?.status()).toBe(404)

  await test.step('the head signs by account, all others on paper', async () => {
    await head.goto(edition)
    await head
      .getByRole('link', { name: /^Tanda tangani/ })
      .first()
      .click()
    await press(head, 'Tanda tangani edisi ini')
    await said(head, /lewat akun/)
    await keeper.goto(edition)
    const paper = keeper.getByRole('link', { name: /^Catat tanda tangan kertas/ })
    for (let left = await paper.count(); left > 0; left -= 1) {
      await paper.first().click()
      await press(keeper, 'Catat tanda tangan')
      await expect(paper).toHaveCount(left - 1)
    }
    await keeper.getByRole('link', { name: 'Catat peraturan' }).click()
    await keeper.getByLabel('Nomor').fill('31 Tahun 2022')
    await keeper.getByLabel('Tanggal ditetapkan').fill('2022-11-30')
    await press(keeper, 'Simpan peraturan')
    await said(keeper, 'Peraturan disimpan.')
    await head.goto(edition)
    await press(head, 'Terbitkan edisi')
    await said(head, 'Edisi diterbitkan.')
  })

  await test.step('a visitor reads it, downloads it and checks its hash', async () => {
    await visitor.goto(region)
    await visitor.getByRole('link', { name: new RegExp(`^Edisi ${year}: Jalur uji 2022`) }).click()
    await said(visitor, /31 Tahun 2022/)
    await expectAccessible(visitor)
    const file = (format: string) => visitor.getByRole('link', { name: new RegExp(`^${format}.*Buku 1`) })
    await expect(async () => {
      await visitor.reload()
      await expect(file('PDF')).toBeVisible({ timeout: 500 })
      await expect(file('Word')).toBeVisible({ timeout: 500 })
    }).toPass({ timeout: 60_000 })
    for (const [format, start] of [
      ['PDF', '%PDF-'],
      ['Word', 'PK'],
    ] as const) {
      const response = await visitor.request.get((await file(format).getAttribute('href')) ?? '')
      expect(response.status()).toBe(200)
      expect((await response.body()).subarray(0, start.length).toString('latin1')).toBe(start)
    }
    await visitor
      .getByRole('link', { name: /^Buku 1/ })
      .first()
      .click()
    await expect(visitor.getByRole('article')).toContainText('menimbang sampahnya setiap Sabtu pukul delapan.')
    await expect(visitor.getByRole('article')).toContainText('Dinas mencatat timbangan itu')
    await expectAccessible(visitor)
    await visitor.goto(edition)
    await visitor.getByRole('link', { name: 'Periksa sidik edisi ini' }).click()
    await said(visitor, 'Cocok')
    await expect(visitor.getByText('Tidak cocok')).toHaveCount(0)
    await expectAccessible(visitor)
  })
  await visitor.context().close()
})
