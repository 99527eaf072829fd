import { describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock/clock.ts'
import { countStatements } from '#platform/db/database.ts'
import { roundWorld, writerOf } from '../../../../../test/support/rounds.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { addRegions } from '../../actions/round/add-region.ts'
import { findRound } from '../../store/round/rounds.ts'

const world = await testWorld('demo', { clock: fixedClock('2026-11-20T03:00:00Z') })
const { sql, pool } = world.platform.db
const { roundId, ministry: ministryActor } = await roundWorld(world, { regions: ['73.24', '73.22', '35.07'] })
const draft = (await roundWorld(world, { edition: '2032', open: false })).roundId
const small = (await roundWorld(world, { edition: '2033', regions: ['73.24'] })).roundId
const boxes = {
  ministry: 'kementerian',
  auditor: 'auditor',
  administrator: 'pengelola',
  province: 'provinsi',
  secretariat: 'sekretariat-luwu-timur',
  'regional head': 'kepala-daerah-luwu-timur',
  officer: 'petugas-dinkes-luwu-timur',
  assessor: 'asesor-satu',
  citizen: 'warga',
} as const
type Who = keyof typeof boxes | 'visitor'
const cookies = {} as Record<keyof typeof boxes, string>
for (const [who, box] of Object.entries(boxes)) {
  cookies[who as keyof typeof boxes] = await world.signIn(`${box}@contoh.tudang.invalid`)
}
const everybody: Who[] = [...(Object.keys(boxes) as (keyof typeof boxes)[]), 'visitor']
const cookieOf = (who: Who) => (who === 'visitor' ? undefined : cookies[who])
const get = (path: string, who: Who) => world.get(path, cookieOf(who))
const textOf = async (path: string, who: Who) => await (await get(path, who)).text()
const ministry = cookies.ministry
await pool.query(
  `insert into evaluation.answer (region_code, round_id, question_id, level) values
     ('35.07', $1, 'q1', 2), ('35.07', $1, 'q2', 2), ('73.24', $1, 'q1', 3)`,
  [roundId],
)
await pool.query(
  "update evaluation.round_region set contact_name = 'Narahubung Malang', contact_phone = '0811 1111' where region_code = '35.07' and round_id = $1",
  [roundId],
)

describe('who opens what', () => {
  const staff: Who[] = ['ministry', 'auditor', 'administrator']
  const rows: [string, Who[]][] = [
    ['/putaran', everybody],
    ['/putaran/baru', ['ministry']],
    [`/putaran/${roundId}`, everybody],
    [`/putaran/${draft}`, staff],
    [`/putaran/${roundId}/papan`, [...staff, 'province']],
    [`/putaran/${roundId}/papan.csv`, [...staff, 'province']],
    [`/putaran/${roundId}/papan.xlsx`, [...staff, 'province']],
    [`/putaran/${draft}/papan`, staff],
    [`/putaran/${draft}/papan.csv`, staff],
    [`/putaran/${roundId}/panel`, staff],
    [`/putaran/${roundId}/panel?daerah=73.24`, staff],
    [`/putaran/${draft}/panel`, staff],
    [`/putaran/${roundId}/ubah`, ['ministry']],
    [`/putaran/${roundId}/daerah`, ['ministry']],
    [`/putaran/${roundId}/daerah?daerah=73.24`, ['ministry']],
    [`/putaran/${draft}/daerah`, ['ministry']],
    ['/api/v1/rounds', everybody],
    [`/api/v1/rounds/${roundId}`, everybody],
    [`/api/v1/rounds/${draft}`, staff],
    [`/api/v1/rounds/${roundId}/regions`, everybody],
    [`/api/v1/rounds/${draft}/regions`, staff],
    [`/api/v1/rounds/${roundId}/regions?sort=answered`, [...staff, 'province']],
    [`/api/v1/rounds/${roundId}/regions?state=late`, [...staff, 'province']],
    [`/api/v1/rounds/${roundId}/regions/73.24/panel`, staff],
    [`/api/v1/rounds/${draft}/regions/73.24/panel`, staff],
  ]
  test.each(rows)('%s', async (path, allowed) => {
    for (const who of everybody) {
      const { status } = await get(path, who)
      if (allowed.includes(who)) expect(status, who).toBe(200)
      else expect([401, 403, 404], `${who} got ${status}`).toContain(status)
    }
  })
})

test('a draft is in no list but those of the ministry, auditors and the administrator', async () => {
  for (const who of everybody) {
    const seen = ['ministry', 'auditor', 'administrator'].includes(who)
    expect((await textOf('/putaran', who)).includes(draft), who).toBe(seen)
    expect((await textOf('/api/v1/rounds', who)).includes(draft), who).toBe(seen)
  }
})

test('a province viewer finds nothing of another province on the board, in its files or in the API', async () => {
  for (const path of [
    `/putaran/${roundId}/papan`,
    `/putaran/${roundId}/papan?q=malang`,
    `/putaran/${roundId}/papan?provinsi=35`,
    `/putaran/${roundId}/papan.csv?provinsi=35`,
    `/putaran/${roundId}/papan.csv`,
    `/api/v1/rounds/${roundId}/regions`,
    `/api/v1/rounds/${roundId}/regions?province=35`,
  ]) {
    const text = await textOf(path, 'province')
    expect(text.replaceAll(/q=malang|value="malang"|>malang</gi, ''), path).not.toMatch(/Malang|35\.07|0811/)
    expect(await textOf(path, 'ministry'), path).toMatch(/Malang|35\.07/)
  }
  const csv = (await textOf(`/putaran/${roundId}/papan.csv`, 'province')).trim().split('\r\n')
  expect(csv).toHaveLength(3)
  const [head = '', first = ''] = csv
  const place = (name: string) => head.split(',').indexOf(name)
  for (const name of ['assessors', 'sheets_handed_in', 'scores']) expect(first.split(',')[place(name)], name).toBe('')
})

test('nobody outside the ministry, the province and the auditors learns through the API how far a region or its panel is', async () => {
  for (const who of ['visitor', 'citizen', 'officer', 'assessor'] as const) {
    const { items } = (await (await get(`/api/v1/rounds/${roundId}/regions`, who)).json()) as {
      items: { progress: unknown; panel: unknown }[]
    }
    expect(items).toHaveLength(3)
    expect(items.every(({ progress, panel }) => progress === null && panel === null)).toBe(true)
  }
  const { items } = (await (await get(`/api/v1/rounds/${roundId}/regions`, 'secretariat')).json()) as {
    items: { region: string; progress: { answered: number } | null; panel: unknown }[]
  }
  const seen = new Map(items.map(({ region, progress, panel }) => [region, [progress?.answered, panel]]))
  expect(seen.get('73.24')).toEqual([1, null])
  expect(seen.get('73.22')).toEqual([undefined, null])
  expect(seen.get('35.07')).toEqual([undefined, null])
  const { letter } = (await (await get(`/api/v1/rounds/${roundId}`, 'secretariat')).json()) as { letter: unknown }
  expect(letter).toBeNull()
})

test('every page is valid markup, in Indonesian and English', async () => {
  for (const path of [
    '/putaran',
    '/putaran/baru',
    `/putaran/${roundId}`,
    `/putaran/${draft}`,
    `/putaran/${roundId}/ubah`,
    `/putaran/${roundId}/papan?keadaan=invited&q=luwu`,
    `/putaran/${roundId}/daerah`,
    `/putaran/${roundId}/daerah?daerah=73.24`,
    `/putaran/${roundId}/panel`,
    `/putaran/${roundId}/panel?daerah=73.24`,
    '/beranda',
  ]) {
    expect(await markupFaults(await textOf(path, 'ministry')), path).toEqual([])
    const english = await (await world.get(path, `${ministry}; bahasa=en`)).text()
    expect(english, path).toContain('<html lang="en"')
    expect(english, path).not.toMatch(/undefined|\[object/)
  }
})

test('each page costs the same number of statements with one region and with three', async () => {
  const cost = async (path: string) => (await countStatements(async () => await get(path, 'ministry'))).statements
  for (const page of ['', '/papan', '/papan.csv', '/daerah', '/panel']) {
    await cost(`/putaran/${roundId}${page}`)
    expect(await cost(`/putaran/${small}${page}`), page).toBe(await cost(`/putaran/${roundId}${page}`))
  }
})

test('the board pages by key, with the filter in the address', async () => {
  const all = (
    await pool.query<{ region_code: string }>(
      "select region_code from region.region where level = 2 and region_code like '35.%' order by region_code limit 30",
    )
  ).rows.map(row => row.region_code)
  const many = (await roundWorld(world, { edition: '2034', regions: ['73.24'] })).roundId
  await addRegions(world.platform, ministryActor, many, all, writerOf(ministryActor))
  const first = await textOf(`/putaran/${many}/papan?provinsi=35&urut=tenggat`, 'ministry')
  const next = /href="([^"]+setelah=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect(next).toContain('provinsi=35')
  expect(next).toContain('urut=tenggat')
  const second = await textOf(next, 'ministry')
  const names = (html: string) => [...html.matchAll(/daerah\?daerah=(35\.\d\d)/g)].map(match => match[1])
  expect(names(first)).toHaveLength(25)
  expect([...names(first), ...names(second)].sort()).toEqual(all)
})

describe('the form of a round', () => {
  const typed = {
    edition: '2060',
    group: 'kppn-ikn',
    instrument: 'smart-city-2023-kppn-ikn',
    title: 'Evaluasi <b>2060</b>',
    'steps.self-assessment.starts_on': '2060-01-10',
    'steps.self-assessment.ends_on': '2060-01-01',
    'steps.scoring.starts_on': '2060-02-01',
    'steps.scoring.ends_on': '2060-03-01',
    'steps.result.starts_on': '2060-03-05',
    'steps.result.ends_on': '2060-03-06',
    'letter.attachments': 'Daftar daerah\r\n\r\nJadwal',
  }

  test('comes back with everything typed and the field named, and counts dates from the day of the invitation', async () => {
    const answer = await world.post('/putaran/baru', typed, ministry)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Hari terakhir isian mandiri (1-01-2060) lebih awal dari hari pertamanya (10-01-2060).')
    expect(html).toContain('href="#f-steps-self-assessment-ends_on"')
    expect(html).toContain('id="f-steps-self-assessment-ends_on"')
    expect(html).toContain('value="Evaluasi &lt;b&gt;2060&lt;/b&gt;"')
    expect(html).toContain('Daftar daerah')
    const counted = await textOf('/putaran/baru?mulai=2027-01-04', 'ministry')
    expect(counted).toContain('value="2027-01-11"')
    expect(await textOf('/putaran/baru?mulai=2027-02-31', 'ministry')).not.toContain('value="2027-02-31"')
  })

  test('makes the draft, keeps an empty step out and each attachment on its line', async () => {
    const answer = await world.post(
      '/putaran/baru',
      { ...typed, 'steps.self-assessment.ends_on': '2060-02-10' },
      ministry,
    )
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/putaran/2060-kppn-ikn?pesan=dibuat'])
    const round = await findRound(sql, '2060-kppn-ikn')
    expect(round?.letter.attachments).toEqual(['Daftar daerah', 'Jadwal'])
    expect(Object.keys(round?.steps ?? {}).sort()).toEqual(['result', 'scoring', 'self-assessment'])
    expect(round?.stage).toBeUndefined()
  })

  test('keeps both texts when another officer was faster, and lets the second settle it', async () => {
    const path = '/putaran/2060-kppn-ikn/ubah'
    const mine = { ...typed, 'steps.self-assessment.ends_on': '2060-02-10', version: '1' }
    expect((await world.post(path, { ...mine, title: 'Judul teman' }, ministry)).status).toBe(303)
    const answer = await world.post(path, { ...mine, title: 'Judul saya' }, ministry)
    const html = await answer.text()
    expect(answer.status).toBe(412)
    expect(html).toContain('value="Judul saya"')
    expect(html).toContain('Tersimpan sekarang: Judul teman')
    expect(html).toContain('name="version" value="2"')
    expect((await world.post(path, { ...mine, title: 'Judul saya', version: '2' }, ministry)).status).toBe(303)
    const settled = await findRound(sql, '2060-kppn-ikn')
    expect(settled?.title.id).toBe('Judul saya')
    const emptied = { ...mine, version: '3', 'letter.attachments': '' }
    expect((await world.post(path, emptied, ministry)).status).toBe(303)
    expect((await findRound(sql, '2060-kppn-ikn'))?.letter.attachments).toEqual([])
  })

  test('of a draft that cannot open yet says what is missing on its page', async () => {
    const answer = await world.post('/putaran/2060-kppn-ikn/buka', {}, ministry)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Putaran ini belum punya daerah.')
  })
})

describe('regions and panels', () => {
  const at = '/putaran/2060-kppn-ikn'

  test('join from a pasted list, with the wrong lines named and the list kept', async () => {
    const wrong = await world.post(`${at}/daerah`, { aksi: 'tambah', regions: '73.24\nLuwu Tmur' }, ministry)
    const html = await wrong.text()
    expect(wrong.status).toBe(422)
    expect(html).toContain('baris 2 “Luwu Tmur” (Kabupaten Luwu Timur?)')
    expect(html).toContain('73.24\nLuwu Tmur')
    expect((await world.post(`${at}/daerah`, { aksi: 'tambah', regions: 'Kab. Luwu Timur' }, ministry)).status).toBe(
      303,
    )
    expect(await textOf(`${at}/daerah`, 'ministry')).toContain('daerah?daerah=73.24')
  })

  test('join from the last edition by a button that says how many', async () => {
    expect((await world.post(`${at}/daerah`, { aksi: 'edisi', edition: '2023' }, ministry)).status).toBe(303)
    const { rowCount } = await pool.query(
      "select 1 from evaluation.result where edition_id = '2023' and group_code = 'kppn-ikn'",
    )
    const joined = await pool.query(
      `select 1 from evaluation.round_region x join evaluation.result r using (region_code)
       where x.round_id = '2060-kppn-ikn' and r.edition_id = '2023' and r.group_code = 'kppn-ikn'`,
    )
    expect(rowCount).toBeGreaterThan(50)
    expect(joined.rowCount).toBe(rowCount)
    expect(await textOf(`${at}/daerah`, 'ministry')).toContain(
      `Tambahkan ${rowCount} daerah kelompok ini pada edisi 2023`,
    )
  })

  test('refuse a conflict of interest by name beside what was chosen', async () => {
    const { rows } = await pool.query<{ id: string }>(
      "select id from people.account where email = 'petugas-dinkes-luwu-timur@contoh.tudang.invalid'",
    )
    const answer = await world.post(
      `${at}/panel?daerah=73.24`,
      { aksi: 'tugaskan', accounts: rows[0]?.id ?? '' },
      ministry,
    )
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Petugas Dinas Kesehatan Luwu Timur tidak memegang peran asesor sekarang.')
  })

  test('keep the fields of each form apart', async () => {
    const answer = await world.post(
      `/putaran/${roundId}/panel?daerah=73.24`,
      { aksi: 'benturan', 'conflict.accounts': '', 'conflict.reason': 'Pembimbing.' },
      ministry,
    )
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('href="#f-conflict-accounts"')
    expect(html).toContain('Pembimbing.')
  })

  test('take an extension with its reason, and tell it on the public dates of that region', async () => {
    const path = `/putaran/${roundId}/daerah?daerah=73.24`
    const given = { aksi: 'perpanjangan', step: 'self-assessment', ends_on: '2026-12-09', reason: '' }
    const refused = await world.post(path, given, ministry)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('value="2026-12-09"')
    expect((await world.post(path, { ...given, reason: 'Banjir.' }, ministry)).status).toBe(303)
    expect(await textOf(`/putaran/${roundId}`, 'secretariat')).toContain('9 Desember 2026')
    expect(await textOf(`/putaran/${roundId}`, 'visitor')).not.toContain('9 Desember 2026')
  })
})

describe('the API', () => {
  const send = (method: string, path: string, body?: unknown, who: Who = 'ministry') =>
    world.app.request(`/api/v1${path}`, {
      method,
      headers: {
        ...(cookieOf(who) ? { cookie: cookieOf(who) as string } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const day = (starts_on: string, ends_on: string) => ({ starts_on, ends_on })
  const round = {
    edition: '2070',
    group: 'kppn-ikn',
    instrument: 'smart-city-2023-kppn-ikn',
    title: { id: 'Evaluasi 2070' },
    steps: {
      'self-assessment': day('2070-01-01', '2070-01-31'),
      scoring: day('2070-01-20', '2070-02-20'),
      result: day('2070-03-01', '2070-03-02'),
    },
    letter: { number: 'B-1', date: '2070-01-01', subject: 'Undangan', office: 'Direktur' },
  }

  test('runs a round from the draft to its opening', async () => {
    const made = await send('POST', '/rounds', round)
    expect([made.status, made.headers.get('location')]).toEqual([201, '/api/v1/rounds/2070-kppn-ikn'])
    const put = await send('PUT', '/rounds/2070-kppn-ikn/regions/73.24', { contact: { phone: '0812 0000' } })
    expect(await put.json()).toMatchObject({
      region: '73.24',
      progress: { questions: 117, contact: { phone: '0812 0000' } },
    })
    const changed = await send('PATCH', '/rounds/2070-kppn-ikn', { version: 1, title: { id: 'Baru', en: 'New' } })
    expect(await changed.json()).toMatchObject({
      version: 2,
      title: { en: 'New' },
      steps: round.steps,
      letter: round.letter,
    })
    expect((await send('PATCH', '/rounds/2070-kppn-ikn', { version: 1, title: { id: 'Lama' } })).status).toBe(412)
    const { rows } = await pool.query<{ id: string }>(
      "select id from people.account where email like 'asesor-%' order by email limit 2",
    )
    const accounts = rows.map(({ id }) => id)
    const panel = await send('PUT', '/rounds/2070-kppn-ikn/regions/73.24/panel', { accounts })
    expect(await panel.json()).toMatchObject({ items: [{ place: 1 }, { place: 2 }] })
    const opened = await send('POST', '/rounds/2070-kppn-ikn/opening')
    expect(await opened.json()).toMatchObject({ state: 'open', version: 3 })
    const more = { step: 'scoring', ends_on: '2070-02-25', reason: 'Banjir.' }
    const extended = await send('POST', '/rounds/2070-kppn-ikn/regions/73.24/extensions', more)
    expect(await extended.json()).toMatchObject({ progress: { extensions: { scoring: { ends_on: '2070-02-25' } } } })
    expect((await send('DELETE', '/rounds/2070-kppn-ikn/regions/73.24')).status).toBe(204)
    expect((await send('DELETE', '/rounds/2070-kppn-ikn/regions/73.24')).status).toBe(404)
  })

  test('names what is wrong by its path, and refuses everybody else every write', async () => {
    const wrong = await send('POST', '/rounds', {
      ...round,
      edition: '2071',
      steps: { ...round.steps, scoring: day('x', '2070-02-20') },
    })
    expect(wrong.status).toBe(422)
    expect(await wrong.json()).toMatchObject({ errors: [{ field: 'steps.scoring.starts_on' }] })
    const writes: [string, string, unknown][] = [
      ['POST', '/rounds', { ...round, edition: '2072' }],
      ['PATCH', `/rounds/${roundId}`, { version: 1 }],
      ['POST', `/rounds/${draft}/opening`, undefined],
      ['PUT', `/rounds/${roundId}/regions/73.73`, {}],
      ['DELETE', `/rounds/${roundId}/regions/73.22`, undefined],
      ['POST', `/rounds/${roundId}/regions/73.22/extensions`, { step: 'scoring', ends_on: '2027-01-01', reason: 'x' }],
      ['PUT', `/rounds/${roundId}/regions/73.22/panel`, { accounts: [] }],
    ]
    for (const who of everybody.filter(one => one !== 'ministry')) {
      for (const [method, path, body] of writes) {
        expect((await send(method, path, body, who)).status, `${who} ${method} ${path}`).toBe(
          who === 'visitor' ? 401 : 403,
        )
      }
    }
  })
})
