import type { FieldError } from '#kit/problem.ts'
import type { Stage } from '../../model.ts'
import { LONGEST_WORKSHOP, type Workshop } from '../../model-workshop.ts'

export interface WorkshopInput {
  theme: string | undefined
  startsOn: string | undefined
  endsOn: string | undefined
  place: string | undefined
}

const day = /^\d{4}-\d{2}-\d{2}$/

/** Is this a day of the calendar, as "2026-06-13"? */
export function isDay(text: string): boolean {
  if (!day.test(text)) return false
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)
}

/** What is wrong with a workshop, by field; `others` are the other stages of the series. */
export function checkWorkshop(input: WorkshopInput, stage: Stage, others: readonly Workshop[]): FieldError[] {
  const errors: FieldError[] = []
  for (const field of ['startsOn', 'endsOn'] as const) {
    const value = input[field]
    if (value !== undefined && !isDay(value)) errors.push(noDay(field))
  }
  if (errors.length > 0) return errors
  const { startsOn, endsOn } = input
  if (startsOn === undefined && endsOn !== undefined) {
    errors.push({
      field: 'startsOn',
      sentence: {
        id: 'Hari selesai ada, tetapi hari mulai kosong. Isi hari mulainya.',
        en: 'There is a last day and no first one. Give the first day.',
      },
    })
  }
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn) {
    errors.push({
      field: 'endsOn',
      sentence: {
        id: 'Hari selesai lebih awal daripada hari mulai. Perbaiki salah satunya.',
        en: 'The last day is before the first one. Correct one of them.',
      },
    })
  }
  const before = others.find(one => one.stage < stage && (one.endsOn ?? one.startsOn ?? '') > (startsOn ?? '9999'))
  if (before) {
    errors.push({
      field: 'startsOn',
      sentence: {
        id: `Bimtek ${roman[before.stage]} selesai sesudah hari ini (${before.endsOn ?? before.startsOn}). Pilih hari sesudahnya.`,
        en: `Workshop ${roman[before.stage]} ends after this day (${before.endsOn ?? before.startsOn}). Choose a later day.`,
      },
    })
  }
  const after = others.find(one => one.stage > stage && (one.startsOn ?? '9999') < (endsOn ?? startsOn ?? ''))
  if (after) {
    errors.push({
      field: endsOn === undefined ? 'startsOn' : 'endsOn',
      sentence: {
        id: `Bimtek ${roman[after.stage]} mulai sebelum hari ini (${after.startsOn}). Pilih hari sebelumnya, atau ubah jadwalnya dahulu.`,
        en: `Workshop ${roman[after.stage]} begins before this day (${after.startsOn}). Choose an earlier day, or move it first.`,
      },
    })
  }
  for (const field of ['theme', 'place'] as const) {
    if ((input[field] ?? '').length > LONGEST_WORKSHOP[field]) errors.push(tooLong(field, LONGEST_WORKSHOP[field]))
  }
  return errors
}

export const roman: Record<Stage, string> = { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' }

export const noDay = (field: string): FieldError => ({
  field,
  sentence: {
    id: 'Ini bukan tanggal. Pilih dari kalender, atau tulis seperti 2026-06-13.',
    en: 'This is no date. Choose from the calendar, or write it like 2026-06-13.',
  },
})

export const tooLong = (field: string, most: number): FieldError => ({
  field,
  sentence: { id: `Paling panjang ${most} huruf. Persingkat.`, en: `At most ${most} letters. Shorten it.` },
})

export const missing = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })
