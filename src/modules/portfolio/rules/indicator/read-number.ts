import { MOST_DECIMALS, MOST_DIGITS } from '../../model-indicator.ts'

export type TypedNumber = { ok: true; value: string } | { ok: false; reason: 'ambiguous' | 'no-number' }

/**
 * A number as people type it, as plain text: "85,5" and "85.5" give "85.5"; "1.234.567" and "1.234,5" are read the
 * Indonesian way. "1.234" is a thousand where only whole numbers are counted (`decimals` 0), and ambiguous elsewhere.
 */
export function readNumber(typed: string, decimals: number): TypedNumber {
  const text = typed.trim().replace(/^[−–]/, '-')
  const whole = `\\d{1,${MOST_DIGITS}}`
  const places = `\\d{1,${MOST_DECIMALS}}`
  if (/^-?[1-9]\d{0,2}\.\d{3}$/.test(text)) {
    return decimals === 0 ? { ok: true, value: text.replace('.', '') } : { ok: false, reason: 'ambiguous' }
  }
  if (new RegExp(`^-?${whole}([.,]${places})?$`).test(text)) return { ok: true, value: plain(text.replace(',', '.')) }
  if (new RegExp(`^-?[1-9]\\d{0,2}(\\.\\d{3})+(,${places})?$`).test(text)) {
    const read = text.replaceAll('.', '').replace(',', '.')
    if (new RegExp(`^-?${whole}(\\.${places})?$`).test(read)) return { ok: true, value: plain(read) }
  }
  return { ok: false, reason: 'no-number' }
}

/** Without zeros in front: "007,50" is 7.50. */
const plain = (text: string): string => text.replace(/^(-?)0+(?=\d)/, '$1').replace(/^-(0(\.0+)?)$/, '$1')
