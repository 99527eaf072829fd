import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  add,
  compare,
  Decimal,
  decimal,
  divide,
  exactText,
  formatDecimal,
  mean,
  multiply,
  negate,
  parseDecimal,
  quotient,
  roundHalfUp,
  subtract,
  sum,
  toFixed,
  wholeNumber,
} from './decimal.ts'

/** An independent model: reduced fractions of big integers, read from the text digit by digit. */
type Fraction = { over: bigint; under: bigint }

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b)
}

function fraction(over: bigint, under: bigint): Fraction {
  const sign = under < 0n ? -1n : 1n
  const common = gcd(over, under) || 1n
  return { over: (sign * over) / common, under: (sign * under) / common }
}

function model(text: string): Fraction {
  let over = 0n
  let under = 1n
  let afterPoint = false
  for (const char of text.replace('-', '')) {
    if (char === '.') afterPoint = true
    else {
      over = over * 10n + BigInt(char.charCodeAt(0) - 48)
      if (afterPoint) under *= 10n
    }
  }
  return fraction(text.startsWith('-') ? -over : over, under)
}

/** The nearest multiple of 10^-places by trying the floor and its neighbour, the farther from zero on a tie. */
function modelRound(value: Fraction, places: number): Fraction {
  const scale = 10n ** BigInt(places)
  const size = value.over < 0n ? -value.over : value.over
  const floor = (size * scale) / value.under
  const below = size * scale - floor * value.under
  const above = (floor + 1n) * value.under - size * scale
  const nearest = above <= below ? floor + 1n : floor
  return fraction(value.over < 0n ? -nearest : nearest, scale)
}

const texts = fc
  .tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 8 }))
  .map(([units, places]) => new Decimal(units, places).toString())
const places = fc.integer({ min: 0, max: 9 })

describe('a decimal read from text', () => {
  test('keeps its value and its places', () => {
    for (const text of ['0', '2.94', '-0.29', '3', '0.10', '0.00', '123456789012345678.901234567890'])
      expect(decimal(text).toString()).toBe(text)
    expect(JSON.stringify({ index: decimal('2.90') })).toBe('{"index":"2.90"}')
  })

  test.each([
    ['3,5', 'comma'],
    ['1.234,50', 'comma'],
    ['', 'empty'],
    ['  ', 'empty'],
    [' 1', 'space'],
    ['1 ', 'space'],
    ['1\n', 'space'],
    ['1e3', 'exponent'],
    ['1E-3', 'exponent'],
    ['+1', 'plus-sign'],
    ['.5', 'bare-point'],
    ['5.', 'bare-point'],
    ['007', 'leading-zero'],
    ['-01.5', 'leading-zero'],
    ['NaN', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['--1', 'not-a-number'],
    ['−1', 'not-a-number'],
    ['٣', 'not-a-number'],
    [3.5, 'not-text'],
    [3n, 'not-text'],
    [null, 'not-text'],
    [undefined, 'not-text'],
    [['1'], 'not-text'],
    ['1'.repeat(31), 'too-long'],
    ['9'.repeat(5_000_000), 'too-long'],
  ] as [unknown, string][])('is refused with its reason (%#)', (text, reason) => {
    expect(parseDecimal(text)).toEqual({ ok: false, reason })
  })

  test('may be as long as the limit and no longer, sign and point not counted', () => {
    expect(parseDecimal('-1.234', 4).ok).toBe(true)
    expect(parseDecimal('12345', 4)).toEqual({ ok: false, reason: 'too-long' })
    expect(parseDecimal('1.2345', 4)).toEqual({ ok: false, reason: 'too-long' })
  })

  test('is accepted only when it is written back the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-+e ') }), text => {
        const parsed = parseDecimal(text)
        if (parsed.ok) expect(parsed.value.toString()).toBe(/^-0(?:\.0+)?$/.test(text) ? text.slice(1) : text)
      }),
    )
  })

  test('throws when a constant is none', () => {
    expect(() => decimal('3,5')).toThrow(RangeError)
    expect(() => wholeNumber(2.5)).toThrow(RangeError)
    expect(() => new Decimal(1n, -1)).toThrow(RangeError)
  })
})

