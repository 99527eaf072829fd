import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barOfMoney } from './money-bar.ts'
import { barOf, cutBar, placeOf, spanOf, ticksOf } from './years.ts'

const span = { from: 2024, to: 2028 }

test('a bar covers whole years, the last one included, and never leaves the picture', () => {
  expect(barOf({ startYear: 2025, endYear: 2026 }, span)).toEqual({ from: 20, width: 40 })
  expect(barOf({ startYear: 2020, endYear: 2040 }, span)).toEqual({ from: 0, width: 100 })
  fc.assert(
    fc.property(fc.integer({ min: 2000, max: 2100 }), fc.nat(40), (startYear, years) => {
      const { from, width } = barOf({ startYear: Math.max(startYear, span.from), endYear: startYear + years }, span)
      expect(from).toBeGreaterThanOrEqual(0)
      expect(width).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('a programme that was stopped ends at that month; the rest is told apart', () => {
  const bar = barOf({ startYear: 2024, endYear: 2028 }, span)
  expect(cutBar(bar, placeOf('2026-07-15', span))).toEqual({
    done: { from: 0, width: 50 },
    dropped: { from: 50, width: 50 },
  })
  expect(cutBar(bar, placeOf('2031-01-01', span)).dropped.width).toBe(0)
  expect(cutBar(bar, placeOf('2019-01-01', span)).done.width).toBe(0)
})

test('years above the bars are at most as many as there is room for, and begin with the first', () => {
  expect(ticksOf(span, 6)).toEqual([
    { year: 2024, at: 0 },
    { year: 2025, at: 20 },
    { year: 2026, at: 40 },
    { year: 2027, at: 60 },
    { year: 2028, at: 80 },
  ])
  fc.assert(
    fc.property(fc.nat(100), years => {
      const ticks = ticksOf({ from: 2000, to: 2000 + years }, 6)
      expect(ticks.length).toBeLessThanOrEqual(6)
      expect(ticks[0]).toEqual({ year: 2000, at: 0 })
    }),
  )
})

test('a picture of several parts goes from the first to the last year, and of none there is no picture', () => {
  expect(spanOf([span, { from: 2022, to: 2025 }])).toEqual({ from: 2022, to: 2028 })
  expect(spanOf([])).toBeUndefined()
})

test('the parts of a money bar add up to what was planned, or to what was spent where that is more', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 15n })
  fc.assert(
    fc.property(amount, amount, amount, (reported, open, realised) => {
      const most = 10n ** 16n
      const bar = barOfMoney({ planned: reported + open, plannedReported: reported, realised }, most)
      const longest = reported > realised ? reported : realised
      expect(bar.realised + bar.rest + bar.open).toBeCloseTo(Number(((longest + open) * 10_000n) / most) / 100, 1)
      expect(Math.min(bar.realised, bar.rest, bar.open)).toBeGreaterThanOrEqual(0)
    }),
  )
})
