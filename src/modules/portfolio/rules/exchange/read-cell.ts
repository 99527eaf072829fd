import type { Sentence } from '#kit/problem.ts'
import type { SheetCell } from '../../model-exchange.ts'
import { readRupiah } from '../read-rupiah.ts'
import { dayOfSerial, serialOfDay } from './places.ts'

/** A value, or why there is none. */
export type Read<T> = { ok: true; value: T } | { ok: false; sentence: Sentence }

const value = <T>(found: T): Read<T> => ({ ok: true, value: found })
const refuse = (id: string, en: string): Read<never> => ({ ok: false, sentence: { id, en } })

/** Text to compare by: small letters, no accents and signs, single spaces. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’‘`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

/** The text of a cell; a date where none belongs, a fault and a formula without a value are refused. */
export function readText(cell: SheetCell | undefined): Read<string | undefined> {
  if (!cell) return value(undefined)
  switch (cell.kind) {
    case 'error':
      return refuse(
        `Sel ini berisi kesalahan rumus ${cell.text}. Tulis nilainya sendiri.`,
        `This cell has the formula fault ${cell.text}. Write the value itself.`,
      )
    case 'formula':
      return refuse(
        'Sel ini rumus tanpa hasil tersimpan. Tempel sebagai nilai (Tempel khusus › Nilai), atau simpan ulang di Excel.',
        'This cell is a formula without a stored value. Paste it as a value, or save the file again in Excel.',
      )
    default:
      return value(cell.text === '' ? undefined : cell.text)
  }
}

/** A text that is no date: Excel turns "1-2" into one by itself. */
export function readWords(cell: SheetCell | undefined): Read<string | undefined> {
  return cell?.kind === 'date'
    ? refuse(
        `Sel ini menjadi tanggal (${cell.text}). Format selnya sebagai teks, lalu tulis lagi.`,
        `This cell became a date (${cell.text}). Format it as text and write it again.`,
      )
    : readText(cell)
}

/** A year of four digits. */
export function readYear(cell: SheetCell | undefined): Read<number | undefined> {
  const text = readText(cell)
  if (!text.ok || text.value === undefined) return text as Read<undefined>
  if (cell?.kind === 'date') {
    return refuse(`${text.value} adalah tanggal. Tulis tahunnya saja.`, `${text.value} is a date. Write the year only.`)
  }
  return /^\d{4}$/.test(text.value)
    ? value(Number(text.value))
    : refuse(
        `“${short(text.value)}” bukan tahun empat angka, misalnya 2027.`,
        `“${short(text.value)}” is no year of four digits, such as 2027.`,
      )
}

/** Whole rupiah as text or number; undefined when empty, never 0. */
export function readMoney(cell: SheetCell | undefined): Read<bigint | undefined> {
  const text = readText(cell)
  if (!text.ok) return text
  if (cell?.kind === 'date') {
    return refuse(`${text.value} adalah tanggal, bukan uang.`, `${text.value} is a date, not money.`)
  }
  // A number cell with a fraction must not be taken for grouped digits: 123.456 is not 123456.
  if (cell?.kind === 'number' && !/^-?\d+$/.test(cell.text)) {
    const shown = cell.text.replace('.', ',')
    return refuse(
      `${shown} tampak ditulis dalam ribu, juta, miliar atau triliun. Tulis rupiah penuh, misalnya 1.500.000.000.`,
      `${cell.text} seems to be written in thousands, millions, billions or trillions. Write whole rupiah, for example 1,500,000,000.`,
    )
  }
  return readRupiah(text.value)
}

const months: Record<string, number> = {}
for (const [at, names] of [
  'jan januari january',
  'feb peb februari pebruari february',
  'mar maret march',
  'apr april',
  'mei may',
  'jun juni june',
  'jul juli july',
  'agu agt ags aug agustus august',
  'sep sept september',
  'okt oct oktober october',
  'nov nop november nopember',
  'des dec desember december',
].entries()) {
  for (const name of names.split(' ')) months[name] = at + 1
}

/**
 * A day from a date cell or from text: "2026-12-31", "31/12/2026", "31 Des 2026". Day and month that could be exchanged
 * ("03/04/2026") are refused with both meanings, and so are years of two digits.
 */
