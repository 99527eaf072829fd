import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FREQUENCIES } from '../../model-indicator.ts'
import {
  daysLeft,
  daysOf,
  dueOn,
  endedPeriod,
  frequencyOf,
  isPeriod,
  periodOf,
  periodsUpTo,
  shiftPeriod,
} from './period.ts'

const day = fc
  .date({ min: new Date('2001-01-01'), max: new Date('2087-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const frequency = fc.constantFrom(...FREQUENCIES)

test('a day lies in its period, and in no other', () => {
  fc.assert(
    fc.property(day, frequency, (at, one) => {
      const period = periodOf(at, one)
      expect(isPeriod(period, one)).toBe(true)
      expect(frequencyOf(period)).toBe(one)
      const { from, to } = daysOf(period)
      expect(from <= at && at <= to).toBe(true)
      expect(daysOf(shiftPeriod(period, -1)).to < from).toBe(true)
      expect(daysOf(shiftPeriod(period, 1)).from > to).toBe(true)
    }),
  )
})

test('stepping forth and back ends where it began, and later periods sort later', () => {
  fc.assert(
    fc.property(day, frequency, fc.integer({ min: 1, max: 11 }), (at, one, steps) => {
      const period = periodOf(at, one)
      expect(shiftPeriod(shiftPeriod(period, steps), -steps)).toBe(period)
      expect(shiftPeriod(period, steps) > period).toBe(true)
    }),
  )
})

test('periods are written as people know them', () => {
  expect(periodOf('2026-11-22', 'year')).toBe('2026')
  expect(periodOf('2026-11-22', 'semester')).toBe('2026-S2')
  expect(periodOf('2026-11-22', 'quarter')).toBe('2026-Q4')
  expect(periodOf('2026-11-22', 'month')).toBe('2026-11')
  expect(daysOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(daysOf('2026-S1')).toEqual({ from: '2026-01-01', to: '2026-06-30' })
  expect(periodsUpTo('2026-Q2', 3)).toEqual(['2025-Q4', '2026-Q1', '2026-Q2'])
  expect(isPeriod('2026-Q5', 'quarter')).toBe(false)
  expect(() => frequencyOf('26')).toThrow(RangeError)
})

test('what is asked for is the last period that is over, and it is late 30 days after its end', () => {
  expect(endedPeriod('2026-11-22', 'quarter')).toBe('2026-Q3')
  expect(endedPeriod('2026-01-01', 'year')).toBe('2025')
  expect(dueOn('2026-Q3')).toBe('2026-10-30')
  expect(daysLeft('2026-Q3', '2026-10-30')).toBe(0)
  expect(daysLeft('2026-Q3', '2026-11-01')).toBe(-2)
})
