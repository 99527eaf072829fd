import { beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock/clock.ts'
import { countStatements } from '#platform/db/database.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { cancelMeeting } from '../../actions/plan/cancel-meeting.ts'
import { inviteTo } from '../../actions/plan/save-invitees.ts'
import { saveMeeting } from '../../actions/plan/save-meeting.ts'
import { sendInvitations } from '../../actions/plan/send-invitations.ts'
import { sendLetters } from '../../jobs/plan/send-letters.ts'
import { type MeetingWorld, meetingWorld, REGION } from '../../meeting-world.fixture.ts'
import type { Wanted } from '../../model-plan.ts'
import type { Meeting } from '../../model.ts'
import { planEn } from '../../phrases/plan-en.ts'
import { planId } from '../../phrases/plan-id.ts'
import { planPageEn } from '../../phrases/plan-page-en.ts'
import { planPageId } from '../../phrases/plan-page-id.ts'
import { daysOf, monthAfter, readMonth, weeksOf } from '../../rules/plan/month.ts'
import { findMeeting } from '../../store/meetings.ts'
import { listInvitees } from '../../store/plan/invitees.ts'

const world = await testWorld('demo', { clock: fixedClock('2026-11-22T03:00:00Z') })
const { platform } = world
const boxes = {
  secretariat: 'sekretariat-luwu-timur',
  officer: 'petugas-dinkes-luwu-timur',
  other: 'sekretariat-luwu-utara',
  ministry: 'kementerian',
  mentor: 'pembimbing',
  citizen: 'warga',
  auditor: 'auditor',
} as const
type Who = keyof typeof boxes | 'visitor'
const cookies = {} as Record<keyof typeof boxes, string>
for (const [who, box] of Object.entries(boxes)) {
  cookies[who as keyof typeof boxes] = await world.signIn(`${box}@contoh.tudang.invalid`)
}
const cookieOf = (who: Who) => (who === 'visitor' ? undefined : cookies[who])
const get = (path: string, who: Who) => world.get(path, cookieOf(who))
const read = async (path: string, who: Who) => (await (await get(path, who)).text()).replaceAll('\u00a0', ' ')
const post = (path: string, form: Record<string, string>, who: Who) => world.post(path, form, cookieOf(who))
const base = `/rapat/${REGION}`

let w: MeetingWorld
let dinkes = ''
let meeting: Meeting
beforeAll(async () => {
  w = await meetingWorld(world)
  dinkes = await w.officeId('Dinas Kesehatan')
  meeting = await make(
    { organisationIds: [dinkes], people: [{ name: 'Tamu', email: 'tamu@contoh.id' }] },
    { title: 'Rakor tinjauan lapangan', link: 'https://rapat.contoh.id/abc' },
  )
  await sendLetters(platform, { regionCode: REGION, meetingId: meeting.id })
})

const make = async (wanted: Wanted, over: object = {}) => {
  const made = await w.addMeeting(over)
  const by = w.writerOf(w.secretariat)
  await inviteTo(platform, w.secretariat, { regionCode: REGION, id: made.id, wanted }, by)
  return (await sendInvitations(platform, w.secretariat, { regionCode: REGION, id: made.id }, by)).meeting
}
const at = (one: Meeting, part = '') => `${base}/${one.id}${part === '' ? '' : `/${part}`}`
const tokenOf = async (name: string) =>
  (await listInvitees(platform.db.sql, REGION, meeting.id)).find(one => one.name === name)?.token ?? ''

describe('pages of the plan', () => {
  test('are well-formed, in both languages, for who keeps meetings and who is invited', async () => {
    const token = await tokenOf('Tamu')
    const draft = await w.addMeeting()
    const paths: [string, Who][] = [
      ['/rapat', 'ministry'],
      [base, 'secretariat'],
      [base, 'officer'],
      [base, 'mentor'],
      [`${base}?waktu=lalu&q=x`, 'auditor'],
      [`${base}/kalender`, 'secretariat'],
      [`${base}/kalender?bulan=2026-12`, 'officer'],
      [`${base}/baru?lanjutan=${meeting.id}`, 'secretariat'],
      [`${base}/pengaturan`, 'secretariat'],
      [at(meeting), 'secretariat'],
      [at(meeting), 'officer'],
      [at(draft), 'secretariat'],
      [at(meeting, 'ubah'), 'secretariat'],
      [at(meeting, 'undangan'), 'secretariat'],
      [at(meeting, 'undangan'), 'officer'],
      [at(draft, 'undangan'), 'secretariat'],
      [at(meeting, 'batal'), 'secretariat'],
      [`/undangan-rapat/${token}`, 'visitor'],
      [`/periksa-undangan/${meeting.letterToken}`, 'visitor'],
      ['/beranda', 'secretariat'],
    ]
    for (const [path, who] of paths) {
      for (const lang of ['id', 'en']) {
        const answer = await world.get(path, [cookieOf(who), `tudang.lang=${lang}`].filter(Boolean).join('; '))
        expect(answer.status, `${path} ${who}`).toBe(200)
        expect(await markupFaults(await answer.text()), `${path} ${who}`).toEqual([])
      }
    }
  }, 180_000)

  test('ask the database as often for one meeting and one entry as for three', async () => {
    const count = async (path: string, who: Who) => (await countStatements(() => get(path, who))).statements
    const small = await make({ people: [{ name: 'A', email: 'a@contoh.id' }] }, { title: 'Kecil' })
    const first = [
      await count(base, 'secretariat'),
      await count(`${base}/kalender?bulan=2026-12`, 'secretariat'),
      await count(at(small, 'undangan'), 'secretariat'),
      await count('/rapat', 'ministry'),
    ]
    const large = await make(
      { people: ['b', 'c', 'd'].map(name => ({ name, email: `${name}@contoh.id` })) },
      { title: 'Besar' },
    )
    await w.addMeeting()
    const second = [
      await count(base, 'secretariat'),
      await count(`${base}/kalender?bulan=2026-12`, 'secretariat'),
      await count(at(large, 'undangan'), 'secretariat'),
      await count('/rapat', 'ministry'),
    ]
    expect(second).toEqual(first)
    expect(Math.max(...first, await count(at(meeting), 'secretariat'))).toBeLessThanOrEqual(20)
  })

  test('tell strangers nothing: no meeting, no list, no letter, no calendar, no file', async () => {
    for (const part of ['', 'undangan', 'surat.pdf', 'undangan.ics', 'undangan.csv']) {
      for (const who of ['other', 'mentor', 'citizen'] as const) {
        expect((await get(at(meeting, part), who)).status, `${part} ${who}`).toBe(404)
      }
      expect((await get(at(meeting, part), 'visitor')).status).not.toBe(200)
    }
    for (const path of [`${base}/daftar.csv`, `${base}/kalender.ics`]) {
      expect(await read(path, 'other')).not.toContain('Rakor')
      expect(await read(path, 'secretariat')).toContain('Rakor tinjauan lapangan')
    }
    for (const who of ['other', 'officer', 'ministry'] as const) {
      expect([403, 404]).toContain((await post(at(meeting, 'undangan'), { aksi: 'kirim' }, who)).status)
      expect([403, 404]).toContain((await post(at(meeting, 'batal'), {}, who)).status)
      expect([403, 404]).toContain((await post(`${base}/pengaturan`, {}, who)).status)
      expect([403, 404]).toContain((await post(`${base}/baru`, {}, who)).status)
    }
  })

  test('show somebody of another place only the meetings that invite them, and never a draft', async () => {
    const { rows } = await platform.db.pool.query<{ id: string }>(
      `select id from people.account where email = 'pembimbing@contoh.tudang.invalid'`,
    )
    const wanted = { accountIds: [rows[0]?.id ?? ''] }
    const draft = await w.addMeeting({ title: 'Rancangan rahasia' })
    await inviteTo(platform, w.secretariat, { regionCode: REGION, id: draft.id, wanted }, w.writerOf(w.secretariat))
    const own = await make(wanted, { title: 'Bimtek bersama pembimbing' })
    const list = await read(base, 'mentor')
    expect(list).toContain('Bimtek bersama pembimbing')
    expect(list).not.toContain('Rancangan rahasia')
    expect(list).not.toContain('Rakor tinjauan lapangan')
    expect(await read('/rapat', 'mentor')).toContain('Bimtek bersama pembimbing')
    expect((await get(at(own), 'mentor')).status).toBe(200)
    expect((await get(at(own, 'undangan'), 'mentor')).status).toBe(404)
    expect((await get(at(draft), 'mentor')).status).toBe(404)
    expect((await post(at(own, 'jawab'), { answer: 'yes' }, 'mentor')).status).toBe(303)
  })

  test('lead to the list of invitations only who may open it', async () => {
    const own = await make({ people: [{ name: 'Pembimbing', email: 'pembimbing@contoh.tudang.invalid' }] })
    const tab = `href="${at(own, 'undangan')}"`
    for (const part of ['', 'acara', 'undangan']) expect(await read(at(own, part), 'officer'), part).toContain(tab)
    for (const part of ['', 'acara']) expect(await read(at(own, part), 'mentor'), part).not.toContain(tab)
  })

  test('tell who keeps a meeting what to do next, and nobody else', async () => {
    const t = planPageId.detail
    const now = platform.clock.now().getTime()
    const soon = await make(
      { people: [{ name: 'A', email: 'a@contoh.id' }] },
      { startsAt: new Date(now + 3_600_000), endsAt: new Date(now + 7_200_000) },
    )
    expect(await read(at(soon), 'secretariat')).toContain(t.todayNext)
    expect(await read(at(soon), 'officer')).not.toContain(t.todayNext)
    expect(await read(at(meeting), 'secretariat')).not.toContain(t.todayNext)
    const draft = await w.addMeeting({ place: undefined, link: undefined })
    expect(await read(at(draft), 'secretariat')).toContain(t.next)
    await post(at(draft, 'undangan'), { aksi: 'tambah', people: 'Ani' }, 'secretariat')
    const list = await read(at(draft, 'undangan'), 'secretariat')
    expect(list).toContain(planPageId.invitees.sendNoPlace)
    expect(list).toContain(`href="${at(draft, 'ubah')}#f-place"`)
  })

  test('give the letter that has the number of now: after a move the one about the change', async () => {
    const one = await make({ people: [{ name: 'A', email: 'a@contoh.id' }] }, { title: 'Berpindah aula' })
    const nameOf = async () => (await get(at(one, 'surat.pdf'), 'secretariat')).headers.get('content-disposition')
    expect(await nameOf()).toContain('undangan-berpindah-aula')
    const input = w.input({ title: 'Berpindah aula', place: 'Aula lain' })
    const which = { regionCode: REGION, id: one.id, version: one.version, input }
    await saveMeeting(platform, w.secretariat, which, w.writerOf(w.secretariat))
    expect(await nameOf()).toContain('perubahan-berpindah-aula')
  })

  test('do not ask to send once more what is being sent', async () => {
    const one = await w.addMeeting()
    const here = at(one, 'undangan')
    await post(here, { aksi: 'tambah', people: 'Ani; ; ; ani@contoh.id' }, 'secretariat')
    const sent = await post(here, { aksi: 'kirim' }, 'secretariat')
    const again = planPageId.invitees.againTitle
    expect(await read(sent.headers.get('location') ?? '', 'secretariat')).not.toContain(again)
    expect(await read(here, 'secretariat')).toContain(again)
  })

  test('keep addresses and letters for who keeps meetings', async () => {
    expect(await read(at(meeting, 'undangan'), 'secretariat')).toContain('tamu@contoh.id')
    expect(await read(at(meeting, 'undangan'), 'officer')).not.toContain('tamu@contoh.id')
    expect(await read(at(meeting, 'undangan.csv'), 'secretariat')).toContain('tamu@contoh.id')
    expect(await read(at(meeting, 'undangan.csv'), 'officer')).not.toContain('@contoh.id')
  })
})

describe('the form of a meeting', () => {
  const form = {
    kind: 'fgd',
    title: 'FGD transportasi',
    date: '2026-12-01',
    start: '09:00',
    end: '11:00',
    zone: 'WIT',
    place: 'Aula',
  }

  test('reads the times on the clock of the zone that was chosen, and leads on to the list', async () => {
    const answer = await post(`${base}/baru`, form, 'secretariat')
    expect(answer.status).toBe(303)
    const id = /rapat\/73\.24\/([0-9a-f-]{36})\/undangan/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
    const made = await findMeeting(platform.db.sql, REGION, id)
    expect(made).toMatchObject({ kind: 'fgd', zone: 'WIT', startsAt: new Date('2026-12-01T00:00:00Z') })
    const page = await read(`${base}/${id}/ubah`, 'secretariat')
    expect(page).toContain('value="09:00"')
    const shown = (await read(`${base}/${id}`, 'secretariat')).replace(/<[^>]+>/g, '')
    expect(shown).toContain('09.00–11.00 WIT (08.00–10.00 WITA)')
  })

  test('leads from each sentence to the field that mends it, and names the field', async () => {
    const html = await (
      await post(`${base}/baru`, { ...form, end: '08:00', chair: 'x'.repeat(200) }, 'secretariat')
    ).text()
    expect(html).toContain('href="#f-end"')
    expect(html).toContain('id="f-end"')
    expect(html).not.toContain('href="#f-endsAt"')
    expect(html).toContain('Pimpinan rapat terlalu panjang: 200 huruf')
  })

  test('comes back with all that was typed and one sentence for each fault', async () => {
    const answer = await post(
      `${base}/baru`,
      { ...form, title: '', end: '08:00', link: 'bukan', letterBody: 'Isi <b>' },
      'secretariat',
    )
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Nama rapat masih kosong')
    expect(page).toContain('Rapat selesai sebelum atau pada saat mulai')
    expect(page).toContain('harus alamat lengkap')
    expect(page).toContain('Isi &lt;b&gt;')
    expect(await markupFaults(page)).toEqual([])
  })

  test('shows both texts when somebody else stored another version, and stores the second try', async () => {
    const one = await w.addMeeting({ title: 'Bersama' })
    const mine = { ...form, title: 'Ketikan saya', version: '1' }
    await saveMeeting(
      platform,
      w.coordinator,
      { regionCode: REGION, id: one.id, version: 1, input: { ...w.input(), ...one, title: 'Milik orang lain' } },
      w.writerOf(w.coordinator),
    )
    const answer = await post(at(one, 'ubah'), mine, 'secretariat')
    expect(answer.status).toBe(412)
    const page = await answer.text()
    expect(page).toContain('Ketikan saya')
    expect(page).toContain('Milik orang lain')
    expect(page).toContain('name="version" value="2"')
    expect((await post(at(one, 'ubah'), { ...mine, version: '2' }, 'secretariat')).status).toBe(303)
    expect((await findMeeting(platform.db.sql, REGION, one.id))?.title).toBe('Ketikan saya')
  })
})

describe('list and letter by hand', () => {
  test('are filled, sent, corrected and emptied from one page', async () => {
    const one = await w.addMeeting()
    const here = at(one, 'undangan')
    expect((await post(here, { aksi: 'tambah' }, 'secretariat')).status).toBe(422)
    const bad = await post(here, { aksi: 'tambah', people: 'Tamu; a@b' }, 'secretariat')
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('Tamu; a@b')
    expect(
      (await post(here, { aksi: 'tambah', roles: 'office-heads', people: 'Tamu; t@contoh.id' }, 'secretariat')).status,
    ).toBe(303)
    const wrong = await post(here, { aksi: 'kirim', version: '1', number: 'dua' }, 'secretariat')
    expect(wrong.status).toBe(422)
    expect(await markupFaults(await wrong.text())).toEqual([])
    const sent = await post(here, { aksi: 'kirim', version: '1', letterDate: '2026-11-22' }, 'secretariat')
    expect(sent.headers.get('location')).toContain('pesan=dikirim')
    const guest = (await listInvitees(platform.db.sql, REGION, one.id)).find(entry => entry.name === 'Tamu')
    const again = await post(
      here,
      { aksi: 'alamat', invitee: guest?.id ?? '', [`email-${guest?.id}`]: 'salah' },
      'secretariat',
    )
    expect(again.status).toBe(422)
    const page = await again.text()
    expect(page).toContain('value="salah"')
    expect(await markupFaults(page)).toEqual([])
    const mended = await post(
      here,
      { aksi: 'alamat', invitee: guest?.id ?? '', email: 'benar@contoh.id' },
      'secretariat',
    )
    expect(mended.status).toBe(303)
    expect((await post(here, { aksi: 'keluarkan', invitee: guest?.id ?? '' }, 'secretariat')).status).toBe(303)
    expect((await listInvitees(platform.db.sql, REGION, one.id)).some(entry => entry.name === 'Tamu')).toBe(false)
  })
})

describe('the link in a letter', () => {
  test('opens the invitation without signing in, takes an answer, and gives the letter and the calendar', async () => {
    const token = await tokenOf('Tamu')
    const here = `/undangan-rapat/${token}`
    const page = await read(here, 'visitor')
    expect(page).toContain('Rakor tinjauan lapangan')
    expect(page).not.toContain('tamu@contoh.id')
    // A browser sends the form with "Origin: null" from a page without referrer, which is refused as from another site.
    expect((await get(here, 'visitor')).headers.get('referrer-policy')).toBe('same-origin')
    const bad = await post(here, { answer: 'represented', note: 'catatan saya' }, 'visitor')
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('catatan saya')
    expect((await post(here, { answer: 'represented', representedBy: 'Staf' }, 'visitor')).status).toBe(303)
    expect(await read(here, 'visitor')).toContain('diwakili')
    const letter = await get(`${here}/surat.pdf`, 'visitor')
    expect(letter.headers.get('content-type')).toBe('application/pdf')
    expect(await read(`${here}/undangan.ics`, 'visitor')).toContain('METHOD:REQUEST')
    for (const bad of ['f'.repeat(64), 'abc']) {
      expect((await get(`/undangan-rapat/${bad}`, 'visitor')).status).toBe(404)
      expect((await post(`/undangan-rapat/${bad}`, { answer: 'yes' }, 'visitor')).status).toBe(404)
    }
  })

  test('of the official letter tells whether it still holds, and no name', async () => {
    const one = await make({ organisationIds: [dinkes] }, { title: 'Rapat berpindah' })
    const here = `/periksa-undangan/${one.letterToken}?urut=0`
    expect(await read(here, 'visitor')).toContain(planPageId.verify.valid)
    await saveMeeting(
      platform,
      w.secretariat,
      { regionCode: REGION, id: one.id, version: one.version, input: { ...w.input(), ...one, place: 'Ruang lain' } },
      w.writerOf(w.secretariat),
    )
    const moved = await read(here, 'visitor')
    expect(moved).toContain(planPageId.verify.older)
    expect(moved).toContain('Ruang lain')
    await cancelMeeting(
      platform,
      w.secretariat,
      { regionCode: REGION, id: one.id, reason: 'uji' },
      w.writerOf(w.secretariat),
    )
    const off = await read(here, 'visitor')
    expect(off).toContain(planPageId.verify.cancelled)
    expect(off).not.toContain('Dinas Kesehatan')
    expect((await get(`/periksa-undangan/${'e'.repeat(64)}`, 'visitor')).status).toBe(404)
  })
})

describe('the API of the plan', () => {
  const call = async (method: string, path: string, who: Who, body?: unknown) => {
    const cookie = cookieOf(who)
    const answer = await world.app.request(`/api/v1/meetings/${REGION}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> }
  }
  const input = {
    kind: 'rakor',
    title: 'Rapat lewat API',
    starts_at: '2026-12-05T09:00:00+08:00',
    ends_at: '2026-12-05T11:00:00+08:00',
    zone: 'WITA',
    place: 'Aula',
  }

  test('plans, invites, sends, moves, hears answers and calls off', async () => {
    const made = await call('POST', '', 'secretariat', input)
    expect(made.status).toBe(201)
    const id = String(made.body['id'])
    expect(
      await call('POST', `/${id}/invitees`, 'secretariat', {
        organisations: [dinkes],
        people: [{ name: 'X', email: 'x@contoh.id' }],
      }),
    ).toMatchObject({ status: 200, body: { added: 2, there: 0 } })
    const sent = await call('POST', `/${id}/invitations`, 'secretariat', { version: 1 })
    expect(sent).toMatchObject({ status: 200, body: { state: 'invited', sequence: 0 } })
    const moved = await call('PATCH', `/${id}`, 'secretariat', { version: 2, place: 'Ruang rapat' })
    expect(moved).toMatchObject({ status: 200, body: { place: 'Ruang rapat', sequence: 1, title: 'Rapat lewat API' } })
    expect((await call('PATCH', `/${id}`, 'secretariat', { version: 2, place: 'Lain' })).status).toBe(412)
    expect((await call('POST', `/${id}/answer`, 'officer', { answer: 'yes' })).status).toBe(200)
    const list = await call('GET', `/${id}/invitees?answer=yes`, 'auditor')
    expect(list.body['items']).toMatchObject([{ organisation: dinkes, answer: 'yes', email: null, letter: null }])
    const [entry] = (await call('GET', `/${id}/invitees?q=x@contoh`, 'secretariat')).body['items'] as { id: string }[]
    expect(
      (await call('PUT', `/${id}/invitees/${entry?.id}/address`, 'secretariat', { email: 'y@contoh.id' })).body,
    ).toMatchObject({ email: 'y@contoh.id' })
    expect((await call('POST', `/${id}/invitees/${entry?.id}/removal`, 'secretariat')).body).toEqual({ removed: 1 })
    expect(
      (await call('POST', `/${id}/cancellation`, 'secretariat', { version: 3, reason: 'uji' })).body,
    ).toMatchObject({ state: 'cancelled' })
    const setting = await call('GET', '/setting', 'secretariat')
    expect(setting.status).toBe(200)
    expect(
      (await call('PUT', '/setting', 'secretariat', { ...setting.body, office: 'Dinas Kominfo' })).body,
    ).toMatchObject({ office: 'Dinas Kominfo' })
    expect((await call('GET', '?q=lewat%20API', 'secretariat')).body['items']).toHaveLength(1)
  })

  test('answers strangers with 403 or 404 before it looks at what they sent', async () => {
    for (const who of ['other', 'officer'] as const) {
      for (const [method, path, body] of [
        ['POST', '', { ...input, title: '' }],
        ['PATCH', `/${meeting.id}`, { version: 0, link: 'bukan' }],
        ['POST', `/${meeting.id}/invitations`, { version: 0, letter_date: 'bukan' }],
        ['POST', `/${meeting.id}/invitees`, { people: [{ name: 'X', email: 'bukan' }] }],
        ['POST', `/${meeting.id}/cancellation`, { version: 0, reason: '' }],
      ] as const) {
        expect([403, 404], `${method} ${path} ${who}`).toContain((await call(method, path, who, body)).status)
      }
    }
    expect((await call('GET', `/${meeting.id}`, 'other')).status).toBe(404)
    expect((await call('GET', `/${meeting.id}/invitees`, 'mentor')).status).toBe(404)
    expect((await call('POST', `/${meeting.id}/answer`, 'other', { answer: 'yes' })).status).toBe(404)
    expect((await call('POST', '', 'secretariat', { ...input, title: '' })).status).toBe(422)
  })
})

describe('words and months', () => {
  test('exist in both languages under the same keys', () => {
    const keys = (value: object): string[] =>
      Object.entries(value).flatMap(([key, one]) =>
        typeof one === 'object' && one !== null ? keys(one as object).map(below => `${key}.${below}`) : [key],
      )
    expect(keys(planPageEn)).toEqual(keys(planPageId))
    expect(keys(planEn)).toEqual(keys(planId))
  })

  test('have whole weeks from Monday on, and the months around them', () => {
    const weeks = weeksOf('2026-11')
    expect(weeks[0]?.[0]).toBe('2026-10-26')
    expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06')
    expect(weeks.every(week => week.length === 7)).toBe(true)
    expect([monthAfter('2026-12', 1), monthAfter('2027-01', -1)]).toEqual(['2027-01', '2026-12'])
    expect(readMonth('2026-13')).toBeUndefined()
    const over = { startsAt: new Date('2022-09-21T00:00:00Z'), endsAt: new Date('2022-09-22T16:00:00Z') }
    expect(daysOf(over, 'WITA')).toEqual(['2022-09-21', '2022-09-22'])
    expect(daysOf(over, 'WIT')).toEqual(['2022-09-21', '2022-09-22', '2022-09-23'])
  })
})
