import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { testWorld, type World } from '../../../../test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await testWorld('demo')
})

const text = async (path: string, cookie?: string) => {
  const response = await world.get(path, cookie)
  return { status: response.status, html: await response.text(), response }
}
/** What people read, without tags. */
const words = (html: string) =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')

describe('/daerah', () => {
  test('lists all provinces with their counts, the sum below, and a search box', async () => {
    const { status, html } = await text('/daerah')
    expect(status).toBe(200)
    expect(words(html)).toContain(
      '38 provinsi, 416 kabupaten, 98 kota, 7.285 kecamatan dan 83.762 desa atau kelurahan.',
    )
    expect(html.match(/<th scope="row"[^>]*><a[^>]*href="\/daerah\/\d\d"/g)).toHaveLength(38)
    expect(new Set(html.match(/href="\/daerah\/\d\d\.\d\d"/g)).size).toBe(514)
    expect(html).toContain('Kab. Luwu Timur: 48 jiwa per km²')
    expect(words(html)).toMatch(/Jumlah 416 98 7\.285 75\.266 8\.496/)
    expect(html).toContain('action="/cari"')
    expect(html).not.toContain('impor-wilayah')
  })

  test('is in English for who asks for it', async () => {
    const { html } = await text('/daerah', 'bahasa=en')
    expect(words(html)).toContain('38 provinces, 416 regencies, 98 cities')
  })
})

