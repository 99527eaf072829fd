import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Zone } from '#kit/format.ts'
import type { Seat } from '../../model-plan.ts'
import { gatherInvitees } from './gather-invitees.ts'
import { patternFault, writeNumber } from './letter-number.ts'
import { clockIn, daysUntil, momentIn, timeWords, whenOf, ZONES } from './moments.ts'
import { isEmail, readPeople } from './people-lines.ts'
import { reminderDue } from './reminder-due.ts'
import { headTitle, secretaryTitle } from './seats.ts'

const zone = fc.constantFrom<Zone>(...ZONES)

describe('the number of a letter', () => {
  const given = { classification: '000.1.5', number: 15, unit: 'KOMINFO', date: '2026-11-22' }

  test('follows the pattern of Permendagri 83/2022, and that of a region that writes month and year', () => {
    expect(writeNumber('{klasifikasi}/{nomor}/{unit}', given)).toBe('000.1.5/15/KOMINFO')
    expect(writeNumber('{klasifikasi}/{nomor}/{unit}/{bulan-romawi}/{tahun}', given)).toBe('000.1.5/15/KOMINFO/XI/2026')
    expect(writeNumber('B-{nomor}/{bulan}', given)).toBe('B-15/11')
  })

  test('needs {nomor} once and knows its parts; each fault says what to write', () => {
    expect(patternFault('{klasifikasi}/{nomor}')).toBeUndefined()
    for (const pattern of ['{klasifikasi}', '{nomor}/{nomor}', '{nomor}/{hari}', '{nomor', '{nomor}}', '']) {
      expect(patternFault(pattern)?.id, pattern).toMatch(/\{/)
      expect(() => writeNumber(pattern, given)).toThrow(RangeError)
    }
  })

  test('is different for different numbers, whatever the pattern', () => {
    const part = fc.constantFrom<string>('{klasifikasi}', '{unit}', '{bulan}', '{bulan-romawi}', '{tahun}', 'Und')
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 5 }),
        fc.nat(5),
        fc.integer({ min: 1, max: 99999 }),
        (parts, at, number) => {
          const pattern = parts.toSpliced(at, 0, '{nomor}').join('/')
          expect(writeNumber(pattern, { ...given, number })).not.toBe(
            writeNumber(pattern, { ...given, number: number + 1 }),
          )
        },
      ),
    )
  })
})

describe('times of a meeting', () => {
  test('typed on the clock of a zone come back on that clock, and are one hour apart from zone to zone', () => {
    const day = fc.date({ min: new Date('2018-01-01'), max: new Date('2098-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.nat(23), fc.nat(59), zone, (date, hours, minutes, inZone) => {
        const dayText = date.toISOString().slice(0, 10)
        const time = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
        const moment = momentIn(dayText, time, inZone)
        expect(moment && clockIn(moment, inZone)).toBe(time)
        expect(momentIn(dayText, time.replace(':', '.'), inZone)).toEqual(moment)
        const [west, east] = [momentIn(dayText, time, 'WIB'), momentIn(dayText, time, 'WIT')]
        expect((west?.getTime() ?? 0) - (east?.getTime() ?? 0)).toBe(2 * 3_600_000)
      }),
    )
  })

  test('that are no times are refused, not guessed', () => {
    for (const [day, time] of [
      ['2026-02-30', '09:00'],
      ['2026-13-01', '09:00'],
      ['22-11-2026', '09:00'],
      ['2026-11-22', '24:00'],
      ['2026-11-22', '9'],
      [undefined, '09:00'],
      ['2026-11-22', undefined],
    ] as const) {
      expect(momentIn(day, time, 'WITA'), `${day} ${time}`).toBeUndefined()
    }
  })

  test('are said on the clock of the meeting and on that of the reader, with the day where midnight lies between', () => {
    const meeting = {
      startsAt: new Date('2022-09-21T01:00:00Z'),
      endsAt: new Date('2022-09-21T03:30:00Z'),
      zone: 'WITA' as const,
    }
    expect(timeWords(whenOf(meeting, 'id'))).toBe('09.00–11.30\u00a0WITA')
    expect(timeWords(whenOf(meeting, 'id', 'WIB'))).toBe('09.00–11.30\u00a0WITA (08.00–10.30\u00a0WIB)')
    expect(whenOf(meeting, 'en', 'WIB').also).toBe('08:00–10:30\u00a0WIB')
    const early = {
      startsAt: new Date('2026-11-21T15:30:00Z'),
      endsAt: new Date('2026-11-21T16:30:00Z'),
      zone: 'WIT' as const,
    }
    expect(whenOf(early, 'id', 'WIB')).toMatchObject({
      date: 'Minggu, 22 November 2026',
      also: 'Sabtu, 21 November 2026, 22.30–23.30\u00a0WIB',
    })
  })

  test('over two days name both', () => {
    const bimtek = {
      startsAt: new Date('2022-09-21T00:00:00Z'),
      endsAt: new Date('2022-09-22T08:00:00Z'),
      zone: 'WITA' as const,
    }
    expect(whenOf(bimtek, 'id').date).toBe('Rabu, 21 September 2022 s.d. Kamis, 22 September 2022')
  })
})

