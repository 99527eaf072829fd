import { beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock/clock.ts'
import { countStatements } from '#platform/db/database.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { changeState } from '../../actions/book/change-state.ts'
import { writeComment } from '../../actions/comment/write-comment.ts'
import { type BookWorld, bookWorld, REGION } from '../../book-world.fixture.ts'
import { LIVE_SOURCES, SHOWS_OF } from '../../model-book.ts'
import { bookEn } from '../../phrases/book-en.ts'
import { bookId } from '../../phrases/book-id.ts'

const world = await testWorld('demo', { clock: fixedClock('2026-11-22T03:00:00Z') })
const { platform } = world
const boxes = {
  secretariat: 'sekretariat-luwu-timur',
  officer: 'petugas-dinkes-luwu-timur',
  head: 'kepala-daerah-luwu-timur',
  other: 'sekretariat-luwu-utara',
  ministry: 'kementerian',
  citizen: 'warga',
} as const
type Who = keyof typeof boxes | 'visitor'
const cookies = {} as Record<keyof typeof boxes, string>
for (const [who, box] of Object.entries(boxes)) {
  cookies[who as keyof typeof boxes] = await world.signIn(`${box}@contoh.tudang.invalid`)
}
const cookieOf = (who: Who) => (who === 'visitor' ? undefined : cookies[who])
const get = (path: string, who: Who) => world.get(path, cookieOf(who))
const post = async (path: string, who: Who, fields: [string, string][]) => {
  const response = await world.app.request(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://localhost',
      'sec-fetch-site': 'same-origin',
      ...(who === 'visitor' ? {} : { cookie: cookies[who] }),
    },
    body: new URLSearchParams(fields).toString(),
  })
  return { status: response.status, location: response.headers.get('location') ?? '', html: await response.text() }
}

let w: BookWorld
let base: string
let section: string
const code = 'strategi-liv-2'
beforeAll(async () => {
  w = await bookWorld(world)
  base = `/masterplan/${REGION}/buku`
  section = `${base}/${w.plan.id}/bagian/${(await w.section(code)).id}`
  await w.write(code, 'Perahu <script>alert(1)</script> untuk puskesmas.')
  await w.write(code, 'Perahu dan motor untuk puskesmas.')
})
const version = async () => String((await w.section(code)).version)

