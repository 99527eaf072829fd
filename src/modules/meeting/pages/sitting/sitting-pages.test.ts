import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { readTexts } from '#platform/collab/texts.ts'
import { fixedClock } from '#platform/clock/clock.ts'
import { countStatements } from '#platform/db/database.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { finaliseMinutes, reopenMinutes } from '../../actions/sitting/finalise-minutes.ts'
import { enterAttendance } from '../../actions/sitting/enter-attendance.ts'
import { beginMeeting, closeMeeting } from '../../actions/sitting/run-meeting.ts'
import { saveAgendaItem } from '../../actions/sitting/save-agenda-item.ts'
import { saveDecision } from '../../actions/sitting/save-decision.ts'
import { beginMinutes } from '../../actions/sitting/write-minutes.ts'
import { makeTask } from '../../actions/task/make-tasks.ts'
import { type MeetingWorld, meetingWorld, REGION } from '../../meeting-world.fixture.ts'
import type { Meeting } from '../../model.ts'
import type { AgendaItem, Decision } from '../../model-sitting.ts'
import { findMeeting } from '../../store/meetings.ts'
import { listAttendance } from '../../store/sitting/attendance.ts'
import { listDecisions } from '../../store/sitting/decisions.ts'
import { listFinalMinutes } from '../../store/sitting/sittings.ts'
import { listTasksOfMeetings } from '../../store/task/tasks.ts'
import { readPdfWords } from '#platform/documents/pdf-words.ts'

const world = await testWorld('demo', { clock: fixedClock('2026-11-22T03:00:00Z') })
const { platform } = world
const { sql } = platform.db
const boxes = {
  secretariat: 'sekretariat-luwu-timur',
  coordinator: 'koordinator-luwu-timur',
  officer: 'petugas-dinkes-luwu-timur',
  village: 'petugas-desa',
  other: 'sekretariat-luwu-utara',
  ministry: 'kementerian',
  auditor: 'auditor',
  citizen: 'warga',
} as const
type Who = keyof typeof boxes | 'visitor'
const cookies = {} as Record<keyof typeof boxes, string>
for (const [who, box] of Object.entries(boxes)) {
  cookies[who as keyof typeof boxes] = await world.signIn(`${box}@contoh.tudang.invalid`)
}
const cookieOf = (who: Who) => (who === 'visitor' ? undefined : cookies[who])
const get = (path: string, who: Who) => world.get(path, cookieOf(who))
const read = async (path: string, who: Who) => (await (await get(path, who)).text()).replaceAll('\u00a0', ' ')
const post = (path: string, form: Record<string, string> | FormData, who: Who) => world.post(path, form, cookieOf(who))

let w: MeetingWorld
let dinkes = ''
const by = (actor: Actor) => w.writerOf(actor)
const place = (meeting: Meeting, part: string) => `/rapat/${REGION}/${meeting.id}/${part}`
const item = (meeting: Meeting, title: string): Promise<AgendaItem> =>
  saveAgendaItem(
    platform,
    w.secretariat,
    {
      regionCode: REGION,
      meetingId: meeting.id,
      input: { title, minutes: 20, ownerId: dinkes, speaker: 'Kepala Dinas', note: undefined },
    },
    by(w.secretariat),
  )
const decide = async (meeting: Meeting, text: string): Promise<Decision> =>
  (
    await saveDecision(
      platform,
      w.secretariat,
      {
        regionCode: REGION,
        meetingId: meeting.id,
        input: { text, agendaItemId: undefined },
        tasks: [{ text: `Tugas dari ${text}`, ownerId: dinkes, dueOn: '2027-01-15' }],
      },
      by(w.secretariat),
    )
  ).decision
const came = (meeting: Meeting, text: string) =>
  enterAttendance(platform, w.secretariat, { regionCode: REGION, meetingId: meeting.id, text }, by(w.secretariat))
const begin = (meeting: Meeting) =>
  beginMeeting(platform, w.secretariat, { regionCode: REGION, id: meeting.id }, by(w.secretariat))
const close = (meeting: Meeting) =>
  closeMeeting(platform, w.secretariat, { regionCode: REGION, id: meeting.id }, by(w.secretariat))

/** The words of a PDF that a page answered with. */
async function wordsOf(answer: Response): Promise<string> {
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  const words = await readPdfWords(new Uint8Array(await answer.arrayBuffer()))
  if ('failure' in words) throw new Error(words.failure)
  return words.text.replace(/\s+/g, ' ')
}

let meeting: Meeting
let paper: AgendaItem
let decision: Decision
beforeAll(async () => {
  w = await meetingWorld(world)
  dinkes = await w.officeId('Dinas Kesehatan')
  const series = { seriesKey: 'rakor-halaman' }
  const before = await w.addMeeting({
    ...series,
    title: 'Rapat bulan lalu',
    startsAt: new Date('2026-10-20T01:00:00Z'),
    endsAt: new Date('2026-10-20T03:00:00Z'),
  })
  await makeTask(
    platform,
    w.secretariat,
    { regionCode: REGION, meetingId: before.id, input: { text: 'Tugas lama', ownerId: dinkes, dueOn: '2026-12-01' } },
    by(w.secretariat),
  )
  meeting = await w.addMeeting({
    ...series,
    title: 'Rapat <uji> halaman',
    chair: 'Sekretaris Daerah',
    link: 'https://rapat.contoh.id/x',
  })
  await w.invite(meeting, [dinkes, await w.officeId('Dinas Pendidikan')])
  paper = await item(meeting, 'Capaian quick win')
  await begin(meeting)
  await came(meeting, 'Siti Aminah; Kepala Seksi; Dinas Kesehatan; 198001012005012001; 081234567890')
  decision = await decide(meeting, 'Diputuskan bersama.')
  await beginMinutes(platform, w.secretariat, { regionCode: REGION, id: meeting.id }, by(w.secretariat))
})

describe('the pages', () => {
  test.each(['id', 'en'])('are valid HTML in %s', async lang => {
    const cookie = `${cookies.secretariat}; bahasa=${lang}`
    for (const path of [
      place(meeting, 'acara'),
      place(meeting, `acara/${paper.id}`),
      place(meeting, 'kehadiran'),
      place(meeting, 'kehadiran?cari=siti&cara=paper'),
      place(meeting, 'notulen'),
      place(meeting, `notulen/keputusan/${decision.id}`),
      place(meeting, 'layar'),
      place(meeting, 'poster'),
      `/hadir/${meeting.doorToken}`,
    ]) {
      const response = await world.get(path, cookie)
      expect(response.status, path).toBe(200)
      const html = await response.text()
      expect(await markupFaults(html), path).toEqual([])
      expect(html, path).not.toContain('<uji>')
    }
  })

  test('open for whom they are, and for nobody else', async () => {
    const all = [...Object.keys(boxes), 'visitor'] as Who[]
    const inside: Who[] = ['secretariat', 'coordinator', 'officer', 'village', 'ministry', 'auditor']
    const rows: [string, Who[]][] = [
      ['acara', inside],
      ['kehadiran', inside],
      ['kehadiran.csv', inside],
      ['notulen', inside],
      ['notulen.pdf', inside],
      ['daftar-hadir.pdf', ['secretariat', 'coordinator']],
      ['layar', ['secretariat', 'coordinator']],
      ['poster', ['secretariat', 'coordinator']],
      [`acara/${paper.id}`, ['secretariat', 'coordinator', 'officer']],
      [`notulen/keputusan/${decision.id}`, ['secretariat', 'coordinator', 'officer']],
    ]
    for (const [part, allowed] of rows) {
      for (const who of all) {
        const { status } = await get(place(meeting, part), who)
        if (allowed.includes(who)) expect(status, `${who} at ${part}`).toBe(200)
        else expect([401, 403, 404], `${who} at ${part}`).toContain(status)
      }
    }
  })

  test('show the agenda with its papers, and the open task of the meeting before', async () => {
    const html = await read(place(meeting, 'acara'), 'officer')
    for (const shown of ['Capaian quick win', '20 menit', 'Tugas lama', 'Rapat bulan lalu']) {
      expect(html).toContain(shown)
    }
    expect(html).not.toContain('Tambah pokok acara')
    expect(await read(place(meeting, 'acara'), 'secretariat')).toContain('Tambah pokok acara')
  })

  test('tell NIP and phones to who keeps meetings only, on the page and in both files', async () => {
    for (const part of ['kehadiran', 'kehadiran.csv']) {
      const kept = await read(place(meeting, part), 'secretariat')
      expect(kept).toContain('Siti Aminah')
      expect(kept).toContain('198001012005012001')
      const seen = await read(place(meeting, part), 'officer')
      expect(seen).toContain('Siti Aminah')
      expect(seen).not.toMatch(/198001012005012001|081234567890/)
      expect(seen).not.toContain(meeting.doorToken)
      expect(seen).not.toContain(meeting.onlineToken)
    }
    expect(await read(place(meeting, 'kehadiran'), 'officer')).not.toContain('/layar')
  })

  test('cost the same number of statements with one row and with three', async () => {
    const one = await w.addMeeting({ chair: 'Sekda' })
    await w.invite(one, [dinkes])
    const add = async (at: number) => {
      await item(one, `Acara ${at}`)
      await decide(one, `Keputusan ${at}`)
      await came(one, `Orang ${at}; Staf; Instansi ${at}`)
    }
    await add(1)
    const parts = ['acara', 'kehadiran', 'notulen', 'notulen.pdf', 'daftar-hadir.pdf']
    const costs = async () => {
      const all: number[] = []
      for (const part of parts) {
        all.push((await countStatements(() => get(place(one, part), 'secretariat'))).statements)
      }
      return all
    }
    await costs()
    const before = await costs()
    await add(2)
    await add(3)
    expect(await costs()).toEqual(before)
    for (const cost of before) expect(cost).toBeLessThanOrEqual(20)
  })

  test('page through a long list of attendance without leaving out or repeating anybody', async () => {
    const long = await w.addMeeting()
    await came(long, Array.from({ length: 150 }, (_, at) => `Orang Nomor ${at}`).join('\n'))
    const inOrder = (html: string) => names(html).map(name => Number(name.replace(/\D/g, '')))
    const names = (html: string) => [...html.matchAll(/Orang Nomor \d+(?=<small)/g)].map(([name]) => name)
    const first = await read(place(long, 'kehadiran'), 'officer')
    const next = /href="([^"]*sesudah=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await read(next, 'officer')
    expect([names(first).length, names(second).length]).toEqual([100, 50])
    expect([...inOrder(first), ...inOrder(second)]).toEqual(Array.from({ length: 150 }, (_, at) => at))
  })
})

