import type { FieldError } from '#kit/problem.ts'
import { ROUND_STEPS, type StepDates, type StepName } from '../../model-round.ts'
import { isDay } from './days.ts'

/** What was typed for a step; either day may be missing. */
export type TypedDates = Partial<Record<StepName, { startsOn?: string | undefined; endsOn?: string | undefined }>>

/** Steps that a round cannot do without. */
const needed: readonly StepName[] = ['self-assessment', 'scoring', 'result']

const words: Record<StepName, { id: string; en: string }> = {
  invitation: { id: 'undangan', en: 'the invitation' },
  'self-assessment': { id: 'isian mandiri', en: 'the self-assessment' },
  verification: { id: 'pemeriksaan isian', en: 'verification' },
  scoring: { id: 'penilaian', en: 'scoring' },
  review: { id: 'wawancara atau tinjauan lapangan', en: 'the interview or field review' },
  result: { id: 'hasil', en: 'the result' },
  objection: { id: 'sanggahan', en: 'objection' },
}

/** The field of a day, as forms and API name it: "steps.scoring.ends_on". */
export const dateField = (step: StepName, edge: 'starts_on' | 'ends_on'): string => `steps.${step}.${edge}`

/**
 * What must come before what: [earlier, edge, later, edge, may be the same day]. Steps may overlap; what is typed for one
 * must not begin before the one that feeds it, and a result comes after all scores.
 */
const order: readonly [StepName, keyof StepDates, StepName, keyof StepDates][] = [
  ['invitation', 'startsOn', 'self-assessment', 'startsOn'],
  ['self-assessment', 'startsOn', 'verification', 'startsOn'],
  ['self-assessment', 'endsOn', 'verification', 'endsOn'],
  ['self-assessment', 'startsOn', 'scoring', 'startsOn'],
  ['self-assessment', 'endsOn', 'scoring', 'endsOn'],
  ['verification', 'startsOn', 'scoring', 'startsOn'],
  ['verification', 'endsOn', 'scoring', 'endsOn'],
  ['self-assessment', 'startsOn', 'review', 'startsOn'],
  ['scoring', 'endsOn', 'result', 'startsOn'],
  ['review', 'endsOn', 'result', 'startsOn'],
  ['result', 'startsOn', 'objection', 'startsOn'],
  ['result', 'endsOn', 'objection', 'endsOn'],
]

const edgeField = { startsOn: 'starts_on', endsOn: 'ends_on' } as const
const edgeWord = {
  startsOn: { id: 'Hari pertama', en: 'The first day of' },
  endsOn: { id: 'Hari terakhir', en: 'The last day of' },
} as const

const written = (day: string) => day.split('-').reverse().join('-').replace(/^0/, '')

/** One sentence for each day that is missing, no day of the calendar, or out of order; empty when the dates can stand. */
export function faultsOfDates(typed: TypedDates): FieldError[] {
  const faults: FieldError[] = []
  for (const step of ROUND_STEPS) {
    const dates = typed[step] ?? {}
    const given = [dates.startsOn, dates.endsOn].filter(day => day !== undefined).length
    for (const edge of ['startsOn', 'endsOn'] as const) {
      const day = dates[edge]
      const field = dateField(step, edgeField[edge])
      const { id, en } = edgeWord[edge]
      if (day === undefined) {
        if (given === 0 && !needed.includes(step)) continue
        faults.push({
          field,
          sentence: {
            id: `${id} ${words[step].id} belum diisi. Pilih tanggalnya${needed.includes(step) ? '' : ', atau kosongkan kedua tanggalnya bila langkah ini tidak ada'}.`,
            en: `${en} ${words[step].en} is missing. Choose the date${needed.includes(step) ? '' : ', or leave both dates empty if there is no such step'}.`,
          },
        })
      } else if (!isDay(day)) {
        faults.push({
          field,
          sentence: {
            id: `“${day.slice(0, 20)}” bukan tanggal. Pilih tanggal ${id.toLowerCase()} ${words[step].id}, misalnya 2027-06-08.`,
            en: `“${day.slice(0, 20)}” is no date. Choose the date, for example 2027-06-08.`,
          },
        })
      }
    }
    const { startsOn, endsOn } = dates
    if (startsOn !== undefined && endsOn !== undefined && isDay(startsOn) && isDay(endsOn) && endsOn < startsOn) {
      faults.push({
        field: dateField(step, 'ends_on'),
        sentence: {
          id: `Hari terakhir ${words[step].id} (${written(endsOn)}) lebih awal dari hari pertamanya (${written(startsOn)}). Pilih hari yang sama atau sesudahnya.`,
          en: `The last day of ${words[step].en} (${written(endsOn)}) is before its first (${written(startsOn)}). Choose the same day or a later one.`,
        },
      })
    }
  }
  if (faults.length > 0) return faults
  for (const [earlier, earlierEdge, later, laterEdge] of order) {
    const before = typed[earlier]?.[earlierEdge]
    const after = typed[later]?.[laterEdge]
    const field = dateField(later, edgeField[laterEdge])
    if (before === undefined || after === undefined || after >= before || faults.some(f => f.field === field)) continue
    faults.push({
      field,
      sentence: {
        id: `${edgeWord[laterEdge].id} ${words[later].id} (${written(after)}) tidak boleh sebelum ${edgeWord[earlierEdge].id.toLowerCase()} ${words[earlier].id} (${written(before)}).`,
        en: `${edgeWord[laterEdge].en} ${words[later].en} (${written(after)}) must not be before ${edgeWord[earlierEdge].en.toLowerCase()} ${words[earlier].en} (${written(before)}).`,
      },
    })
  }
  return faults
}

/** Steps with both their days; call after `faultsOfDates` found nothing. */
export function completeDates(typed: TypedDates): Partial<Record<StepName, StepDates>> {
  const steps: Partial<Record<StepName, StepDates>> = {}
  for (const step of ROUND_STEPS) {
    const { startsOn, endsOn } = typed[step] ?? {}
    if (startsOn !== undefined && endsOn !== undefined) steps[step] = { startsOn, endsOn }
  }
  return steps
}
