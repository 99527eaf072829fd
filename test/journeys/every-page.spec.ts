import { type Browser, expect, type Page, test } from '@playwright/test'
import { demoRound, expectAccessible, expectContrast, expectFits, signIn } from './support/session.ts'

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

/** Pages of rounds and evidence by who works on them; `ROUND` stands for the open round of the demo world. */
const working: Record<string, readonly string[]> = {
  kementerian: [
    '/beranda',
    '/putaran',
    '/putaran/baru',
    '/putaran/ROUND',
    '/putaran/ROUND/ubah',
    '/putaran/ROUND/daerah',
    '/putaran/ROUND/daerah?daerah=73.24',
    '/putaran/ROUND/papan',
    '/putaran/ROUND/panel',
    '/putaran/ROUND/panel?daerah=73.24',
    '/putaran/ROUND/pemberitahuan',
    '/putaran/ROUND/tutup',
    '/putaran/2022-kppn-ikn/tutup',
  ],
  'sekretariat-luwu-timur': [
    '/beranda',
    '/putaran/ROUND',
    '/putaran/ROUND/73.24',
    '/putaran/ROUND/73.24/pembagian',
    '/putaran/ROUND/73.24/soal/baseline.A1.1.1.1',
    '/putaran/ROUND/73.24/unggah',
    '/putaran/ROUND/73.24/kirim',
    '/bukti',
    '/bukti/baru',
    'ITEM',
  ],
  'asesor-dua': [
    '/beranda',
    '/lembar',
    '/putaran/ROUND/73.22/nilai',
    '/putaran/ROUND/73.22/nilai/output.B1.2.1.1',
    '/putaran/ROUND/73.22/catatan',
  ],
}

/**
 * Pages of the portfolio of Luwu Timur by who works on them. `PROGRAMME` is a quick win of the health office, `MILESTONE`
 * one of its milestones, `INDICATOR` one that villages fill in; '' stands for a visitor.
 */
const portfolio: Record<string, readonly string[]> = {
  '': [
    '/portofolio',
    '/portofolio/73.24',
    '/portofolio/73.24/program?dimensi=liv',
    '/portofolio/73.24/program/PROGRAMME',
    '/portofolio/73.24/indikator/INDICATOR',
    '/portofolio/73.24/quick-win',
    '/portofolio/73.24/quick-win/PROGRAMME/unggulan',
    '/portofolio/73.24/quick-win/PROGRAMME/unggulan?layar=1',
    '/trace/programme/PROGRAMME',
  ],
  'sekretariat-luwu-timur': [
    '/portofolio/73.24/program',
    '/portofolio/73.24/program/baru',
    '/portofolio/73.24/program/PROGRAMME',
    '/portofolio/73.24/program/PROGRAMME/ubah',
    '/portofolio/73.24/program/PROGRAMME/status',
    '/portofolio/73.24/program/PROGRAMME/anggaran',
    '/portofolio/73.24/program/PROGRAMME/tonggak',
    '/portofolio/73.24/program/PROGRAMME/riwayat',
    '/portofolio/73.24/indikator/baru',
    '/portofolio/73.24/indikator/INDICATOR/ubah',
    '/portofolio/73.24/periksa',
    '/portofolio/73.24/tagihan',
    '/portofolio/73.24/pindah-opd',
    '/portofolio/73.24/impor',
    '/portofolio/73.24/buka',
    '/putaran/ROUND/73.24/soal/outcome.C1.3.1.1',
    '/putaran/ROUND/73.24/soal/outcome.C1.3.1.1/sumber',
  ],
  'kepala-daerah-luwu-timur': [
    '/portofolio/73.24',
    '/portofolio/73.24?tahun=LASTYEAR',
    '/portofolio/73.24/peta-jalan',
    '/portofolio/73.24/anggaran',
    '/portofolio/73.24/anggaran?menurut=opd',
    '/portofolio/73.24/sebaran',
    '/portofolio/73.24/peta',
    '/portofolio/73.24/serah-terima',
    '/portofolio/73.24/banding',
    '/trace/programme/PROGRAMME',
  ],
  'petugas-dinkes-luwu-timur': [
    '/portofolio/73.24/isi',
    '/portofolio/73.24/indikator',
    '/portofolio/73.24/indikator/INDICATOR',
    '/portofolio/73.24/program/PROGRAMME/tonggak/MILESTONE',
    '/portofolio/73.24/quick-win/PROGRAMME',
    '/portofolio/73.24/quick-win/PROGRAMME/risiko',
    '/portofolio/73.24/quick-win/PROGRAMME/validasi',
    '/portofolio/73.24/quick-win/PROGRAMME/profil',
  ],
  'petugas-desa': ['/beranda', '/portofolio/73.24/isi', '/portofolio/73.24/indikator/INDICATOR/isi'],
}

