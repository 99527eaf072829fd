import type { FieldError } from '#kit/problem.ts'
import { LONGEST } from '../check-programme.ts'
import { YEARS } from '../../model.ts'

/** What shall be there by when, and which office owes it. */
export interface MilestoneInput {
  title: string
  /** Day "2027-06-30". */
  dueOn: string
  ownerId: string
}

const wrong = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })

/** A calendar day that exists, in the years of programmes. */
export function isDay(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (y < YEARS.least || y > YEARS.most || m < 1 || m > 12 || d < 1) return false
  const leap = y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0)
  return d <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1] ?? 0)
}

/** What is wrong with a milestone: an own title of one line, a day that exists, an office of the region. */
export function checkMilestone(
  input: MilestoneInput,
  officeIds: ReadonlySet<string>,
  otherTitles: readonly string[],
): FieldError[] {
  const errors: FieldError[] = []
  if (input.title === '') {
    errors.push(
      wrong(
        'title',
        'Tulis apa yang akan ada, misalnya “Bank sampah dibuka di 6 desa”.',
        'Write what shall be there, like “Waste banks opened in 6 villages”.',
      ),
    )
  } else if (input.title.length > LONGEST.name) {
    errors.push(
      wrong(
        'title',
        `Tonggak paling panjang ${LONGEST.name} huruf; ini ${input.title.length}.`,
        `A milestone has at most ${LONGEST.name} letters; this has ${input.title.length}.`,
      ),
    )
  } else if (otherTitles.includes(input.title)) {
    errors.push(
      wrong(
        'title',
        'Program ini sudah punya tonggak dengan nama itu.',
        'This programme has a milestone of that name.',
      ),
    )
  }
  if (!isDay(input.dueOn)) {
    errors.push(wrong('dueOn', 'Tulis tenggatnya sebagai tanggal.', 'Write the day by which it is due.'))
  }
  if (!officeIds.has(input.ownerId)) {
    errors.push(
      wrong('ownerId', 'Pilih OPD, kecamatan atau desa penanggung jawabnya.', 'Choose the office that owes it.'),
    )
  }
  return errors
}

/** What is wrong with a report: done today or earlier, a note of limited length. */
export function checkReport(
  report: { doneOn: string | undefined; note: string | undefined },
  today: string,
): FieldError[] {
  const errors: FieldError[] = []
  if (report.doneOn !== undefined && !isDay(report.doneOn)) {
    errors.push(wrong('doneOn', 'Tulis tanggal selesainya.', 'Write the day on which it was done.'))
  } else if (report.doneOn !== undefined && report.doneOn > today) {
    errors.push(
      wrong(
        'doneOn',
        'Tanggal selesai tidak boleh sesudah hari ini. Kosongkan bila belum selesai.',
        'It cannot be done after today. Leave it empty while it is not done.',
      ),
    )
  }
  if ((report.note ?? '').length > LONGEST.note) {
    errors.push(
      wrong(
        'note',
        `Catatan paling panjang ${LONGEST.note} huruf; ini ${report.note?.length}.`,
        `The note has at most ${LONGEST.note} letters; this has ${report.note?.length}.`,
      ),
    )
  }
  return errors
}
