import { compare, decimal, formatDecimal, parseDecimal, ZERO } from '#kit/decimal.ts'
import type { FieldError } from '#kit/problem.ts'
import {
  CODE_LENGTH,
  type Figures,
  type Indicator,
  LONGEST_INDICATOR,
  MOST_DECIMALS,
  MOST_DIGITS,
  type ReadingInput,
} from '../../model-indicator.ts'
import { daysOf, isPeriod } from './period.ts'
import { readNumber } from './read-number.ts'
import { figureOf } from './rollup.ts'

const error = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })

export type FigureName = 'value' | 'numerator' | 'denominator' | 'weight'

/** Which numbers an indicator wants of a place. A place without others beside it needs no weight. */
export function figureNames(indicator: Pick<Indicator, 'rollup' | 'level'>): FigureName[] {
  if (indicator.rollup === 'ratio') return ['numerator', 'denominator']
  return indicator.rollup === 'weighted' && indicator.level > 2 ? ['value', 'weight'] : ['value']
}

/** May this place have readings of its own: one of the entry level, or, where nothing is added up, any above it. */
export function takesReadings(indicator: Pick<Indicator, 'rollup' | 'level'>, placeCode: string): boolean {
  return indicator.rollup === 'last'
    ? placeCode.length <= CODE_LENGTH[indicator.level]
    : placeCode.length === CODE_LENGTH[indicator.level]
}

/** A typed number as plain text, or the sentence that says what to type. Parts of a ratio and weights may be decimals. */
export function readFigure(
  name: FigureName,
  typed: string,
  indicator: Pick<Indicator, 'decimals'>,
): { value: string } | { error: FieldError } {
  const shown = typed.trim().slice(0, 40)
  // A count of people or households, as parts of ratios and weights are, has no "1.5": "1.234" is a thousand there.
  const read = readNumber(typed, name === 'value' ? indicator.decimals : 0)
  if (read.ok) return { value: read.value }
  if (read.reason === 'ambiguous') {
    const [thousand, fraction] = [shown.replace('.', ''), shown.replace('.', ',')]
    return {
      error: error(
        name,
        `“${shown}” dapat berarti ribuan atau desimal. Tulis ${thousand} atau ${fraction}.`,
        `“${shown}” may be thousands or a decimal. Write ${thousand} or ${fraction}.`,
      ),
    }
  }
  return {
    error: error(
      name,
      `“${shown}” bukan angka. Tulis angka saja, misalnya ${indicator.decimals === 0 ? '42' : '42,5'}.`,
      `“${shown}” is no number. Write only the number, for example ${indicator.decimals === 0 ? '42' : '42.5'}.`,
    ),
  }
}

/**
 * Everything that is wrong with a reading, one sentence a field; empty when it may be stored. Form, API and imports ask
 * this. A figure that only looks strange is not refused: see `asksOf`.
 */
export function checkReading(indicator: Indicator, input: ReadingInput, today: string): FieldError[] {
  const errors: FieldError[] = []
  if (!takesReadings(indicator, input.placeCode)) {
    errors.push(
      error(
        'placeCode',
        `“${indicator.name}” diisi per ${levelWords[indicator.level].id}; ${input.placeCode} bukan itu. Angka di atasnya dihitung sendiri.`,
        `“${indicator.name}” is entered per ${levelWords[indicator.level].en}; ${input.placeCode} is none. Figures above are computed.`,
      ),
    )
  }
  if (!isPeriod(input.period, indicator.frequency)) {
    errors.push(
      error(
        'period',
        `“${input.period.slice(0, 20)}” bukan periode indikator ini. Tulis seperti ${examples[indicator.frequency]}.`,
        `“${input.period.slice(0, 20)}” is no period of this indicator. Write it like ${examples[indicator.frequency]}.`,
      ),
    )
  } else if (daysOf(input.period).from > today) {
    errors.push(
      error(
        'period',
        `Periode ${input.period} belum mulai. Isi setelah ${daysOf(input.period).from}.`,
        `Period ${input.period} has not begun. Enter it after ${daysOf(input.period).from}.`,
      ),
    )
  }
  errors.push(...checkFigures(indicator, input))
  for (const [field, text] of [
    ['explanation', input.explanation],
    ['note', input.note],
  ] as const) {
    if ((text ?? '').length > LONGEST_INDICATOR[field]) {
      errors.push(
        error(
          field,
          `Paling panjang ${LONGEST_INDICATOR[field]} huruf.`,
          `At most ${LONGEST_INDICATOR[field]} letters.`,
        ),
      )
    }
  }
  return errors
}