describe('the pages of the books', () => {
  test.each(['id', 'en'])('are valid HTML in %s', async lang => {
    const cookie = `${cookies.secretariat}; bahasa=${lang}`
    const words = lang === 'en' ? bookEn : bookId
    expect(await (await world.get(`${base}/${w.plan.id}`, cookie)).text()).toContain(words.plan.owedLead)
    const live = `${section}/blok?sumber=budget`
    for (const path of [
      base,
      `${base}/baru`,
      `${base}/${w.plan.id}`,
      `${base}/${w.plan.id}?keadaan=draft`,
      `${base}/${w.plan.id}/atur`,
      `${base}/${w.plan.id}/pemilik`,
      `${base}/${w.plan.id}/tambah`,
      `${base}/${w.plan.id}/1`,
      `${base}/${w.plan.id}/2`,
      `${base}/${w.plan.id}/3`,
      section,
      `${section}/atur`,
      `${section}/blok`,
      live,
      `${section}/riwayat`,
    ]) {
      const response = await world.get(path, cookie)
      expect(response.status, path).toBe(200)
      expect(await markupFaults(await response.text()), path).toEqual([])
    }
  })

  test('open for whom they are, and for nobody else', async () => {
    const inside: Who[] = ['secretariat', 'officer', 'head', 'ministry']
    const rows: [string, Who[]][] = [
      [base, inside],
      [`${base}/baru`, ['secretariat']],
      [`${base}/${w.plan.id}`, inside],
      [`${base}/${w.plan.id}/2`, inside],
      [`${base}/${w.plan.id}/atur`, ['secretariat']],
      [`${base}/${w.plan.id}/pemilik`, ['secretariat']],
      [section, inside],
      [`${section}/riwayat`, inside],
      [`${section}/blok`, ['secretariat', 'officer']],
      [`${section}/atur`, ['secretariat']],
    ]
    for (const [path, allowed] of rows) {
      for (const who of [...Object.keys(boxes), 'visitor'] as Who[]) {
        const { status } = await get(path, who)
        if (allowed.includes(who)) expect(status, `${who} at ${path}`).toBe(200)
        else expect([401, 403, 404], `${who} at ${path}`).toContain(status)
      }
    }
  })

  test('take as many statements for a plan of many sections as for one of few', async () => {
    const few = await countStatements(() => get(`${base}/${w.plan.id}`, 'secretariat'))
    expect(few.statements).toBeLessThanOrEqual(8)
    const { rows } = await platform.db.pool.query<{ n: number }>(
      'update masterplan.section set archived_at = now() where plan_id = $1 and book = 1 returning 1 as n',
      [w.plan.id],
    )
    expect(rows.length).toBeGreaterThan(10)
    const fewer = await countStatements(() => get(`${base}/${w.plan.id}`, 'secretariat'))
    expect(fewer.statements).toBe(few.statements)
    await platform.db.pool.query('update masterplan.section set archived_at = null where plan_id = $1', [w.plan.id])
    for (const [path, most] of [
      [`${base}/${w.plan.id}/1`, 15],
      [`${base}/${w.plan.id}/2`, 15],
      [section, 11],
      [`${section}/riwayat`, 9],
    ] as const) {
      const { statements } = await countStatements(() => get(path, 'secretariat'))
      expect(statements, path).toBeLessThanOrEqual(most)
    }
  })

  test('read a book with every kind of live block in at most 20 statements, however many blocks of each it has', async () => {
    const { id } = await w.section('komitmen')
    const add = async () => {
      for (const [at, source] of LIVE_SOURCES.entries()) {
        await platform.db.pool.query(
          `insert into masterplan.block (region_code, section_id, position, kind, source, show)
          values ($1, $2, $3, 'live', $4, $5)`,
          [REGION, id, 100 + at, source, source === 'region' ? 'map' : SHOWS_OF[source][0]],
        )
      }
    }
    const count = async () => {
      const { value, statements } = await countStatements(() => get(`${base}/${w.plan.id}/3`, 'secretariat'))
      expect(value.status).toBe(200)
      return statements
    }
    await add()
    const once = await count()
    expect(once).toBeLessThanOrEqual(18)
    await add()
    await add()
    expect(await count()).toBe(once)
    await platform.db.pool.query(`delete from masterplan.block where section_id = $1 and position >= 100`, [id])
  })

  test('show what people wrote as words, never as a page', async () => {
    for (const path of [section, `${section}/riwayat`, `${base}/${w.plan.id}/2`]) {
      const html = await (await get(path, 'officer')).text()
      expect(html, path).toContain('Perahu')
      expect(html, path).not.toContain('<script>alert')
    }
  })

  test('read a book with contents, state and data, and mark it as a draft', async () => {
    const html = await (await get(`${base}/${w.plan.id}/2`, 'officer')).text()
    expect(html).toContain(bookId.read.draft)
    expect(html).toContain('Perahu dan motor untuk puskesmas.')
    expect(html).toMatch(/Tabel \d+/)
    expect(html).toContain(`${section}"`)
    expect(html).not.toContain((await w.section(code)).guide ?? 'Petunjuk yang tidak dicetak')
  })
})