/** What the capital words in the addresses stand for in this demo world. */
async function portfolioWords(page: Page): Promise<[word: string, value: string][]> {
  const read = async (path: string) =>
    (await (await page.request.get(`/api/v1/portfolios/73.24/${path}`)).json()) as {
      items: { id: string; code: string }[]
      milestones: { id: string }[]
    }
  const idOf = async (path: string, code: string) => {
    const found = (await read(path)).items.find(one => one.code === code)
    if (!found) throw new Error(`The demo world has no ${code} in ${path}`)
    return found.id
  }
  const programme = await idOf('programmes?q=LIV-02', 'LIV-02')
  return [
    ['ROUND', await demoRound(page)],
    ['PROGRAMME', programme],
    ['MILESTONE', (await read(`programmes/${programme}`)).milestones[0]?.id ?? ''],
    ['INDICATOR', await idOf('indicators', 'DESA-01')],
    ['LASTYEAR', String(new Date().getFullYear() - 1)],
  ]
}

/**
 * Pages of meetings and of the masterplan by who works on them: `COMING` is a meeting that is sent out, `HELD` one that is
 * over; the masterplan is that of Luwu Timur, the edition that of Luwu Utara; '' stands for a visitor.
 */
const together: Record<string, readonly string[]> = {
  '': ['/masterplan', '/masterplan/73.22', '/masterplan/73.22/edisi', 'EDITION', 'EDITION/buku/1', 'VERIFY'],
  'sekretariat-luwu-timur': [
    '/rapat/73.24',
    '/rapat/73.24/baru',
    '/rapat/73.24/kalender',
    '/rapat/73.24/pengaturan',
    'COMING',
    'COMING/ubah',
    'COMING/undangan',
    'COMING/acara',
    'COMING/batal',
    'COMING/layar',
    'HELD/kehadiran',
    'HELD/notulen',
    '/rapat/73.24/tugas',
    'TASK',
    '/rapat/73.24/lembaga',
    'INSTITUTION',
    'INSTITUTION/anggota',
    '/rapat/73.24/persiapan',
    'BOARD',
    '/masterplan/73.24',
    '/masterplan/73.24/bimtek',
    'SERIES',
    'SERIES/3',
    'SERIES/pembimbing',
    'SERIES/kelompok',
    'SERIES/kemajuan',
    'SERIES/komitmen',
    'RESULT',
    'SHEETS',
    '/masterplan/73.24/buku',
    '/masterplan/73.24/buku/baru',
    'PLAN',
    'PLAN/pemilik',
    'PLAN/1',
    'PLAN/periksa',
    'PLAN/bekukan',
    'SECTION',
    'SECTION/riwayat',
    'SECTION/blok',
    'SECTION/atur',
    '/masterplan/73.24/komentar',
    '/masterplan/73.24/edisi',
  ],
  'petugas-dinkes-luwu-timur': [
    '/beranda',
    'COMING',
    'HELD/notulen',
    'TASK',
    'BOARD',
    'SHEETS/readiness',
    'SHEETS/swot',
    'SHEETS/swot/poin',
    'SHEETS/pasangkan',
    'SHEETS/target',
    'SHEETS/roadmap',
    'SHEETS/canvas/baru',
    'SHEETS/pilihan',
    'CARD',
    'CARD/program',
    'SECTION',
  ],
  pembimbing: ['/beranda', '/masterplan', 'SERIES/3', 'RESULT', 'PLAN/2', 'SECTION'],
}

let found: Promise<[word: string, value: string][]> | undefined