const levelWords = {
  2: { id: 'kabupaten atau kota', en: 'regency or city' },
  3: { id: 'kecamatan', en: 'district' },
  4: { id: 'desa atau kelurahan', en: 'village' },
} as const
const examples = { year: '2026', semester: '2026-S1', quarter: '2026-Q3', month: '2026-11' } as const

function checkFigures(indicator: Indicator, given: Figures): FieldError[] {
  const errors: FieldError[] = []
  const wanted = figureNames(indicator)
  for (const name of ['value', 'numerator', 'denominator', 'weight'] as const) {
    const text = given[name]
    if (text === undefined) {
      if (wanted.includes(name)) errors.push(error(name, 'Isi angkanya.', 'Enter the number.'))
      continue
    }
    if (!wanted.includes(name)) {
      // A weight that is not needed does no harm; another number would be a second truth.
      if (name !== 'weight') errors.push(notWanted(name, indicator))
      continue
    }
    const parsed = parseDecimal(text, MOST_DIGITS + MOST_DECIMALS)
    if (!parsed.ok) {
      errors.push(
        error(
          name,
          `“${text.slice(0, 40)}” bukan angka. Tulis seperti 42.5.`,
          `“${text.slice(0, 40)}” is no number. Write it like 42.5.`,
        ),
      )
      continue
    }
    const places = name === 'value' ? indicator.decimals : MOST_DECIMALS
    if (parsed.value.places > places && name === 'value') {
      errors.push(
        places === 0
          ? error(name, 'Indikator ini memakai bilangan bulat, tanpa koma.', 'This indicator takes whole numbers.')
          : error(name, `Paling banyak ${places} angka di belakang koma.`, `At most ${places} decimals.`),
      )
    } else if (name !== 'value' && compare(parsed.value, ZERO) < 0) {
      errors.push(error(name, 'Angka ini tidak boleh kurang dari 0.', 'This number is not below 0.'))
    } else if ((name === 'denominator' || name === 'weight') && compare(parsed.value, ZERO) === 0) {
      errors.push(
        error(
          name,
          'Pembagi 0 tidak dapat dihitung. Bila tidak ada sasarannya di sini, kosongkan dan tulis di catatan.',
          'Nothing can be divided by 0. When there is nothing to count here, leave it empty and say so in the note.',
        ),
      )
    }
  }
  return errors.length > 0 ? errors : bounds(indicator, given)
}

const notWanted = (name: FigureName, indicator: Indicator): FieldError =>
  indicator.rollup === 'ratio'
    ? error(
        name,
        'Indikator ini dihitung dari pembilang dan penyebut. Isi keduanya, bukan hasilnya.',
        'This indicator is computed from numerator and denominator. Enter both, not the result.',
      )
    : error(
        name,
        'Indikator ini tidak memakai pembilang dan penyebut.',
        'This indicator has no numerator and denominator.',
      )

function bounds(indicator: Indicator, given: Figures): FieldError[] {
  const figure = figureOf(indicator, given)
  if (figure === undefined) return []
  const field = indicator.rollup === 'ratio' ? 'numerator' : 'value'
  const value = decimal(figure)
  const say = (text: string, lang: 'id' | 'en') => formatDecimal(decimal(text), lang, { places: indicator.decimals })
  if (indicator.least !== undefined && compare(value, decimal(indicator.least)) < 0) {
    return [
      error(
        field,
        `${say(figure, 'id')} lebih kecil dari batas ${say(indicator.least, 'id')} ${indicator.unit}. Periksa angkanya.`,
        `${say(figure, 'en')} is below the bound of ${say(indicator.least, 'en')} ${indicator.unit}. Check the number.`,
      ),
    ]
  }
  if (indicator.most !== undefined && compare(value, decimal(indicator.most)) > 0) {
    return [
      error(
        field,
        `${say(figure, 'id')} lebih besar dari batas ${say(indicator.most, 'id')} ${indicator.unit}. Periksa angkanya.`,
        `${say(figure, 'en')} is above the bound of ${say(indicator.most, 'en')} ${indicator.unit}. Check the number.`,
      ),
    ]
  }
  return []
}
