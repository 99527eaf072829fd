import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccessible, expectFits, signIn } from './support/session.ts'

/**
 * One round from its draft to the result that everybody reads, each deed in the browser of the one whose deed it is. Only
 * what repeats a deed that was done on a page (the other answers, the other scores) goes through the API.
 */

test.use({ actionTimeout: 20_000 })

const edition = '2032'
const round = `${edition}-kppn-ikn`
const code = '73.24'
const place = `/putaran/${round}/${code}`
const api = `/api/v1/rounds/${round}/regions/${code}`
const assessors = ['satu', 'dua', 'tiga', 'empat', 'lima']
const narrative = 'Cakupan imunisasi naik di semua kecamatan sejak antrean digital dipakai.'
const title = 'Laporan cakupan imunisasi 2032'

interface AnswerRow {
  question: string
  state: string | null
  version: number
}

/** The day so many days from today, as Luwu Timur counts them. */
const day = (offset: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Makassar' }).format(Date.now() + offset * 86_400_000)

/** First and last day of each step: everything but the result can be done today. */
const steps = {
  invitation: [-2, -1],
  'self-assessment': [-1, 5],
  verification: [0, 6],
  scoring: [0, 20],
  review: [10, 11],
  result: [21, 25],
  objection: [26, 30],
} as const

async function as(browser: Browser, box: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 844 } })
  const page = await context.newPage()
  await signIn(page, box)
  return page
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()

/** A request of who is signed in on the page. */
async function send(page: Page, method: 'GET' | 'PUT' | 'POST', path: string, data?: unknown) {
  const response = await page.request.fetch(path, { method, ...(data === undefined ? {} : { data }) })
  expect(response.ok(), `${method} ${path}: ${response.status()} ${(await response.text()).slice(0, 300)}`).toBe(true)
  return (await response.json()) as unknown
}

async function answers(page: Page): Promise<AnswerRow[]> {
  return ((await send(page, 'GET', `${api}/answers`)) as { items: AnswerRow[] }).items
}

/** Answers through the API what is not ready yet, as the form would. */
async function answerRest(page: Page): Promise<void> {
  for (const { question, state, version } of await answers(page)) {
    if (state !== null && state !== 'draft') continue
    const answer = { version, level: 2, narrative: 'Sudah berjalan.', ready: true }
    await send(page, 'PUT', `${api}/answers/${question}`, answer)
  }
}

