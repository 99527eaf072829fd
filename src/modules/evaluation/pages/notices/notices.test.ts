import ICAL from 'ical.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { pdfText } from '#platform/documents/pdf-text.fixture.ts'
import { countStatements } from '#platform/db/database.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { type RoundWorld, roundWorld } from '../../../../../test/support/rounds.ts'
import { testWorld, type World } from '../../../../../test/support/world.ts'
import { inviteJob } from '../../jobs/notices/invite.ts'

let world: World
let open: RoundWorld
let draft: RoundWorld
const cookies = new Map<string, string>()
const ask = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await world.platform.db.pool.query(text, values)).rows

/** A request as one of the demo accounts; as a visitor without one. */
async function get(path: string, box?: string, lang = 'id'): Promise<Response> {
  if (box !== undefined && !cookies.has(box)) cookies.set(box, await world.signIn(`${box}@contoh.tudang.invalid`))
  return await world.get(path, [box && cookies.get(box), `bahasa=${lang}`].filter(Boolean).join('; '))
}

beforeAll(async () => {
  world = await testWorld()
  // 73.73 has no account.
  open = await roundWorld(world, { regions: ['73.24', '73.22', '73.73'] })
  draft = await roundWorld(world, { edition: '2032', open: false })
  await ask('delete from evaluation.notice')
  await runNow(world.platform, inviteJob, { roundId: open.roundId })
})

describe('the invitation letter', () => {
  const cases: [string | undefined, 'open' | 'draft', string, number][] = [
    ['kementerian', 'open', '73.24', 200],
    ['kementerian', 'open', '73.73', 200],
    ['kementerian', 'draft', '73.24', 200],
    ['auditor', 'open', '73.22', 200],
    ['sekretariat-luwu-timur', 'open', '73.24', 200],
    ['petugas-dinkes-luwu-timur', 'open', '73.24', 200],
    ['kepala-daerah-luwu-utara', 'open', '73.22', 200],
    ['sekretariat-luwu-timur', 'draft', '73.24', 404],
    ['sekretariat-luwu-timur', 'open', '73.22', 404],
    ['petugas-dinkes-luwu-timur', 'open', '73.22', 404],
    ['kepala-daerah-luwu-utara', 'open', '73.24', 404],
    ['asesor-satu', 'open', '73.24', 403],
    ['provinsi', 'open', '73.24', 403],
    ['pengelola', 'open', '73.24', 403],
    ['warga', 'open', '73.24', 403],
    ['kementerian', 'open', '35.07', 404],
    ['kementerian', 'open', "73.24' or 1=1", 404],
  ]
  test.each(cases)('%s, round %s, region %s: %i', async (box, which, code, status) => {
    const { roundId } = which === 'open' ? open : draft
    const answer = await get(`/putaran/${roundId}/surat.pdf?daerah=${encodeURIComponent(code)}`, box)
    expect(answer.status).toBe(status)
    if (status !== 200) expect(answer.headers.get('content-type')).not.toContain('pdf')
  })

  test('is not shown to who is signed out', async () => {
    expect((await get(`/putaran/${open.roundId}/surat.pdf?daerah=73.24`)).status).not.toBe(200)
  })

  test('has every part of an official letter, with the dates as they hold for the region', async () => {
    await ask(
      `insert into evaluation.extension (region_code, round_id, step, ends_on, reason)
       values ('73.24', $1, 'self-assessment', '2099-12-30', 'Banjir di tiga kecamatan')`,
      [open.roundId],
    )
    const own = await get(`/putaran/${open.roundId}/surat.pdf`, 'sekretariat-luwu-timur')
    const text = pdfText(new Uint8Array(await own.arrayBuffer()))
    for (const part of [
      'DIREKTORAT JENDERAL TEKNOLOGI PEMERINTAH DIGITAL',
      'B-003/DJAI/AI.01.04/01/2031',
      'Sifat',
      '2 (dua) berkas',
      'Penilaian evaluasi kota cerdas',
      'Yth. Bupati Luwu Timur',
      'Isian mandiri',
      '30 Desember 2099',
      'pukul 24.00 WITA',
      'Daftar daerah',
      'Direktur Jenderal Teknologi',
      '(nama pejabat)',
      `/putaran/${open.roundId}`,
      'bukan tanda tangan elektronik',
    ]) {
      expect(text.replace(/\s+/g, ' ')).toContain(part)
    }
    expect(text).not.toContain('Banjir')
    const other = await get(`/putaran/${open.roundId}/surat.pdf`, 'sekretariat-luwu-utara')
    expect(pdfText(new Uint8Array(await other.arrayBuffer()))).not.toContain('2099')
    await ask('delete from evaluation.extension')
  })

  test('of a city goes to its mayor', async () => {
    const answer = await get(`/putaran/${open.roundId}/surat.pdf?daerah=73.73`, 'kementerian')
    expect(pdfText(new Uint8Array(await answer.arrayBuffer()))).toContain('Yth. Wali Kota Palopo')
  })
})