describe('arithmetic agrees with exact fractions', () => {
  test('for sum, difference, product and order', () => {
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        const [a, b] = [model(left), model(right)]
        const [x, y] = [decimal(left), decimal(right)]
        expect(model(add(x, y).toString())).toEqual(fraction(a.over * b.under + b.over * a.under, a.under * b.under))
        expect(model(subtract(x, y).toString())).toEqual(
          fraction(a.over * b.under - b.over * a.under, a.under * b.under),
        )
        expect(model(multiply(x, y).toString())).toEqual(fraction(a.over * b.over, a.under * b.under))
        const difference = a.over * b.under - b.over * a.under
        expect(compare(x, y)).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0)
      }),
      { numRuns: 500 },
    )
  })

  test('for rounding, quotients and means', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 12 }), texts, places, (list, divisor, to) => {
        const values = list.map(decimal)
        const total = list.map(model).reduce((a, b) => fraction(a.over * b.under + b.over * a.under, a.under * b.under))
        expect(model(sum(values).toString())).toEqual(total)
        expect(model(toFixed(sum(values), to))).toEqual(modelRound(total, to))
        const average = fraction(total.over, total.under * BigInt(list.length))
        expect(model(String(mean(values, to)))).toEqual(modelRound(average, to))
        const under = model(divisor)
        if (under.over !== 0n)
          expect(model(divide(sum(values), decimal(divisor), to).toString())).toEqual(
            modelRound(fraction(total.over * under.under, total.under * under.over), to),
          )
      }),
      { numRuns: 500 },
    )
  })

  test('where binary floating point goes wrong', () => {
    expect(add(decimal('0.1'), decimal('0.2')).toString()).toBe('0.3')
    expect(toFixed(decimal('1.005'), 2)).toBe('1.01')
    expect(toFixed(multiply(decimal('0.30'), decimal('2.35')), 2)).toBe('0.71')
    expect(toFixed(multiply(decimal('0.10'), decimal('1.45')), 2)).toBe('0.15')
  })
})

describe('rounding', () => {
  test('takes a half away from zero, up and down alike', () => {
    expect(toFixed(decimal('3.315'), 2)).toBe('3.32')
    expect(toFixed(decimal('3.3149999'), 2)).toBe('3.31')
    expect(toFixed(decimal('-0.005'), 2)).toBe('-0.01')
    expect(toFixed(decimal('-0.285'), 2)).toBe('-0.29')
    fc.assert(
      fc.property(texts, places, (text, to) => {
        const value = decimal(text)
        expect(roundHalfUp(negate(value), to)).toEqual(negate(roundHalfUp(value, to)))
      }),
    )
  })

  test('never prints a negative zero', () => {
    expect(toFixed(decimal('-0.004'), 2)).toBe('0.00')
    expect(decimal('-0.00').toString()).toBe('0.00')
    expect(formatDecimal(decimal('-0.004'), 'id', { places: 2 })).toBe('0,00')
  })

  test('of a mean of nothing gives nothing, not 0', () => {
    expect(mean([], 2)).toBeNull()
    expect(() => divide(decimal('1'), decimal('0.00'), 2)).toThrow(RangeError)
    expect(() => quotient(decimal('1'), decimal('0'), 2)).toThrow(RangeError)
  })

  test('of a quotient can be shown cut, telling whether anything was cut', () => {
    expect(quotient(decimal('36.75'), wholeNumber(12), 4)).toEqual({ cut: decimal('3.0625'), exact: true })
    expect(quotient(decimal('90.50'), wholeNumber(31), 4)).toEqual({ cut: decimal('2.9193'), exact: false })
  })
})

describe('a decimal on the page', () => {
  test('is written as Indonesians and as English readers write it', () => {
    expect(formatDecimal(decimal('2.94'), 'id', { places: 2 })).toBe('2,94')
    expect(formatDecimal(decimal('-0.29'), 'id', { places: 2 })).toBe('−0,29')
    expect(formatDecimal(decimal('0.44'), 'id', { places: 2, signed: true })).toBe('+0,44')
    expect(formatDecimal(decimal('0.00'), 'id', { places: 2, signed: true })).toBe('0,00')
    expect(formatDecimal(decimal('1234567.5'), 'id')).toBe('1.234.567,50')
    expect(formatDecimal(decimal('1234567.5'), 'en')).toBe('1,234,567.50')
    expect(formatDecimal(decimal('999'), 'id', { places: 0 })).toBe('999')
    expect(formatDecimal(decimal('0.9690'), 'id')).toBe('0,969')
  })

  test('can be given exactly, without needless zeros', () => {
    expect(exactText(decimal('0.9690'))).toBe('0.969')
    expect(exactText(decimal('2.9'), 2)).toBe('2.90')
    expect(exactText(decimal('100.00'))).toBe('100')
    expect(exactText(decimal('0.00'))).toBe('0')
  })
})