/** What the capital words in those addresses stand for, as the secretariat finds them. */
function togetherWords(browser: Browser): Promise<[word: string, value: string][]> {
  found ??= (async () => {
    const page = await (await browser.newContext()).newPage()
    await signIn(page, 'sekretariat-luwu-timur')
    const read = async <T>(path: string) =>
      ((await (await page.request.get(`/api/v1/${path}`)).json()) as { items: T[] }).items
    const link = async (path: string, pattern: string) => {
      const html = await (await page.request.get(path)).text()
      const href = new RegExp(`href="(${pattern})"`).exec(html)?.[1]
      if (href === undefined) throw new Error(`${path} has no link like ${pattern}`)
      return href
    }
    const id = '[0-9a-f-]{36}'
    const demo = <T extends { title: string }>(all: T[], begins: string) => {
      const one = all.find(({ title }) => title.startsWith(begins) && title.endsWith('(peragaan)'))
      if (!one) throw new Error(`The demo world has nothing called ${begins}`)
      return one
    }
    const meetings = await read<{ id: string; title: string }>('meetings/73.24')
    const plan = demo(
      await read<{ id: string; title: string; series: string }>('masterplans/73.24/plans'),
      'Masterplan',
    )
    const edition = demo(
      await read<{ id: string; title: string; verification: string }>('masterplans/73.22/editions'),
      'Masterplan',
    )
    const series = `/masterplan/73.24/bimtek/${plan.series}`
    const sheets = `/masterplan/73.24/lembar/${plan.series}`
    const books = `/masterplan/73.24/buku/${plan.id}`
    const words: [string, string][] = [
      ['COMING', `/rapat/73.24/${demo(meetings, 'Rapat koordinasi').id}`],
      ['HELD', `/rapat/73.24/${demo(meetings, 'Rapat Dewan').id}`],
      ['TASK', await link('/rapat/73.24/tugas', `/rapat/73.24/tugas/${id}`)],
      ['INSTITUTION', await link('/rapat/73.24/lembaga', `/rapat/73.24/lembaga/${id}`)],
      ['BOARD', await link('/rapat/73.24/persiapan', `/rapat/73.24/persiapan/${id}`)],
      ['SERIES', series],
      ['RESULT', await link(`${series}/1`, `${series}/1/hasil/${id}`)],
      ['SHEETS', sheets],
      ['CARD', await link(`${sheets}/canvas`, `${sheets}/[a-z-]+/${id}`)],
      ['PLAN', books],
      ['SECTION', await link(books, `${books}/bagian/${id}`)],
      ['EDITION', `/masterplan/73.22/edisi/${edition.id}`],
      ['VERIFY', edition.verification],
    ]
    await page.context().close()
    return words
  })()
  return found
}

/**
 * Clean for axe and no wider than the screen, with all that folds unfolded; on a desk, where colours are the same as on a phone,
 * with enough contrast in the dark too.
 */
async function expectClean(page: Page): Promise<void> {
  await page.locator('main details').evaluateAll(all => all.forEach(one => one.setAttribute('open', '')))
  await expectAccessible(page)
  await expectFits(page)
  if ((page.viewportSize()?.width ?? 0) <= 400) return
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectContrast(page)
  await page.emulateMedia({ colorScheme: 'light' })
}

test('public pages are clean for axe in light and dark, and fit the screen', async ({ page }) => {
  test.setTimeout(300_000)
  const round = await demoRound(page)
  for (const path of [...open, '/putaran', `/putaran/${round}`, '/putaran/2022-kppn-ikn/35.07/hasil']) {
    await test.step(path, async () => {
      await page.goto(path)
      await expectClean(page)
    })
  }
})

test('pages of the ministry are clean for axe in light and dark, and fit the screen', async ({ page }) => {
  test.setTimeout(300_000)
  await signIn(page, 'kementerian')
  for (const path of ministry) {
    await test.step(path, async () => {
      expect((await page.goto(path))?.status()).toBe(200)
      await page.locator('details.account > summary').click()
      await expectClean(page)
    })
  }
})
for (const [box, paths] of Object.entries(working)) {
  test(`pages of rounds for ${box} are clean for axe in light and dark, and fit the screen`, async ({ page }) => {
    test.setTimeout(300_000)
    await signIn(page, box)
    const round = await demoRound(page)
    for (const path of paths) {
      await test.step(path, async () => {
        if (path === 'ITEM') {
          await page.goto('/bukti?q=masterplan')
          await page
            .getByRole('link', { name: /^Peraturan bupati tentang masterplan/ })
            .first()
            .click()
          await expect(page.getByRole('heading', { level: 1 })).toContainText('Peraturan bupati')
        } else expect((await page.goto(path.replace('ROUND', round)))?.status()).toBe(200)
        await expectClean(page)
      })
    }
  })
}
for (const [box, paths] of Object.entries(portfolio)) {
  test(`pages of the portfolio for ${box || 'a visitor'} are clean for axe in light and dark, and fit the screen`, async ({
    page,
  }) => {
    test.setTimeout(300_000)
    if (box) await signIn(page, box)
    const words = await portfolioWords(page)
    for (const path of paths) {
      await test.step(path, async () => {
        const address = words.reduce((text, [word, value]) => text.replace(word, value), path)
        expect((await page.goto(address))?.status()).toBe(200)
        await expectClean(page)
      })
    }
  })
}
for (const [box, paths] of Object.entries(together)) {
  test(`pages of meetings and the masterplan for ${box || 'a visitor'} are clean for axe in light and dark, and fit the screen`, async ({
    browser,
    page,
  }) => {
    test.setTimeout(300_000)
    const words = await togetherWords(browser)
    if (box) await signIn(page, box)
    for (const path of paths) {
      await test.step(path, async () => {
        const address = words.reduce((text, [word, value]) => text.replace(word, value), path)
        expect((await page.goto(address))?.status()).toBe(200)
        await expectClean(page)
      })
    }
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
