import type { FieldError } from '#kit/problem.ts'
import { type BoardInput, type ItemState, LONGEST_BOARD } from '../../model-preparation.ts'
import { isDay } from '../task/days.ts'

const wrong = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })

const long = (field: string, most: number): FieldError =>
  wrong(field, `Isian ini paling panjang ${most} huruf.`, `This entry has at most ${most} letters.`)

/** What is wrong with a board; fields are those of the form. */
export function checkBoard(input: BoardInput): FieldError[] {
  const errors: FieldError[] = []
  if (!/\S/.test(input.title)) {
    errors.push(
      wrong(
        'title',
        'Tulis untuk apa persiapannya, misalnya “Tinjauan lapangan 8–9 Juni”.',
        'Write what it is for, like “Field review of 8–9 June”.',
      ),
    )
  } else if (input.title.length > LONGEST_BOARD.title) errors.push(long('title', LONGEST_BOARD.title))
  for (const field of ['letterFrom', 'letterNumber'] as const) {
    if ((input[field] ?? '').length > LONGEST_BOARD.letter) errors.push(long(field, LONGEST_BOARD.letter))
  }
  if ((input.what ?? '').length > LONGEST_BOARD.what) errors.push(long('what', LONGEST_BOARD.what))
  if (input.letterDate !== undefined && !isDay(input.letterDate)) {
    errors.push(wrong('letterDate', 'Tulis tanggal suratnya.', 'Write the day of the letter.'))
  }
  if (!isDay(input.dueOn)) errors.push(needsDay)
  return errors
}

/** What is wrong with items for some offices: something to present, by a day, from living offices of the region. */
export function checkItems(
  items: { what: string; dueOn: string; organisationIds: readonly string[] },
  officeIds: ReadonlySet<string>,
): FieldError[] {
  const errors: FieldError[] = []
  if (!/\S/.test(items.what)) {
    errors.push(
      wrong(
        'what',
        'Tulis apa yang harus dipaparkan, misalnya “Data capaian quick win 2021”.',
        'Write what must be presented, like “Figures of the quick wins of 2021”.',
      ),
    )
  } else if (items.what.length > LONGEST_BOARD.item) errors.push(long('what', LONGEST_BOARD.item))
  if (!isDay(items.dueOn)) errors.push(needsDay)
  if (items.organisationIds.length === 0 || items.organisationIds.some(one => !officeIds.has(one))) {
    errors.push(
      wrong('organisationId', 'Pilih OPD, kecamatan atau desa dari daerah ini.', 'Choose offices of this region.'),
    )
  }
  return errors
}

const needsDay = wrong('dueOn', 'Tulis tenggatnya sebagai tanggal.', 'Write the day by which it is due.')

/** The states that somebody may give an item: its office until it is ready, the secretariat any. */
export const statesFor = (from: ItemState, keeps: boolean): ItemState[] =>
  keeps
    ? ['not-started', 'preparing', 'ready', 'checked']
    : from === 'checked'
      ? []
      : ['not-started', 'preparing', 'ready']
