import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import type { Region } from '#modules/region/index.ts'
import { pdfText } from '#platform/documents/pdf-text.fixture.ts'
import { renderPdf } from '#platform/documents/pdf.ts'
import type { Meeting } from '../../model.ts'
import { meetingCalendar, regionCalendar } from './meeting-calendar.ts'
import { letterData, type LetterFacts } from './meeting-letter.ts'

const region = { code: '73.24', name: 'Kabupaten Luwu Timur', shortName: 'Luwu Timur', timezone: 'WITA' } as Region
const meeting = {
  regionCode: '73.24',
  id: 'b6b2b9a2-0000-4000-8000-000000000001',
  kind: 'rakor',
  title: 'Rapat koordinasi tinjauan lapangan, tahap I; élok',
  subject: undefined,
  purpose: undefined,
  startsAt: new Date('2026-11-30T01:00:00Z'),
  endsAt: new Date('2026-11-30T03:30:00Z'),
  zone: 'WITA',
  place: 'Media Center',
  address: 'Jalan Soekarno-Hatta, Malili',
  link: 'https://rapat.contoh.id/abc',
  state: 'invited',
  sequence: 0,
  chair: 'Kepala Dinas Kominfo',
  letterNumber: '000.1.5/15/KOMINFO',
  letterDate: '2026-11-22',
  letterBody: undefined,
  letterAttachments: ['Surat kementerian'],
  letterCopies: ['Bupati Luwu Timur'],
  letterToken: 'a'.repeat(64),
} as unknown as Meeting

const write = (change: Partial<Parameters<typeof meetingCalendar>[0]> = {}) =>
  meetingCalendar({
    meeting,
    region,
    method: 'REQUEST',
    attendee: { name: 'Kepala Dinas Kesehatan', email: 'dinkes@contoh.id', answer: 'none' },
    sender: 'Tudang <surat@contoh.id>',
    url: 'https://tudang.example/undangan-rapat/x',
    now: new Date('2026-11-22T23:30:15Z'),
    lang: 'id',
    ...change,
  })

const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  const event = calendar.getFirstSubcomponent('vevent')
  if (!event) throw new Error('no event')
  const of = (name: string) => event.getFirstPropertyValue(name)
  return {
    calendar,
    event,
    method: calendar.getFirstPropertyValue('method'),
    uid: of('uid'),
    sequence: of('sequence'),
    status: of('status'),
    stamp: String(of('dtstamp')),
    summary: of('summary'),
    description: String(of('description')),
    start: (of('dtstart') as unknown as ICAL.Time).toJSDate(),
    end: (of('dtend') as unknown as ICAL.Time).toJSDate(),
    zone: (of('dtstart') as unknown as ICAL.Time).zone?.tzid,
    attendees: event.getAllProperties('attendee').map(one => String(one.getFirstValue()).toLowerCase()),
    organizer: String(of('organizer')).toLowerCase(),
  }
}

