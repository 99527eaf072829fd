import { beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock/clock.ts'
import { countStatements } from '#platform/db/database.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { saveEvidence } from '#modules/evidence/index.ts'
import { changeStatus } from '../../actions/programme/change-status.ts'
import { reportMilestone } from '../../actions/programme/report-milestone.ts'
import { saveBudget } from '../../actions/programme/save-budget.ts'
import { saveMilestone } from '../../actions/programme/save-milestone.ts'
import { type Milestone, MILESTONE_SUBJECT, type Programme } from '../../model.ts'
import { type PortfolioWorld, portfolioWorld, REGION, VILLAGE } from '../../portfolio-world.fixture.ts'
import { programmeEn } from '../../phrases/programme-en.ts'
import { programmeId } from '../../phrases/programme-id.ts'
import { findProgramme } from '../../store/programmes.ts'

const world = await testWorld('demo', { clock: fixedClock('2026-11-22T03:00:00Z') })
const { platform } = world
const boxes = {
  secretariat: 'sekretariat-luwu-timur',
  officer: 'petugas-dinkes-luwu-timur',
  village: 'petugas-desa',
  head: 'kepala-daerah-luwu-timur',
  other: 'sekretariat-luwu-utara',
  ministry: 'kementerian',
  province: 'provinsi',
  citizen: 'warga',
} as const
type Who = keyof typeof boxes | 'visitor'
const cookies = {} as Record<keyof typeof boxes, string>
for (const [who, box] of Object.entries(boxes)) {
  cookies[who as keyof typeof boxes] = await world.signIn(`${box}@contoh.tudang.invalid`)
}
const cookieOf = (who: Who) => (who === 'visitor' ? undefined : cookies[who])
const get = (path: string, who: Who) => world.get(path, cookieOf(who))
const base = `/portofolio/${REGION}`

let w: PortfolioWorld
let programme: Programme
let milestone: Milestone
let mine: Milestone
beforeAll(async () => {
  w = await portfolioWorld(world)
  programme = await w.addProgramme({
    code: 'HAL-1',
    name: 'Ambulans danau uji',
    places: [VILLAGE, '73.24.04'],
    partners: [{ name: 'Bank daerah', contribution: 'perahu' }],
    promise: 'Tiba dalam satu jam',
    promiseDue: '2026-06-30',
    rpjmd: 'Misi 2',
  })
  const by = w.writerOf(w.secretariat)
  const place = { regionCode: REGION, programmeId: programme.id }
  const add = (title: string, dueOn: string, ownerId: string) =>
    saveMilestone(platform, w.secretariat, { ...place, input: { title, dueOn, ownerId } }, by)
  milestone = await add('Perahu dibeli', '2026-03-31', programme.leadId)
  mine = await add('Dermaga desa siap', '2027-03-31', w.village.membership?.organisationId ?? '')
  await saveBudget(
    platform,
    w.secretariat,
    {
      regionCode: REGION,
      id: programme.id,
      versions: {},
      lines: [
        { year: 2025, source: 'apbn', planned: 800_000_000n, realised: undefined },
        { year: 2026, source: 'apbn', planned: 900_000_000n, realised: 450_000_000n },
      ],
    },
    by,
  )
  const { evidence } = await saveEvidence(
    platform,
    { title: 'Berita acara pembelian', text: 'Dua perahu' },
    { actor: w.secretariat, writer: by },
  )
  await reportMilestone(
    platform,
    w.secretariat,
    {
      ...place,
      id: milestone.id,
      version: 1,
      doneOn: undefined,
      note: 'Catatan untuk orang dalam',
      evidence: { attach: [evidence.id] },
    },
    by,
  )
  const running = await changeStatus(
    platform,
    w.officer,
    {
      regionCode: REGION,
      id: programme.id,
      version: 1,
      status: { status: 'running', since: '2025-02-01', reason: undefined, note: undefined },
    },
    w.writerOf(w.officer),
  )
  programme = running
  await w.open()
})

const page = (part = '') => `${base}/program/${programme.id}${part}`

describe('the pages', () => {
  test.each(['id', 'en'])('are valid HTML in %s', async lang => {
    const cookie = `${cookies.secretariat}; bahasa=${lang}`
    const words = await (await world.get(page('/status'), cookie)).text()
    expect(words).toContain(lang === 'en' ? programmeEn.statusForm.save : programmeId.statusForm.save)
    for (const path of [
      page(),
      page('/ubah'),
      page('/status'),
      page('/anggaran'),
      page('/tonggak'),
      page(`/tonggak/${milestone.id}`),
      page('/riwayat'),
      `${base}/program/baru`,
      `${base}/serah-terima`,
      `${base}/serah-terima?opd=${programme.leadId}`,
      `${base}/pindah-opd?dari=${programme.leadId}`,
    ]) {
      const response = await world.get(path, cookie)
      expect(response.status, path).toBe(200)
      expect(await markupFaults(await response.text()), path).toEqual([])
    }
  })

  test('open for whom they are, and for nobody else', async () => {
    const all = [...Object.keys(boxes), 'visitor'] as Who[]
    const rows: [string, Who[]][] = [
      [page(), all],
      [page('/ubah'), ['secretariat', 'officer']],
      [page('/status'), ['secretariat', 'officer']],
      [page('/anggaran'), ['secretariat', 'officer']],
      [page(`/tonggak/${milestone.id}`), ['secretariat', 'officer']],
      [page(`/tonggak/${mine.id}`), ['secretariat', 'officer', 'village']],
      [page('/riwayat'), ['secretariat', 'officer', 'village', 'head', 'ministry', 'province']],
      [`${base}/serah-terima`, ['secretariat', 'officer', 'village', 'head', 'ministry', 'province']],
      [`${base}/pindah-opd`, ['secretariat']],
      [`${base}/program/baru`, ['secretariat', 'officer', 'village']],
    ]
    for (const [path, allowed] of rows) {
      for (const who of all) {
        const { status } = await get(path, who)
        if (allowed.includes(who)) expect(status, `${who} at ${path}`).toBe(200)
        else expect([401, 403, 404], `${who} at ${path}`).toContain(status)
      }
    }
  })

  test('tell the public no notes, risks, history or names of evidence', async () => {
    for (const who of ['visitor', 'citizen', 'other'] as const) {
      const html = await (await get(page(), who)).text()
      expect(html).toContain('Perahu dibeli')
      expect(html).toContain('Tiba dalam satu jam')
      expect(html).toContain('1 bukti')
      for (const hidden of [
        'Catatan untuk orang dalam',
        'Berita acara pembelian',
        '/riwayat',
        '/risiko',
        'Petugas Dinas',
      ])
        expect(html).not.toContain(hidden)
    }
    const inside = await (await get(page(), 'head')).text()
    for (const shown of ['Catatan untuk orang dalam', 'Berita acara pembelian', '/riwayat', '/risiko'])
      expect(inside).toContain(shown)
  })

  test('tell the latest figure of an indicator: to the public of what was verified, to insiders of all', async () => {
    const { rows } = await platform.db.pool.query<{ id: string }>(
      `insert into portfolio.indicator (region_code, code, name, unit, direction, level, rollup, frequency, decimals)
       values ($1, 'UJI-IND', 'Waktu tiba ambulans', 'menit', 'down', 2, 'last', 'year', 0) returning id`,
      [REGION],
    )
    const id = rows[0]?.id
    await platform.db.pool.query('insert into portfolio.programme_indicator values ($1, $2, $3)', [
      REGION,
      programme.id,
      id,
    ])
    const say = (period: string, value: string, state: 'reported' | 'verified') =>
      platform.db.pool.query(
        `insert into portfolio.reading (region_code, indicator_id, place_code, period, value, state, verified_at)
         values ($1, $2, $1, $3, $4, $5, case when $5 = 'verified' then now() end)`,
        [REGION, id, period, value, state],
      )
    expect(await (await get(page(), 'visitor')).text()).toContain('belum ada capaian')
    await say('2024', '47', 'verified')
    await say('2025', '53', 'reported')
    const open = await (await get(page(), 'visitor')).text()
    expect(open).toContain('47 menit')
    expect(open).not.toContain('53 menit')
    expect(await (await get(page(), 'officer')).text()).toContain('53 menit')
  })

  test('say what was not reported, never 0', async () => {
    const html = await (await get(page(), 'visitor')).text()
    expect(html.replaceAll('\u00a0', ' ')).toContain('Rp 800.000.000')
    expect(html).toContain('realisasi belum dilaporkan')
    const handed = await (await get(`${base}/serah-terima`, 'head')).text()
    for (const owed of ['Ambulans danau uji', 'Perahu dibeli', 'Tiba dalam satu jam', '2025'])
      expect(handed).toContain(owed)
  })

  test('cost the same number of statements with one row and with three', async () => {
    const few = await w.addProgramme({ code: 'HAL-9', places: [VILLAGE] })
    const by = w.writerOf(w.secretariat)
    const add = (id: string, title: string) =>
      saveMilestone(
        platform,
        w.secretariat,
        { regionCode: REGION, programmeId: id, input: { title, dueOn: '2026-01-31', ownerId: few.leadId } },
        by,
      )
    await add(few.id, 'Satu')
    const paths = [`${base}/program/${few.id}`, `${base}/program/${few.id}/riwayat`, `${base}/serah-terima`]
    const costs = async () => {
      const all: number[] = []
      for (const path of paths) all.push((await countStatements(() => get(path, 'secretariat'))).statements)
      return all
    }
    await costs()
    const before = await costs()
    await add(few.id, 'Dua')
    await add(few.id, 'Tiga')
    expect(await costs()).toEqual(before)
    for (const cost of before) expect(cost).toBeLessThanOrEqual(20)
  })
})

describe('the forms', () => {
  const typed = {
    code: 'BARU-1',
    name: 'Program baru',
    problem: 'Jauh.',
    subDimension: 'LIV-2',
    sector: 'kesehatan',
    stream: 'people',
    startYear: '2026',
    endYear: '2027',
    term: '5',
  }

  test('make a programme and say what comes next', async () => {
    const answer = await world.post(
      `${base}/program/baru`,
      { ...typed, leadId: programme.leadId, partners: 'Bank daerah: modal\n\nKampus' },
      cookies.officer,
    )
    expect(answer.status).toBe(303)
    const made = answer.headers.get('location') ?? ''
    const html = await (await world.get(made, cookies.officer)).text()
    expect(html).toContain('Bank daerah (modal); Kampus')
    expect(html).toContain('Tambahkan anggaran dan tonggaknya')
  })

  test('keep all that was typed when something is wrong', async () => {
    const answer = await world.post(
      `${base}/program/baru`,
      { ...typed, leadId: programme.leadId, endYear: 'dua ribu', places: '73.24.04.2005' },
      cookies.officer,
    )
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('value="dua ribu"')
    expect(html).toMatch(/value="73\.24\.04\.2005"[^>]*checked/)
    expect(await markupFaults(html)).toEqual([])
  })

  test('show both texts after somebody else stored another, and store on the second press', async () => {
    const one = await w.addProgramme({ code: 'DUA-ORANG', name: 'Nama awal' })
    const form = { ...typed, code: one.code, name: 'Nama dari saya', leadId: one.leadId, version: '1' }
    const path = `${base}/program/${one.id}/ubah`
    await world.post(path, { ...form, name: 'Nama dari rekan' }, cookies.secretariat)
    const late = await world.post(path, form, cookies.officer)
    expect(late.status).toBe(412)
    const html = await late.text()
    expect(html).toContain('value="Nama dari saya"')
    expect(html).toContain('Tersimpan sekarang: Nama dari rekan.')
    expect(html).toContain('name="version" value="2"')
    expect(await markupFaults(html)).toEqual([])
    expect((await world.post(path, { ...form, version: '2' }, cookies.officer)).status).toBe(303)
    expect((await findProgramme(platform.db.sql, REGION, one.id))?.name).toBe('Nama dari saya')
  })

  test('read money as people write it, and refuse 1,5 with what to type', async () => {
    const one = await w.addProgramme({ code: 'UANG-1' })
    const path = `${base}/program/${one.id}/anggaran`
    const row = { lines: '1', 'year-0': '2026', 'source-0': 'dak' }
    const bad = await world.post(path, { ...row, 'planned-0': '1,5', 'realised-0': 'Rp 2.000.000' }, cookies.officer)
    expect(bad.status).toBe(422)
    const html = await bad.text()
    expect(html).toContain('tampak ditulis dalam juta, miliar atau triliun')
    expect(html).toContain('value="Rp 2.000.000"')
    const good = await world.post(
      path,
      { ...row, 'planned-0': '1.500.000.000', 'realised-0': 'Rp 2.000.000' },
      cookies.officer,
    )
    expect(good.status).toBe(303)
    const again = await (await world.get(path, cookies.officer)).text()
    expect(again).toContain('value="1.500.000.000"')
    expect(again).toContain('value="2.000.000"')
  })

  test('report a milestone with a file from a phone, and lend the ministry the sight of it', async () => {
    const path = page(`/tonggak/${mine.id}`)
    const form = new FormData()
    form.set('version', '1')
    form.set('doneOn', '2026-11-20')
    form.set('note', 'Sudah dipakai')
    form.set('berkas', new File(['nama;jumlah\ndermaga;1\n'], 'dermaga.csv', { type: 'text/csv' }))
    const answer = await world.post(path, form, cookies.village)
    expect(answer.status).toBe(303)
    const { rows } = await platform.db.pool.query<{ evidence_id: string }>(
      'select evidence_id from evidence.use where subject_kind = $1 and subject_id = $2',
      [MILESTONE_SUBJECT, mine.id],
    )
    expect(rows).toHaveLength(1)
    const proof = `/bukti/${rows[0]?.evidence_id}`
    expect((await get(proof, 'ministry')).status).toBe(200)
    expect((await get(proof, 'visitor')).status).not.toBe(200)
    const html = await (await get(proof, 'secretariat')).text()
    expect(html).toContain('Tonggak Ambulans danau uji: Dermaga desa siap')
  })

  test('say that a milestone was reported meanwhile, with both reports', async () => {
    const form = { version: '1', doneOn: '', note: 'Ketikan saya' }
    const late = await world.post(page(`/tonggak/${milestone.id}`), form, cookies.officer)
    expect(late.status).toBe(412)
    const html = await late.text()
    expect(html).toContain('Ketikan saya')
    expect(html).toContain('Catatan untuk orang dalam')
  })

  test('archive a programme, and take it back', async () => {
    const one = await w.addProgramme({ code: 'ARSIP-1' })
    const path = `${base}/program/${one.id}`
    expect((await world.post(`${path}/arsip`, { version: '1' }, cookies.secretariat)).status).toBe(422)
    expect((await world.post(`${path}/arsip`, { version: '1', reason: 'Ganda' }, cookies.secretariat)).status).toBe(303)
    expect((await get(path, 'visitor')).status).toBe(404)
    const html = await (await get(path, 'secretariat')).text()
    expect(html).toContain('Program ini diarsipkan')
    const back = { version: '2', reason: 'Keliru', aksi: 'pulihkan' }
    expect((await world.post(`${path}/arsip`, back, cookies.secretariat)).status).toBe(303)
    expect((await get(path, 'visitor')).status).toBe(200)
  })
})

test('a closed portfolio is not there for strangers', async () => {
  await platform.db.pool.query('update portfolio.region_setting set public = false')
  for (const who of ['visitor', 'other', 'citizen'] as const) expect((await get(page(), who)).status).toBe(404)
  expect((await get(page(), 'ministry')).status).toBe(200)
  await w.open()
})

test('every sentence stands in both languages', () => {
  const keys = (value: unknown, at = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, one]) => keys(one, `${at}.${key}`))
      : [at]
  expect(keys(programmeEn)).toEqual(keys(programmeId))
})