describe('/daerah/:code', () => {
  test('says of a regency what it is in one line, with its districts as a table and on the map', async () => {
    const { status, html } = await text('/daerah/73.24')
    expect(status).toBe(200)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(words(html)).toContain(
      'Kabupaten Luwu Timur 323.422 jiwa, 6.746 km². 11 kecamatan, 125 desa, 3 kelurahan. Anggota gerakan sejak 2018.',
    )
    for (const name of ['Malili', 'Mangkutana', 'Wasuponda']) expect(html).toContain(`>${name}</a>`)
    expect(html).toContain('11 kecamatan di Kabupaten Luwu Timur, bernomor menurut tabel')
    expect(html).toContain('aria-label="Letak Kabupaten Luwu Timur di Sulawesi Selatan"')
    expect(html).toMatch(/Tahun masuk gerakan \(2018\) menurut.*nationalgeographic\.grid\.id/)
    expect(words(html)).toContain('Sumber: idn-area-data 4.0.1')
    expect(html).toContain('href="/daerah/73.24/anak.csv"')
  })

  test('says in English the same with singular and plural', async () => {
    const { html } = await text('/daerah/73.24.04', 'bahasa=en')
    expect(words(html)).toMatch(
      /Malili District in Kab\. Luwu Timur, Sulawesi Selatan\. \d+ villages, 1 urban village\./,
    )
    expect(words(html)).toContain('Part of Kab. Luwu Timur, a member of the movement since 2018.')
  })

  test('shows each level: province, district, village', async () => {
    expect(words((await text('/daerah/73')).html)).toContain('21 kabupaten, 3 kota, 313 kecamatan')
    expect((await text('/daerah/73.24.04')).html).toContain('aria-label="Letak Malili di Kabupaten Luwu Timur"')
    expect(words((await text('/daerah/91.03.01')).html)).toContain('Distrik di Kab. Jayapura, Papua.')
    const village = words((await text('/daerah/73.24.04.1003')).html)
    expect(village).toContain('Malili Kelurahan di Malili, Kab. Luwu Timur, Sulawesi Selatan.')
    expect(village).not.toContain('CSV')
  })

  test('marks a year of entry that is only inferred', async () => {
    expect(words((await text('/daerah/81.71')).html)).toContain('Diduga anggota gerakan sejak 2019')
    // Most lists of participants are not complete: nothing is said of a region that no source names.
    expect(words((await text('/daerah/73.01')).html)).not.toContain('gerakan')
  })

  test('shows what higher modules contribute without knowing them', async () => {
    const { html } = await text('/daerah/35.07')
    const tabs = world.modules.flatMap(module => module.tabs ?? []).filter(tab => tab.levels.includes(2))
    expect(tabs.length).toBeGreaterThan(0)
    for (const tab of tabs) expect(html).toContain(`href="${tab.href('35.07')}"`)
    expect(html).toMatch(/href="\/daerah\/35\.07" aria-current="page"/)
  })

  test.each([
    ['7324', '/daerah/73.24'],
    ['73.24.', '/daerah/73.24'],
    ['72.01.09.2012', '/daerah/72.01.24.2007?dari=72.01.09.2012'],
  ])('%s leads to %s', async (code, target) => {
    const { status, response } = await text(`/daerah/${code}`)
    expect([status, response.headers.get('location')]).toEqual([301, target])
  })

  test('tells on arrival which former code led there', async () => {
    expect(words((await text('/daerah/72.01.24.2007?dari=72.01.09.2012')).html)).toContain(
      'Kode lama 72.01.09.2012 sekarang menjadi halaman ini.',
    )
    expect((await text('/daerah/73.24?dari=%3Cscript%3E')).html).not.toContain('<script>')
  })

  test.each([
    ['99.99', /Tidak ada daerah dengan kode 99\.99/],
    ['73.24.99.2001', /Yang terdekat: Kabupaten Luwu Timur/],
    ['96.02.01.1001', /Kode 96\.02\.01\.1001 \(Kaibus\) ada dalam daftar 2022/],
    ['malili', /tidak memuat kode daerah/],
    ['x'.repeat(3000), /tidak memuat kode daerah/],
    ['%00', /tidak memuat kode daerah/],
  ])('%s is 404 with a sentence, the nearest region and a search box', async (code, sentence) => {
    const { status, html } = await text(`/daerah/${code}`)
    expect(status).toBe(404)
    expect(words(html)).toMatch(sentence)
    expect(html).toContain('action="/cari"')
  })

  test('keeps the page of a code that was archived, and says since when', async () => {
    const { pool } = world.platform.db
    await pool.query("update region.region set archived_at = '2026-01-10' where region_code = '73.24.04.2001'")
    expect(words((await text('/daerah/73.24.04.2001')).html)).toContain(
      'tidak ada lagi dalam daftar resmi sejak 10 Januari 2026',
    )
    expect((await text('/daerah/73.24.04')).html).not.toContain('href="/daerah/73.24.04.2001"')
    await pool.query("update region.region set archived_at = null where region_code = '73.24.04.2001'")
  })

  test('sends the same few statements whether a region has few children or many', async () => {
    const sent = async (path: string) => {
      const { statements, value } = await countStatements(() => text(path))
      expect(value.status).toBe(200)
      return statements
    }
    const { rows } = await world.platform.db.pool.query<{ code: string; n: number }>(
      `select parent_code as code, count(*)::int as n from region.region where level = 4 group by 1 order by 2, 1`,
    )
    const districtOf = (n: number) => rows.find(row => row.n === n)?.code ?? ''
    const districts = [await sent(`/daerah/${districtOf(1)}`), await sent(`/daerah/${districtOf(3)}`)]
    districts.push(await sent(`/daerah/${rows.at(-1)?.code}`))
    expect(new Set(districts).size).toBe(1)
    const provinces = [await sent('/daerah/65'), await sent('/daerah/33'), await sent('/daerah/35')]
    expect(new Set(provinces).size).toBe(1)
  })
})

