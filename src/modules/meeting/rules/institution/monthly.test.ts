import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayIn, type Zone } from '#kit/format.ts'
import { addDays } from '../task/days.ts'
import { addMonths, momentOf, monthOf, nthWeekday, occurrences, termState, weekdayOf } from './monthly.ts'

const zones: Zone[] = ['WIB', 'WITA', 'WIT']
const month = fc.integer({ min: 0, max: 900 }).map(n => addMonths('2020-01-01', n))

test('the nth weekday lies in its month, is that weekday, and exactly n-1 such days come before it', () => {
  fc.assert(
    fc.property(month, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 7 }), (first, week, weekday) => {
      const day = nthWeekday(first, week, weekday)
      expect(monthOf(day)).toBe(first)
      expect(weekdayOf(day)).toBe(weekday)
      expect(new Date(`${day}T00:00:00Z`).getUTCDay() || 7).toBe(weekday)
      const before = Array.from({ length: Number(day.slice(8)) - 1 }, (_, n) => addDays(first, n))
      expect(before.filter(one => weekdayOf(one) === weekday)).toHaveLength(week - 1)
    }),
  )
})

test('known days: first Monday of March 2027, fourth Sunday of February 2028, across a year', () => {
  expect(nthWeekday('2027-03-01', 1, 1)).toBe('2027-03-01')
  expect(nthWeekday('2028-02-01', 4, 7)).toBe('2028-02-27')
  expect(addMonths('2027-12-01', 1)).toBe('2028-01-01')
  expect(addMonths('2027-01-01', -1)).toBe('2026-12-01')
})

test('a time is that of the clock in the zone', () => {
  expect(momentOf('2027-03-01', '00:30', 'WIT').toISOString()).toBe('2027-02-28T15:30:00.000Z')
  fc.assert(
    fc.property(month, fc.constantFrom(...zones), fc.integer({ min: 0, max: 23 }), (day, zone, hours) => {
      const moment = momentOf(day, `${String(hours).padStart(2, '0')}:15`, zone)
      expect(dayIn(moment, zone)).toBe(day)
      const clock = new Intl.DateTimeFormat('sv-SE', {
        timeZone: { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' }[zone],
        hour: '2-digit',
        minute: '2-digit',
      }).format(moment)
      expect(clock).toBe(`${String(hours).padStart(2, '0')}:15`)
    }),
  )
})

describe('a monthly rule', () => {
  const rule = { week: 1, weekday: 1, at: '09:00', minutes: 120 }

  test('never asks for what has begun, and plans this month only while it is still to come', () => {
    const at = (text: string) => {
      const now = new Date(text)
      return occurrences(rule, { now, today: dayIn(now, 'WITA'), zone: 'WITA', termUntil: undefined }).map(
        one => one.day,
      )
    }
    expect(at('2027-03-01T00:59:00Z')).toEqual(['2027-03-01', '2027-04-05'])
    expect(at('2027-03-01T01:00:00Z')).toEqual(['2027-04-05'])
    // Already 1 April in the region, still March in London.
    expect(at('2027-03-31T16:30:00Z')).toEqual(['2027-04-05', '2027-05-03'])
    expect(at('2027-12-31T12:00:00Z')).toEqual(['2028-01-03'])
  })

  test('asks for nothing after the term', () => {
    const now = new Date('2027-03-02T00:00:00Z')
    const given = { now, today: '2027-03-02', zone: 'WITA' as const }
    expect(occurrences(rule, { ...given, termUntil: '2027-04-05' })).toHaveLength(1)
    expect(occurrences(rule, { ...given, termUntil: '2027-04-04' })).toHaveLength(0)
  })

  test('asked every day over years in any zone, gives each month exactly one meeting', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 23 }),
        (zone, week, weekday, hours) => {
          const found = new Map<string, Set<string>>()
          const any = { week, weekday, at: `${String(hours).padStart(2, '0')}:00`, minutes: 60 }
          for (let n = 0; n < 800; n++) {
            const now = new Date(Date.UTC(2027, 0, 1, 3) + n * 86_400_000)
            for (const one of occurrences(any, { now, today: dayIn(now, zone), zone, termUntil: undefined })) {
              expect(one.startsAt > now).toBe(true)
              found.set(one.month, (found.get(one.month) ?? new Set()).add(one.startsAt.toISOString()))
            }
          }
          for (const starts of found.values()) expect(starts.size).toBe(1)
          expect(found.size).toBeGreaterThanOrEqual(26)
        },
      ),
      { numRuns: 20 },
    )
  })
})

test('a term is warned of 60 days before it ends', () => {
  expect(termState(undefined, '2027-01-01')).toBe('none')
  expect(termState('2027-06-30', '2027-04-30')).toBe('running')
  expect(termState('2027-06-30', '2027-05-01')).toBe('ending')
  expect(termState('2027-06-30', '2027-06-30')).toBe('ending')
  expect(termState('2027-06-30', '2027-07-01')).toBe('ended')
})
