import { dayIn } from '#kit/format.ts'
import { invalid } from '#kit/problem.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Region } from '#modules/region/index.ts'
import type { Meeting } from '../../model.ts'
import { writeNumber } from '../../rules/plan/letter-number.ts'
import { isDay } from '../../rules/task/days.ts'
import { lockSetting, nextNumber, takeNumber } from '../../store/plan/settings.ts'

export interface TakenNumber {
  text: string
  /** The day of the letter, "2026-11-22". */
  date: string
}

/**
 * Takes a number for a letter about a meeting: the next one of the year of its date, or the one that was typed. Who takes a
 * number waits until others have taken theirs, so that none is given twice. Throws `invalid` on `number` or `letterDate`.
 */
export async function takeLetterNumber(
  tx: Tx,
  meeting: Meeting,
  region: Region,
  given: { date?: string | undefined; number?: number | undefined },
  now: Date,
): Promise<TakenNumber> {
  const today = dayIn(now, region.timezone)
  const date = given.date ?? today
  const held = dayIn(meeting.startsAt, meeting.zone)
  if (!isDay(date)) {
    throw invalid({
      field: 'letterDate',
      sentence: { id: 'Tanggal surat tidak terbaca. Isi tanggalnya.', en: 'The date of the letter cannot be read.' },
    })
  }
  if (given.date !== undefined && date > held) {
    throw invalid({
      field: 'letterDate',
      sentence: {
        id: 'Tanggal surat sesudah hari rapat. Isi tanggal yang lebih awal.',
        en: 'The letter is dated after the meeting. Give an earlier day.',
      },
    })
  }
  const setting = await lockSetting(tx, region.code)
  const year = Number(date.slice(0, 4))
  const number = given.number ?? (await nextNumber(tx, region.code, year))
  const text = writeNumber(setting.numberPattern, {
    classification: meeting.letterClass ?? setting.classification,
    number,
    unit: setting.unitCode,
    date,
  })
  const row = { regionCode: region.code, year, number, meetingId: meeting.id, text, now }
  if (!(await takeNumber(tx, row))) {
    throw invalid({
      field: 'number',
      sentence: {
        id: `Nomor ${number} sudah dipakai surat lain tahun ${year}. Pakai nomor lain, atau kosongkan supaya nomor berikutnya yang diambil.`,
        en: `Number ${number} was given to another letter of ${year}. Use another, or leave it empty to take the next one.`,
      },
    })
  }
  return { text, date }
}
