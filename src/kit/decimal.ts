/**
 * Exact decimal numbers for everything that is published. A decimal is a whole number of units and a count of places
 * (294 units at 2 places is 2.94), so no value ever passes through binary floating point. As in PostgreSQL's `numeric`
 * the places written are kept: 2.90 stays "2.90", and `JSON.stringify` writes that text.
 */
export class Decimal {
  readonly units: bigint
  readonly places: number

  constructor(units: bigint, places: number) {
    if (!Number.isInteger(places) || places < 0 || places > MOST_PLACES)
      throw new RangeError(`Not a number of places: ${places}`)
    this.units = units
    this.places = places
  }

  toString(): string {
    return write(this.units, this.places)
  }

  toJSON(): string {
    return this.toString()
  }
}

/** Why a text is no decimal. Callers turn the code into a sentence in the reader's language. */
export type DecimalFault =
  | 'not-text'
  | 'empty'
  | 'space'
  | 'comma'
  | 'plus-sign'
  | 'exponent'
  | 'bare-point'
  | 'leading-zero'
  | 'too-long'
  | 'not-a-number'

export type ParsedDecimal = { ok: true; value: Decimal } | { ok: false; reason: DecimalFault }

/** The most places a decimal can carry, far above what products of scores and weights need. */
const MOST_PLACES = 1000
const MOST_DIGITS = 30
const PLAIN = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/

/**
 * Reads a plain decimal with a point ("2.94", "-0.29", "3"). Anything else is refused with its reason: JSON numbers
 * (they have already been through floating point), "3,5", "", " 1", "1e3", "+1", ".5", "007", and texts of more than
 * `digits` digits (30 unless told).
 */
export function parseDecimal(text: unknown, digits: number = MOST_DIGITS): ParsedDecimal {
  if (typeof text !== 'string') return { ok: false, reason: 'not-text' }
  // A longer text is not even looked at: a megabyte of digits costs nothing.
  if (text.length > digits + 2) return { ok: false, reason: 'too-long' }
  if (!PLAIN.test(text)) return { ok: false, reason: whyNotPlain(text) }
  const point = text.indexOf('.')
  const places = point < 0 ? 0 : text.length - point - 1
  const whole = point < 0 ? text : text.slice(0, point) + text.slice(point + 1)
  if (whole.length - (whole.startsWith('-') ? 1 : 0) > digits) return { ok: false, reason: 'too-long' }
  return { ok: true, value: new Decimal(BigInt(whole), places) }
}

function whyNotPlain(text: string): DecimalFault {
  if (text === '') return 'empty'
  if (/\s/.test(text)) return text.trim() === '' ? 'empty' : 'space'
  if (/^[+-]?[0-9.]*,[0-9.,]*$/.test(text)) return 'comma'
  if (/^\+[0-9]/.test(text)) return 'plus-sign'
  if (/^[+-]?[0-9.]+[eE][+-]?[0-9]+$/.test(text)) return 'exponent'
  if (/^-?(?:\.[0-9]+|[0-9]+\.)$/.test(text)) return 'bare-point'
  if (/^-?0[0-9]+(?:\.[0-9]+)?$/.test(text)) return 'leading-zero'
  return 'not-a-number'
}

/** A decimal from a text known to be one: a constant, a column of the database. Throws `RangeError` if it is not. */
export function decimal(text: string): Decimal {
  const parsed = parseDecimal(text)
  if (!parsed.ok) throw new RangeError(`Not a decimal (${parsed.reason}): ${JSON.stringify(text).slice(0, 80)}`)
  return parsed.value
}