test('a round goes from the draft to the result that everybody reads, by its pages', async ({ browser, page }) => {
  test.setTimeout(240_000)
  const ministry = await as(browser, 'kementerian')

  await test.step('the ministry makes the round, with region and panel, and opens it', async () => {
    await ministry.goto('/putaran/baru')
    await ministry.getByLabel('Tahun evaluasi').fill(edition)
    await ministry.getByLabel('Kelompok daerah').selectOption('kppn-ikn')
    await ministry.getByLabel('Instrumen').selectOption('smart-city-2023-kppn-ikn')
    await ministry.getByLabel('Nama putaran').fill('Evaluasi perjalanan 2032')
    for (const [step, [first, last]] of Object.entries(steps)) {
      await ministry.locator(`[name="steps.${step}.starts_on"]`).fill(day(first))
      await ministry.locator(`[name="steps.${step}.ends_on"]`).fill(day(last))
    }
    await ministry.getByLabel('Nomor surat').fill('B-032/PERJALANAN/2032')
    await ministry.getByLabel('Tanggal surat').fill(day(0))
    await ministry.getByLabel('Jabatan penanda tangan').fill('Direktur Jenderal')
    await press(ministry, 'Simpan rancangan')
    await expect(ministry.getByText('Rancangan putaran tersimpan.')).toBeVisible()

    await ministry.goto(`/putaran/${round}/daerah`)
    await ministry.getByLabel('Daerah', { exact: true }).fill('73.24')
    await press(ministry, 'Tambahkan')
    await expect(ministry.getByText('Daerah ditambahkan.')).toBeVisible()

    await ministry.goto(`/putaran/${round}/panel?daerah=${code}`)
    const choice = ministry.getByRole('region', { name: 'Tugaskan asesor' })
    for (const name of assessors)
      await choice.getByRole('checkbox', { name: new RegExp(`^asesor ${name}`, 'i') }).check()
    await choice.getByRole('button', { name: 'Tugaskan', exact: true }).click()
    await expect(ministry.getByText('Panel tersimpan.')).toBeVisible()
    await expect(ministry.getByRole('table').first().getByText('belum mengirim')).toHaveCount(assessors.length)

    await ministry.goto(`/putaran/${round}`)
    await press(ministry, 'Buka putaran')
    await expect(ministry.getByText('Putaran dibuka. Surat undangan sedang dikirim.')).toBeVisible()
  })

  const secretariat = await as(browser, 'sekretariat-luwu-timur')

  await test.step('the secretariat shares the questions out as proposed', async () => {
    await secretariat.goto(`${place}/pembagian`)
    await press(secretariat, 'Bagikan pertanyaan')
    await expect(secretariat.getByText(/\d+ pertanyaan dibagikan\./)).toBeVisible()
    expect(await answers(secretariat)).toHaveLength(117)
  })

  let question = ''

  await test.step('an officer answers on a phone, with a document as evidence', async () => {
    const officer = await as(browser, 'petugas-dinkes-luwu-timur', 390)
    await officer.goto(place)
    await expect(officer.getByRole('heading', { level: 1 })).toHaveText(/\d+ pertanyaan menunggu Anda/)
    question = (await answers(officer))[0]?.question ?? ''
    await officer.locator(`a[href="${place}/soal/${question}"]`).first().click()
    await expect(officer).toHaveURL(new RegExp(`/soal/${question}$`))
    await officer.locator('.score label', { hasText: '3' }).click()
    await officer.getByLabel('Uraian').fill(narrative)
    await expect(officer.getByRole('status')).toContainText(/tersimpan \d\d\.\d\d\sWITA/, { timeout: 15_000 })
    await expectFits(officer)

    await officer.getByText('Unggah bukti baru').click()
    await officer.getByLabel('Berkas').setInputFiles({
      name: 'imunisasi.pdf',
      mimeType: 'application/pdf',
      buffer: await printed(browser),
    })
    await officer.getByLabel('Judul bukti baru').fill(title)
    await press(officer, 'Simpan dan unggah')
    await expect(officer.getByText(/Tersimpan \d\d\.\d\d\sWITA\./)).toBeVisible()
    await expect(officer.getByRole('link', { name: title }).first()).toBeVisible()
    await expect(officer.getByLabel('Uraian')).toHaveValue(narrative)
    await press(officer, 'Simpan dan tandai siap')
    await expect(officer.getByText('Tersimpan dan ditandai siap.')).toBeVisible()
    await expectFits(officer)
    await answerRest(officer)
    await officer.context().close()
  })

  await test.step('the head of the office signs, the secretariat verifies', async () => {
    const head = await as(browser, 'kepala-dinkes-luwu-timur')
    await head.goto(place)
    await press(head, /Setujui \d+ jawaban/)
    await expect(head.getByText(/\d+ jawaban disetujui\. Sekretariat diberi tahu\./)).toBeVisible()
    await head.context().close()

    await answerRest(secretariat)
    await secretariat.goto(`${place}/soal/${question}`)
    await press(secretariat, 'Nyatakan diperiksa, lanjut')
    await expect(secretariat.getByText('Jawaban dinyatakan diperiksa.')).toBeVisible()
    await secretariat.goto(place)
    await press(secretariat, 'Nyatakan 116 jawaban diperiksa')
    await expect(secretariat.getByText('116 jawaban dinyatakan diperiksa.')).toBeVisible()
    await secretariat.context().close()
  })

  await test.step('the regional head hands in with the name of the region', async () => {
    const head = await as(browser, 'kepala-daerah-luwu-timur')
    await head.goto(`${place}/kirim`)
    await expectAccessible(head)
    await head.getByLabel('Tulis nama daerah untuk mengirim').fill('Luwu')
    await press(head, 'Kirim dan kunci isian')
    await expect(head.getByRole('alert')).toContainText('Tulis nama daerah persis: Kabupaten Luwu Timur.')
    await head.getByLabel('Tulis nama daerah untuk mengirim').fill('kabupaten luwu timur')
    await press(head, 'Kirim dan kunci isian')
    await expect(head.getByText('Isian terkirim dan terkunci.')).toBeVisible()
    await head.context().close()
  })

  await test.step('five assessors read, score and hand in', async () => {
    for (const [n, name] of assessors.entries()) {
      const assessor = await as(browser, `asesor-${name}`)
      const done = n === 0 ? await scoreByHand(assessor, question) : new Set<string>()
      const rest = (await answers(assessor)).map((row, at) => ({ question: row.question, at }))
      const scores = rest
        .filter(row => !done.has(row.question))
        .map(row => ({ question: row.question, score: [2, 3, 3, 3, 4][(n + row.at) % 5], version: 0 }))
      await send(assessor, 'PUT', `${api}/scores`, { scores })
      if (n === 0) {
        await assessor.goto(`${place}/nilai-kirim`)
        await press(assessor, 'Kirim lembar ini')
        await expect(assessor.getByText(/Anda mengirim lembar ini .*Nilai tidak berubah lagi\./)).toBeVisible()
      } else await send(assessor, 'POST', `${api}/scores/submission`)
      await assessor.context().close()
    }
  })

  await test.step('the ministry closes and sees it done', async () => {
    await ministry.goto(`/putaran/${round}/tutup`)
    await ministry.getByLabel('Tulis kode putaran').fill(round)
    await press(ministry, 'Tutup putaran')
    await expect(ministry.getByText(/^Putaran ditutup/).first()).toBeVisible({ timeout: 60_000 })
    await expectAccessible(ministry)
    await ministry.context().close()
  })

  await test.step('a visitor reads the index and takes the report along', async () => {
    await page.goto(`/daerah/${code}/evaluasi?tahun=${edition}`)
    await expect(page.getByText('3,00').first()).toBeVisible()
    const report = page.locator(`a[href="${place}/laporan.pdf"]`).first()
    await expect(report).toBeVisible()
    const file = await page.request.get((await report.getAttribute('href')) ?? '')
    expect(file.headers()['content-type']).toBe('application/pdf')
    expect((await file.body()).length).toBeGreaterThan(20_000)
    await page.goto(`/hasil/${edition}`)
    await expect(page.getByRole('row', { name: /Luwu Timur/ })).toContainText('3,00')
    await page.goto(`${place}/hasil`)
    await expect(page.getByText('3,00').first()).toBeVisible()
    await expectAccessible(page)
    await expectFits(page)
  })
})