describe('signing the list', () => {
  test('takes a name and an office from anybody with the code, and says thank you without a name in it', async () => {
    const one = await w.addMeeting()
    const door = `/hadir/${one.doorToken}`
    const early = await get(door, 'visitor')
    expect(early.status).toBe(410)
    expect(await early.text()).toContain('belum dibuka')
    await begin(one)
    const bad = await post(door, { name: '', office: 'Desa Wewangriu', number: '12' }, 'visitor')
    expect(bad.status).toBe(422)
    const shown = await bad.text()
    expect(shown).toContain('Nama masih kosong')
    expect(shown).toContain('18 angka')
    expect(shown).toContain('value="Desa Wewangriu"')
    const answer = await post(door, { name: 'Tamu Desa', office: 'Desa Wewangriu' }, 'visitor')
    expect(answer.status).toBe(303)
    const thanks = await read(answer.headers.get('location') ?? '', 'visitor')
    expect(thanks).toContain('Kehadiran Anda tercatat')
    expect(thanks).not.toContain('Tamu Desa')
    const twice = await post(door, { name: 'tamu desa', office: 'DESA WEWANGRIU' }, 'visitor')
    expect(twice.status).toBe(422)
    expect(await twice.text()).toContain('sudah tercatat hadir')
    await close(one)
    const late = await post(door, { name: 'Terlambat' }, 'visitor')
    expect(late.status).toBe(410)
    expect((await listAttendance(sql, REGION, one.id)).map(row => row.name)).toEqual(['Tamu Desa'])
  })

  test('with an account is filled in already, one tap is enough, and the next time it remembers', async () => {
    const [one, two] = [await w.addMeeting(), await w.addMeeting()]
    await begin(one)
    await begin(two)
    const html = await read(`/hadir/${one.doorToken}`, 'officer')
    expect(html).toContain(`value="${w.officer.name}"`)
    expect(html).toContain(`value="${w.officer.membership?.organisationName}"`)
    await post(`/hadir/${one.doorToken}`, { name: w.officer.name ?? '', title: 'Epidemiolog' }, 'officer')
    expect(await read(`/hadir/${one.doorToken}`, 'officer')).toContain('sudah tercatat')
    expect(await read(`/hadir/${two.doorToken}`, 'officer')).toContain('value="Epidemiolog"')
  })

  test('does not know a wrong code', async () => {
    for (const token of ['0'.repeat(64), 'x', '0'.repeat(63)]) {
      expect((await get(`/hadir/${token}`, 'visitor')).status).toBe(404)
      expect((await post(`/hadir/${token}`, { name: 'Siapa' }, 'visitor')).status).toBe(404)
    }
  })
})

