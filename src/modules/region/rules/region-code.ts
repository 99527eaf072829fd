import type { Level, RegionKind } from '../model.ts'

const shape = /^\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?$/

/** Is this text a dotted code, whether or not such a region exists? */
export function isRegionCode(text: string): boolean {
  return shape.test(text)
}

/** Level by the number of parts of a well-formed code. Throws RangeError for any other text. */
export function levelOf(code: string): Level {
  if (!isRegionCode(code)) throw new RangeError(`not a region code: ${code}`)
  return code.split('.').length as Level
}

/** The code one level up; undefined for a province. */
export function parentOf(code: string): string | undefined {
  const dot = code.lastIndexOf('.')
  return dot === -1 ? undefined : code.slice(0, dot)
}

/** Codes above, province first: 73.24.01 → 73, 73.24. */
export function ancestorsOf(code: string): string[] {
  const parent = parentOf(code)
  return parent === undefined ? [] : [...ancestorsOf(parent), parent]
}

/** Does `code` lie in `place`, or is it the same? */
export function isWithin(code: string, place: string): boolean {
  return code === place || code.startsWith(`${place}.`)
}

const papua = new Set(['91', '92', '93', '94', '95', '96'])

/**
 * The kind that a code tells: regencies below 71 are kabupaten, from 71 kota; a village's fourth part begins with 1
 * (kelurahan), 2 (desa) or 3 (desa adat); a district in Papua is a distrik. Throws RangeError for another first digit.
 */
export function kindOf(code: string): RegionKind {
  const parts = code.split('.')
  const last = parts[parts.length - 1] ?? ''
  switch (levelOf(code)) {
    case 1:
      return 'provinsi'
    case 2:
      return Number(last) >= 71 ? 'kota' : 'kabupaten'
    case 3:
      return papua.has(parts[0] ?? '') ? 'distrik' : 'kecamatan'
    case 4:
      if (last.startsWith('1')) return 'kelurahan'
      if (last.startsWith('2')) return 'desa'
      if (last.startsWith('3')) return 'desa adat'
      throw new RangeError(`a village code ends in 1…, 2… or 3…: ${code}`)
  }
}

/**
 * Reads a code that was typed: dots, spaces or nothing between the parts, a dot at the end while still typing.
 * "7324" and "73 24" and "73.24." give "73.24". Undefined when it is no code or the beginning of one.
 */
export function readCode(typed: string): string | undefined {
  const compact = typed.trim().replace(/[\s.\-/]+/g, '')
  if (!/^\d{1,10}$/.test(compact) || !/^[\d\s.\-/]+$/.test(typed.trim())) return undefined
  const parts = [compact.slice(0, 2), compact.slice(2, 4), compact.slice(4, 6), compact.slice(6)]
  return parts.filter(part => part !== '').join('.')
}