/** A document of one page, printed by the browser. */
async function printed(browser: Browser): Promise<Buffer> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.setContent(`<h1>${title}</h1>${'<p>Malili 87,5 persen, Wotu 86,1 persen.</p>'.repeat(20)}`)
  const pdf = await page.pdf()
  await context.close()
  return pdf
}

/** Reads the answer with its document, then scores the first three questions by keys; gives their ids. */
async function scoreByHand(page: Page, question: string): Promise<Set<string>> {
  await page.goto(`${place}/nilai/${question}`)
  await expect(page.getByText(narrative)).toBeVisible()
  await page.getByRole('link', { name: title }).first().click()
  const canvas = page.getByRole('img', { name: 'Halaman 1 / 1' })
  await expect
    .poll(
      () =>
        canvas.evaluate(element => {
          const { width, height } = element as HTMLCanvasElement
          const points = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? []
          return points.filter((value, at) => at % 4 === 0 && value < 128).length
        }),
      { timeout: 20_000 },
    )
    .toBeGreaterThan(100)

  const first = (await answers(page)).slice(0, 3).map(row => row.question)
  await page.goto(`${place}/nilai/${first[0] ?? ''}`)
  for (const [at, id] of first.entries()) {
    await expect(page).toHaveURL(`${place}/nilai/${id}`)
    await expect(page.locator('form[data-island="score-sheet"][data-ready]')).toBeAttached()
    await page.keyboard.press(String([2, 3, 3][at]))
    await expect(page.locator('[data-sheet-state]')).toContainText(/tersimpan \d\d\.\d\d\sWITA/)
    await page.keyboard.press('Enter')
  }
  await expect(page).not.toHaveURL(`${place}/nilai/${first[2] ?? ''}`)
  return new Set(first)
}