describe('the forms', () => {
  test('refuse strangers before the body is looked at', async () => {
    for (const [part, form] of [
      ['acara', { title: '' }],
      ['kehadiran', { aksi: 'kertas', daftar: '' }],
      ['jalan', { aksi: 'mulai' }],
      ['notulen', { aksi: 'keputusan', text: '' }],
    ] as const) {
      for (const who of ['other', 'citizen', 'auditor', 'visitor'] as const) {
        const { status } = await post(place(meeting, part), form, who)
        expect([401, 403, 404], `${who} at ${part}`).toContain(status)
      }
    }
    expect((await post(place(meeting, 'jalan'), { aksi: 'selesai' }, 'officer')).status).toBe(403)
  })

  test('run a meeting from its first tap to its last, without script', async () => {
    const one = await w.addMeeting({ title: 'Rapat penuh' })
    await w.invite(one, [dinkes])
    const go = async (part: string, form: Record<string, string>, who: Who = 'secretariat') => {
      const answer = await post(place(one, part), form, who)
      const { location } = Object.fromEntries(answer.headers)
      if (answer.status !== 303) throw new Error(`${part}: ${answer.status} ${await answer.text()}`)
      return await read((location ?? '').replace(/#.*/, ''), who)
    }
    expect(await go('acara', { title: 'Pembahasan utama', minutes: '30' })).toContain('Acara disimpan')
    expect(await go('jalan', { aksi: 'mulai' })).toContain('daftar hadir terbuka')
    expect(await go('kehadiran', { aksi: 'kertas', daftar: 'Baso; Staf; Dinas Kesehatan' })).toContain(
      '1 orang dicatat',
    )
    expect(await go('notulen', { aksi: 'mulai' }, 'officer')).toContain('name="teks"')
    const stored = (await findMeeting(sql, REGION, one.id)) as Meeting
    const text = (await readTexts(sql, REGION, [stored.textId ?? ''])).get(stored.textId ?? '')
    const typed = '## Pembukaan\n\nRapat dibuka **tepat waktu**.'
    const form = { teks: typed, versi: String(text?.version) }
    expect(await go('notulen', form, 'officer')).toContain('tepat waktu')
    const late = await post(place(one, 'notulen'), { ...form, teks: 'Ketikan saya' }, 'officer')
    expect(late.status).toBe(412)
    const both = await late.text()
    expect(both).toContain('Ketikan saya')
    expect(both).toContain('tepat waktu')
    await go(
      'notulen',
      {
        aksi: 'keputusan',
        text: 'Semua desa memakai aplikasi.',
        taskText: 'Melatih kader',
        taskOwner: dinkes,
        taskDue: '2027-02-01',
      },
      'officer',
    )
    expect((await listTasksOfMeetings(sql, REGION, [one.id])).map(task => task.text)).toEqual(['Melatih kader'])
    expect(await go('jalan', { aksi: 'selesai' })).toContain('1 tugas baru')
    const early = await post(place(one, 'notulen'), { aksi: 'final' }, 'secretariat')
    expect(early.status).toBe(422)
    expect(await early.text()).toContain('Pimpinan rapat belum ditulis')
    const { version } = (await findMeeting(sql, REGION, one.id)) as Meeting
    await go('notulen', { aksi: 'pimpinan', chair: 'Sekretaris Daerah', noteTaker: 'Baso', version: String(version) })
    expect((await post(place(one, 'notulen'), { aksi: 'final' }, 'officer')).status).toBe(403)
    const final = await go('notulen', { aksi: 'final' })
    expect(final).toContain('Notulen sudah final')
    expect(final).not.toContain('name="teks"')
  })

  test('keep what was typed when a task is wrong, and say which field', async () => {
    const answer = await post(
      place(meeting, 'notulen'),
      { aksi: 'keputusan', text: 'Keputusan yang diketik', taskText: 'Tugas yang diketik', taskDue: '2020-01-01' },
      'officer',
    )
    expect(answer.status).toBe(422)
    const html = await answer.text()
    for (const kept of ['Keputusan yang diketik', 'Tugas yang diketik', 'value="2020-01-01"', 'id="f-taskOwner-e"'])
      expect(html).toContain(kept)
    expect((await listDecisions(sql, REGION, meeting.id)).map(one => one.text)).toEqual(['Diputuskan bersama.'])
  })

  test('change a decision that nobody else changed, and show both texts when somebody did', async () => {
    const path = place(meeting, `notulen/keputusan/${decision.id}`)
    const change = (text: string) => post(path, { aksi: 'ubah', version: String(decision.version), text }, 'officer')
    expect((await change('Diputuskan lagi.')).status).toBe(303)
    const late = await change('Ketikan kedua')
    expect(late.status).toBe(412)
    const html = await late.text()
    expect(html).toContain('Ketikan kedua')
    expect(html).toContain('Diputuskan lagi.')
  })
})

describe('the sheets', () => {
  test('minutes say what was decided, by whom and by when; the draft says that it is one', async () => {
    const one = await w.addMeeting({ chair: 'Sekretaris Daerah Uji', noteTaker: 'Notulis Uji' })
    await item(one, 'Pokok pertama')
    await begin(one)
    await came(one, 'Siti Aminah; Kepala Seksi; Dinas Kesehatan; 198001012005012001; 081234567890')
    await decide(one, 'Keputusan tercetak.')
    const words = async (part: string, who: Who) => await wordsOf(await get(place(one, part), who))
    const draft = await words('notulen.pdf', 'officer')
    expect(draft).toContain('belum final')
    for (const said of [
      'NOTULEN',
      'Pokok pertama',
      'Keputusan tercetak.',
      '15 Januari 2027',
      'Siti Aminah',
      'Notulis Uji',
    ])
      expect(draft).toContain(said)
    expect(draft).not.toMatch(/198001012005012001|081234567890/)
    await close(one)
    const { sha256 } = await finaliseMinutes(
      platform,
      w.secretariat,
      { regionCode: REGION, id: one.id },
      by(w.secretariat),
    )
    const final = await words('notulen.pdf', 'officer')
    expect(final).not.toContain('belum final')
    expect(final).toContain(sha256.slice(0, 32))
    const list = await words('daftar-hadir.pdf', 'secretariat')
    for (const said of ['DAFTAR HADIR', '198001012005012001', '081234567890', 'pada naskah kertas']) {
      expect(list).toContain(said)
    }
  })

  test('before anybody came the list is a form with the invited and empty rows', async () => {
    const one = await w.addMeeting()
    await w.invite(one, [dinkes])
    const words = await wordsOf(await get(place(one, 'daftar-hadir.pdf'), 'secretariat'))
    expect(words).toContain('Dinas Kesehatan')
    expect(words).toContain('Formulir untuk ditandatangani')
  })

  test('the code on final minutes says to everybody whether they are valid, and no names', async () => {
    const one = await w.addMeeting({ chair: 'Nama Pimpinan Uji' })
    await begin(one)
    await came(one, 'Nama Peserta Uji')
    await decide(one, 'Isi keputusan rahasia')
    await close(one)
    const which = { regionCode: REGION, id: one.id }
    const { token, sha256 } = await finaliseMinutes(platform, w.secretariat, which, by(w.secretariat))
    const valid = await read(`/periksa-notulen/${token}`, 'visitor')
    expect(valid).toContain(sha256)
    expect(valid).toContain(one.title)
    expect(valid).toContain('cocok')
    for (const hidden of ['Nama Pimpinan Uji', 'Nama Peserta Uji', 'Isi keputusan rahasia']) {
      expect(valid).not.toContain(hidden)
    }
    expect(await markupFaults(valid)).toEqual([])
    await reopenMinutes(platform, w.secretariat, { ...which, reason: 'salah' }, by(w.secretariat))
    expect(await read(`/periksa-notulen/${token}`, 'visitor')).toContain('tidak berlaku lagi')
    const [kept] = await listFinalMinutes(sql, REGION, one.id)
    expect(kept?.sha256).toBe(sha256)
    expect((await get(`/periksa-notulen/${'0'.repeat(64)}`, 'visitor')).status).toBe(404)
  })
})
