import type { FieldError } from '#kit/problem.ts'
import { LONGEST_TASK, TASK_DIMENSIONS, type TaskInput } from '../../model-task.ts'
import { isDay } from './days.ts'

const wrong = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })

/** What is wrong with a task: its sentence, a living office of the region, a day that is not before `earliest`. */
export function checkTask(input: TaskInput, officeIds: ReadonlySet<string>, earliest: string): FieldError[] {
  const errors: FieldError[] = []
  if (!/\S/.test(input.text)) {
    errors.push(
      wrong(
        'text',
        'Tulis tugasnya, misalnya “Menyiapkan paparan quick win dengan data capaian”.',
        'Write the task, like “Prepare the presentation of the quick win with its figures”.',
      ),
    )
  } else if (input.text.length > LONGEST_TASK.text) {
    errors.push(
      wrong(
        'text',
        `Tugas paling panjang ${LONGEST_TASK.text} huruf; ini ${input.text.length}.`,
        `A task has at most ${LONGEST_TASK.text} letters; this has ${input.text.length}.`,
      ),
    )
  }
  if (!officeIds.has(input.ownerId)) {
    errors.push(
      wrong(
        'ownerId',
        'Pilih satu OPD, kecamatan atau desa dari daerah ini sebagai penanggung jawab.',
        'Choose one office of this region that owes it.',
      ),
    )
  }
  errors.push(...checkDueDay(input.dueOn, earliest))
  if (input.dimension !== undefined && !TASK_DIMENSIONS.includes(input.dimension)) {
    errors.push(wrong('dimension', 'Pilih dimensi dari daftar.', 'Choose a dimension of the list.'))
  }
  return errors
}

/** What is wrong with a due day: it exists and does not lie before `earliest`. */
export function checkDueDay(dueOn: string, earliest: string): FieldError[] {
  if (!isDay(dueOn)) return [wrong('dueOn', 'Tulis tenggatnya sebagai tanggal.', 'Write the day by which it is due.')]
  if (dueOn >= earliest) return []
  return [
    wrong(
      'dueOn',
      'Tenggat tidak boleh di masa lalu. Pilih hari ini atau sesudahnya.',
      'It cannot be due in the past. Choose today or a later day.',
    ),
  ]
}

/** What is wrong with a report that it is done: a day until today, a note of limited length. */
export function checkDone(doneOn: string | undefined, note: string | undefined, today: string): FieldError[] {
  const errors: FieldError[] = []
  if (doneOn !== undefined && !isDay(doneOn)) {
    errors.push(wrong('doneOn', 'Tulis tanggal selesainya.', 'Write the day on which it was done.'))
  } else if (doneOn !== undefined && doneOn > today) {
    errors.push(
      wrong(
        'doneOn',
        'Tanggal selesai tidak boleh sesudah hari ini. Kosongkan bila belum selesai.',
        'It cannot be done after today. Leave it empty while it is not done.',
      ),
    )
  }
  if ((note ?? '').length > LONGEST_TASK.note) {
    errors.push(
      wrong(
        'note',
        `Catatan paling panjang ${LONGEST_TASK.note} huruf; ini ${note?.length}.`,
        `The note has at most ${LONGEST_TASK.note} letters; this has ${note?.length}.`,
      ),
    )
  }
  return errors
}

/** What is wrong with a reason: it is there, in at most 1,000 letters. */
export function checkReason(reason: string): FieldError[] {
  if (/\S/.test(reason) && reason.length <= LONGEST_TASK.reason) return []
  return [
    wrong(
      'reason',
      'Tulis alasannya, misalnya keputusan rapat yang mengubahnya.',
      'Write the reason, like the decision of the meeting that changed it.',
    ),
  ]
}
