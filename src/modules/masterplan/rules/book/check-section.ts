import type { FieldError } from '#kit/problem.ts'
import type { SectionInput } from '../../model-book.ts'

const field = (name: string, id: string, en: string): FieldError => ({ field: name, sentence: { id, en } })

/** A day of the calendar, "2026-12-31". */
export function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return false
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number)
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return year >= 2000 && year <= 2100 && days !== undefined && day >= 1 && day <= days
}

/** What is wrong with the settings of a section; `officeIds` are offices that may own one. */
export function checkSection(input: SectionInput, officeIds: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = []
  if (input.title === '') errors.push(field('title', 'Tulis judul bagian.', 'Write the title of the section.'))
  if (input.title.length > 200)
    errors.push(field('title', 'Judul bagian paling panjang 200 huruf. Pendekkan.', 'A title has at most 200 letters.'))
  if ((input.guide?.length ?? 0) > 2000)
    errors.push(field('guide', 'Petunjuk paling panjang 2.000 huruf. Pendekkan.', 'A guide has at most 2,000 letters.'))
  if (input.ownerId !== undefined && !officeIds.has(input.ownerId))
    errors.push(field('ownerId', 'Pilih OPD daerah ini dari daftar.', 'Choose an office of this region from the list.'))
  if (input.dueOn !== undefined && !isDay(input.dueOn))
    errors.push(
      field('dueOn', 'Tulis tenggat sebagai tanggal, misalnya 2026-12-31.', 'Write the due day as a date, 2026-12-31.'),
    )
  if (!Number.isInteger(input.wordsWanted) || input.wordsWanted < 0 || input.wordsWanted > 20_000)
    errors.push(
      field(
        'wordsWanted',
        'Tulis jumlah kata dengan angka bulat dari 0 sampai 20.000.',
        'Write the number of words as a whole number from 0 to 20,000.',
      ),
    )
  return errors
}
