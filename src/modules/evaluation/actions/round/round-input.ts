import { type FieldError, invalid, type Sentence } from '#kit/problem.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Round, RoundLetter } from '../../model-round.ts'
import { hasQuestions } from '../../rules/instrument-questions.ts'
import { completeDates, faultsOfDates, type TypedDates } from '../../rules/round/check-dates.ts'
import { isDay } from '../../rules/round/days.ts'
import { listEditions } from '../../store/editions.ts'
import { findInstrument } from '../../store/instruments.ts'
import type { RoundContent } from '../../store/round/write-rounds.ts'

/** A round as typed; nothing of it is trusted yet. */
export interface RoundInput {
  /** "2026", or "2026-2" where a year holds two. */
  edition: string
  group: string
  instrumentId: string
  /** The Indonesian title serves for both when no English one is given. */
  title: { id: string; en?: string | undefined }
  /** Undefined where the ministry names no stage. */
  stage?: Round['stage']
  reviewKind: Round['reviewKind']
  reviewMode: Round['reviewMode']
  steps: TypedDates
  /** Replaces the whole letter; left out, it stays as it is. */
  letter?: RoundLetter | undefined
}

const fault = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })

/**
 * Checks a round as typed. Throws `invalid` with all that is wrong at once; the names of the fields are those of the API:
 * "edition", "steps.scoring.ends_on", "letter.date".
 */
export async function checkRoundInput(
  tx: Tx,
  input: RoundInput,
  now?: Round,
): Promise<RoundContent & Pick<Round, 'instrumentSha256'>> {
  const faults: FieldError[] = []
  if (!/^20\d{2}(-[1-9])?$/.test(input.edition)) {
    faults.push(
      fault(
        'edition',
        'Tulis tahunnya dengan empat angka, misalnya 2026; tahap kedua dalam satu tahun ditulis 2026-2.',
        'Write the year in four digits, for example 2026; a second stage in one year is written 2026-2.',
      ),
    )
  }
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(input.group)) {
    faults.push(fault('group', 'Pilih kelompok daerahnya.', 'Choose the group of regions.'))
  }
  const instrument = await findInstrument(tx, input.instrumentId)
  if (!instrument) {
    faults.push(fault('instrument', 'Pilih instrumen yang sudah terbit.', 'Choose an instrument that is published.'))
  } else if (!hasQuestions(instrument.content)) {
    faults.push(
      fault(
        'instrument',
        'Pertanyaan instrumen ini tidak diterbitkan, jadi tidak ada yang dapat dijawab. Pilih instrumen lain.',
        'The questions of this instrument were not published, so nothing can be answered. Choose another one.',
      ),
    )
  }
  const title = input.title.id.trim()
  if (title === '' || title.length > 200) {
    faults.push(
      fault('title', 'Tulis nama putaran, paling panjang 200 huruf.', 'Write a title of at most 200 letters.'),
    )
  }
  const english = input.title.en?.trim() || title
  if (english.length > 200) faults.push(fault('title_en', 'Paling panjang 200 huruf.', 'At most 200 letters.'))
  faults.push(...faultsOfDates(input.steps), ...faultsOfLetter(input.letter ?? {}))
  if (now === undefined || now.edition !== input.edition || now.group !== input.group) {
    const published = (await listEditions(tx)).find(({ id }) => id === input.edition)
    if (published?.groups.some(({ code }) => code === input.group)) {
      faults.push(
        fault(
          'edition',
          `Hasil ${input.edition} untuk kelompok ini sudah terbit. Pilih tahun atau kelompok lain.`,
          `The results of ${input.edition} for this group are published already. Choose another year or group.`,
        ),
      )
    }
  }
  if (faults.length > 0 || !instrument) throw invalid(...faults)
  return {
    edition: input.edition,
    group: input.group,
    instrumentId: instrument.id,
    instrumentSha256: instrument.sha256,
    title: { id: title, en: english },
    stage: input.stage,
    reviewKind: input.reviewKind,
    reviewMode: input.reviewMode,
    steps: completeDates(input.steps),
    letter: input.letter ?? now?.letter ?? {},
  }
}

function faultsOfLetter(letter: RoundLetter): FieldError[] {
  const faults: FieldError[] = []
  for (const [key, most] of [
    ['number', 100],
    ['subject', 300],
    ['body', 5000],
    ['office', 200],
    ['signatory', 200],
    ['place', 100],
  ] as const) {
    if ((letter[key]?.length ?? 0) > most) {
      faults.push(fault(`letter.${key}`, `Paling panjang ${most} huruf.`, `At most ${most} letters.`))
    }
  }
  if (letter.date !== undefined && !isDay(letter.date)) {
    faults.push(
      fault(
        'letter.date',
        `“${letter.date.slice(0, 20)}” bukan tanggal. Pilih tanggal surat.`,
        `“${letter.date.slice(0, 20)}” is no date. Choose the date of the letter.`,
      ),
    )
  }
  for (const key of ['attachments', 'copies'] as const) {
    const lines = letter[key] ?? []
    if (lines.length > 30 || lines.some(line => line.length > 300)) {
      faults.push(
        fault(
          `letter.${key}`,
          'Paling banyak 30 baris, masing-masing 300 huruf.',
          'At most 30 lines of 300 letters each.',
        ),
      )
    }
  }
  return faults
}

const opening: Record<'number' | 'date' | 'subject' | 'office', Sentence> = {
  number: { id: 'Nomor surat undangan belum diisi.', en: 'The number of the invitation letter is missing.' },
  date: { id: 'Tanggal surat undangan belum diisi.', en: 'The date of the invitation letter is missing.' },
  subject: { id: 'Perihal surat undangan belum diisi.', en: 'The subject of the invitation letter is missing.' },
  office: { id: 'Jabatan penanda tangan belum diisi.', en: 'The office of who signs is missing.' },
}

/** What the letter still lacks before a round can open. */
export const missingForLetter = (letter: RoundLetter): FieldError[] =>
  (Object.keys(opening) as (keyof typeof opening)[])
    .filter(key => !letter[key]?.trim())
    .map(key => ({ field: `letter.${key}`, sentence: opening[key] }))
