/**
 * A decimal as people type it, as plain text: "85,5" and "85.5" give "85.5", "1.234.567" and "1.234,5" are read the
 * Indonesian way. "1.234" gives undefined: nobody can tell whether it is a thousand or one and a bit. Undefined for
 * whatever is no number.
 */
export function readDecimal(typed: string): string | undefined {
  const text = typed.trim().replace(/^−/, '-')
  if (/^-?\d{1,15}([.,]\d{1,6})?$/.test(text)) {
    return /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? undefined : text.replace(',', '.')
  }
  if (/^-?[1-9]\d{0,2}(\.\d{3})+(,\d{1,6})?$/.test(text)) {
    const plain = text.replaceAll('.', '').replace(',', '.')
    return /^-?\d{1,15}(\.\d+)?$/.test(plain) ? plain : undefined
  }
  return undefined
}
