import { compare, decimal, parseDecimal, ZERO } from '#kit/decimal.ts'
import type { FieldError } from '#kit/problem.ts'
import { DIMENSIONS, type FieldChange, programmeCodeSchema, YEARS } from '../../model.ts'
import {
  DIRECTIONS,
  ENTRY_LEVELS,
  FREQUENCIES,
  type IndicatorInput,
  LONGEST_INDICATOR,
  MOST_DECIMALS,
  MOST_DIGITS,
  ROLLUPS,
  type Target,
} from '../../model-indicator.ts'

const error = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })

const isNumber = (text: string) => {
  const parsed = parseDecimal(text, MOST_DIGITS + MOST_DECIMALS)
  return parsed.ok && parsed.value.places <= MOST_DECIMALS
}

const labels = {
  name: { id: 'Nama indikator', en: 'The name' },
  unit: { id: 'Satuan', en: 'The unit' },
  definition: { id: 'Definisi', en: 'The definition' },
  formula: { id: 'Rumus', en: 'The formula' },
  source: { id: 'Sumber data', en: 'The source' },
  weightLabel: { id: 'Nama bobot', en: 'The name of the weight' },
} as const

/**
 * Everything that is wrong with the definition of an indicator, one sentence a field; empty when it may be stored.
 * `offices` are the ids of living offices of the region and the one that keeps it already.
 */
export function checkIndicator(input: IndicatorInput, offices: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = []
  if (!programmeCodeSchema.safeParse(input.code).success) {
    errors.push(
      error(
        'code',
        'Kode memakai huruf besar, angka, titik, garis miring atau garis hubung, paling panjang 30, misalnya IND-01.',
        'A code has capital letters, digits, points, slashes or hyphens, at most 30, for example IND-01.',
      ),
    )
  }
  for (const field of ['name', 'unit', 'definition', 'formula', 'source', 'weightLabel'] as const) {
    const text = input[field]
    const { id, en } = labels[field]
    if ((field === 'name' || field === 'unit') && (text ?? '').trim() === '') {
      errors.push(error(field, `${id} belum diisi.`, `${en} is missing.`))
    } else if ((text ?? '').length > LONGEST_INDICATOR[field]) {
      errors.push(
        error(
          field,
          `${id} paling panjang ${LONGEST_INDICATOR[field]} huruf.`,
          `${en} has at most ${LONGEST_INDICATOR[field]} letters.`,
        ),
      )
    }
  }
  errors.push(...choices(input))
  if (input.ownerId !== undefined && !offices.has(input.ownerId)) {
    errors.push(error('ownerId', 'Pilih OPD dari daerah ini.', 'Choose an office of this region.'))
  }
  errors.push(...numbers(input))
  return errors
}

function choices(input: IndicatorInput): FieldError[] {
  const errors: FieldError[] = []
  const choose = (field: string, fits: boolean) => {
    if (!fits) errors.push(error(field, 'Pilih salah satu dari daftar.', 'Choose one of the list.'))
  }
  choose('direction', DIRECTIONS.includes(input.direction))
  choose('level', ENTRY_LEVELS.includes(input.level))
  choose('rollup', ROLLUPS.includes(input.rollup))
  choose('frequency', FREQUENCIES.includes(input.frequency))
  choose('dimension', input.dimension === undefined || DIMENSIONS.includes(input.dimension))
  if (!Number.isInteger(input.decimals) || input.decimals < 0 || input.decimals > MOST_DECIMALS) {
    errors.push(
      error(
        'decimals',
        `Angka di belakang koma: bilangan 0 sampai ${MOST_DECIMALS}.`,
        `Decimals: a number from 0 to ${MOST_DECIMALS}.`,
      ),
    )
  }
  if (input.externalCode !== undefined && !/^[a-z]+(-[a-z0-9]+)*$/.test(input.externalCode)) {
    errors.push(error('externalCode', 'Kode luar memakai huruf kecil, misalnya spbe.', 'Small letters, such as spbe.'))
  }
  return errors
}

