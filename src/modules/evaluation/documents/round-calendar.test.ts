import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import type { Round, RoundRegion } from '../model-round.ts'
import { roundCalendar } from './round-calendar.ts'

const round: Round = {
  id: '2031-kppn-ikn',
  edition: '2031',
  group: 'kppn-ikn',
  instrumentId: 'smart-city-2023-kppn-ikn',
  instrumentSha256: '0'.repeat(64),
  title: {
    id: 'Evaluasi kota cerdas, tahap II; tahun 2031 – dengan judul yang panjang, élok, dan berkoma\\',
    en: 'Smart city evaluation 2031',
  },
  stage: 'II',
  reviewKind: 'field-review',
  reviewMode: 'online',
  state: 'open',
  example: false,
  letter: {},
  version: 3,
  openedAt: undefined,
  closedAt: undefined,
  steps: {
    'self-assessment': { startsOn: '2031-05-11', endsOn: '2031-05-31' },
    review: { startsOn: '2031-06-08', endsOn: '2031-06-09' },
    result: { startsOn: '2031-12-31', endsOn: '2031-12-31' },
  },
}
const region = {
  regionCode: '91.05',
  regionName: 'Kabupaten Kepulauan Yapen',
  zone: 'WIT',
  extensions: { 'self-assessment': { endsOn: '2031-06-04', reason: 'Kapal tidak berlayar' } },
} as Pick<RoundRegion, 'regionCode' | 'regionName' | 'zone' | 'extensions'> as RoundRegion

const write = (change: Partial<Parameters<typeof roundCalendar>[0]> = {}) =>
  roundCalendar({
    round,
    region: undefined,
    extensions: 0,
    lang: 'id',
    publicUrl: 'https://tudang.example',
    now: new Date('2031-05-01T23:30:15Z'),
    ...change,
  })

const events = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map(one => ({
    uid: one.getFirstPropertyValue('uid'),
    summary: one.getFirstPropertyValue('summary'),
    description: String(one.getFirstPropertyValue('description')),
    start: String(one.getFirstPropertyValue('dtstart')),
    end: String(one.getFirstPropertyValue('dtend')),
    sequence: one.getFirstPropertyValue('sequence'),
    modified: String(one.getFirstPropertyValue('last-modified')),
  }))

describe('the calendar of a round', () => {
  test('has one all-day event a step, whose end is the day after the last one', () => {
    expect(events(write()).map(({ start, end }) => [start, end])).toEqual([
      ['2031-05-11', '2031-06-01'],
      ['2031-06-08', '2031-06-10'],
      ['2031-12-31', '2032-01-01'],
    ])
  })

  test('is the same in every zone that a server may stand in', () => {
    const here = process.env['TZ']
    try {
      const texts = ['UTC', 'Asia/Jayapura', 'America/Los_Angeles'].map(zone => {
        process.env['TZ'] = zone
        return write()
      })
      expect(new Set(texts).size).toBe(1)
    } finally {
      if (here === undefined) delete process.env['TZ']
      else process.env['TZ'] = here
    }
  })

  test('keeps its UIDs when the round changes, and counts its sequence up', () => {
    const before = events(write({ region }))
    const after = events(write({ region, extensions: 1, round: { ...round, version: 4 } }))
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid))
    expect(new Set(before.map(({ uid }) => uid)).size).toBe(3)
    expect(before.map(({ sequence }) => sequence)).toEqual([3, 3, 3])
    expect(after.map(({ sequence }) => sequence)).toEqual([5, 5, 5])
    expect(before[0]?.modified).toBe('2031-05-01T23:30:15Z')
  })

  test('of a region has its extension, that of the round has not, and a reader of both keeps them apart', () => {
    const [own] = events(write({ region }))
    const [common] = events(write())
    expect(own?.end).toBe('2031-06-05')
    expect(own?.description).toContain('WIT')
    expect(own?.description).not.toContain('Kapal')
    expect(common?.end).toBe('2031-06-01')
    expect(own?.uid).not.toBe(common?.uid)
  })

  test('speaks the language of the reader, and gives back every sign of a title', () => {
    expect(events(write())[0]?.summary).toBe(`Isian mandiri: ${round.title.id}`)
    expect(events(write({ lang: 'en' }))[0]?.summary).toBe('Self-assessment: Smart city evaluation 2031')
    expect(events(write({ lang: 'en' }))[1]?.summary).toContain('Field review')
  })

  test('is written as RFC 5545 asks: CRLF, lines of at most 75 bytes, no bare comma in a text', () => {
    const text = write({ region })
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/)
    expect(text).toMatch(/\r\nEND:VCALENDAR(\r\n)?$/)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
    const whole = text.replace(/\r\n[ \t]/g, '').split('\r\n')
    for (const line of whole.filter(one => /^(NAME|SUMMARY|DESCRIPTION)[;:]/.test(one))) {
      expect(line.replace(/^\w+(;[^:]*)?:/, '').replace(/\\[\\;,nN]/g, ''), line).not.toMatch(/[\\,;]/)
    }
  })
})