/** A whole number as a decimal without places. Throws `RangeError` for a fraction or one beyond 2^53. */
export function wholeNumber(value: number): Decimal {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a whole number: ${value}`)
  return new Decimal(BigInt(value), 0)
}

export const ZERO = new Decimal(0n, 0)
export const ONE = new Decimal(1n, 0)

const POWERS: bigint[] = Array.from({ length: 33 }, (_, power) => 10n ** BigInt(power))

function tenTo(power: number): bigint {
  return POWERS[power] ?? 10n ** BigInt(power)
}

function unitsAt(value: Decimal, places: number): bigint {
  return value.places === places ? value.units : value.units * tenTo(places - value.places)
}

export function add(a: Decimal, b: Decimal): Decimal {
  const places = Math.max(a.places, b.places)
  return new Decimal(unitsAt(a, places) + unitsAt(b, places), places)
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  const places = Math.max(a.places, b.places)
  return new Decimal(unitsAt(a, places) - unitsAt(b, places), places)
}

/** The exact product; its places are those of both factors together. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  return new Decimal(a.units * b.units, a.places + b.places)
}

/** The exact sum; of nothing it is 0. */
export function sum(values: readonly Decimal[]): Decimal {
  let total = ZERO
  for (const value of values) total = add(total, value)
  return total
}

/** Below 0, 0 or above 0, as `Array.sort` wants it; 2.9 and 2.90 are equal. */
export function compare(a: Decimal, b: Decimal): number {
  const places = Math.max(a.places, b.places)
  const left = unitsAt(a, places)
  const right = unitsAt(b, places)
  return left < right ? -1 : left > right ? 1 : 0
}

export function equal(a: Decimal, b: Decimal): boolean {
  return compare(a, b) === 0
}

export function negate(value: Decimal): Decimal {
  return new Decimal(-value.units, value.places)
}

/**
 * Rounds to `places`, a half going away from zero: 3.315 gives 3.32 and −3.315 gives −3.32, so that a fall and a rise
 * of the same size are printed alike. It is also what PostgreSQL's `round(numeric)` does. The printed improvements do
 * not decide it: they are differences of two rounded indices and need no rounding.
 */
export function roundHalfUp(value: Decimal, places: number): Decimal {
  if (value.places <= places) return new Decimal(unitsAt(value, places), places)
  return new Decimal(divideUnits(value.units, tenTo(value.places - places)), places)
}

/** `a / b`, rounded half-up once, from the exact quotient. Throws `RangeError` when `b` is 0. */
export function divide(a: Decimal, b: Decimal, places: number): Decimal {
  if (b.units === 0n) throw new RangeError('Division by zero')
  const over = a.units * tenTo(places + b.places)
  const under = b.units * tenTo(a.places)
  return new Decimal(under < 0n ? divideUnits(-over, -under) : divideUnits(over, under), places)
}

/** The mean, rounded half-up once, from the exact sum; of nothing there is none (`null`, never 0). */
export function mean(values: readonly Decimal[], places: number): Decimal | null {
  return values.length === 0 ? null : divide(sum(values), wholeNumber(values.length), places)
}

/**
 * The first `places` decimals of `a / b`, cut and not rounded, and whether anything was cut: what a page needs to
 * spell out "36,75 ÷ 12 = 3,0625" or "90,50 ÷ 31 = 2,9193…".
 */
export function quotient(a: Decimal, b: Decimal, places: number): { cut: Decimal; exact: boolean } {
  if (b.units === 0n) throw new RangeError('Division by zero')
  const over = a.units * tenTo(places + b.places)
  const under = b.units * tenTo(a.places)
  return { cut: new Decimal(over / under, places), exact: over % under === 0n }
}

/** Integer division with a half going away from zero; `under` is positive. */
function divideUnits(over: bigint, under: bigint): bigint {
  return over < 0n ? -((-over * 2n + under) / (under * 2n)) : (over * 2n + under) / (under * 2n)
}

/** With exactly `places` decimals and a point ("2.90"), rounded half-up. Never "-0.00". */
export function toFixed(value: Decimal, places: number): string {
  return roundHalfUp(value, places).toString()
}

/** The whole value without trailing zeros, but with at least `least` places: 0.9690 gives "0.969", 2.9 at 2 "2.90". */
export function exactText(value: Decimal, least = 0): string {
  return trimmed(value, least).toString()
}

function trimmed(value: Decimal, least: number): Decimal {
  let { units, places } = value
  while (places > least && units % 10n === 0n) {
    units /= 10n
    places -= 1
  }
  return places < least ? new Decimal(units * tenTo(least - places), least) : new Decimal(units, places)
}

export type DecimalLook = {
  /** Exactly this many places, rounded half-up; left out: all places there are, at least two. */
  places?: number
  /** A plus sign before a rise: "+0,44". Zero carries no sign. */
  signed?: boolean
}

/** As people read it: Indonesian "2,94", "−0,29", "1.234,50"; English "2.94", "−0.29", "1,234.50" (true minus). */
export function formatDecimal(value: Decimal, language: 'id' | 'en', look: DecimalLook = {}): string {
  const shown = look.places === undefined ? trimmed(value, 2) : roundHalfUp(value, look.places)
  const negative = shown.units < 0n
  const [whole = '0', fraction] = write(negative ? -shown.units : shown.units, shown.places).split('.')
  const grouped = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, language === 'id' ? '.' : ',')
  const sign = negative ? '−' : look.signed === true && shown.units > 0n ? '+' : ''
  return sign + grouped + (fraction === undefined ? '' : (language === 'id' ? ',' : '.') + fraction)
}

function write(units: bigint, places: number): string {
  if (places === 0) return units.toString()
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