describe('the calendar', () => {
  const summaries = async (answer: Response) =>
    new ICAL.Component(ICAL.parse(await answer.text()) as unknown[])
      .getAllSubcomponents('vevent')
      .map(one => String(one.getFirstPropertyValue('summary')))

  test('of an open round is for everybody, in the language of the visitor', async () => {
    const answer = await get(`/putaran/${open.roundId}/kalender.ics`)
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect((await summaries(answer))[1]).toBe('Isian mandiri: Evaluasi kota cerdas 2031')
    const english = await get(`/putaran/${open.roundId}/kalender.ics?daerah=73.24`, undefined, 'en')
    expect((await summaries(english))[1]).toBe('Self-assessment: Smart city evaluation 2031, Kabupaten Luwu Timur')
  })

  test('of a draft is not found by the public or a region, and is by the ministry', async () => {
    for (const query of ['', '?daerah=73.24']) {
      const path = `/putaran/${draft.roundId}/kalender.ics${query}`
      expect((await get(path)).status).toBe(404)
      expect((await get(path, 'sekretariat-luwu-timur')).status).toBe(404)
      expect((await get(path, 'kementerian')).status).toBe(200)
    }
  })

  test('of a region that is not in the round is not found', async () => {
    expect((await get(`/putaran/${open.roundId}/kalender.ics?daerah=35.07`)).status).toBe(404)
    expect((await get(`/putaran/tidak-ada/kalender.ics`)).status).toBe(404)
  })
})

describe('the list of notices', () => {
  const path = () => `/putaran/${open.roundId}/pemberitahuan`

  test('shows whom the ministry wrote to, how far the mail is, and the region that has no account', async () => {
    const html = await (await get(path(), 'kementerian')).text()
    expect(html).toContain('Kepala Daerah Luwu Timur')
    expect(html).toContain('Undangan putaran evaluasi')
    expect(html).toContain('1 daerah belum dikirimi surat undangan')
    expect(html).toMatch(/surat\.pdf\?daerah=73\.73"[^>]*>Kota Palopo</)
    expect(html).not.toMatch(/surat\.pdf\?daerah=73\.24/)
  })

  test.each(['id', 'en'])('is valid HTML in %s, with and without rows', async lang => {
    for (const address of [path(), `${path()}?keadaan=dropped`, `/putaran/${draft.roundId}/pemberitahuan`]) {
      const html = await (await get(address, 'auditor', lang)).text()
      expect(await markupFaults(html)).toEqual([])
      expect(html.match(/<h1[\s>]/g)).toHaveLength(1)
      expect(html).not.toContain('undefined')
    }
  })

  test('is filtered by its address, and files and API follow', async () => {
    await ask(
      `insert into evaluation.notice (account_id, round_id, region_code, kind, subject_key, state, drop_reason, settled_at)
       values ($1, $2, '73.24', 'answers-due', '', 'dropped', 'done', now())`,
      [open.secretariat.accountId, open.roundId],
    )
    const query = '?keadaan=dropped&jenis=answers-due&daerah=73.24'
    const html = await (await get(path() + query, 'kementerian')).text()
    expect(html).toContain('sudah selesai sebelum suratnya pergi')
    expect(html).not.toContain('Kepala Daerah Luwu Utara')
    const csv = await (await get(`${path()}.csv${query}`, 'pengelola')).text()
    expect(csv.trim().split('\r\n')).toHaveLength(2)
    expect(csv).toContain('Sekretariat Luwu Timur,answers-due,73.24,Kabupaten Luwu Timur,dropped,done,')
    expect((await get(`${path()}.xlsx${query}`, 'auditor')).status).toBe(200)
    const api = await get(`/api/v1/rounds/${open.roundId}/notices?state=dropped&region=73.24`, 'auditor')
    expect(await api.json()).toMatchObject({
      items: [{ recipient: 'Sekretariat Luwu Timur', region: '73.24', kind: 'answers-due', drop_reason: 'done' }],
      next: null,
    })
  })

  test('is paged by keyset without losing or doubling a row, in page and API', async () => {
    await ask(
      `insert into evaluation.notice (account_id, round_id, region_code, kind, subject_key, created_at)
       select $1, $2, '73.22', 'answer-commented', n::text, now() + (n / 10) * interval '1 second'
       from generate_series(1, 120) n`,
      [open.otherSecretariat.accountId, open.roundId],
    )
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const address: string = `/api/v1/rounds/${open.roundId}/notices?kind=answer-commented&limit=50${next && `&after=${next}`}`
      const body = (await (await get(address, 'kementerian')).json()) as {
        items: { id: string }[]
        next: string | null
      }
      seen.push(...body.items.map(({ id }) => id))
      next = body.next
    }
    expect(seen).toHaveLength(120)
    expect(new Set(seen).size).toBe(120)
    const rows: number[] = []
    for (let address: string | undefined = `${path()}?jenis=answer-commented`; address;) {
      const html = await (await get(address, 'kementerian')).text()
      rows.push(html.match(/<th scope="row"/g)?.length ?? 0)
      address = /href="([^"]*setelah=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(rows).toEqual([50, 50, 20])
  })

  test('costs as many statements for one row as for many', async () => {
    const cost = async (query: string) =>
      (await countStatements(async () => await get(path() + query, 'kementerian'))).statements
    expect(await cost('?keadaan=dropped')).toBe(await cost('?jenis=answer-commented'))
  })

  test.each(['sekretariat-luwu-timur', 'asesor-satu', 'provinsi', 'warga'])('is refused to %s', async box => {
    for (const end of ['', '.csv', '.xlsx']) expect((await get(path() + end, box)).status).toBe(403)
    expect((await get(`/api/v1/rounds/${open.roundId}/notices`, box)).status).toBe(403)
  })

  test('of a round that does not exist is not found, and nonsense in the address is left out', async () => {
    expect((await get('/putaran/tidak-ada/pemberitahuan', 'kementerian')).status).toBe(404)
    expect((await get(`${path()}?keadaan=x&jenis=%27&daerah=1&setelah=zz`, 'kementerian')).status).toBe(200)
    expect((await get(`${path()}?setelah=00000000-0000-4000-8000-000000000000`, 'kementerian')).status).toBe(200)
  })
})
