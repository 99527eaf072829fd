import type { FieldError } from '#kit/problem.ts'
import type { MeetingInput } from '../../model-plan.ts'
import { MEETING_KINDS } from '../../model.ts'

const hour = 3_600_000
const isMoment = (moment: Date): boolean => !Number.isNaN(moment.getTime())

/** Longest texts by field, in characters. */
export const MOST_MEETING_TEXT = {
  title: 200,
  subject: 200,
  purpose: 2000,
  seriesKey: 80,
  place: 200,
  address: 300,
  link: 500,
  chair: 160,
  noteTaker: 160,
  letterClass: 40,
  letterBody: 6000,
} as const

/** How the fields are called in a sentence, in both languages. */
const named: Record<keyof typeof MOST_MEETING_TEXT | 'letterAttachments' | 'letterCopies', readonly [string, string]> =
  {
    title: ['Nama rapat', 'The name of the meeting'],
    subject: ['Hal surat', 'The subject of the letter'],
    purpose: ['Yang dibahas', 'The purpose'],
    seriesKey: ['Nama rangkaian', 'The name of the series'],
    place: ['Tempat', 'The place'],
    address: ['Alamat tempat', 'The address of the place'],
    link: ['Tautan rapat', 'The link of the meeting'],
    chair: ['Pimpinan rapat', 'The chair'],
    noteTaker: ['Notulis', 'The note taker'],
    letterClass: ['Kode klasifikasi', 'The classification code'],
    letterBody: ['Isi pembuka surat', 'The opening of the letter'],
    letterAttachments: ['Lampiran surat', 'The list of attachments'],
    letterCopies: ['Tembusan', 'The list of copies'],
  }

/** Longest lists of attachments and copies of a letter, and of one line in them. */
const mostLines = 20
const mostLine = 200

/** What is wrong with a meeting as it was written, one sentence for each field; `tidyMeeting` comes before it. */
export function checkMeeting(input: MeetingInput): FieldError[] {
  const errors: FieldError[] = []
  const add = (field: string, id: string, en: string) => errors.push({ field, sentence: { id, en } })
  if (!MEETING_KINDS.includes(input.kind)) {
    add('kind', 'Jenis rapat belum dipilih. Pilih salah satu.', 'No kind of meeting is chosen. Choose one.')
  }
  if (input.title === '') {
    add('title', 'Nama rapat masih kosong. Tulis rapat apa ini.', 'The meeting has no name. Write what it is about.')
  }
  for (const [key, most] of Object.entries(MOST_MEETING_TEXT)) {
    const field = key as keyof typeof MOST_MEETING_TEXT
    const text = input[field]
    if (text === undefined || text.length <= most) continue
    add(
      field,
      `${named[field][0]} terlalu panjang: ${text.length} huruf, paling banyak ${most}. Pendekkan.`,
      `${named[field][1]} is too long: ${text.length} letters, at most ${most}. Shorten it.`,
    )
  }
  for (const field of ['letterAttachments', 'letterCopies'] as const) {
    const lines = input[field] ?? []
    if (lines.length <= mostLines && lines.every(line => line.length <= mostLine)) continue
    add(
      field,
      `${named[field][0]} paling banyak ${mostLines} baris, tiap baris paling banyak ${mostLine} huruf. Pendekkan.`,
      `${named[field][1]} has at most ${mostLines} lines of ${mostLine} letters each. Shorten it.`,
    )
  }
  if (!isMoment(input.startsAt)) {
    add(
      'startsAt',
      'Waktu mulai tidak terbaca. Isi tanggal dan jamnya.',
      'The start cannot be read. Give day and time.',
    )
  }
  if (!isMoment(input.endsAt)) {
    add('endsAt', 'Waktu selesai tidak terbaca. Isi jamnya.', 'The end cannot be read. Give its time.')
  } else if (isMoment(input.startsAt)) {
    const hours = (input.endsAt.getTime() - input.startsAt.getTime()) / hour
    if (hours <= 0) {
      add(
        'endsAt',
        'Rapat selesai sebelum atau pada saat mulai. Periksa jam selesai dan tanggalnya.',
        'The meeting ends before or when it begins. Check the time and day of its end.',
      )
    } else if (hours > 24 * 14) {
      add(
        'endsAt',
        'Rapat ini lebih lama dari 14 hari. Buat satu rapat untuk tiap pertemuan.',
        'This meeting lasts longer than 14 days. Make one meeting for each gathering.',
      )
    }
  }
  if (input.link !== undefined && !isHttps(input.link)) {
    add(
      'link',
      'Tautan harus alamat lengkap yang dimulai dengan https://. Salin dari aplikasi rapatnya.',
      'The link must be a full address that begins with https://. Copy it from the meeting application.',
    )
  }
  return errors
}

function isHttps(text: string): boolean {
  return /^https:\/\/[^\s/]+\.[^\s/]+(\/\S*)?$/.test(text)
}

/** Spaces at the ends taken off, empty texts absent, lists without empty lines. */
export function tidyMeeting(input: MeetingInput): MeetingInput {
  const line = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined
  const block = (text: string | undefined) => text?.replace(/\r\n?/g, '\n').trim() || undefined
  const lines = (list: readonly string[] | undefined) => (list ?? []).flatMap(one => line(one) ?? [])
  return {
    ...input,
    title: line(input.title) ?? '',
    subject: line(input.subject),
    purpose: block(input.purpose),
    seriesKey: line(input.seriesKey) ?? input.institutionId,
    place: line(input.place),
    address: line(input.address),
    link: input.link?.trim() || undefined,
    chair: line(input.chair),
    noteTaker: line(input.noteTaker),
    letterClass: line(input.letterClass),
    letterBody: block(input.letterBody),
    letterAttachments: lines(input.letterAttachments),
    letterCopies: lines(input.letterCopies),
  }
}
