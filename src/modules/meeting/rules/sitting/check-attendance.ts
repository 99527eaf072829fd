import type { FieldError, Sentence } from '#kit/problem.ts'
import { type AttendanceInput, LONGEST_SITTING, MOST_LINES } from '../../model-sitting.ts'

const line = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined

/** One person with spaces tidied; NIP and phone without the spaces and dashes people write in them. */
export const tidyPerson = (input: AttendanceInput): AttendanceInput => ({
  name: line(input.name) ?? '',
  title: line(input.title),
  office: line(input.office),
  number: line(input.number)?.replace(/[\s.]/g, ''),
  phone: line(input.phone)?.replace(/[\s().-]/g, ''),
})

type Part = keyof AttendanceInput

/** What is wrong with one (tidied) person, one sentence a part. */
export function faultsOf(person: AttendanceInput): { part: Part; sentence: Sentence }[] {
  const faults: { part: Part; sentence: Sentence }[] = []
  const { name, title, office, number, phone } = person
  if (!/\p{L}/u.test(name)) {
    faults.push({
      part: 'name',
      sentence: {
        id: 'Nama masih kosong. Tulis nama lengkap seperti di surat tugas.',
        en: 'The name is empty. Write the full name as in the assignment letter.',
      },
    })
  } else if (name.length > LONGEST_SITTING.name) faults.push({ part: 'name', sentence: tooLong('Nama', 'The name') })
  if ((title ?? '').length > LONGEST_SITTING.office)
    faults.push({ part: 'title', sentence: tooLong('Jabatan', 'The position', LONGEST_SITTING.office) })
  if ((office ?? '').length > LONGEST_SITTING.office)
    faults.push({ part: 'office', sentence: tooLong('Instansi', 'The office', LONGEST_SITTING.office) })
  if (number !== undefined && !/^\d{18}$/.test(number)) {
    faults.push({
      part: 'number',
      sentence: {
        id: 'NIP terdiri atas 18 angka. Periksa lagi, atau kosongkan.',
        en: 'A NIP has 18 digits. Check it, or leave it empty.',
      },
    })
  }
  if (phone !== undefined && !/^\+?\d{6,15}$/.test(phone)) {
    faults.push({
      part: 'phone',
      sentence: {
        id: 'Nomor HP terdiri atas 6–15 angka, seperti 081234567890. Periksa lagi, atau kosongkan.',
        en: 'A phone number has 6–15 digits, like 081234567890. Check it, or leave it empty.',
      },
    })
  }
  return faults
}

const tooLong = (id: string, en: string, most: number = LONGEST_SITTING.name): Sentence => ({
  id: `${id} paling panjang ${most} huruf. Singkatkan.`,
  en: `${en} has at most ${most} letters. Shorten it.`,
})

/** What makes two entries the same person: name and office without regard to case. */
export const sameKey = ({ name, office }: Pick<AttendanceInput, 'name' | 'office'>): string =>
  `${name.toLowerCase()}\n${(office ?? '').toLowerCase()}`

/**
 * A list on paper as it was typed: one person a line, "nama; jabatan; instansi; NIP; nomor HP", or the same columns copied
 * from a sheet (tabs). Empty lines are left out, a person named twice is taken once. Errors name the line, on `field`.
 */
export function readPaperList(
  text: string,
  field: string,
): { ok: true; people: AttendanceInput[] } | { ok: false; errors: FieldError[] } {
  const lines = text.split(/\r\n?|\n/).map((typed, at) => ({ typed, number: at + 1 }))
  const filled = lines.filter(({ typed }) => typed.trim() !== '')
  const refuse = (id: string, en: string) => ({ ok: false as const, errors: [{ field, sentence: { id, en } }] })
  if (filled.length === 0) {
    return refuse(
      'Daftar masih kosong. Tulis satu orang tiap baris: nama; jabatan; instansi; NIP; nomor HP.',
      'The list is empty. Write one person a line: name; position; office; NIP; phone.',
    )
  }
  if (filled.length > MOST_LINES) {
    return refuse(
      `Paling banyak ${MOST_LINES} orang sekali kirim. Kirim sisanya sesudah ini.`,
      `At most ${MOST_LINES} people at a time. Send the rest after this.`,
    )
  }
  const people = new Map<string, AttendanceInput>()
  for (const { typed, number } of filled) {
    // Numbering that was typed with the list ("12. ", "12) ") is no part of a name.
    const parts = typed.replace(/^\s*\d{1,3}[.)]\s+/, '').split(/\t|;/)
    if (parts.length > 5) {
      return refuse(
        `Baris ${number} berisi ${parts.length} kolom, paling banyak 5: nama; jabatan; instansi; NIP; nomor HP.`,
        `Line ${number} has ${parts.length} columns, at most 5: name; position; office; NIP; phone.`,
      )
    }
    const [name = '', title, office, nip, phone] = parts
    const person = tidyPerson({ name, title, office, number: nip, phone })
    const fault = faultsOf(person)[0]
    if (fault) {
      const who = person.name === '' ? '' : ` (${person.name})`
      return refuse(`Baris ${number}${who}: ${fault.sentence.id}`, `Line ${number}${who}: ${fault.sentence.en}`)
    }
    if (!people.has(sameKey(person))) people.set(sameKey(person), person)
  }
  return { ok: true, people: [...people.values()] }
}