describe('writing by the plain form', () => {
  test('stores the text and says so; the older form is a 412 with both texts', async () => {
    const page = await (await get(section, 'officer')).text()
    const shown = /name="versi" value="(\d+)"/.exec(page)?.[1] ?? ''
    const saved = await post(section, 'officer', [
      ['teks', 'Perahu dan motor **cepat**.'],
      ['versi', shown],
    ])
    expect([saved.status, saved.location]).toEqual([303, expect.stringContaining('pesan=teks')])
    const late = await post(section, 'officer', [
      ['teks', 'Tulisan lain yang tidak boleh hilang.'],
      ['versi', shown],
    ])
    expect(late.status).toBe(412)
    expect(late.html).toContain('Tulisan lain yang tidak boleh hilang.')
    expect(late.html).toContain('cepat')
    expect(await markupFaults(late.html)).toEqual([])
  })

  test('answers who may not before it looks at what they sent', async () => {
    for (const who of ['head', 'ministry', 'other', 'citizen', 'visitor'] as const) {
      const { status } = await post(section, who, [['teks', 'x']])
      expect([401, 403, 404], who).toContain(status)
    }
    expect((await post(section, 'officer', [['teks', 'x']])).status).toBe(422)
  })
})

describe('the steps', () => {
  test('of review are taken by forms; a return without a reason comes back with the sentence', async () => {
    const submitted = await post(`${section}/kirim`, 'officer', [
      ['versi', await version()],
      ['langkah', 'submit'],
    ])
    expect(submitted.location).toContain('pesan=submit')
    expect((await post(`${section}/tinjau`, 'officer', [['langkah', 'accept']])).status).toBe(403)
    const bare = await post(`${section}/tinjau`, 'secretariat', [
      ['versi', await version()],
      ['langkah', 'return'],
    ])
    expect(bare.status).toBe(422)
    expect(bare.html).toContain('Tulis apa yang perlu diperbaiki')
    expect(await markupFaults(bare.html)).toEqual([])
    const accepted = await post(`${section}/tinjau`, 'secretariat', [
      ['versi', await version()],
      ['langkah', 'accept'],
    ])
    expect(accepted.location).toContain('pesan=accept')
    const html = await (await get(section, 'officer')).text()
    expect(html).toContain('Bagian ini sudah diterima')
    expect(html).not.toContain('name="teks"')
  })

  test('leave what can no longer be written as a page, and never lose words that came too late', async () => {
    const html = await (await get(section, 'officer')).text()
    expect(html).not.toContain('data-shared-editor')
    expect(html).not.toMatch(/<script[^>]*editor/)
    const late = await post(section, 'officer', [
      ['versi', '1'],
      ['teks', 'Kalimat yang ditulis ketika bagian ini sudah diterima.'],
    ])
    expect(late.status).toBe(409)
    expect(late.html).toMatch(/<textarea[^>]*name="teks"[^>]*>Kalimat yang ditulis ketika bagian ini sudah diterima\./)
  })

  test('two people lock one section: the second is told on the page who did', async () => {
    const seen = await version()
    const first = await post(`${section}/kunci`, 'secretariat', [
      ['versi', seen],
      ['langkah', 'lock'],
    ])
    expect(first.status).toBe(303)
    const second = await post(`${section}/kunci`, 'secretariat', [
      ['versi', seen],
      ['langkah', 'lock'],
    ])
    expect(second.status).toBe(412)
    expect(second.html).toContain('dikunci oleh Sekretariat Luwu Timur')
    const { version: now } = await w.section(code)
    await changeState(
      platform,
      w.secretariat,
      { regionCode: REGION, sectionId: (await w.section(code)).id, version: now, move: 'unlock', note: 'Uji' },
      w.writerOf(w.secretariat),
    )
    await post(`${section}/tinjau`, 'secretariat', [
      ['versi', String(now + 1)],
      ['langkah', 'return'],
      ['note-return', 'Tulis lagi'],
    ])
    expect((await w.section(code)).state).toBe('draft')
  })
})

