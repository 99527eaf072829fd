import { compare, decimal } from '#kit/decimal.ts'
import type { FieldError, Sentence } from '#kit/problem.ts'
import type { Instrument } from '../../model.ts'

/** Longest note on a score, in letters. */
export const longestNote = 2000

type Scale = Pick<Instrument['scale'], 'min' | 'max'>

/** Why a value is no score: what it is, and what to give instead. */
export function noScore(given: string, { min, max }: Scale): Sentence {
  const shown = given.length > 20 ? `${given.slice(0, 20)}…` : given
  return {
    id: `“${shown}” bukan nilai. Pilih bilangan bulat ${min} sampai ${max}.`,
    en: `“${shown}” is no score. Choose a whole number from ${min} to ${max}.`,
  }
}

/**
 * A score as typed: a whole number of the scale; undefined when nothing was typed. "3,5", "5" and "03" are refused with a
 * sentence, never rounded.
 */
export function readScore(
  typed: string | undefined,
  scale: Scale,
): { score: number | undefined; error?: undefined } | { score?: undefined; error: Sentence } {
  if (typed === undefined || typed === '') return { score: undefined }
  const score = /^(0|[1-9]\d?)$/.test(typed) ? Number(typed) : Number.NaN
  return score >= scale.min && score <= scale.max ? { score } : { error: noScore(typed, scale) }
}

/** What is kept of one question of a sheet. */
export interface ScoreContent {
  /** Null while only a note or a mark is kept. */
  score: number | null
  note: string | undefined
  flagged: boolean
}

/** What is wrong with a score before it is kept. `last` is the region's score of the edition before ("2.40"), if it has one. */
export function scoreFaults(
  { score, note }: ScoreContent,
  scale: Scale,
  last: { score: string; edition: string } | undefined,
): FieldError[] {
  const faults: FieldError[] = []
  if (score !== null && !(Number.isInteger(score) && score >= scale.min && score <= scale.max)) {
    faults.push({ field: 'score', sentence: noScore(String(score), scale) })
  } else if (falls(score, last?.score) && note === undefined) {
    const edition = last?.edition ?? ''
    faults.push({
      field: 'note',
      sentence: {
        id: `Nilai ini lebih rendah daripada ${edition}. Tulis alasannya di catatan.`,
        en: `This score is below that of ${edition}. Write why in the note.`,
      },
    })
  }
  if ((note?.length ?? 0) > longestNote) {
    faults.push({
      field: 'note',
      sentence: {
        id: `Catatan paling panjang ${longestNote} huruf. Persingkat.`,
        en: `A note has at most ${longestNote} letters. Shorten it.`,
      },
    })
  }
  return faults
}

/** Whether a score is lower than the one of the edition before. */
export const falls = (score: number | null, last: string | undefined): boolean =>
  score !== null && last !== undefined && compare(decimal(String(score)), decimal(last)) < 0