describe('the calendar of an invitation', () => {
  test('gives the instants in UTC, the organiser, one attendee and no address of anybody else', () => {
    const one = read(write())
    expect(one).toMatchObject({ method: 'REQUEST', sequence: 0, status: 'CONFIRMED', stamp: '2026-11-22T23:30:15Z' })
    expect(one.uid).toBe(`${meeting.id}@tudang`)
    expect(one.zone).toBe('UTC')
    expect([one.start, one.end]).toEqual([meeting.startsAt, meeting.endsAt])
    expect(one.attendees).toEqual(['mailto:dinkes@contoh.id'])
    expect(one.organizer).toBe('mailto:surat@contoh.id')
    expect(one.summary).toBe(meeting.title)
  })

  test('that moved across zones keeps its UID, has a higher SEQUENCE, the new instant, and says both clocks', () => {
    const before = read(write())
    const moved = { ...meeting, zone: 'WIB' as const, startsAt: new Date('2026-11-30T02:00:00Z'), sequence: 1 }
    const after = read(write({ meeting: moved, now: new Date('2026-11-23T00:00:00Z') }))
    expect(after.uid).toBe(before.uid)
    expect(Number(after.sequence)).toBeGreaterThan(Number(before.sequence))
    expect(after.start).toEqual(new Date('2026-11-30T02:00:00Z'))
    expect(after.stamp > before.stamp).toBe(true)
    expect(after.description.replaceAll('\u00a0', ' ')).toContain('09.00–10.30 WIB (10.00–11.30 WITA)')
    expect(before.description.replaceAll('\u00a0', ' ')).toContain('09.00–11.30 WITA')
    expect(before.description).not.toContain('WIB')
  })

  test('that is called off cancels the same event and says why', () => {
    const off = { ...meeting, state: 'cancelled' as const, cancelReason: 'Bupati bertugas ke Jakarta', sequence: 2 }
    const one = read(write({ meeting: off, method: 'CANCEL' }))
    expect(one).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', sequence: 2, uid: `${meeting.id}@tudang` })
    expect(one.description).toContain('Bupati bertugas ke Jakarta')
    expect(one.attendees).toEqual(['mailto:dinkes@contoh.id'])
  })

  test('is the same wherever the server stands', () => {
    const here = process.env['TZ']
    try {
      const texts = ['UTC', 'Asia/Jayapura', 'America/Los_Angeles'].map(name => {
        process.env['TZ'] = name
        return write()
      })
      expect(new Set(texts).size).toBe(1)
    } finally {
      if (here === undefined) delete process.env['TZ']
      else process.env['TZ'] = here
    }
  })

  test('keeps to the lines of RFC 5545, and a title cannot smuggle a line in', () => {
    const text = write({ meeting: { ...meeting, title: 'Rapat\r\nATTENDEE:mailto:lain@contoh.id' } })
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
    expect(read(text).attendees).toEqual(['mailto:dinkes@contoh.id'])
  })
})

test('the calendar of a region has every meeting once, with no address in it', () => {
  const off = { ...meeting, id: 'b6b2b9a2-0000-4000-8000-000000000002', state: 'cancelled' as const }
  const text = regionCalendar([meeting, off], {
    region,
    urlOf: one => `https://tudang.example/${one.id}`,
    now: new Date('2026-11-22T00:00:00Z'),
    lang: 'id',
  })
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH')
  const events = calendar.getAllSubcomponents('vevent')
  expect(events.map(one => one.getFirstPropertyValue('status'))).toEqual(['CONFIRMED', 'CANCELLED'])
  expect(text).not.toContain('mailto:')
})