describe('children', () => {
  test('more than a hundred are paged by code, forth and back', async () => {
    const { pool } = world.platform.db
    await pool.query(`insert into region.region
      (region_code, parent_code, level, kind, name, short_name, sort_name, search_words, timezone, edition)
      select '73.24.04.2' || n, '73.24.04', 4, 'desa', 'Baru ' || n, 'Baru ' || n, 'baru ' || n, '{baru}', 'WITA', 'test'
      from generate_series(300, 449) n`)
    const codes = (html: string) => [...html.matchAll(/href="\/daerah\/(73\.24\.04\.\d{4})"/g)].map(match => match[1])
    const hrefOf = (html: string, rel: string) =>
      new RegExp(`href="([^"#]+)#anak" rel="${rel}"`).exec(html)?.[1]?.replaceAll('&amp;', '&')
    const first = await text('/daerah/73.24.04')
    expect(codes(first.html)).toHaveLength(100)
    expect(hrefOf(first.html, 'prev')).toBeUndefined()
    const second = await text(hrefOf(first.html, 'next') ?? '')
    expect(codes(second.html).length).toBeGreaterThan(50)
    expect(hrefOf(second.html, 'next')).toBeUndefined()
    expect(new Set([...codes(first.html), ...codes(second.html)]).size).toBe(
      codes(first.html).length + codes(second.html).length,
    )
    const back = await text(hrefOf(second.html, 'prev') ?? '')
    expect(codes(back.html)).toEqual(codes(first.html))
    await pool.query("delete from region.region where edition = 'test'")
  })

  test('are taken along as CSV and XLSX', async () => {
    const response = await world.get('/daerah/73.24/anak.csv')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="daerah-73.24.csv"')
    const rows = parse(await response.text(), { columns: true }) as Record<string, string>[]
    expect(rows).toHaveLength(11)
    expect(rows.find(row => row['code'] === '73.24.04')).toMatchObject({
      parent_code: '73.24',
      name: 'Malili',
      kind: 'kecamatan',
      timezone: 'WITA',
      people: '',
      urban_villages: '1',
    })
    const provinces = parse(await (await world.get('/daerah/provinsi.csv')).text(), { columns: true })
    expect(provinces).toHaveLength(38)
    const xlsx = Buffer.from(await (await world.get('/daerah/73/anak.xlsx')).arrayBuffer())
    expect(xlsx.subarray(0, 2).toString()).toBe('PK')
    expect((await world.get('/daerah/73.24.04.1003/anak.csv')).status).toBe(404)
    expect((await world.get("/daerah/'/anak.xlsx")).status).toBe(404)
  })
})

describe('/cari', () => {
  test('groups what it found by level, with the regions above', async () => {
    const { status, html } = await text('/cari?q=mlaili')
    expect(status).toBe(200)
    expect(words(html)).toContain('Hasil untuk “mlaili”')
    expect(words(html)).toContain('Kecamatan Malili 73.24.04, kecamatan, Kab. Luwu Timur, Sulawesi Selatan')
  })

  test('says when nothing is found, and what to do', async () => {
    const { html } = await text('/cari?q=zzzzqqqq')
    expect(words(html)).toContain('Tidak ada daerah yang mirip “zzzzqqqq”.')
    expect(html).toContain('href="/daerah"')
  })

  test('refuses 10,000 characters with a sentence at the field, and shows no more than the field holds', async () => {
    const { status, html } = await text(`/cari?q=${'a'.repeat(10_000)}`)
    expect(status).toBe(422)
    expect(words(html)).toContain('Kata pencarian paling panjang 100 huruf.')
    expect(html).toContain('href="#f-q"'.replace('f-q', /id="([^"]*q)" name="q"/.exec(html)?.[1] ?? '?'))
    expect(html.slice(html.indexOf('<main'), html.indexOf('</main'))).not.toContain('a'.repeat(101))
  })

  test('shows what was typed as text', async () => {
    expect((await text('/cari?q=%3Cb%3Ehalo')).html).not.toContain('<b>halo')
  })

  test('sends the same number of statements for one result as for three and forty', async () => {
    const sent = async (q: string) => (await countStatements(() => text(`/cari?q=${q}`))).statements
    expect(await sent('73.24.04.1003')).toBe(await sent('73.24.04'))
    expect(await sent('luwu+timur')).toBe(await sent('luwu+utara'))
  })
})

describe('POST /daerah/impor-wilayah', () => {
  const queued = async () =>
    (
      await world.platform.db.pool.query(
        "select id from jobs.progress where task = 'region.import' and state = 'queued'",
      )
    ).rows

  test('is for the administrator only', async () => {
    expect((await world.post('/daerah/impor-wilayah', {})).status).toBe(401)
    const officer = await world.signIn('kementerian@contoh.tudang.invalid')
    expect((await world.post('/daerah/impor-wilayah', {}, officer)).status).toBe(403)
    expect(await queued()).toEqual([])
  })

  test('adds the job and its audit row, and goes to its progress', async () => {
    const administrator = await world.signIn('pengelola@contoh.tudang.invalid')
    expect((await text('/daerah', administrator)).html).toContain('action="/daerah/impor-wilayah"')
    const response = await world.post('/daerah/impor-wilayah', {}, administrator)
    const [job] = await queued()
    expect([response.status, response.headers.get('location')]).toEqual([303, `/pekerjaan/${job.id}`])
    const events = await world.platform.db.pool.query(
      "select subject_id from audit.event where event = 'region.import.requested'",
    )
    expect(events.rows).toEqual([{ subject_id: job.id }])
  })
})
