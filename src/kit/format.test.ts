import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as f from './format.ts'

const nb = '\u00a0'
const moment = new Date('2023-10-16T02:42:00Z')

describe('numbers', () => {
  test('an index has two decimals and a comma, in English a point', () => {
    expect(f.formatDecimal('2.94', 'id')).toBe('2,94')
    expect(f.formatDecimal('2.94', 'en')).toBe('2.94')
    expect(f.formatDecimal('4', 'id')).toBe('4,00')
    expect(f.formatDecimal('0.6824', 'id', 3)).toBe('0,682')
  })
  test('decimals are rounded on their digits, not on a float: 2.675 becomes 2,68', () => {
    expect(f.formatDecimal('2.675', 'id')).toBe('2,68')
    expect(f.formatDecimal('1.005', 'id')).toBe('1,01')
    expect(f.formatDecimal('123456789012345678.905', 'id')).toBe('123.456.789.012.345.678,91')
  })
  test('every exact two-decimal string keeps all its digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
        const tail = String(cents).padStart(2, '0')
        expect(f.formatDecimal(`${whole}.${tail}`, 'id').replaceAll('.', '')).toBe(`${whole},${tail}`)
      }),
    )
  })
  test('a text that is no decimal is refused, not shown as NaN', () => {
    for (const bad of ['', ' ', '2,94', 'NaN', '1e3', '.5'])
      expect(() => f.formatDecimal(bad, 'id')).toThrow(RangeError)
  })
  test('changes carry + or the true minus, zero carries none', () => {
    expect(f.formatSigned('0.44', 'id')).toBe('+0,44')
    expect(f.formatSigned('-0.44', 'id')).toBe('\u22120,44')
    expect(f.formatSigned('-0.001', 'id')).toBe('0,00')
  })
  test('counts, areas, shares and sizes', () => {
    expect(f.formatCount(2734623, 'id')).toBe('2.734.623')
    expect(f.formatArea('3474.2', 'id')).toBe(`3.474${nb}km²`)
    expect(f.formatPercent('85.714', 'id')).toBe('86%')
    expect(f.formatOf(18, 21, 'id')).toBe(`18${nb}/${nb}21`)
    expect(f.formatBytes(2_400_000, 'id')).toBe(`2,4${nb}MB`)
    expect(f.formatBytes(640_000, 'id')).toBe(`640${nb}kB`)
    expect(f.formatBytes(999_900, 'en')).toBe(`1${nb}MB`)
  })
})

describe('money', () => {
  test('exact money has dots, no cents and a no-break space', () => {
    expect(f.formatRupiah(875_000_000n, 'id')).toBe(`Rp${nb}875.000.000`)
    expect(f.formatRupiah(-1n, 'id')).toBe(`\u2212Rp${nb}1`)
  })
  test('money for reading uses juta, miliar, triliun with one decimal at most', () => {
    expect(f.formatRupiahShort(1_200_000_000n, 'id')).toBe(`Rp${nb}1,2${nb}miliar`)
    expect(f.formatRupiahShort(412_500_000n, 'id')).toBe(`Rp${nb}412,5${nb}juta`)
    expect(f.formatRupiahShort(3_000_000_000_000n, 'en')).toBe(`Rp${nb}3${nb}trillion`)
    expect(f.formatRupiahShort(875_000n, 'id')).toBe(`Rp${nb}875.000`)
    expect(f.formatRupiahShort(999_960_000n, 'id')).toBe(`Rp${nb}1${nb}miliar`)
  })
})

describe('dates', () => {
  test('a calendar day belongs to no zone', () => {
    expect(f.formatDate('2023-12-04', 'id')).toBe('4 Desember 2023')
    expect(f.formatDate('2023-12-04', 'en', 'WIT')).toBe('4 December 2023')
    expect(() => f.formatDate('04/12/2023', 'id')).toThrow(RangeError)
  })
  test('the same moment has another hour in each zone, and says which', () => {
    expect(f.formatTime(moment, 'id', 'WIB')).toBe(`09.42${nb}WIB`)
    expect(f.formatTime(moment, 'id', 'WITA')).toBe(`10.42${nb}WITA`)
    expect(f.formatTime(moment, 'en', 'WIT')).toBe(`11:42${nb}WIT`)
    expect(f.formatDateTime(moment, 'id', 'WITA')).toBe(`16 Oktober 2023, 10.42${nb}WITA`)
    expect(f.dayIn(new Date('2023-10-16T16:30:00Z'), 'WITA')).toBe('2023-10-17')
  })
  test('weekday, short form, month and ranges', () => {
    expect(f.formatDateWithDay(moment, 'id', 'WIB')).toBe('Senin, 16 Oktober 2023')
    expect(f.formatDateShort('2023-10-20', 'id')).toBe('20 Okt')
    expect(f.formatMonth('2023-10-20', 'id')).toBe('Oktober 2023')
    expect(f.formatDateRange('2021-06-08', '2021-06-09', 'id')).toBe('8–9 Juni 2021')
    expect(f.formatDateRange('2021-05-30', '2021-06-09', 'id')).toBe('30 Mei – 9 Juni 2021')
    expect(f.formatDateRange('2021-06-08', '2021-06-08', 'id')).toBe('8 Juni 2021')
  })
  test('due days are words', () => {
    expect([0, 1, 4, -2].map(days => f.formatDue(days, 'id'))).toEqual([
      'hari ini',
      'besok',
      '4 hari lagi',
      'terlambat 2 hari',
    ])
    expect([1, 2, -1].map(days => f.formatDue(days, 'en'))).toEqual(['tomorrow', 'in 2 days', '1 day late'])
  })
})

test('a regency is shortened in lists, a city is not', () => {
  expect(f.regionInList('Kabupaten Malang')).toBe('Kab. Malang')
  expect(f.regionInList('Kota Surabaya')).toBe('Kota Surabaya')
})