export function readDay(cell: SheetCell | undefined): Read<string | undefined> {
  const text = readText(cell)
  if (!text.ok || text.value === undefined) return text
  const typed = text.value
  if (cell?.kind === 'number') {
    const serial = Number(typed)
    const day = Number.isInteger(serial) && serial >= 36_526 && serial <= 73_415 ? dayOfSerial(serial) : undefined
    return day === undefined ? noDay(typed) : value(day)
  }
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(typed)
  if (iso) return calendarDay(typed, Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const named = /^(?:\p{L}+,\s*)?(\d{1,2})[\s\-/.]*(\p{L}+)\.?[\s\-/.,]*(\d{4})$/u.exec(typed)
  if (named) {
    const month = months[(named[2] ?? '').toLowerCase()]
    return month === undefined ? noDay(typed) : calendarDay(typed, Number(named[3]), month, Number(named[1]))
  }
  const slashed = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(typed)
  if (!slashed) return noDay(typed)
  const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])]
  if (second > 12) return calendarDay(typed, year, first, second)
  if (first > 12 || first === second) return calendarDay(typed, year, second, first)
  const iso1 = isoOf(year, second, first)
  const iso2 = isoOf(year, first, second)
  return refuse(
    `${typed} dapat berarti ${iso1} atau ${iso2}. Tulis sebagai ${iso1} (tahun-bulan-tanggal) atau dengan nama bulan.`,
    `${typed} could be ${iso1} or ${iso2}. Write it as ${iso1} (year-month-day) or with the name of the month.`,
  )
}

const isoOf = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

function calendarDay(typed: string, year: number, month: number, day: number): Read<string> {
  const iso = isoOf(year, month, day)
  const isDay = year >= 2000 && year <= 2100 && !Number.isNaN(Date.parse(iso)) && dayOfSerial(serialOfDay(iso)) === iso
  return isDay
    ? value(iso)
    : refuse(
        `${short(typed)} tidak ada di kalender antara 2000 dan 2100.`,
        `${short(typed)} is not in the calendar between 2000 and 2100.`,
      )
}

const noDay = (typed: string): Read<never> =>
  refuse(
    `“${short(typed)}” bukan tanggal. Tulis misalnya 31/12/2027, 31 Des 2027 atau 2027-12-31.`,
    `“${short(typed)}” is no date. Write for example 31/12/2027, 31 Dec 2027 or 2027-12-31.`,
  )

/** Yes or no; undefined when empty. */
export function readYesNo(cell: SheetCell | undefined): Read<boolean | undefined> {
  const text = readText(cell)
  if (!text.ok || text.value === undefined) return text as Read<undefined>
  const word = text.value.toLowerCase()
  if (['ya', 'y', 'yes', 'true', 'benar', '1', 'v', 'x', '✓', '√'].includes(word)) return value(true)
  if (['tidak', 't', 'no', 'n', 'false', 'salah', '0', '-', 'bukan'].includes(word)) return value(false)
  return refuse(`“${short(text.value)}” bukan ya atau tidak.`, `“${short(text.value)}” is neither yes nor no.`)
}

/** Something to choose, by its code or one of its names. */
export interface Choice<C extends string | number = string> {
  code: C
  names: readonly string[]
}

/** Choices by every way of writing one: code, name in either language, or code and name. */
export function choiceIndex<C extends string | number>(choices: readonly Choice<C>[]): ReadonlyMap<string, C> {
  const index = new Map<string, C>()
  for (const { code, names } of choices) {
    for (const text of [String(code), ...names, ...names.map(name => `${code} ${name}`)]) index.set(plain(text), code)
  }
  return index
}

/** The chosen code; a text that is none names what it should be. */
export function readChoice<C extends string | number>(
  cell: SheetCell | undefined,
  index: ReadonlyMap<string, C>,
  what: Sentence,
): Read<C | undefined> {
  const text = readWords(cell)
  if (!text.ok || text.value === undefined) return text as Read<undefined>
  const code = index.get(plain(text.value))
  return code === undefined
    ? refuse(
        `“${short(text.value)}” bukan ${what.id}. Pilih dari daftar di lembar Pilihan.`,
        `“${short(text.value)}” is no ${what.en}. Choose from the list in the sheet Pilihan.`,
      )
    : value(code)
}
