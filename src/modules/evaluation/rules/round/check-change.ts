import type { FieldError } from '#kit/problem.ts'
import { ROUND_STEPS, type Round } from '../../model-round.ts'
import { dateField } from './check-dates.ts'

const written = (day: string) => day.split('-').reverse().join('-').replace(/^0/, '')

/**
 * What stands against new dates of a round that is open: no day moves back, a step that has begun keeps its first day, and
 * none is taken out, since people work by the dates they were told. `today` is the calendar day where the sun rises first.
 */
export function faultsOfChange(before: Round['steps'], after: Round['steps'], today: string): FieldError[] {
  const faults: FieldError[] = []
  const fault = (field: string, id: string, en: string) => faults.push({ field, sentence: { id, en } })
  for (const step of ROUND_STEPS) {
    const old = before[step]
    const now = after[step]
    if (!old) continue
    if (!now) {
      fault(
        dateField(step, 'starts_on'),
        'Langkah ini sudah diumumkan. Pada putaran yang berjalan, langkah tidak dihapus.',
        'This step was announced. A running round keeps its steps.',
      )
      continue
    }
    if (now.startsOn !== old.startsOn && old.startsOn <= today) {
      fault(
        dateField(step, 'starts_on'),
        `Langkah ini sudah mulai pada ${written(old.startsOn)}. Hari pertamanya tetap.`,
        `This step began on ${written(old.startsOn)}. Its first day stays.`,
      )
    } else if (now.startsOn < old.startsOn) {
      fault(
        dateField(step, 'starts_on'),
        `Pada putaran yang berjalan, tanggal hanya dimundurkan. Pilih ${written(old.startsOn)} atau sesudahnya.`,
        `In a running round dates only move later. Choose ${written(old.startsOn)} or a later day.`,
      )
    }
    if (now.endsOn < old.endsOn) {
      fault(
        dateField(step, 'ends_on'),
        `Pada putaran yang berjalan, tanggal hanya dimundurkan. Pilih ${written(old.endsOn)} atau sesudahnya.`,
        `In a running round dates only move later. Choose ${written(old.endsOn)} or a later day.`,
      )
    }
  }
  return faults
}
