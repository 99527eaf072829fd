import type { FieldError } from '#kit/problem.ts'
import { type Catalogue, MOST_RUPIAH, YEARS } from '../../model.ts'
import { checkProgramme, checkStatus, type ProgrammePlace } from '../check-programme.ts'
import type { RowOutcome, StoredRow } from './compare-row.ts'

/** What of a region rows are checked against. */
export type RowPlace = ProgrammePlace

/** The same facts as sets, made once for many rows. */
export function rowPlace(facts: {
  region: { code: string }
  offices: readonly { id: string; archived: boolean }[]
  places: readonly { code: string }[]
}): RowPlace {
  return {
    regionCode: facts.region.code,
    officeIds: new Set(facts.offices.filter(one => !one.archived).map(one => one.id)),
    places: new Set(facts.places.map(one => one.code)),
  }
}

/** Longest title of a milestone, in characters. */
export const LONGEST_TITLE = 200

/** Everything that is wrong with a compared row, by field; budget and milestones are "budget.0.year", "milestones.2.title". */
export function checkRow(
  outcome: RowOutcome,
  stored: StoredRow | undefined,
  catalogue: Catalogue,
  place: RowPlace,
  today: string,
): FieldError[] {
  const programme = stored?.programme
  if (programme?.archivedAt !== undefined) {
    return [
      {
        field: 'code',
        sentence: {
          id: `Kode ${programme.code} milik program yang sudah diarsipkan (“${programme.name}”). Pakai kode lain.`,
          en: `Code ${programme.code} belongs to an archived programme (“${programme.name}”). Use another code.`,
        },
      },
    ]
  }
  if (outcome.kind === 'unchanged') return []
  const known = new Set(programme ? [programme.leadId, ...programme.supportingIds] : [])
  const kept: RowPlace = programme ? { ...place, places: withKept(place.places, programme.places) } : place
  const errors = checkProgramme(outcome.input, catalogue, kept, known)
  if (outcome.status) errors.push(...checkStatus(outcome.status, catalogue, today))
  outcome.budget.forEach(line => {
    const { at } = line
    const amounts = [line.planned, line.realised ?? 0n]
    const source = catalogue.sources.some(one => one.code === line.source)
    const year = Number.isInteger(line.year) && line.year >= YEARS.least && line.year <= YEARS.most
    if (!source) errors.push(wrong(`budget.${at}.source`, 'Sumber dana tidak dikenal.', 'The source is not known.'))
    if (!year) errors.push(wrong(`budget.${at}.year`, 'Tahun anggaran tidak dikenal.', 'The budget year is not known.'))
    if (amounts.some(one => one < 0n || one > MOST_RUPIAH)) {
      errors.push(wrong(`budget.${at}.planned`, 'Uang antara 0 dan Rp 999 triliun.', 'Money lies in 0–999 trillion.'))
    }
  })
  outcome.milestones.forEach(one => {
    const { at } = one
    if (one.title.trim() === '' || one.title.length > LONGEST_TITLE) {
      errors.push(
        wrong(
          `milestones.${at}.title`,
          `Tonggak punya nama, paling panjang ${LONGEST_TITLE} huruf.`,
          `A milestone has a title of at most ${LONGEST_TITLE} letters.`,
        ),
      )
    }
    if (one.doneOn !== undefined && one.doneOn > today) {
      errors.push(
        wrong(
          `milestones.${at}.doneOn`,
          `Selesai pada ${one.doneOn} masih di masa depan. Kosongkan sampai selesai.`,
          `Done on ${one.doneOn} lies in the future. Leave it empty until it is done.`,
        ),
      )
    }
    if (!place.officeIds.has(one.ownerId) && !known.has(one.ownerId) && one.ownerId !== outcome.input.leadId) {
      errors.push(wrong(`milestones.${at}.ownerId`, 'Penanggung jawab tidak dikenal.', 'The owner is not known.'))
    }
  })
  return errors
}

const wrong = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })

const withKept = (places: ReadonlySet<string>, kept: readonly string[]): ReadonlySet<string> =>
  kept.every(one => places.has(one)) ? places : new Set([...places, ...kept])