function numbers(input: IndicatorInput): FieldError[] {
  const errors: FieldError[] = []
  for (const field of ['ratioFactor', 'least', 'most', 'baselineValue'] as const) {
    const text = input[field]
    if (text !== undefined && !isNumber(text)) {
      errors.push(
        error(
          field,
          `“${text.slice(0, 40)}” bukan angka. Tulis seperti 42,5.`,
          `“${text.slice(0, 40)}” is no number. Write it like 42.5.`,
        ),
      )
    }
  }
  if (errors.length > 0) return errors
  if (compare(decimal(input.ratioFactor), ZERO) <= 0) {
    errors.push(
      error('ratioFactor', 'Pengali rasio lebih dari 0: 100 untuk persen.', 'The factor is above 0: 100 for per cent.'),
    )
  }
  if (input.least !== undefined && input.most !== undefined && compare(decimal(input.least), decimal(input.most)) > 0) {
    errors.push(
      error(
        'most',
        'Batas atas lebih kecil dari batas bawah. Tukar keduanya.',
        'The upper bound is below the lower one.',
      ),
    )
  }
  if ((input.baselineYear === undefined) !== (input.baselineValue === undefined)) {
    errors.push(
      error(
        input.baselineYear === undefined ? 'baselineYear' : 'baselineValue',
        'Titik awal punya tahun dan nilai. Isi keduanya, atau kosongkan keduanya.',
        'A baseline has a year and a value. Enter both or neither.',
      ),
    )
  }
  if (input.baselineYear !== undefined && !isYear(input.baselineYear)) errors.push(yearWrong('baselineYear'))
  return errors
}

const isYear = (year: number) => Number.isInteger(year) && year >= YEARS.least && year <= YEARS.most
const yearWrong = (field: string) =>
  error(
    field,
    `Tahun empat angka, ${YEARS.least}–${YEARS.most}.`,
    `A year of four digits, ${YEARS.least}–${YEARS.most}.`,
  )

/** What is wrong with the targets of an indicator; each year once, each value a number. Fields are `targets.0.value`. */
export function checkTargets(targets: readonly Target[]): FieldError[] {
  const errors: FieldError[] = []
  const seen = new Set<number>()
  targets.forEach(({ year, value }, at) => {
    if (!isYear(year)) errors.push(yearWrong(`targets.${at}.year`))
    else if (seen.has(year)) {
      errors.push(error(`targets.${at}.year`, `Tahun ${year} ada dua kali.`, `The year ${year} stands there twice.`))
    }
    seen.add(year)
    if (!isNumber(value)) {
      errors.push(
        error(
          `targets.${at}.value`,
          `“${value.slice(0, 40)}” bukan angka. Tulis seperti 42,5.`,
          `“${value.slice(0, 40)}” is no number. Write it like 42.5.`,
        ),
      )
    }
  })
  return errors
}

const described = [
  'code',
  'name',
  'definition',
  'unit',
  'direction',
  'formula',
  'source',
  'dimension',
  'externalCode',
  'level',
  'rollup',
  'ratioFactor',
  'weightLabel',
  'frequency',
  'decimals',
  'least',
  'most',
  'baselineYear',
  'baselineValue',
  'ownerId',
] as const satisfies readonly (keyof IndicatorInput)[]

/** Numbers that say the same: "100" and "100.00". */
function same(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true
  if (a === undefined || b === undefined || !isNumber(a) || !isNumber(b)) return false
  return compare(decimal(a), decimal(b)) === 0
}
const numeric: ReadonlySet<string> = new Set(['ratioFactor', 'least', 'most', 'baselineValue'])

/** The fields that differ, as history shows them; empty when the same is said again. */
export function diffIndicator(before: IndicatorInput | undefined, after: IndicatorInput): FieldChange[] {
  return described.flatMap(field => {
    const text = (value: string | number | undefined) => (value === undefined ? undefined : String(value))
    const old = before === undefined ? undefined : text(before[field])
    const now = text(after[field])
    return old === now || (numeric.has(field) && same(old, now)) ? [] : [{ field, before: old, after: now }]
  })
}

/** What cannot change once there are readings: they would mean something else. */
export const FIXED_ONCE_READ = ['level', 'frequency'] as const

/** Fields that would make stored readings mean something else: level and frequency, and to or from a ratio. */
export function fixedFaults(before: IndicatorInput, after: IndicatorInput): FieldError[] {
  const fields: string[] = FIXED_ONCE_READ.filter(field => before[field] !== after[field])
  if ((before.rollup === 'ratio') !== (after.rollup === 'ratio')) fields.push('rollup')
  return fields.map(field =>
    error(
      field,
      'Ini tidak dapat diubah lagi karena sudah ada capaian. Buat indikator baru.',
      'This cannot change any more, as there are readings. Make a new indicator.',
    ),
  )
}