describe('reminders', () => {
  const startsAt = new Date('2026-12-10T01:00:00Z')
  const at = (text: string) => new Date(text)
  const given = { startsAt, zone: 'WITA' as const, answer: 'none' as const, lastLetterAt: at('2026-12-01T02:00:00Z') }

  test('come three days and one day before, by the calendar of the zone, and not on other days', () => {
    const due = (now: string) => reminderDue(given, at(now))
    expect(due('2026-12-06T15:59:00Z')).toBeUndefined()
    expect(due('2026-12-06T16:00:00Z')).toBe('three-days')
    expect(due('2026-12-08T16:00:00Z')).toBe('one-day')
    expect(due('2026-12-09T16:00:00Z')).toBeUndefined()
    expect(due('2026-12-10T02:00:00Z')).toBeUndefined()
  })

  test('go to who said yes or nothing, and leave who said no, who is represented and who was never written to', () => {
    const now = at('2026-12-07T03:00:00Z')
    expect(reminderDue({ ...given, answer: 'yes' }, now)).toBe('three-days')
    expect(reminderDue({ ...given, answer: 'no' }, now)).toBeUndefined()
    expect(reminderDue({ ...given, answer: 'represented' }, now)).toBeUndefined()
    expect(reminderDue({ ...given, lastLetterAt: undefined }, now)).toBeUndefined()
  })

  test('are at most two for one meeting, however often one looks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), zone, fc.integer({ min: 1, max: 12 }), (days, inZone, hours) => {
        let lastLetterAt = new Date(startsAt.getTime() - days * 86_400_000)
        let sent = 0
        for (let now = lastLetterAt.getTime(); now < startsAt.getTime(); now += hours * 3_600_000) {
          if (reminderDue({ startsAt, zone: inZone, answer: 'none', lastLetterAt }, new Date(now)) === undefined)
            continue
          lastLetterAt = new Date(now)
          sent++
        }
        expect(sent).toBeLessThanOrEqual(2)
      }),
    )
  })

  test('count calendar days, not hours', () => {
    expect(daysUntil(startsAt, 'WITA', at('2026-12-09T15:59:00Z'))).toBe(1)
    expect(daysUntil(startsAt, 'WITA', at('2026-12-09T16:00:00Z'))).toBe(0)
    expect(daysUntil(startsAt, 'WITA', at('2026-12-12T00:00:00Z'))).toBe(-2)
  })
})

describe('the list of a meeting', () => {
  const id = fc.constantFrom('a', 'b', 'c')
  const seat: fc.Arbitrary<Seat> = fc.oneof(
    fc.record({ accountId: id, email: fc.constantFrom('a@x.id', 'B@x.id') }),
    fc.record({
      organisationId: id,
      role: fc.constantFrom(undefined, 'offices', 'office-heads', 'office-secretaries'),
    }),
    fc.record({
      name: id,
      title: fc.constantFrom(undefined, 'Camat'),
      email: fc.constantFrom(undefined, 'b@x.id', 'c@x.id'),
    }),
  )
  const seats = fc.array(seat, { maxLength: 12 })

  test('takes nobody twice: what was added is not added again, in whatever order', () => {
    fc.assert(
      fc.property(seats, seats, (there, wanted) => {
        const added = gatherInvitees(there, wanted)
        const list = [...there, ...added]
        expect(gatherInvitees(list, wanted)).toEqual([])
        expect(gatherInvitees(list, [...wanted].reverse())).toEqual([])
        const addresses = added.flatMap(one => one.email?.toLowerCase() ?? [])
        expect(new Set(addresses).size).toBe(addresses.length)
      }),
    )
  })

  test('has head and secretary of one office beside each other, and the office as a whole only alone', () => {
    const head = { organisationId: 'a', role: 'office-heads' }
    const secretary = { organisationId: 'a', role: 'office-secretaries' }
    const office = { organisationId: 'a' }
    expect(gatherInvitees([], [head, secretary, office])).toEqual([head, secretary])
    expect(gatherInvitees([office], [head, office])).toEqual([head])
  })

  test('knows a person by account and by address', () => {
    const there = [{ accountId: 'a', email: 'Sekretaris@contoh.id' }]
    expect(gatherInvitees(there, [{ name: 'Sekretaris', email: 'sekretaris@contoh.id' }])).toEqual([])
  })
})

describe('people typed one a line', () => {
  test('are name, post, office and address, in any order of the address, parted by semicolons or tabs', () => {
    const { people, fault } = readPeople(
      'Rektor Universitas Contoh; Rektor; Universitas Contoh; REKTOR@contoh.ac.id\n\nKetua Forum\tforum@contoh.id\r\nWarga Contoh',
    )
    expect(fault).toBeUndefined()
    expect(people).toEqual([
      {
        name: 'Rektor Universitas Contoh',
        title: 'Rektor',
        office: 'Universitas Contoh',
        email: 'rektor@contoh.ac.id',
      },
      { name: 'Ketua Forum', email: 'forum@contoh.id' },
      { name: 'Warga Contoh' },
    ])
  })

  test('with a fault are refused with the number of the line', () => {
    expect(readPeople('Baik; a@b.id\nSalah; a@b').fault?.id).toMatch(/^Baris 2: .*a@b/)
    expect(readPeople(';;').fault?.id).toMatch(/^Baris 1/)
    expect(readPeople('x'.repeat(400)).fault?.id).toMatch(/300/)
  })

  test('have addresses that can stand in a letter head', () => {
    for (const good of ['a@b.id', 'nama.panjang+rapat@dinas.luwutimurkab.go.id']) expect(isEmail(good), good).toBe(true)
    for (const bad of ['a@b', 'a b@c.id', 'a@b.id,c@d.id', '<a@b.id>', 'a@b.id\r\nBcc: x@y.id', '@b.id', 'a@b.id;']) {
      expect(isEmail(bad), bad).toBe(false)
    }
  })
})

test('who sits for an office is called as in the field', () => {
  expect(headTitle('Dinas Kesehatan Luwu Timur')).toBe('Kepala Dinas Kesehatan Luwu Timur')
  expect(headTitle('Sekretariat Daerah Luwu Timur')).toBe('Sekretaris Daerah Luwu Timur')
  expect(headTitle('Kantor Kecamatan Malili')).toBe('Camat Malili')
  expect(headTitle('Kantor Desa Wewangriu')).toBe('Kepala Desa Wewangriu')
  expect(headTitle('Kantor Kelurahan Malili')).toBe('Lurah Malili')
  expect(headTitle('Sekretariat DPRD Luwu Timur')).toBe('Sekretaris DPRD Luwu Timur')
  expect(headTitle('Inspektorat Luwu Timur')).toBe('Inspektur Luwu Timur')
  expect(secretaryTitle('Dinas Kesehatan Luwu Timur')).toBe('Sekretaris Dinas Kesehatan Luwu Timur')
  expect(secretaryTitle('Sekretariat Daerah Luwu Timur')).toBe('Perwakilan Sekretariat Daerah Luwu Timur')
})
