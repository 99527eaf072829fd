import { describe, expect, test } from 'vitest'
import { testWorld } from '../../../../../test/support/world.ts'
import { addDays } from '../../rules/view/owing.ts'
import { REGION } from '../../portfolio-world.fixture.ts'
import { viewWorld } from './view-world.fixture.ts'

const world = await testWorld('demo')
const view = await viewWorld(world)
const year = new Date().getFullYear()
const { addProgramme, read, statements, pool, setStatus, setBudget } = view
const board = `/portofolio/${REGION}`
const since = `${year - 1}-02-01`
const old = { startYear: year - 2, endYear: year + 1, term: 5 } as const

test('an empty portfolio says what to do to who may, and nothing but that to others', async () => {
  const { html, words } = await read(board, 'sekretariat-luwu-timur')
  expect(words).toContain('Portofolio ini masih kosong.')
  expect(html).toContain(`href="${board}/program/baru"`)
  expect((await read(board, 'kepala-daerah-luwu-timur')).html).not.toContain('/program/baru"')
})

test('every page takes as many statements for three programmes as for one, and at most twenty', async () => {
  const pages = ['', '/program', '/peta-jalan', '/anggaran', '/anggaran?menurut=opd'].map(end => board + end)
  const logins = ['sekretariat-luwu-timur', 'petugas-desa', 'kementerian']
  const add = async () => {
    const one = await addProgramme(old)
    await setBudget(one, [{ year, source: 'apbn', planned: 100_000_000n, realised: undefined }])
  }
  const count = async () => {
    const counts: Record<string, number> = {}
    for (const login of logins) for (const page of pages) counts[`${login} ${page}`] = await statements(page, login)
    return counts
  }
  await add()
  const one = await count()
  await add()
  await add()
  expect(await count()).toEqual(one)
  for (const [page, taken] of Object.entries(one)) expect(taken, page).toBeLessThanOrEqual(20)
})

describe('the board', () => {
  test('tells running of planned with two decimals, and every number leads to its list', async () => {
    // Three health programmes are planned; two of them begin to run, one is stopped.
    const { rows } = await pool.query<{ id: string }>(
      'select id from portfolio.programme where archived_at is null and region_code = $1 order by code',
      [REGION],
    )
    const [first, second, third] = rows.map(({ id }) => ({ id }) as never)
    await setStatus(first as never, 'running', since)
    await setStatus(second as never, 'running', since)
    await setStatus(third as never, 'stopped', `${year}-01-10`, 'anggaran')
    const { html, words } = await read(board, 'kepala-daerah-luwu-timur')
    expect(words).toContain('2 dari 3 program berjalan')
    expect(words).toContain('66,67%')
    expect(html).toContain(`${board}/program?dimensi=liv&amp;status=running&amp;tahun=${year}`)
    expect(
      (await read(`${board}/program?dimensi=liv&status=running&tahun=${year}`, 'kepala-daerah-luwu-timur')).words,
    ).toContain('2 program cocok')
    expect(words).toMatch(/Tata kelola 0 0 0 0 0 0 belum ada/)
  })

  test('of a past year takes the statuses that held on its last day', async () => {
    const { words } = await read(`${board}?tahun=${year - 1}`, 'kepala-daerah-luwu-timur')
    expect(words).toContain(`2 dari 3 program berjalan pada akhir ${year - 1}`)
    const before = await read(`${board}?tahun=${year - 2}`, 'kepala-daerah-luwu-timur')
    expect(before.words).toContain(`0 dari 3 program berjalan pada akhir ${year - 2}`)
  })

  test('says of money that was not reported that it was not, and never 0', async () => {
    expect((await read(board, 'kepala-daerah-luwu-timur')).words).toContain(
      `Anggaran ${year} terserap belum dilaporkan dari Rp 300 juta`,
    )
  })

  test('names late milestones with their office, not those of stopped programmes', async () => {
    const { rows } = await pool.query<{ id: string; status: string; lead_id: string }>(
      'select id, status, lead_id from portfolio.programme where archived_at is null and region_code = $1',
      [REGION],
    )
    const today = new Date().toISOString().slice(0, 10)
    for (const [n, one] of rows.entries()) {
      await pool.query(
        'insert into portfolio.milestone (region_code, programme_id, title, due_on, owner_id) values ($1, $2, $3, $4, $5)',
        [REGION, one.id, `Tonggak ${one.status} ${n}`, addDays(today, -10), one.lead_id],
      )
    }
    const { words } = await read(board, 'kepala-daerah-luwu-timur')
    expect(words).toContain('2 tonggak terlambat')
    expect(words).toContain('Tonggak running')
    expect(words).not.toContain('Tonggak stopped')
    const home = await read('/beranda', 'petugas-dinkes-luwu-timur')
    expect(home.words).toContain('2 dari 3 program berjalan.')
    expect(home.words).toContain('Tonggak running')
    expect(home.words).not.toContain('Tonggak stopped')
    expect((await read('/beranda', 'petugas-desa')).words).not.toContain('Tonggak running')
  })
})

