import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Indicator, ReadingInput } from '../../model-indicator.ts'
import { checkReading, readFigure, takesReadings } from './check-reading.ts'
import { readNumber } from './read-number.ts'

const indicator = (more: Partial<Indicator> = {}): Indicator => ({
  regionCode: '73.24',
  id: '00000000-0000-4000-8000-000000000001',
  code: 'IND-1',
  name: 'Bank sampah',
  unit: 'unit',
  direction: 'up',
  level: 4,
  rollup: 'sum',
  ratioFactor: '1',
  frequency: 'year',
  decimals: 0,
  least: '0',
  ownerName: undefined,
  version: 1,
  changedAt: new Date('2026-01-01'),
  archivedAt: undefined,
  ...more,
})
const ratio = indicator({ rollup: 'ratio', ratioFactor: '100', unit: '%', decimals: 2, least: '0', most: '100' })
const reading = (more: Partial<ReadingInput> = {}): ReadingInput => ({
  indicatorId: indicator().id,
  placeCode: '73.24.04.2005',
  period: '2025',
  ...more,
})
const fields = (of: Indicator, more: Partial<ReadingInput>) =>
  checkReading(of, reading(more), '2026-11-22').map(one => one.field)

describe('a reading', () => {
  test('with the number that is wanted is stored', () => {
    expect(fields(indicator(), { value: '42' })).toEqual([])
    expect(fields(ratio, { numerator: '3', denominator: '4' })).toEqual([])
    expect(fields(indicator({ rollup: 'weighted', decimals: 1 }), { value: '4.5', weight: '120' })).toEqual([])
    expect(fields(indicator({ rollup: 'weighted', level: 2 }), { value: '4', placeCode: '73.24' })).toEqual([])
  })

  test('without it is refused at that number, never taken as 0', () => {
    expect(fields(indicator(), {})).toEqual(['value'])
    expect(fields(ratio, { numerator: '3' })).toEqual(['denominator'])
    expect(fields(indicator({ rollup: 'weighted' }), { value: '4' })).toEqual(['weight'])
  })

  test('is refused beyond the bounds, with a sentence that names them', () => {
    const [fault] = checkReading(ratio, reading({ numerator: '5', denominator: '4' }), '2026-11-22')
    expect(fault).toMatchObject({ field: 'numerator', sentence: { id: expect.stringContaining('125,00') as string } })
    expect(fields(indicator(), { value: '-1' })).toEqual(['value'])
  })

  test('is refused with a part too much, a zero below the line, or more decimals than are counted', () => {
    expect(fields(ratio, { numerator: '3', denominator: '4', value: '75' })).toEqual(['value'])
    expect(fields(indicator(), { value: '4', numerator: '1', denominator: '2' })).toEqual(['numerator', 'denominator'])
    expect(fields(ratio, { numerator: '0', denominator: '0' })).toEqual(['denominator'])
    expect(fields(indicator(), { value: '1.5' })).toEqual(['value'])
    expect(fields(indicator(), { value: '1e3' })).toEqual(['value'])
  })

  test('is refused for a place of another level, another period or one that has not begun', () => {
    expect(fields(indicator(), { value: '1', placeCode: '73.24.04' })).toEqual(['placeCode'])
    expect(fields(indicator(), { value: '1', period: '2025-Q1' })).toEqual(['period'])
    expect(fields(indicator(), { value: '1', period: '2027' })).toEqual(['period'])
    expect(fields(indicator({ frequency: 'month' }), { value: '1', period: '2026-11' })).toEqual([])
  })

  test('of an indicator that does not add up may stand at any higher place too', () => {
    expect(takesReadings({ rollup: 'last', level: 4 }, '73.24')).toBe(true)
    expect(takesReadings({ rollup: 'sum', level: 4 }, '73.24')).toBe(false)
    expect(takesReadings({ rollup: 'last', level: 3 }, '73.24.04.2005')).toBe(false)
  })
})

describe('a typed number', () => {
  test('is read the Indonesian way', () => {
    expect(readNumber('85,5', 1)).toEqual({ ok: true, value: '85.5' })
    expect(readNumber(' 1.234.567,25 ', 2)).toEqual({ ok: true, value: '1234567.25' })
    expect(readNumber('−3', 0)).toEqual({ ok: true, value: '-3' })
    expect(readNumber('007', 0)).toEqual({ ok: true, value: '7' })
    expect(readNumber('-0', 0)).toEqual({ ok: true, value: '0' })
  })

  test('“1.234” is a thousand where whole numbers are counted, and asked about elsewhere', () => {
    expect(readNumber('1.234', 0)).toEqual({ ok: true, value: '1234' })
    expect(readNumber('1.234', 2)).toEqual({ ok: false, reason: 'ambiguous' })
    expect(readFigure('value', '1.234', { decimals: 2 })).toMatchObject({
      error: { sentence: { id: expect.stringContaining('1234 atau 1,234') as string } },
    })
    expect(readFigure('numerator', '1.234', { decimals: 2 })).toEqual({ value: '1234' })
  })

  test('words, two commas, exponents and endless digits are no numbers', () => {
    for (const typed of ['', 'empat', '1,2,3', '1e3', '--1', '1.23.456', '9'.repeat(40), '٣']) {
      expect(readNumber(typed, 2)).toEqual({ ok: false, reason: 'no-number' })
    }
  })

  test('any whole number comes back as it was, with dots or without', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), n => {
        expect(readNumber(String(n), 0)).toEqual({ ok: true, value: String(n) })
        expect(readNumber(String(n).replace(/\B(?=(\d{3})+$)/g, '.'), 0)).toEqual({ ok: true, value: String(n) })
      }),
    )
  })
})