describe('the letter', () => {
  const facts: LetterFacts = {
    kind: 'invitation',
    meeting,
    region,
    setting: {
      numberPattern: '{nomor}',
      classification: '000.1.5',
      unitCode: 'KOMINFO',
      institution: undefined,
      office: undefined,
      address: 'Jalan Contoh 1, Malili',
      town: undefined,
      signatoryTitle: 'Sekretaris Daerah',
      signatoryName: 'Nama Pejabat',
      signatoryRank: 'Pembina Utama Muda',
      signatoryNumber: '19700101 199001 1 001',
      version: 1,
    },
    addressed: [{ label: 'Kepala Dinas Kesehatan Luwu Timur', name: undefined }],
    agenda: [{ title: 'Pembukaan', minutes: 15, speaker: 'Kepala Dinas Kominfo' }],
    numbers: ['000.1.5/15/KOMINFO'],
    news: {},
    publicUrl: 'https://tudang.example',
  }
  const textOf = async (over: Partial<LetterFacts> = {}) => {
    const pdf = renderPdf('src/modules/meeting/documents/plan/meeting-letter.typ', letterData({ ...facts, ...over }), {
      accessible: true,
    })
    return (await pdfText(pdf)).replace(/\s+/g, ' ')
  }

  test('is dated at the town that the region wrote, else at the region', async () => {
    expect(await textOf({ setting: { ...facts.setting, town: 'Malili' } })).toContain('Malili, 22 November 2026')
    expect(await textOf()).toContain('Luwu Timur, 22 November 2026')
  })

  test('goes out with all its words also when somebody pasted a sign that no font shows', async () => {
    const text = await textOf({ meeting: { ...facts.meeting, purpose: '\uF0B7 membahas ᨒᨘᨓᨘ \u0001 bersama' } })
    expect(text).toContain('membahas')
    expect(text).toContain('bersama')
  })

  test('has what an official letter has', async () => {
    const text = await textOf()
    for (const part of [
      'PEMERINTAH KABUPATEN LUWU TIMUR',
      'Nomor : 000.1.5/15/KOMINFO',
      'Sifat : Penting',
      '1 (satu) berkas',
      'Luwu Timur, 22 November 2026',
      'Yth. Kepala Dinas Kesehatan Luwu Timur',
      'Senin, 30 November 2026',
      '09.00–11.30 WITA',
      'Media Center, Jalan Soekarno-Hatta, Malili',
      'https://rapat.contoh.id/abc',
      'Pembukaan',
      'Sekretaris Daerah',
      'Nama Pejabat',
      'NIP 19700101 199001 1 001',
      'Tembusan',
      'Bupati Luwu Timur',
    ]) {
      expect(text, part).toContain(part)
    }
  })

  test('to many has them on a page of its own, each once, and counts that page as enclosed', async () => {
    const addressed = Array.from({ length: 800 }, (_, at) => ({ label: `Undangan ${at + 1}.`, name: undefined }))
    const many = { ...facts, addressed }
    expect(letterData(many)).toMatchObject({ ranks: ['Pembina Utama Muda', 'NIP 19700101 199001 1 001'] })
    expect(letterData(many)).toMatchObject({ to: ['Yth. Bapak/Ibu (daftar terlampir)', 'di tempat'] })
    expect(JSON.stringify(letterData(many))).toContain('2 (dua) berkas')
    const text = await textOf({ addressed })
    expect(new Set(text.match(/Undangan \d+\./g)).size).toBe(800)
    expect(text.match(/Undangan \d+\./g)?.length).toBe(800)
  })

  test('of a change names the first letter, what was and what is, and on which clocks', async () => {
    const text = await textOf({
      kind: 'change',
      meeting: { ...meeting, zone: 'WIB', letterNumber: '000.1.5/16/KOMINFO', sequence: 1 },
      numbers: ['000.1.5/15/KOMINFO', '000.1.5/16/KOMINFO'],
      news: {
        before: { date: 'Senin, 30 November 2026', time: '09.00–11.30 WITA', where: 'Media Center' },
        reason: 'Ruang dipakai pelantikan.',
      },
    })
    expect(text).toContain('Perubahan undangan')
    expect(text).toContain('nomor 000.1.5/15/KOMINFO')
    expect(text).toContain('Alasan: Ruang dipakai pelantikan.')
    expect(text.indexOf('Semula')).toBeLessThan(text.indexOf('Menjadi'))
    expect(text).toContain('08.00–10.30 WIB (09.00–11.30 WITA)')
  })

  test('that calls off says why, and has no agenda', async () => {
    const text = await textOf({
      kind: 'cancellation',
      meeting: { ...meeting, state: 'cancelled', cancelReason: 'Bupati bertugas ke Jakarta' },
    })
    expect(text).toContain('Pembatalan')
    expect(text).toContain('Alasan: Bupati bertugas ke Jakarta.')
    expect(text).not.toContain('Susunan acara')
  })

  test('shows typed marks of the typesetter as they are and runs nothing', async () => {
    const text = await textOf({ meeting: { ...meeting, letterBody: '#panic("x") *tebal* $a$' } })
    expect(text).toContain('#panic("x") *tebal* $a$')
  })
})
