import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayIn, formatTime, type Zone } from './format.ts'
import { isQuiet, LETTER_TIMES, sendTime } from './send-time.ts'

const at = (text: string) => new Date(text)
const zones = ['WIB', 'WITA', 'WIT'] as const
const minute = 60_000
const hour = 60 * minute
const moments = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z'), noInvalidDate: true })

describe('quiet hours', () => {
  const cases: [string, Zone, boolean][] = [
    ['2026-06-08T13:59:59Z', 'WIB', false],
    ['2026-06-08T14:00:00Z', 'WIB', true],
    ['2026-06-08T12:59:59Z', 'WITA', false],
    ['2026-06-08T13:00:00Z', 'WITA', true],
    ['2026-06-08T12:00:00Z', 'WIT', true],
    ['2026-06-08T22:59:59Z', 'WIB', true],
    ['2026-06-08T23:00:00Z', 'WIB', false],
    ['2026-06-08T21:00:00Z', 'WIT', false],
  ]
  test.each(cases)('%s in %s: %s', (moment, zone, quiet) => {
    expect(isQuiet(at(moment), zone)).toBe(quiet)
  })
})

describe('a letter', () => {
  test('waits ten minutes for company', () => {
    const oldest = at('2026-06-08T02:00:00Z')
    expect(sendTime({ zone: 'WITA', oldest, letters: [] }, at('2026-06-08T02:03:00Z'))).toEqual(
      at('2026-06-08T02:10:00Z'),
    )
    const later = at('2026-06-08T02:11:00Z')
    expect(sendTime({ zone: 'WITA', oldest, letters: [] }, later)).toEqual(later)
  })

  test('of the evening goes at six in the morning, in the zone of the recipient', () => {
    const now = at('2026-06-08T14:30:00Z')
    const oldest = at('2026-06-08T14:00:00Z')
    expect(sendTime({ zone: 'WIB', oldest, letters: [] }, now)).toEqual(at('2026-06-08T23:00:00Z'))
    expect(sendTime({ zone: 'WIT', oldest, letters: [] }, now)).toEqual(at('2026-06-08T21:00:00Z'))
  })

  test('that would be the third of a day waits for the next day', () => {
    const letters = [at('2026-06-08T00:00:00Z'), at('2026-06-08T05:00:00Z')]
    const now = at('2026-06-08T10:00:00Z')
    expect(sendTime({ zone: 'WIB', oldest: now, letters }, now)).toEqual(at('2026-06-08T23:00:00Z'))
  })
})

test('no letter goes in quiet hours of any zone, above the cap, or too soon, and every notice goes once within its time', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      moments,
      fc.array(fc.integer({ min: 0, max: 5 * 24 * 60 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 5, max: 37 }),
      (zone, start, minutes, every) => {
        const arrivals = minutes.map(m => new Date(start.getTime() + m * minute)).sort((a, b) => +a - +b)
        const letters: Date[] = []
        const delays: number[] = []
        let waiting: Date[] = []
        let next = 0
        for (let now = start.getTime(); delays.length < arrivals.length; now += every * minute) {
          const moment = new Date(now)
          while (next < arrivals.length && (arrivals[next] as Date) <= moment) waiting.push(arrivals[next++] as Date)
          const oldest = waiting[0]
          if (oldest && sendTime({ zone, oldest, letters }, moment) <= moment) {
            expect(isQuiet(moment, zone), `${formatTime(moment, 'en', zone)}`).toBe(false)
            const last = letters.at(-1)
            if (last) expect(+moment - +last).toBeGreaterThanOrEqual(LETTER_TIMES.hoursBetween * hour)
            letters.push(moment)
            delays.push(...waiting.map(came => +moment - +came))
            waiting = []
          }
          if (now - start.getTime() > 8 * 24 * hour) throw new Error('something was lost')
        }
        const perDay = Map.groupBy(letters, sent => dayIn(sent, zone))
        for (const sent of perDay.values()) expect(sent.length).toBeLessThanOrEqual(LETTER_TIMES.mostADay)
        expect(delays).toHaveLength(arrivals.length)
        for (const delay of delays) expect(delay).toBeLessThanOrEqual(24 * hour + every * minute)
      },
    ),
    { numRuns: 100 },
  )
})

test('the moment told is the first one: a minute earlier it was not allowed, and at it nothing else is in the way', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      moments,
      fc.array(fc.integer({ min: 1, max: 47 * 60 }), { maxLength: 4 }),
      (zone, now, ago) => {
        const letters = ago.map(m => new Date(now.getTime() - m * minute))
        const moment = sendTime({ zone, oldest: now, letters }, now)
        expect(+moment).toBeGreaterThan(+now)
        expect(sendTime({ zone, oldest: now, letters }, moment)).toEqual(moment)
        const before = new Date(+moment - minute)
        expect(+sendTime({ zone, oldest: now, letters }, before)).toBeGreaterThan(+before)
      },
    ),
    { numRuns: 300 },
  )
})
