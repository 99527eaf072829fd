import type { FieldError } from '#kit/problem.ts'
import {
  INSTITUTION_KINDS,
  type InstitutionInput,
  LONGEST_INSTITUTION,
  MEMBER_DIMENSIONS,
  type MemberInput,
  MOST_MEMBERS,
} from '../../model-institution.ts'
import { isDay } from '../task/days.ts'

const wrong = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })

const tooLong = (field: string, name: { id: string; en: string }, most: number): FieldError =>
  wrong(field, `${name.id} paling panjang ${most} huruf.`, `${name.en} has at most ${most} letters.`)

/** What is wrong with an institution; fields are those of the form. */
export function checkInstitution(input: InstitutionInput): FieldError[] {
  const errors: FieldError[] = []
  if (!INSTITUTION_KINDS.includes(input.kind)) {
    errors.push(wrong('kind', 'Pilih jenis lembaganya.', 'Choose the kind of institution.'))
  }
  if (!/\S/.test(input.name)) {
    errors.push(
      wrong(
        'name',
        'Tulis nama lembaganya, misalnya “Dewan Smart City”.',
        'Write the name of the institution, like “Smart City Council”.',
      ),
    )
  } else if (input.name.length > LONGEST_INSTITUTION.name) {
    errors.push(tooLong('name', { id: 'Nama', en: 'The name' }, LONGEST_INSTITUTION.name))
  }
  if ((input.duties ?? '').length > LONGEST_INSTITUTION.duties) {
    errors.push(tooLong('duties', { id: 'Tugas', en: 'The duties' }, LONGEST_INSTITUTION.duties))
  }
  if ((input.decreeNumber ?? '').length > LONGEST_INSTITUTION.decreeNumber) {
    errors.push(tooLong('decreeNumber', { id: 'Nomor SK', en: 'The number' }, LONGEST_INSTITUTION.decreeNumber))
  }
  for (const [field, day] of [
    ['decreeDate', input.decreeDate],
    ['termFrom', input.termFrom],
    ['termUntil', input.termUntil],
  ] as const) {
    if (day !== undefined && !isDay(day)) errors.push(wrong(field, 'Tulis sebagai tanggal.', 'Write it as a day.'))
  }
  if (input.termFrom !== undefined && input.termUntil !== undefined && input.termUntil < input.termFrom) {
    errors.push(
      wrong(
        'termUntil',
        'Masa tugas berakhir sebelum mulai. Perbaiki salah satu tanggalnya.',
        'The term ends before it begins. Mend one of the days.',
      ),
    )
  }
  return [...errors, ...checkMonthly(input)]
}

function checkMonthly({ monthly }: InstitutionInput): FieldError[] {
  if (monthly === undefined) return []
  const errors: FieldError[] = []
  const within = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most
  if (!within(monthly.week, 1, 4)) {
    errors.push(wrong('meetsWeek', 'Pilih minggu ke-1 sampai ke-4.', 'Choose the 1st to the 4th week.'))
  }
  if (!within(monthly.weekday, 1, 7)) {
    errors.push(wrong('meetsWeekday', 'Pilih harinya.', 'Choose the weekday.'))
  }
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(monthly.at)) {
    errors.push(wrong('meetsAt', 'Tulis jamnya, misalnya 09.00.', 'Write the time, like 09:00.'))
  }
  if (!within(monthly.minutes, 15, 600)) {
    errors.push(
      wrong(
        'meetsMinutes',
        'Lamanya 15 sampai 600 menit. Tulis angkanya.',
        'It takes 15 to 600 minutes. Write a number.',
      ),
    )
  }
  if ((monthly.place ?? '').length > LONGEST_INSTITUTION.place) {
    errors.push(tooLong('meetsPlace', { id: 'Tempat', en: 'The place' }, LONGEST_INSTITUTION.place))
  }
  return errors
}

/** What is wrong with a list of members; fields are `anggota.3.position`. */
export function checkMembers(
  members: readonly MemberInput[],
  known: { organisationIds: ReadonlySet<string>; accountIds: ReadonlySet<string> },
): FieldError[] {
  if (members.length > MOST_MEMBERS) {
    return [wrong('anggota', `Paling banyak ${MOST_MEMBERS} anggota.`, `At most ${MOST_MEMBERS} members.`)]
  }
  return members.flatMap((one, at) => {
    const field = (name: string) => `anggota.${at}.${name}`
    const errors: FieldError[] = []
    if (!/\S/.test(one.position)) {
      errors.push(
        wrong(
          field('position'),
          'Tulis kedudukannya, misalnya Ketua atau Anggota.',
          'Write the position, like chair or member.',
        ),
      )
    }
    if ([one.organisationId, one.accountId, one.name, one.title].every(part => part === undefined)) {
      errors.push(
        wrong(
          field('title'),
          'Pilih OPD, atau tulis jabatan atau nama anggota ini.',
          'Choose an office, or write the title or name of this member.',
        ),
      )
    }
    if (one.organisationId !== undefined && !known.organisationIds.has(one.organisationId)) {
      errors.push(wrong(field('organisationId'), 'Pilih OPD dari daerah ini.', 'Choose an office of this region.'))
    }
    if (one.accountId !== undefined && !known.accountIds.has(one.accountId)) {
      errors.push(wrong(field('accountId'), 'Akun ini tidak ada.', 'There is no such account.'))
    }
    if (one.email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(one.email)) {
      errors.push(wrong(field('email'), `“${one.email}” bukan alamat surel.`, `“${one.email}” is no e-mail address.`))
    }
    if (one.dimension !== undefined && !MEMBER_DIMENSIONS.includes(one.dimension)) {
      errors.push(wrong(field('dimension'), 'Pilih dimensi dari daftar.', 'Choose a dimension of the list.'))
    }
    for (const name of ['position', 'name', 'title', 'email'] as const) {
      if ((one[name] ?? '').length > LONGEST_INSTITUTION.text) {
        errors.push(tooLong(field(name), { id: 'Isian ini', en: 'This entry' }, LONGEST_INSTITUTION.text))
      }
    }
    return errors
  })
}
