import type { FieldError } from '#kit/problem.ts'
import { type AgendaInput, type DecisionInput, LONGEST_SITTING } from '../../model-sitting.ts'

const line = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined
const block = (text: string | undefined) => text?.replace(/\r\n?/g, '\n').trim() || undefined

export const tidyAgenda = (input: AgendaInput): AgendaInput => ({
  ...input,
  title: line(input.title) ?? '',
  speaker: line(input.speaker),
  note: block(input.note),
})

/** What is wrong with a (tidied) agenda item; fields are those of the input. */
export function checkAgenda(input: AgendaInput, officeIds: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = []
  const { title, speaker, note, minutes, ownerId } = input
  if (title === '') {
    errors.push({
      field: 'title',
      sentence: {
        id: 'Pokok acara masih kosong. Tulis apa yang dibahas.',
        en: 'The item is empty. Write what it is about.',
      },
    })
  } else if (title.length > LONGEST_SITTING.title)
    errors.push(tooLong('title', 'Pokok acara', 'The item', LONGEST_SITTING.title))
  if (minutes !== undefined && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= 600)) {
    errors.push({
      field: 'minutes',
      sentence: {
        id: 'Lamanya ditulis dalam menit, 1–600, seperti 20. Periksa lagi, atau kosongkan.',
        en: 'Time is written in minutes, 1–600, like 20. Check it, or leave it empty.',
      },
    })
  }
  if (ownerId !== undefined && !officeIds.has(ownerId)) {
    errors.push({
      field: 'ownerId',
      sentence: {
        id: 'OPD ini tidak ada di daerah ini, atau sudah diarsipkan. Pilih dari daftar.',
        en: 'There is no such office in this region, or it is archived. Choose from the list.',
      },
    })
  }
  if ((speaker ?? '').length > LONGEST_SITTING.speaker)
    errors.push(tooLong('speaker', 'Nama penyaji', 'The speaker', LONGEST_SITTING.speaker))
  if ((note ?? '').length > LONGEST_SITTING.note)
    errors.push(tooLong('note', 'Catatan', 'The note', LONGEST_SITTING.note))
  return errors
}

export const tidyDecision = (input: DecisionInput): DecisionInput => ({ ...input, text: block(input.text) ?? '' })

/** What is wrong with a (tidied) decision. */
export function checkDecision(input: DecisionInput, agendaIds: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = []
  if (input.text === '') {
    errors.push({
      field: 'text',
      sentence: {
        id: 'Keputusan masih kosong. Tulis apa yang diputuskan.',
        en: 'The decision is empty. Write what was decided.',
      },
    })
  } else if (input.text.length > LONGEST_SITTING.decision)
    errors.push(tooLong('text', 'Keputusan', 'A decision', LONGEST_SITTING.decision))
  if (input.agendaItemId !== undefined && !agendaIds.has(input.agendaItemId)) {
    errors.push({
      field: 'agendaItemId',
      sentence: {
        id: 'Pokok acara ini tidak ada di rapat ini. Pilih dari daftar, atau kosongkan.',
        en: 'There is no such item in this meeting. Choose from the list, or leave it empty.',
      },
    })
  }
  return errors
}

const tooLong = (field: string, id: string, en: string, most: number): FieldError => ({
  field,
  sentence: {
    id: `${id} paling panjang ${most} huruf. Singkatkan.`,
    en: `${en} has at most ${most} letters. Shorten it.`,
  },
})
