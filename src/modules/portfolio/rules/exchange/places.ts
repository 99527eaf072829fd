/** Column of a cell address, from 0: "B3" → 1. */
export function columnOf(address: string): number {
  let column = 0
  for (const letter of address) {
    const at = letter.charCodeAt(0) - 64
    if (at < 1 || at > 26) break
    column = column * 26 + at
  }
  return column - 1
}

/** Letters of a column from 0: 27 → "AB". */
export function lettersOf(column: number): string {
  const letters: string[] = []
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters.unshift(String.fromCharCode(65 + ((rest - 1) % 26)))
  }
  return letters.join('')
}

/** Rows and columns that a merged range "A3:B5" covers. */
export function rangeOf(range: string): { top: number; bottom: number; left: number; right: number } | undefined {
  const parts = /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/.exec(range.replaceAll('$', ''))
  if (!parts) return undefined
  const [, left = '', top = '', right = left, bottom = top] = parts
  return { top: Number(top), bottom: Number(bottom), left: columnOf(left), right: columnOf(right) }
}

const dayLength = 86_400_000

/** The ISO day of a serial number of a spreadsheet; undefined outside 1900–2199. Its imaginary 29 February 1900 is none. */
export function dayOfSerial(serial: number, from1904 = false): string | undefined {
  const whole = Math.floor(serial) + (from1904 ? 1462 : 0)
  if (whole < 1 || whole > 109_574 || whole === 60) return undefined
  const base = Date.UTC(1899, 11, whole < 60 ? 31 : 30)
  return isoDay(base + whole * dayLength)
}

/** Serial number of an ISO day, for a cell that a spreadsheet shows as a date. */
export function serialOfDay(day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / dayLength)
}

const isoDay = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10)
