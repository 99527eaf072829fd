import { formatCount, formatDecimal, type Lang } from '#kit/format.ts'
import type { Figures, Indicator } from '../../model-indicator.ts'
import { indicatorPhrases } from '../../phrases/indicator.ts'
import { readingPhrases } from '../../phrases/reading.ts'
import type { Ask } from '../../rules/indicator/jump.ts'
import { frequencyOf, partOf, yearOf } from '../../rules/indicator/period.ts'
import { figureOf } from '../../rules/indicator/rollup.ts'

/** Paths of pages begin so; the code is that of a regency or city. */
export const place = '/portofolio/:code{[0-9]{2}\\.[0-9]{2}}'
export const indicatorPlace = `${place}/indikator/:indicator{[0-9a-f-]{36}}`
export const readingPlace = `${indicatorPlace}/capaian/:place{[0-9.]{5,13}}/:period{[0-9SQ-]{4,7}}`
/** The entry of the header that is lit. */
export const section = '/portofolio'

export const listHref = (code: string): string => `/portofolio/${code}/indikator`
export const indicatorHref = (code: string, id: string): string => `/portofolio/${code}/indikator/${id}`
export const entryHref = (code: string): string => `/portofolio/${code}/isi`
/** The page of one reading, by its id. */
export function readingHref(code: string, id: string): string {
  const [indicator = '', ...rest] = id.split('/')
  return `${indicatorHref(code, indicator)}/capaian/${rest.join('/')}`
}

/** "2026", "Semester II 2026", "Triwulan III 2026", "November 2026". */
export function periodName(period: string, lang: Lang): string {
  const t = indicatorPhrases(lang)
  const frequency = frequencyOf(period)
  const year = yearOf(period)
  const part = partOf(period)
  if (frequency === 'year') return String(year)
  if (frequency === 'month') return `${t.months[part - 1]} ${year}`
  return `${t.partOf[frequency]} ${t.roman[part - 1]} ${year}`
}

/** A figure as people read it, without its unit: "1.234", "80,25". */
export const showNumber = (value: string, indicator: Pick<Indicator, 'decimals'>, lang: Lang): string =>
  formatDecimal(value, lang, indicator.decimals)

/** With its unit: "80,25%", "42 posyandu". */
export function showFigure(value: string, indicator: Pick<Indicator, 'decimals' | 'unit'>, lang: Lang): string {
  const number = showNumber(value, indicator, lang)
  return indicator.unit === '%' ? `${number}%` : `${number} ${indicator.unit}`
}

/** What one place said: its figure, and the parts of a ratio: "75,00% (30 dari 40)". */
export function showReading(figures: Figures, indicator: Indicator, lang: Lang): string {
  const figure = figureOf(indicator, figures)
  if (figure === undefined) return ''
  const shown = showFigure(figure, indicator, lang)
  return figures.numerator === undefined || figures.denominator === undefined
    ? shown
    : `${shown} (${partsOf(figures.numerator, figures.denominator, lang)})`
}

/**
 * What the parts of a ratio count, as its formula says it ("balita diimunisasi ÷ balita × 100"); undefined for a formula that
 * is written otherwise.
 */
export function partNames(formula: string | undefined): { numerator: string; denominator: string } | undefined {
  const [numerator, denominator, ...more] = (formula ?? '').replace(/\s*[×x*]\s*[\d.]+\s*$/, '').split('÷')
  const [over, under] = [numerator?.trim(), denominator?.trim()]
  if (!over || !under || more.length > 0 || /[()]/.test(over + under)) return undefined
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  return { numerator: capital(over), denominator: capital(under) }
}

/** Both parts of a ratio: "30 dari 40". */
export const partsOf = (over: string, under: string, lang: Lang): string =>
  readingPhrases(lang).ofFraction(showPart(over, lang), showPart(under, lang))

/** A part of a ratio or a weight with the decimals it has: "1.234", "12,5". */
export function showPart(text: string, lang: Lang): string {
  const [, fraction = ''] = text.split('.')
  return fraction.replace(/0+$/, '') === ''
    ? formatCount(text.split('.')[0] ?? text, lang)
    : formatDecimal(text, lang, fraction.length)
}

/** The words of what is asked about a figure. */
export function askWords(ask: Ask, indicator: Indicator, lang: Lang): string {
  const t = readingPhrases(lang)
  const say = (value: string) => showFigure(value, indicator, lang)
  return ask.kind === 'jump'
    ? t.askJump(say(ask.before), periodName(ask.beforePeriod, lang), say(ask.now))
    : t.askOutlier(say(ask.now), say(ask.median), formatCount(ask.peers, lang))
}

/** A stored number as it stands in a field, in the language of the reader: "80,25". */
export const inField = (text: string | undefined, lang: Lang): string =>
  text === undefined ? '' : lang === 'id' ? plain(text).replace('.', ',') : plain(text)

const plain = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** "Diperiksa, Kepala Dinas Kesehatan": what happened and by whom; the office where the person is not known. */
export function eventWords(
  change: { event: string; accountId?: string | undefined; office?: string | undefined },
  names: ReadonlyMap<string, string>,
  lang: Lang,
): string {
  const event = indicatorPhrases(lang).events[change.event] ?? change.event
  const who = names.get(change.accountId ?? '') ?? change.office
  return `${event.charAt(0).toUpperCase()}${event.slice(1)}${who === undefined ? '' : `, ${who}`}`
}
