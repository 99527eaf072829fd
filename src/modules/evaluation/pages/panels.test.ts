import { expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { testWorld } from '../../../../test/support/world.ts'
import { faultsOf, rowsOf, wordsOf } from './read-pages.fixture.ts'

const world = await testWorld('demo')

async function read(path: string, login?: string): Promise<string> {
  const cookie =
    login === undefined ? 'bahasa=id' : `${await world.signIn(`${login}@contoh.tudang.invalid`)}; bahasa=id`
  const answer = await world.get(path, cookie)
  expect(answer.status).toBe(200)
  const html = await answer.text()
  expect(await faultsOf(html)).toEqual([])
  return html
}

/** Runs `work` while the role of a demo login is held in another region. */
async function atHome(login: string, regionCode: string, work: () => Promise<void>): Promise<void> {
  const { sql } = world.platform.db
  const move = async (code: string) => {
    const held = await sql
      .selectFrom('people.membership as m')
      .innerJoin('people.account as a', 'a.id', 'm.account_id')
      .select(['m.id', 'm.region_code'])
      .where('a.email', '=', `${login}@contoh.tudang.invalid`)
      .executeTakeFirstOrThrow()
    await sql.updateTable('people.membership').set({ region_code: code }).where('id', '=', held.id).execute()
    return held.region_code ?? ''
  }
  const before = await move(regionCode)
  await work().finally(() => move(before))
}

/** How many regions of a province the tables of 2023 name, and how many of them as absent. */
async function counted(province: string): Promise<{ listed: number; absent: number }> {
  const rows = await world.platform.db.sql
    .selectFrom('evaluation.result')
    .select('took_part')
    .where('edition_id', '=', '2023')
    .where('province_code', '=', province)
    .execute()
  return { listed: rows.length, absent: rows.filter(row => !row.took_part).length }
}

test('the overview of a region shows its newest result in short, an absent one in words', async () => {
  const malang = wordsOf(await read('/daerah/35.07'))
  expect(malang).toContain('Evaluasi kota cerdas 2,94 dari 4 naik 0,44')
  expect(malang).toContain('Tahun 2023, peringkat 22 dari 58 di kelompoknya.')
  const absent = wordsOf(await read('/daerah/73.24'))
  expect(absent).toContain('Tidak hadir pada 2023: tidak ada nilai, bukan nol.')
  expect(absent).not.toContain('0,00')
})

test('a province leads to the results of its regions', async () => {
  expect(await read('/daerah/73')).toContain('href="/hasil/2023?provinsi=73#peringkat"')
})

test('a region without a result has no panel that pretends one', async () => {
  expect(wordsOf(await read('/daerah/73.22'))).not.toContain('Evaluasi kota cerdas')
})

test('an officer of an absent region is led to what it needs to return', async () => {
  const html = await read('/beranda', 'sekretariat-luwu-timur')
  expect(wordsOf(html)).toContain('Hasil Kabupaten Luwu Timur 2023 Tidak hadir')
  expect(html).toContain('href="/daerah/73.24/evaluasi#kembali"')
})

test('an officer of a region without a result is told so, with a way on', async () => {
  const html = await read('/beranda', 'sekretariat-luwu-utara')
  expect(wordsOf(html)).toContain('Kabupaten Luwu Utara belum punya hasil evaluasi di Tudang.')
  expect(html).toContain('href="/daerah/73.22/evaluasi"')
})

test('the ministry sees each edition in numbers and the way to load a table; a citizen does not', async () => {
  const words = wordsOf(await read('/beranda', 'kementerian'))
  expect(words).toContain('2023: 130 daerah hadir, 11 tidak')
  expect(words).toContain('2022: 38 daerah hadir, 4 tidak')
  expect(words).toContain('Muat tabel hasil')
  expect(await read('/beranda', 'warga')).not.toContain('/hasil/impor')
})

test('a citizen reads the result of the own region in one sentence, with the way to it', async () => {
  const html = await read('/beranda', 'warga')
  expect(wordsOf(html)).toContain(
    'Kabupaten Luwu Timur tidak hadir pada evaluasi 2023: tidak ada nilai, bukan nol. Apa artinya, dan cara kembali',
  )
  expect(html).toContain('href="/daerah/73.24/evaluasi"')
  expect(html).not.toContain('/daerah/73.24/evaluasi#')
  await atHome('warga', '35.07', async () =>
    expect(wordsOf(await read('/beranda', 'warga'))).toContain(
      'Kabupaten Malang mendapat indeks 2,94 dari 4 pada evaluasi 2023, peringkat 22 dari 58 di kelompoknya.',
    ),
  )
  await atHome('warga', '73.22.05', async () =>
    expect(wordsOf(await read('/beranda', 'warga'))).toContain(
      'Kabupaten Luwu Utara belum punya hasil evaluasi di Tudang.',
    ),
  )
})

test('a province sees its regions with index or absence, and the filtered ranking', async () => {
  const html = await read('/beranda', 'provinsi')
  const rows = rowsOf(html)
  const { listed, absent } = await counted('73')
  expect(wordsOf(html)).toContain(`Kabupaten dan kota yang hadir: ${listed - absent}; tidak hadir: ${absent}.`)
  expect(rows).toHaveLength(listed)
  expect(rows.filter(([, index]) => index === 'tidak hadir')).toHaveLength(absent)
  expect(rows.map(([name]) => name)).toContain('Kab. Luwu Timur')
  expect(html).toContain('href="/hasil/2023?provinsi=73#peringkat"')
  expect(wordsOf(html)).not.toContain('0,00')
})

test('of a large province the best ten are listed and the rest is a link away', async () => {
  await atHome('provinsi', '35', async () => {
    const html = await read('/beranda', 'provinsi')
    const { listed } = await counted('35')
    expect(listed).toBeGreaterThan(10)
    expect(rowsOf(html)).toHaveLength(10)
    expect(wordsOf(html)).toContain(`Lihat semua ${listed} daerah`)
  })
})

test('the auditor is led to the list of imports, not to a form', async () => {
  const html = await read('/beranda', 'auditor')
  expect(wordsOf(html)).toContain('2023: 130 daerah hadir, 11 tidak')
  expect(html).toContain('href="/hasil/impor"')
  expect(wordsOf(html)).toContain('Lihat daftar impor')
  expect(wordsOf(html)).not.toContain('Muat tabel hasil')
})

test('an assessor finds what waits for scores', async () => {
  const html = await read('/beranda', 'asesor-satu')
  expect(wordsOf(html)).toContain('Menunggu nilai Anda Kabupaten Luwu Utara')
  expect(html).toMatch(/<a class="btn[^"]*" href="\/lembar"/)
})

test.each([
  ['warga', 5],
  ['provinsi', 6],
  ['auditor', 4],
  ['asesor-satu', 5],
  // Rounds take 6, results 4, meetings and tasks 4, workshops and books 2, programmes 1, the region 1 for all of them.
  ['sekretariat-luwu-timur', 18],
  ['petugas-dinkes-luwu-timur', 16],
  ['kepala-daerah-luwu-timur', 15],
  ['koordinator-luwu-timur', 12],
  ['petugas-desa', 14],
  ['pembimbing', 4],
  ['kementerian', 6],
])('the first page of %s takes at most %i statements', async (login, most) => {
  const cookie = await world.signIn(`${login}@contoh.tudang.invalid`)
  const { statements } = await countStatements(() => world.get('/beranda', cookie))
  expect(statements).toBeLessThanOrEqual(most)
})

test('a region with three open rounds finds all of them on its first page, in as many statements as one', async () => {
  const cookie = await world.signIn('sekretariat-luwu-timur@contoh.tudang.invalid')
  const one = await countStatements(() => world.get('/beranda', cookie))
  for (const group of ['uji-satu', 'uji-dua']) {
    const { rows } = await world.platform.db.pool.query<{ id: string }>(
      `insert into evaluation.round select (jsonb_populate_record(r, jsonb_build_object('id', $1::text, 'group_code', $1::text))).*
       from evaluation.round r where r.state = 'open' and r.group_code = 'regular' returning id`,
      [group],
    )
    expect(rows).toEqual([{ id: group }])
    for (const table of ['evaluation.round_step', 'evaluation.round_region']) {
      await world.platform.db.pool.query(
        `insert into ${table} select (jsonb_populate_record(x, jsonb_build_object('round_id', $1::text))).* from ${table} x
         join evaluation.round r on r.id = x.round_id and r.state = 'open' and r.group_code = 'regular'`,
        [group],
      )
    }
  }
  const three = await countStatements(() => world.get('/beranda', cookie))
  const html = await three.value.text()
  expect([...html.matchAll(/<h2 id="isian-/g)]).toHaveLength(3)
  expect(three.statements).toBe(one.statements)
  await world.platform.db.pool.query(`delete from evaluation.round_region where round_id like 'uji-%'`)
  await world.platform.db.pool.query(`delete from evaluation.round where id like 'uji-%'`)
})

test('who acts for an organisation has it in the header instead of the comparison; for who is signed in results come last', async () => {
  const entries = async (login: string | undefined) => {
    const html = await read('/tentang-data', login)
    const nav = /<nav[^>]*>([^]*?)<\/nav>/.exec(html)?.[1] ?? ''
    return [...nav.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)
  }
  expect(await entries(undefined)).toEqual(['/', '/daerah', '/bandingkan', '/putaran', '/instrumen'])
  const citizen = ['/daerah', '/bandingkan', '/putaran', '/instrumen', '/organisasi', '/']
  expect(await entries('warga')).toEqual(['/beranda', ...citizen])
  const province = await entries('provinsi')
  expect(province).toEqual(expect.arrayContaining(['/beranda', '/daerah', '/putaran', '/organisasi']))
  expect(province).not.toContain('/bandingkan')
  expect(province.at(-1)).toBe('/')
  expect(await read('/daerah/35.07/evaluasi', 'provinsi')).toContain('href="/bandingkan?daerah=35.07')
})
