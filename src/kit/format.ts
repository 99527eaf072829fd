/** How numbers, money and dates are written for people: look.md §5. Exact decimals come as strings and are never made floats. */

export type Lang = 'id' | 'en'
export type Zone = 'WIB' | 'WITA' | 'WIT'

const zones = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' } as const
const locales = { id: 'id-ID', en: 'en-GB' } as const
const noBreak = '\u00a0'
const minus = '\u2212'

const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()

function numberFormat(lang: Lang, least: number, most: number): Intl.NumberFormat {
  const key = `${lang} ${least} ${most}`
  let format = numberFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locales[lang], { minimumFractionDigits: least, maximumFractionDigits: most })
    numberFormats.set(key, format)
  }
  return format
}

function dateFormat(lang: Lang, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang} ${timeZone} ${JSON.stringify(options)}`
  let format = dateFormats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locales[lang], { timeZone, ...options })
    dateFormats.set(key, format)
  }
  return format
}

const decimalShape = /^-?\d+(\.\d+)?$/

function write(value: string | number | bigint, lang: Lang, least: number, most: number): string {
  if (typeof value === 'string' && !decimalShape.test(value)) throw new RangeError(`not a decimal: ${value}`)
  const text = numberFormat(lang, least, most).format(value as `${number}`)
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text.replace('-', minus)
}

/** "2.94" → "2,94" (en "2.94"), rounded once, half away from zero, to `places` (two: index and score; three: contribution). */
export function formatDecimal(value: string, lang: Lang, places = 2): string {
  return write(value, lang, places, places)
}

/** "0.44" → "+0,44", "-0.44" → "−0,44" with the true minus, zero without a sign: for formulas. */
export function formatSigned(value: string, lang: Lang, places = 2): string {
  const text = formatDecimal(value, lang, places)
  return text.startsWith(minus) || /^[0.,]*$/.test(text) ? text : `+${text}`
}

/** 2734623 → "2.734.623". */
export function formatCount(value: number | bigint | string, lang: Lang): string {
  return write(value, lang, 0, 0)
}

/** Exact square kilometres "3474.2" → "3.474 km²". */
export function formatArea(value: string, lang: Lang): string {
  return `${write(value, lang, 0, 0)}${noBreak}km²`
}

/** A percentage already computed ("85.714") → "86%"; more places when a rule needs them. */
export function formatPercent(value: string | number, lang: Lang, places = 0): string {
  return `${write(value, lang, 0, places)}%`
}

/** 18 of 21 → "18 / 21". */
export function formatOf(part: number, whole: number, lang: Lang): string {
  return `${formatCount(part, lang)} / ${formatCount(whole, lang)}`.replaceAll(' ', noBreak)
}

/** Integer rupiah, exact: 875000000n → "Rp 875.000.000". */
export function formatRupiah(rupiah: bigint, lang: Lang): string {
  const digits = numberFormat(lang, 0, 0).format(rupiah < 0n ? -rupiah : rupiah)
  return `${rupiah < 0n ? minus : ''}Rp${noBreak}${digits}`
}

const scales = [
  { from: 1_000_000_000_000n, id: 'triliun', en: 'trillion' },
  { from: 1_000_000_000n, id: 'miliar', en: 'billion' },
  { from: 1_000_000n, id: 'juta', en: 'million' },
] as const

/** Integer rupiah for reading: 1200000000n → "Rp 1,2 miliar"; one decimal at most; below a million exact. */
export function formatRupiahShort(rupiah: bigint, lang: Lang): string {
  const size = rupiah < 0n ? -rupiah : rupiah
  // A value that would round up to 1.000 of one scale is written as 1 of the next.
  const scale = scales.find(({ from }) => size >= from - from / 20_000n)
  if (!scale) return formatRupiah(rupiah, lang)
  const tenths = (size * 10n + scale.from / 2n) / scale.from
  const number = write(`${tenths / 10n}.${tenths % 10n}`, lang, 0, 1)
  return `${rupiah < 0n ? minus : ''}Rp${noBreak}${number}${noBreak}${scale[lang]}`
}

/** 2400000 → "2,4 MB": decimal units, as file managers on phones count. */
export function formatBytes(bytes: number, lang: Lang): string {
  if (bytes < 1000) return `${formatCount(bytes, lang)}${noBreak}B`
  for (const [unit, size] of [
    ['kB', 1e3],
    ['MB', 1e6],
    ['GB', 1e9],
  ] as const) {
    const value = bytes / size
    if (value < 999.5 || unit === 'GB') {
      return `${numberFormat(lang, 0, value < 10 && unit !== 'kB' ? 1 : 0).format(value)}${noBreak}${unit}`
    }
  }
  throw new RangeError('unreachable size')
}

/** A moment, or a calendar day "2023-12-04" that belongs to no zone. */
export type Day = Date | string

function parts(day: Day, zone: Zone): { date: Date; timeZone: string } {
  if (day instanceof Date) return { date: day, timeZone: zones[zone] }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`not a calendar day: ${day}`)
  return { date: new Date(`${day}T00:00:00Z`), timeZone: 'UTC' }
}

function writeDay(day: Day, lang: Lang, zone: Zone, options: Intl.DateTimeFormatOptions): string {
  const { date, timeZone } = parts(day, zone)
  return dateFormat(lang, timeZone, options).format(date)
}

/** "4 Desember 2023". */
export function formatDate(day: Day, lang: Lang, zone: Zone = 'WIB'): string {
  return writeDay(day, lang, zone, { day: 'numeric', month: 'long', year: 'numeric' })
}

/** "20 Okt": for tables whose year is in the head. */
export function formatDateShort(day: Day, lang: Lang, zone: Zone = 'WIB'): string {
  return writeDay(day, lang, zone, { day: 'numeric', month: 'short' })
}

/** "Senin, 16 Oktober 2023": when someone must come. */
export function formatDateWithDay(day: Day, lang: Lang, zone: Zone = 'WIB'): string {
  return writeDay(day, lang, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}

/** "Oktober 2023". */
export function formatMonth(day: Day, lang: Lang, zone: Zone = 'WIB'): string {
  return writeDay(day, lang, zone, { month: 'long', year: 'numeric' })
}

/** "8–9 Juni 2021", "30 Mei – 9 Juni 2021"; one day when both are the same. */
export function formatDateRange(from: Day, to: Day, lang: Lang, zone: Zone = 'WIB'): string {
  const start = parts(from, zone)
  const format = dateFormat(lang, start.timeZone, { day: 'numeric', month: 'long', year: 'numeric' })
  return format.formatRange(start.date, parts(to, zone).date).replaceAll('\u2009', ' ')
}

/** "10.42 WITA": the zone always stands beside a time (en "10:42 WITA"). */
export function formatTime(moment: Date, lang: Lang, zone: Zone): string {
  const time = dateFormat(lang, zones[zone], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment)
  return `${lang === 'id' ? time.replace(':', '.') : time}${noBreak}${zone}`
}

/** "4 Desember 2023, 10.42 WITA". */
export function formatDateTime(moment: Date, lang: Lang, zone: Zone): string {
  return `${formatDate(moment, lang, zone)}, ${formatTime(moment, lang, zone)}`
}

/** The calendar day of a moment in a zone, as "2023-12-04": for `<time datetime>` and date inputs. */
export function dayIn(moment: Date, zone: Zone): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zones[zone] }).format(moment)
}

/** Whole days until a due day → "hari ini", "besok", "4 hari lagi", "terlambat 2 hari". Write the date beside it. */
export function formatDue(daysLeft: number, lang: Lang): string {
  const days = formatCount(Math.abs(daysLeft), lang)
  if (lang === 'id') {
    if (daysLeft === 0) return 'hari ini'
    if (daysLeft === 1) return 'besok'
    return daysLeft > 0 ? `${days} hari lagi` : `terlambat ${days} hari`
  }
  if (daysLeft === 0) return 'today'
  if (daysLeft === 1) return 'tomorrow'
  const unit = Math.abs(daysLeft) === 1 ? 'day' : 'days'
  return daysLeft > 0 ? `in ${days} ${unit}` : `${days} ${unit} late`
}

/** "Kabupaten Malang" → "Kab. Malang" for lists; cities keep their name. */
export function regionInList(name: string): string {
  return name.replace(/^Kabupaten /, 'Kab. ')
}
