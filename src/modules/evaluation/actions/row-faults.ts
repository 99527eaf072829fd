import { type Decimal, type DecimalFault, exactText, formatDecimal, toFixed } from '#kit/decimal.ts'
import type { Region } from '#modules/region/index.ts'
import { decimalFaultPhrase } from '../rules/instrument-faults.ts'
import type { Reproduction } from '../rules/reproduce.ts'
import type { IndexResult } from '../rules/score-index.ts'
import type { RowFault } from '../store/imports.ts'

const fault = (code: string, column: string | undefined, id: string, en: string): RowFault => ({
  code,
  ...(column === undefined ? {} : { column }),
  sentence: { id, en },
  mayBeReasoned: false,
})

const clip = (text: unknown) => {
  const written = typeof text === 'string' ? text : JSON.stringify(text)
  return written.length > 60 ? `${written.slice(0, 59)}…` : written
}

export const regionUnknown = (
  column: string,
  typed: string,
  near: Region | undefined,
  by: 'code' | 'name' = 'name',
): RowFault =>
  fault(
    'region-unknown',
    column,
    `Tidak ada daerah ${by === 'code' ? 'dengan kode ' : ''}${clip(typed)}.${near ? ` Maksudnya ${near.name} (${near.code})?` : ' Tulis kodenya, misalnya 73.24.'}`,
    `There is no region ${by === 'code' ? 'with code ' : ''}${clip(typed)}.${near ? ` Do you mean ${near.name} (${near.code})?` : ' Write its code, for example 73.24.'}`,
  )

export const regionMissing = (): RowFault =>
  fault(
    'region-missing',
    undefined,
    'Baris ini tidak menyebut daerah. Isi kode_wilayah atau nama_daerah.',
    'This row names no region. Fill in region_code or region_name.',
  )

export const regionMismatch = (column: string, coded: Region, named: Region): RowFault =>
  fault(
    'region-mismatch',
    column,
    `Kode ${coded.code} adalah ${coded.name}, tetapi namanya ${named.name} (${named.code}). Betulkan salah satu.`,
    `Code ${coded.code} is ${coded.name}, but the name is ${named.name} (${named.code}). Correct one of them.`,
  )

export const regionTwice = (name: string, first: number): RowFault =>
  fault(
    'region-twice',
    undefined,
    `${name} sudah ada di baris ${first}. Hapus salah satu baris.`,
    `${name} is already in row ${first}. Delete one of the rows.`,
  )

export const cellEmpty = (column: string): RowFault =>
  fault(
    'cell-empty',
    column,
    `Sel ${column} kosong. Isi nilainya; bila daerah ini tidak ikut, tulis “tidak” di kolom hadir.`,
    `The cell ${column} is empty. Fill it in; if the region did not take part, write “no” in took_part.`,
  )

export function notADecimal(column: string, value: unknown, reason: DecimalFault): RowFault {
  if (reason === 'comma' && typeof value === 'string' && /^-?\d+,\d+$/.test(value)) {
    const [whole = '0', part = ''] = value.split(',')
    const better = `${whole}.${part.padEnd(2, '0')}`
    return fault(
      'decimal-comma',
      column,
      `“${clip(value)}” memakai koma. Tulis ${better}.`,
      `“${clip(value)}” uses a comma. Write ${better}.`,
    )
  }
  return fault(
    'not-a-decimal',
    column,
    `“${clip(value)}” di kolom ${column} bukan bilangan: ${decimalFaultPhrase(reason, 'id')}. Tulis seperti 3.50.`,
    `“${clip(value)}” in column ${column} is no number: ${decimalFaultPhrase(reason, 'en')}. Write it like 3.50.`,
  )
}

export const tooFine = (column: string, value: Decimal): RowFault =>
  fault(
    'too-many-places',
    column,
    `${exactText(value)} di kolom ${column} lebih dari dua angka di belakang titik. Tulis nilai seperti tercetak, misalnya ${toFixed(value, 2)}.`,
    `${exactText(value)} in column ${column} has more than two decimals. Write the printed value, for example ${toFixed(value, 2)}.`,
  )

