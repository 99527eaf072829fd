import type { Sentence } from '#kit/problem.ts'

/** What may stand in a pattern, and what comes in its place. */
export const NUMBER_PARTS = ['klasifikasi', 'nomor', 'unit', 'bulan', 'bulan-romawi', 'tahun'] as const
type Part = (typeof NUMBER_PARTS)[number]

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']
const braces = /\{([^{}]*)\}/g
const isPart = (name: string): name is Part => NUMBER_PARTS.some(part => part === name)

/** Why a pattern cannot number letters; undefined when it can. */
export function patternFault(pattern: string): Sentence | undefined {
  const names = [...pattern.matchAll(braces)].map(match => match[1] ?? '')
  const unknown = names.find(name => !isPart(name))
  if (unknown !== undefined) {
    return {
      id: `Bagian {${unknown}} tidak dikenal. Yang dikenal: ${NUMBER_PARTS.map(part => `{${part}}`).join(', ')}.`,
      en: `The part {${unknown}} is not known. Known are ${NUMBER_PARTS.map(part => `{${part}}`).join(', ')}.`,
    }
  }
  if (names.filter(name => name === 'nomor').length !== 1) {
    return {
      id: 'Pola nomor harus memuat {nomor} tepat satu kali, misalnya {klasifikasi}/{nomor}/{unit}.',
      en: 'The pattern must have {nomor} exactly once, for example {klasifikasi}/{nomor}/{unit}.',
    }
  }
  if (pattern.length > 80 || /[{}]/.test(pattern.replace(braces, ''))) {
    return {
      id: 'Pola nomor paling banyak 80 huruf, dan setiap { ditutup dengan }.',
      en: 'The pattern has at most 80 letters, and each { is closed by }.',
    }
  }
  return undefined
}

export interface NumberGiven {
  classification: string
  number: number
  unit: string
  /** The day of the letter, "2026-11-22". */
  date: string
}

/**
 * The number of a letter by the pattern of a region: "{klasifikasi}/{nomor}/{unit}" gives "000.1.5/15/KOMINFO" (pattern of
 * Permendagri 83/2022). Throws RangeError for a pattern with a fault.
 */
export function writeNumber(pattern: string, given: NumberGiven): string {
  const fault = patternFault(pattern)
  if (fault) throw new RangeError(fault.en)
  const [year = '', month = ''] = given.date.split('-')
  const parts: Record<Part, string> = {
    klasifikasi: given.classification,
    nomor: String(given.number),
    unit: given.unit,
    bulan: month,
    'bulan-romawi': roman[Number(month) - 1] ?? '',
    tahun: year,
  }
  return pattern.replace(braces, (whole, name: string) => (isPart(name) ? parts[name] : whole))
}