describe('the history', () => {
  test('shows what came and went, and puts a version back', async () => {
    const html = await (await get(`${section}/riwayat`, 'officer')).text()
    expect(html).toMatch(/<ins>.*motor/s)
    const wanted = /name="pulihkan" value="(\d+)"/.exec(html)?.[1] ?? ''
    const now = /name="versi" value="(\d+)"/.exec(html)?.[1] ?? ''
    const done = await post(`${section}/riwayat`, 'officer', [
      ['pulihkan', wanted],
      ['versi', now],
    ])
    expect(done.location).toContain('pesan=pulih')
    const again = await post(`${section}/riwayat`, 'officer', [
      ['pulihkan', wanted],
      ['versi', now],
    ])
    expect(again.status).toBe(412)
  })
})

describe('a suggestion', () => {
  test('is taken by one button on the page of the section', async () => {
    const { id: sectionId } = await w.section(code)
    await w.write(code, 'Perahu ambulans danau.')
    const comment = await writeComment(
      platform,
      w.mentor,
      {
        subject: { regionCode: REGION, kind: 'section', id: sectionId },
        text: 'Sebut danaunya.',
        blockId: (await w.narrative(code)).id,
        quote: 'danau',
        replacement: 'Danau Towuti',
      },
      w.writerOf(w.mentor),
    )
    const page = await (await get(section, 'officer')).text()
    expect(page).toContain(bookId.section.take)
    expect(await (await get(section, 'ministry')).text()).not.toContain(bookId.section.take)
    const taken = await post(`${section}/usul`, 'officer', [['komentar', comment.id]])
    expect(taken.status).toBe(303)
    expect(await (await get(section, 'officer')).text()).toContain('Perahu ambulans Danau Towuti.')
    expect((await post(`${section}/usul`, 'officer', [['komentar', comment.id]])).status).toBe(409)
  })
})

describe('settings', () => {
  test('give many sections an owner at once, add a section, and keep what was typed when it is refused', async () => {
    const ids = [(await w.section('pendahuluan-2')).id, (await w.section('pemantauan')).id]
    const owner = await w.officeId('Dinas Pariwisata')
    const done = await post(`${base}/${w.plan.id}/pemilik`, 'secretariat', [
      ['owner', owner],
      ...ids.map((id): [string, string] => ['bagian', id]),
    ])
    expect(done.status).toBe(303)
    expect((await w.section('pemantauan')).ownerId).toBe(owner)
    const none = await post(`${base}/${w.plan.id}/pemilik`, 'secretariat', [['owner', owner]])
    expect([none.status, none.html.includes('Belum ada bagian yang dicentang')]).toEqual([422, true])
    const bad = await post(`${base}/${w.plan.id}/tambah`, 'secretariat', [
      ['letak', '2'],
      ['title', 'Bab tambahan uji'],
      ['wordsWanted', 'banyak'],
    ])
    expect(bad.status).toBe(422)
    expect(bad.html).toContain('Bab tambahan uji')
    expect(bad.html).toContain('angka bulat')
    const started = await post(`${base}/baru`, 'secretariat', [
      ['title', 'Rencana 2031'],
      ['fromYear', '2031'],
      ['untilYear', '2030'],
    ])
    expect([started.status, started.html.includes('lebih awal daripada')]).toEqual([422, true])
  })

  test('add a data block with a filter and show it in the section', async () => {
    const added = await post(`${section}/blok`, 'officer', [
      ['source', 'programmes'],
      ['show', 'table'],
      ['filter.dimension', 'gov'],
      ['filter.dimension', 'eco'],
      ['caption', 'Program uji pilihan'],
    ])
    expect(added.status).toBe(303)
    expect(await (await get(section, 'officer')).text()).toContain('Program uji pilihan')
    const list = await (await get(`${section}/blok`, 'officer')).text()
    expect(list).toContain('Tata kelola, Ekonomi')
  })
})

describe('the panel', () => {
  test('tells an office after signing in what it still has to write', async () => {
    const html = await (await get('/beranda', 'officer')).text()
    expect(html).toMatch(/\d+ bagian masterplan menunggu Anda tulis/)
    expect(await (await get('/beranda', 'citizen')).text()).not.toContain('bagian masterplan menunggu')
  })
})
