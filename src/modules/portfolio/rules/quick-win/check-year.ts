import type { FieldError } from '#kit/problem.ts'
import type { Catalogue } from '../../model.ts'
import { CHECK_ANSWERS, QUICK_WIN_INDICATORS, VERDICTS } from '../../model-quick-win.ts'

export const LONGEST_NOTE = 1000

const error = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })

/** The years of which something may be said: from the first one to this. */
function checkYear(errors: FieldError[], year: number, years: { sinceYear: number; thisYear: number }): void {
  if (Number.isInteger(year) && year >= years.sinceYear && year <= years.thisYear) return
  errors.push(
    error(
      'year',
      `Tahun ${years.sinceYear}–${years.thisYear}: sejak menjadi quick win sampai tahun ini.`,
      `A year of ${years.sinceYear}–${years.thisYear}: since it is a quick win, up to this year.`,
    ),
  )
}

function checkNote(errors: FieldError[], note: string | undefined): void {
  const length = note?.length ?? 0
  if (length <= LONGEST_NOTE) return
  errors.push(
    error(
      'note',
      `Catatan paling panjang ${LONGEST_NOTE} huruf; ini ${length}.`,
      `A note has at most ${LONGEST_NOTE} letters; this has ${length}.`,
    ),
  )
}

/** What is wrong with one answer of the self-check. "No" and "partly" are told with a note: what is missing. */
export function checkSelfCheck(
  given: { year: number; indicator: string; answer: string; note: string | undefined },
  years: { sinceYear: number; thisYear: number },
): FieldError[] {
  const errors: FieldError[] = []
  checkYear(errors, given.year, years)
  if (!(QUICK_WIN_INDICATORS as readonly string[]).includes(given.indicator)) {
    errors.push(error('indicator', 'Pilih salah satu dari E1–E10.', 'Choose one of E1–E10.'))
  }
  if (!(CHECK_ANSWERS as readonly string[]).includes(given.answer)) {
    errors.push(error('answer', 'Pilih ya, sebagian atau belum.', 'Choose yes, partly or no.'))
  } else if (given.answer !== 'yes' && given.note === undefined) {
    errors.push(
      error('note', 'Tulis apa yang belum ada, satu kalimat cukup.', 'Write what is missing; one sentence will do.'),
    )
  }
  checkNote(errors, given.note)
  return errors
}

/** What is wrong with a verdict: changed and ended need a reason of the catalogue. */
export function checkVerdict(
  given: { year: number; verdict: string; reason: string | undefined; note: string | undefined },
  catalogue: Pick<Catalogue, 'reasons'>,
  years: { sinceYear: number; thisYear: number },
): FieldError[] {
  const errors: FieldError[] = []
  checkYear(errors, given.year, years)
  if (!(VERDICTS as readonly string[]).includes(given.verdict)) {
    errors.push(
      error('verdict', 'Pilih masih berjalan, harus berubah atau berakhir.', 'Choose kept, changed or ended.'),
    )
  }
  if (given.reason !== undefined && !catalogue.reasons.some(one => one.code === given.reason)) {
    errors.push(
      error(
        'reason',
        `“${given.reason.slice(0, 40)}” bukan alasan. Pilih dari daftar.`,
        'Choose a reason from the list.',
      ),
    )
  } else if (given.reason === undefined && (given.verdict === 'changed' || given.verdict === 'ended')) {
    errors.push(
      error(
        'reason',
        'Quick win yang berubah atau berakhir perlu alasan: pandemi, pimpinan, RPJMD, anggaran atau teknis.',
        'A quick win that changes or ends needs a reason: pandemic, leader, RPJMD, budget or technical.',
      ),
    )
  }
  checkNote(errors, given.note)
  return errors
}
