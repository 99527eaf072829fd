import type { FieldError } from '#kit/problem.ts'
import type { PlanInput } from '../../model-book.ts'

const field = (name: string, id: string, en: string): FieldError => ({ field: name, sentence: { id, en } })

/** Spaces at the ends off, empty texts absent. */
export function tidyPlan<T extends PlanInput>(input: T): T {
  return {
    ...input,
    title: input.title.replace(/\s+/g, ' ').trim(),
    vision: input.vision?.replace(/\s+/g, ' ').trim() || undefined,
  }
}

/** What is wrong with the entries of a plan, one sentence for each field; `NaN` stands for a year that is no number. */
export function checkPlan(input: PlanInput): FieldError[] {
  const errors: FieldError[] = []
  if (input.title === '')
    errors.push(field('title', 'Tulis judul rencana, misalnya Masterplan Smart City 2026–2030.', 'Write a title.'))
  else if (input.title.length > 200)
    errors.push(field('title', 'Judul paling panjang 200 huruf. Pendekkan.', 'A title has at most 200 letters.'))
  for (const name of ['fromYear', 'untilYear'] as const) {
    const year = input[name]
    if (!Number.isInteger(year) || year < 2000 || year > 2100)
      errors.push(
        field(
          name,
          `Tulis tahun ${name === 'fromYear' ? 'mulai' : 'akhir'} dengan empat angka, antara 2000 dan 2100.`,
          `Write the ${name === 'fromYear' ? 'first' : 'last'} year in four figures, between 2000 and 2100.`,
        ),
      )
  }
  if (errors.length === 0 && input.untilYear < input.fromYear)
    errors.push(
      field(
        'untilYear',
        `Tahun akhir ${input.untilYear} lebih awal daripada tahun mulai ${input.fromYear}. Tukar keduanya.`,
        `The last year ${input.untilYear} comes before the first, ${input.fromYear}. Swap them.`,
      ),
    )
  if (errors.length === 0 && input.untilYear - input.fromYear > 25)
    errors.push(
      field('untilYear', 'Masa rencana paling lama 25 tahun. Tulis tahun akhir yang lebih dekat.', 'At most 25 years.'),
    )
  if ((input.vision?.length ?? 0) > 1000)
    errors.push(field('vision', 'Visi paling panjang 1.000 huruf. Pendekkan.', 'A vision has at most 1,000 letters.'))
  return errors
}
