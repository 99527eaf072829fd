import { compare, decimal, type Decimal, divide, multiply, subtract, wholeNumber, ZERO } from '#kit/decimal.ts'

/**
 * Values as heights from 0 (bottom) to `height`, in whole units, on one scale that begins at 0 unless values are negative.
 * Exact until the last step: only where a dot stands is rounded, never the value.
 */
export function heights(values: readonly string[], height: number): number[] {
  const exact = values.map(decimal)
  const top = exact.reduce<Decimal>((most, one) => (compare(one, most) > 0 ? one : most), ZERO)
  const bottom = exact.reduce<Decimal>((least, one) => (compare(one, least) < 0 ? one : least), ZERO)
  const span = subtract(top, bottom)
  if (compare(span, ZERO) === 0) return exact.map(() => 0)
  return exact.map(one => Number(divide(multiply(subtract(one, bottom), wholeNumber(height)), span, 0).toString()))
}