export const outsideScale = (column: string, value: Decimal, min: number, max: number): RowFault =>
  fault(
    'outside-scale',
    column,
    `${exactText(value, 2)} di kolom ${column} di luar skala ${min} sampai ${max}. Periksa kembali tabel aslinya.`,
    `${exactText(value, 2)} in column ${column} is outside the scale of ${min} to ${max}. Check the original table.`,
  )

export const instrumentUnknown = (column: string | undefined, id: string, known: readonly string[]): RowFault =>
  fault(
    'instrument-unknown',
    column,
    `Instrumen “${clip(id)}” tidak dikenal. Yang ada: ${known.join(', ')}.`,
    `The instrument “${clip(id)}” is not known. There are: ${known.join(', ')}.`,
  )

export const instrumentMissing = (column: string | undefined, group: string | undefined): RowFault =>
  group === undefined
    ? fault(
        'instrument-missing',
        column,
        'Instrumen baris ini tidak diketahui. Isi kolom kelompok atau instrumen.',
        'The instrument of this row is not known. Fill in group or instrument.',
      )
    : fault(
        'instrument-missing',
        column,
        `Kelompok “${clip(group)}” tidak punya instrumen di evaluasi ini. Perbaiki kelompoknya, atau isi kolom instrumen.`,
        `The group “${clip(group)}” has no instrument in this edition. Correct the group, or fill in instrument.`,
      )

export const instrumentOther = (column: string | undefined, group: string, here: string, given: string): RowFault =>
  fault(
    'instrument-other',
    column,
    `Kelompok ${group} di evaluasi ini dinilai dengan ${here}, bukan ${given}. Perbaiki kelompok atau instrumennya.`,
    `Group ${group} of this edition is scored with ${here}, not ${given}. Correct the group or the instrument.`,
  )

export const weightMissing = (group: string, dimension: string | undefined): RowFault =>
  dimension === undefined
    ? fault(
        'weight-missing',
        undefined,
        `Berkas ini menyebut bobot, tetapi tidak untuk kelompok ${group}. Tambahkan “weights_${group.replaceAll('-', '_')}”.`,
        `This file states weights, but none for group ${group}. Add “weights_${group.replaceAll('-', '_')}”.`,
      )
    : fault(
        'weight-missing',
        dimension,
        `Bobot ${dimension} untuk kelompok ${group} tidak ada di berkas ini. Tambahkan bobotnya.`,
        `The weight of ${dimension} for group ${group} is missing in this file. Add it.`,
      )

export const weightOther = (group: string, dimension: string, given: string, instrument: string, right: string) =>
  fault(
    'weight-other',
    dimension,
    `Bobot ${dimension} untuk kelompok ${group} ditulis ${clip(given)}, sedangkan instrumen ${instrument} memakai ${right}.`,
    `The weight of ${dimension} for group ${group} is given as ${clip(given)}, but instrument ${instrument} uses ${right}.`,
  )

export const noWeight = (column: string, instrument: string): RowFault =>
  fault(
    'weight-missing',
    column,
    `Instrumen ${instrument} tidak punya bobot untuk ${column}. Kosongkan sel ini, atau perbaiki kelompoknya.`,
    `The instrument ${instrument} has no weight for ${column}. Empty this cell, or correct the group.`,
  )

export const attendanceUnclear = (column: string, value: unknown): RowFault =>
  fault(
    'attendance-unclear',
    column,
    `“${clip(value)}” di kolom ${column} tidak dimengerti. Tulis ya atau tidak.`,
    `“${clip(value)}” in column ${column} is not understood. Write yes or no.`,
  )

export const absentWithScores = (codes: readonly string[]): RowFault =>
  fault(
    'absent-with-scores',
    codes[0],
    `Daerah ini ditandai tidak hadir, tetapi ada nilainya (${codes.join(', ')}). Kosongkan nilainya, atau tulis hadir: ya.`,
    `This region is marked as absent but has scores (${codes.join(', ')}). Empty them, or write that it took part.`,
  )

