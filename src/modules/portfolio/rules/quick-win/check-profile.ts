import type { FieldError } from '#kit/problem.ts'
import { YEARS } from '../../model.ts'
import { INITIATORS, INNOVATION_FORMS, type QuickWinProfile } from '../../model-quick-win.ts'
import { isDay } from './is-day.ts'

/** Longest text of each part, in characters. */
export const LONGEST_PART = { aim: 600, design: 4000, benefit: 1500, result: 2000, continuity: 1500 } as const

const names = {
  aim: ['Tujuan', 'The aim'],
  design: ['Rancang bangun', 'The design'],
  benefit: ['Manfaat', 'The benefit'],
  result: ['Hasil', 'The result'],
  continuity: ['Keberlanjutan', 'Continuity'],
} as const

const error = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })

/** Everything that is wrong with a profile, one sentence a field; empty when it may be stored. */
export function checkProfile(profile: QuickWinProfile, thisYear: number): FieldError[] {
  const errors: FieldError[] = []
  const { sinceYear, trialOn, appliedOn } = profile
  if (!Number.isInteger(sinceYear) || sinceYear < YEARS.least || sinceYear > thisYear + 1) {
    errors.push(
      error(
        'sinceYear',
        `Tahun mulai quick win ${YEARS.least}–${thisYear + 1}, empat angka, misalnya ${thisYear}.`,
        `The first year of a quick win is ${YEARS.least}–${thisYear + 1}, four digits, for example ${thisYear}.`,
      ),
    )
  }
  if (profile.initiator !== undefined && !INITIATORS.includes(profile.initiator)) {
    errors.push(error('initiator', 'Pilih inisiator dari daftar.', 'Choose the initiator from the list.'))
  }
  if (profile.form !== undefined && !INNOVATION_FORMS.includes(profile.form)) {
    errors.push(error('form', 'Pilih bentuk inovasi dari daftar.', 'Choose the form from the list.'))
  }
  for (const [field, day] of [
    ['trialOn', trialOn],
    ['appliedOn', appliedOn],
  ] as const) {
    if (day !== undefined && !isDay(day)) {
      errors.push(
        error(field, `“${day.slice(0, 20)}” bukan tanggal. Pilih dari kalender.`, `“${day.slice(0, 20)}” is no date.`),
      )
    }
  }
  if (trialOn !== undefined && appliedOn !== undefined && isDay(trialOn) && isDay(appliedOn) && appliedOn < trialOn) {
    errors.push(
      error(
        'appliedOn',
        'Tanggal penerapan sebelum tanggal uji coba. Periksa keduanya.',
        'It was applied before it was tried. Check both dates.',
      ),
    )
  }
  for (const part of ['aim', 'design', 'benefit', 'result', 'continuity'] as const) {
    const length = profile[part]?.length ?? 0
    if (length > LONGEST_PART[part]) {
      const [id, en] = names[part]
      errors.push(
        error(
          part,
          `${id} paling panjang ${LONGEST_PART[part]} huruf; ini ${length}.`,
          `${en} has at most ${LONGEST_PART[part]} letters; this has ${length}.`,
        ),
      )
    }
  }
  return errors
}