test('a closed portfolio is nowhere: not its pages, not its panel, not in the list of regions', async () => {
  for (const login of [undefined, 'warga', 'sekretariat-luwu-utara', 'asesor-satu']) {
    for (const page of ['', '/program', '/peta-jalan', '/anggaran']) {
      expect((await read(board + page, login)).status, `${login} ${page}`).toBe(404)
    }
    expect((await read(`/daerah/${REGION}`, login)).html).not.toContain('panel-program')
    const list = await read('/portofolio?semua=ya', login)
    expect(list.html).not.toContain(`href="${board}"`)
  }
  expect((await read(board)).words).toContain('Program Kabupaten Luwu Timur belum dibuka untuk umum')
  expect((await read('/portofolio/99.99')).status).toBe(404)
  expect((await read('/portofolio', 'kementerian')).html).toContain(`href="${board}"`)
  expect((await read('/portofolio', 'provinsi')).html).toContain(`href="${board}"`)
})

test('who works for a region comes from /portofolio to its board', async () => {
  const answer = await world.get('/portofolio', await view.cookieOf('petugas-dinkes-luwu-timur'))
  expect([answer.status, answer.headers.get('location')]).toEqual([303, board])
})

describe('opening a portfolio', () => {
  const post = async (login: string, form: Record<string, string>, region = REGION) =>
    await world.post(`/portofolio/${region}/buka`, form, await view.cookieOf(login))
  const stored = async () =>
    (await pool.query('select public, shared, version from portfolio.region_setting where region_code = $1', [REGION]))
      .rows[0]

  test('is for the secretariat and the head of that region alone', async () => {
    expect((await post('sekretariat-luwu-utara', { umum: 'ya' })).status).toBe(404)
    for (const login of ['petugas-dinkes-luwu-timur', 'kementerian', 'warga']) {
      expect((await post(login, { umum: 'ya' })).status, login).toBe(403)
    }
    expect(await stored()).toBeUndefined()
  })

  test('shows it to everybody, and leaves history and an audit row', async () => {
    const history = async () =>
      (
        await pool.query(
          "select event, fields from portfolio.change where subject_kind = 'setting' and region_code = $1 order by changed_at",
          [REGION],
        )
      ).rows
    const trail = async () =>
      (
        await pool.query(
          "select data from audit.event where event = 'portfolio.setting.changed' and region_code = $1 order by id",
          [REGION],
        )
      ).rows
    const before = { history: (await history()).length, trail: (await trail()).length }
    expect((await post('sekretariat-luwu-timur', { versi: '0', umum: 'ya' })).status).toBe(303)
    expect(await stored()).toEqual({ public: true, shared: false, version: 1 })
    expect((await read(board)).words).toContain('2 dari 3 program berjalan')
    expect((await read(`/daerah/${REGION}`)).html).toContain('panel-program')
    expect((await read('/portofolio')).html).toContain(`href="${board}"`)
    expect((await history()).slice(before.history)).toEqual([
      { event: 'setting-changed', fields: [{ field: 'public', before: 'false', after: 'true' }] },
    ])
    expect((await trail()).slice(before.trail)).toEqual([{ data: { public: true, shared: false } }])
  })

  test('said twice changes nothing more; with an old version both stand side by side', async () => {
    expect((await post('kepala-daerah-luwu-timur', { versi: '1', umum: 'ya' })).status).toBe(303)
    expect(await stored()).toMatchObject({ version: 1 })
    const late = await post('kepala-daerah-luwu-timur', { versi: '0', berbagi: 'ya' })
    expect(late.status).toBe(412)
    const html = await late.text()
    expect(html).toContain('terbuka untuk umum, tidak berbagi.')
    expect(html).toMatch(/name="berbagi" value="ya" checked/)
    expect(html).toContain('name="versi" value="1"')
    expect(await stored()).toEqual({ public: true, shared: false, version: 1 })
  })

  test('shows the public what it may know and no more', async () => {
    const { html } = await read(board)
    for (const end of ['tagihan', 'serah-terima', 'impor', 'banding', 'buka'])
      expect(html).not.toContain(`${board}/${end}`)
    expect((await read(board, 'kepala-daerah-luwu-timur')).html).toContain(`${board}/tagihan`)
  })
})

test('the list keeps its filter through pages and files, and takes each part away by a link', async () => {
  const { html, words } = await read(`${board}/program?dimensi=liv&status=running&q=uji`)
  expect(words).toContain('2 program cocok')
  expect(html).toContain(`${board}/program.csv?q=uji&amp;dimensi=liv&amp;status=running`)
  expect(html).toContain(`href="${board}/program?q=uji&amp;dimensi=liv"`)
  expect((await read(`${board}/program?dimensi=env`)).words).toContain('Tidak ada program yang cocok.')
})

test('the list goes on where a page ends, without a programme lost or doubled', async () => {
  const { rows } = await pool.query<{ lead_id: string }>('select lead_id from portfolio.programme limit 1')
  for (let n = 0; n < 52; n++) {
    const one = await view.input({ code: `ZZ-${String(n).padStart(3, '0')}`, leadId: rows[0]?.lead_id ?? '', ...old })
    await pool.query(
      `insert into portfolio.programme (region_code, code, name, problem, catalogue_id, dimension, sub_dimension, sector,
         stream, lead_id, term, start_year, end_year, status_since, search_words)
       values ($1, $2, $3, 'x', (select max(id) from portfolio.catalogue), 'env', 'ENV-1', 'lainnya', 'policy', $4, 5, $5, $6,
         current_date, lower($3))`,
      [REGION, one.code, one.name, one.leadId, one.startYear, one.endYear],
    )
  }
  for (const [path, expected] of [
    [`${board}/program`, 55],
    [`${board}/peta-jalan?dimensi=env`, 52],
  ] as const) {
    const seen: string[] = []
    let next: string | undefined = path
    while (next !== undefined) {
      const { html }: { html: string } = await read(next)
      seen.push(...[...html.matchAll(/program\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? ''))
      next = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(new Set(seen).size, path).toBe(expected)
    expect(seen, path).toHaveLength(expected)
  }
})

test('the budget tells reported, unreported and nothing apart, by every cut', async () => {
  const leader = await addProgramme({ ...old, subDimension: 'GOV-1', name: 'Anggaran' })
  await setBudget(leader, [
    { year, source: 'apbn', planned: 400_000_000n, realised: 100_000_000n },
    { year, source: 'dak', planned: 100_000_000n, realised: 0n },
    { year: year - 1, source: 'dak', planned: 50_000_000n, realised: undefined },
  ])
  const { words } = await read(`${board}/anggaran`)
  expect(words).toContain('Rp 800 juta direncanakan dalam 5 baris anggaran.')
  expect(words).toContain('Rp 100 juta dari Rp 500 juta sudah terserap, 20,00%.')
  expect(words).toContain('Rp 300 juta dalam 3 baris belum dilaporkan')
  const source = await read(`${board}/anggaran?menurut=sumber`)
  expect(source.words).toMatch(/DAK[^%]*Rp 100 juta Rp 0 0,00% semua dilaporkan/)
  const years = await read(`${board}/anggaran?menurut=tahun`)
  expect(years.words).toMatch(new RegExp(`${year - 1} belum dilaporkan / Rp 50 juta`))
  const office = await read(`${board}/anggaran?menurut=opd&dimensi=gov`)
  expect(office.words).toContain('Rp 500 juta direncanakan dalam 2 baris anggaran.')
})