/** The printed index is not what the rule gives; a reason makes it acceptable. */
export function indexNotReproduced(column: string, found: Extract<Reproduction, { kind: 'differs' }>): RowFault {
  const { printed, computed, working } = found
  const also = (language: 'id' | 'en') => {
    if (found.fits === null) return ''
    const rounding = roundings[found.fits][language]
    return language === 'id'
      ? ` Angka cetakan cocok bila ${rounding}: mungkin instrumennya lain.`
      : ` The printed figure fits when ${rounding}: perhaps another instrument was used.`
  }
  const d = (language: 'id' | 'en', value: Decimal) => formatDecimal(value, language, { places: 2 })
  return {
    code: 'index-not-reproduced',
    column,
    sentence: {
      id: `Tercetak ${d('id', printed)}, aturan memberi ${d('id', computed)}: ${arithmetic(working, 'id')}.${also('id')}`,
      en: `Printed ${d('en', printed)}, the rule gives ${d('en', computed)}: ${arithmetic(working, 'en')}.${also('en')}`,
    },
    mayBeReasoned: true,
    printed: toFixed(printed, 2),
    computed: toFixed(computed, 2),
  }
}

const roundings = {
  'each-term-half-up-2': { id: 'tiap sumbangan dibulatkan', en: 'each term is rounded' },
  'sum-half-up-2': { id: 'hanya jumlahnya dibulatkan', en: 'only the sum is rounded' },
} as const

/** "0,10 × 1,40 + … = 2,505, dibulatkan 2,51"; with rounded terms the terms themselves are added. */
function arithmetic(working: IndexResult, language: 'id' | 'en'): string {
  const d = (value: Decimal | null) => (value === null ? '–' : formatDecimal(value, language))
  const terms = working.terms.map(({ weight, score }) => `${d(weight)} × ${d(score)}`).join(' + ')
  const index = d(working.index)
  if (working.rounding === 'sum-half-up-2') {
    const rounded = language === 'id' ? 'dibulatkan' : 'rounded'
    return `${terms} = ${d(working.exactSum)}, ${rounded} ${index}`
  }
  const rounded = working.terms.map(term => d(term.rounded)).join(' + ')
  return language === 'id'
    ? `${terms}, tiap sumbangan dibulatkan: ${rounded} = ${index}`
    : `${terms}, each term rounded: ${rounded} = ${index}`
}

export function changeNotReproduced(
  column: string,
  printed: Decimal,
  now: Decimal,
  before: Decimal,
  computed: Decimal,
) {
  const d = (language: 'id' | 'en', value: Decimal, signed = false) =>
    formatDecimal(value, language, { places: 2, signed })
  return {
    ...fault(
      'improvement-not-reproduced',
      column,
      `Perubahan tercetak ${d('id', printed, true)}, aturan memberi ${d('id', now)} − ${d('id', before)} = ${d('id', computed, true)}.`,
      `The printed change is ${d('en', printed, true)}, the rule gives ${d('en', now)} − ${d('en', before)} = ${d('en', computed, true)}.`,
    ),
    mayBeReasoned: true,
    printed: toFixed(printed, 2),
    computed: toFixed(computed, 2),
  } satisfies RowFault
}

export const changeWithoutGround = (column: string, printed: Decimal, absentNow: boolean): RowFault => ({
  ...fault(
    'improvement-without-ground',
    column,
    `Tercetak perubahan ${formatDecimal(printed, 'id', { places: 2, signed: true })}, padahal daerah ini tidak hadir ${absentNow ? 'di evaluasi ini' : 'di evaluasi sebelumnya'}.`,
    `A change of ${formatDecimal(printed, 'en', { places: 2, signed: true })} is printed, but the region was absent ${absentNow ? 'in this edition' : 'in the edition before'}.`,
  ),
  mayBeReasoned: true,
  printed: toFixed(printed, 2),
})
