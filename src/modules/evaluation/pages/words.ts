import { type Decimal, decimal, exactText, toFixed } from '#kit/decimal.ts'
import { formatCount, formatDate, formatDecimal, formatSigned } from '#kit/format.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Instrument } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import type { Edition } from '../store/editions.ts'

/** The order in which dimensions of the published instruments stand; others follow by their code. */
const dimensionOrder = ['baseline', 'output', 'outcome', 'impact', 'quick-wins', 'collaboration']

/** Codes in the order of the papers, each once. */
export function orderedDimensions(codes: Iterable<string>): string[] {
  const place = (code: string) => (dimensionOrder.includes(code) ? dimensionOrder.indexOf(code) : dimensionOrder.length)
  return [...new Set(codes)].sort((a, b) => place(a) - place(b) || a.localeCompare(b))
}

/** "Keluaran"; a dimension we have no short word for keeps the name of its instrument, else its code. */
export function dimensionWord(code: string, lang: Language, instrument?: Instrument): string {
  return (
    phrases(lang).dimension[code] ??
    instrument?.dimensions.find(dimension => dimension.code === code)?.name[lang] ??
    code
  )
}

export const groupWord = (code: string, lang: Language): string => phrases(lang).group[code] ?? code
export const groupWords = (code: string, lang: Language): string => phrases(lang).groupLong[code] ?? code

const groupOf = (instrumentId: string): string => instrumentId.replace(/^smart-city-\d{4}-/, '')

/** "2023 Wisata & IKN": an instrument where its whole title is too long. */
export const instrumentWord = ({ id, year }: { id: string; year: number }, lang: Language): string =>
  `${year} ${groupWord(groupOf(id), lang)}`

/** "Instrumen 2023, wisata prioritas & IKN": the heading of its page, and what links to it say. */
export function instrumentTitle({ id, year }: { id: string; year: number }, lang: Language): string {
  const { shortTitle, shortGroup } = phrases(lang).instrument
  return shortTitle(year, shortGroup[groupOf(id)] ?? groupOf(id))
}

/** "2023", or "2024 tahap 2" where a year holds two. */
export function editionWord(edition: Pick<Edition, 'id' | 'year'>, lang: Language): string {
  return phrases(lang).edition(edition.year, edition.id.split('-')[1])
}

/** The year a change is counted from: the edition before where it is loaded, else the year before. */
export function editionBefore(edition: Edition, editions: readonly Edition[], lang: Language): string {
  const before = editions.find(({ id }) => id === edition.previousId)
  return before ? editionWord(before, lang) : String(edition.year - 1)
}

/** A score or index, two places: "2,94". */
export const score = (value: Decimal | string, lang: Language): string =>
  formatDecimal(typeof value === 'string' ? value : toFixed(value, 2), lang)

/** A product or sum with every place it has, at least three: "0,682", "2,941". */
export const exact = (value: Decimal, lang: Language, least = 3): string => {
  const text = exactText(value, least)
  return formatDecimal(text, lang, text.split('.')[1]?.length ?? 0)
}

/** "+0,44", "−0,06". */
export const signed = (value: Decimal | string, lang: Language): string =>
  formatSigned(typeof value === 'string' ? value : toFixed(value, 2), lang)

export const count = (value: number, lang: Language): string => formatCount(value, lang)

export const decimalOrNull = (text: string | null | undefined): Decimal | null =>
  text === null || text === undefined ? null : decimal(text)

const englishMonths = 'January February March April May June July August September October November December'.split(' ')
const indonesianMonths = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(
  ' ',
)
const englishLetter = /^Kominfo letter (\S+) of (\d{1,2}) ([A-Z][a-z]+) (\d{4})(.*)$/
const indonesianLetter = /^Surat Kementerian Kominfo (\S+), (\d{1,2}) ([A-Z][a-z]+) (\d{4})(.*)$/

/** Where an edition comes from, in the language of the reader: sources name the ministry's letters in either language. */
export function sourceWords(source: string, lang: Language): string {
  const [found, months] = indonesianLetter.test(source)
    ? [indonesianLetter.exec(source), indonesianMonths]
    : [englishLetter.exec(source), englishMonths]
  const month = months.indexOf(found?.[3] ?? '') + 1
  if (!found || month === 0) return source
  const day = [found[4], String(month).padStart(2, '0'), String(found[2]).padStart(2, '0')].join('-')
  const rest = months === indonesianMonths ? (found[5] ?? '') : ''
  return lang === 'id'
    ? `Surat Kementerian Kominfo ${found[1]}, ${formatDate(day, lang)}${rest}`
    : `Letter of the Ministry of Communication and Informatics ${found[1]}, ${formatDate(day, lang)}${rest.replace('Lampiran', 'annex')}`
}

/** "2022 dan 2023", "a, b dan c". */
export const joined = (words: readonly string[], lang: Language): string =>
  new Intl.ListFormat(lang === 'id' ? 'id-ID' : 'en-GB').format(words)

/** Regions in the order in which people look for a name: regencies and cities together, by their short name. */
export const byName = <Row extends { regionName: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => a.regionName.localeCompare(b.regionName, 'id'))
