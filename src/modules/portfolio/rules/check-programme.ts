import type { FieldError } from '#kit/problem.ts'
import type { Catalogue, ProgrammeInput, StatusInput } from '../model.ts'
import { programmeCodeSchema, YEARS } from '../model.ts'

/** Longest texts of a programme, in characters. */
export const LONGEST = { name: 200, problem: 2000, reference: 300, promise: 500, note: 1000, partner: 120 } as const
export const MOST_PLACES = 300
export const MOST_PARTNERS = 20
export const MOST_OFFICES = 30

/** What of a region the check must know; a set holds what exists there and is not archived. */
export interface ProgrammePlace {
  regionCode: string
  officeIds: ReadonlySet<string>
  /** Codes of districts and villages of the region. */
  places: ReadonlySet<string>
}

const error = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })

/**
 * Everything that is wrong with a programme, one sentence a field; empty when it may be stored. Form, API and workbook ask
 * this. `known` are the offices that the stored programme had already, which may since have been archived.
 */
export function checkProgramme(
  input: ProgrammeInput,
  catalogue: Catalogue,
  place: ProgrammePlace,
  known: ReadonlySet<string> = new Set(),
): FieldError[] {
  const errors: FieldError[] = []
  if (!programmeCodeSchema.safeParse(input.code).success) {
    errors.push(
      error(
        'code',
        'Kode memakai huruf besar, angka, titik, garis miring atau garis hubung, paling panjang 30, misalnya GOV-01.',
        'A code has capital letters, digits, points, slashes or hyphens, at most 30, for example GOV-01.',
      ),
    )
  }
  text(errors, 'name', input.name, LONGEST.name, 'Nama program', 'The name of the programme')
  text(errors, 'problem', input.problem, LONGEST.problem, 'Masalah yang diselesaikan', 'The problem it solves')
  if (!catalogue.subDimensions.some(one => one.code === input.subDimension)) {
    errors.push(
      error(
        'subDimension',
        `“${input.subDimension}” bukan sub-dimensi. Pilih salah satu dari ${catalogue.subDimensions.length}, misalnya GOV-1.`,
        `“${input.subDimension}” is no sub-dimension. Choose one of the ${catalogue.subDimensions.length}, for example GOV-1.`,
      ),
    )
  }
  if (!catalogue.sectors.some(one => one.code === input.sector)) {
    errors.push(
      error(
        'sector',
        `“${input.sector}” bukan sektor. Pilih dari daftar.`,
        `“${input.sector}” is no sector. Choose from the list.`,
      ),
    )
  }
  if (!catalogue.streams.some(one => one.code === input.stream)) {
    errors.push(
      error(
        'stream',
        `“${input.stream}” bukan arus rencana aksi. Pilih dari daftar.`,
        `“${input.stream}” is no stream. Choose from the list.`,
      ),
    )
  }
  offices(errors, input, place, known)
  places(errors, input, place)
  years(errors, input)
  if (![1, 5, 10].includes(input.term)) {
    errors.push(error('term', 'Pilih jangka 1, 5 atau 10 tahun.', 'Choose a term of 1, 5 or 10 years.'))
  }
  optional(errors, 'rpjmd', input.rpjmd, LONGEST.reference, 'Rujukan RPJMD', 'The RPJMD reference')
  optional(errors, 'renstra', input.renstra, LONGEST.reference, 'Rujukan Renstra', 'The Renstra reference')
  optional(errors, 'promise', input.promise, LONGEST.promise, 'Janji', 'The promise')
  if (input.promiseDue !== undefined && input.promise === undefined) {
    errors.push(error('promise', 'Tulis janjinya, atau kosongkan tanggalnya.', 'Write the promise, or empty its date.'))
  }
  partners(errors, input)
  return errors
}

function text(errors: FieldError[], field: string, value: string, longest: number, id: string, en: string): void {
  if (value.trim() === '') errors.push(error(field, `${id} belum diisi.`, `${en} is missing.`))
  else if (value.length > longest) {
    errors.push(
      error(
        field,
        `${id} paling panjang ${longest} huruf; ini ${value.length}.`,
        `${en} has at most ${longest} letters; this has ${value.length}.`,
      ),
    )
  }
}

function optional(
  errors: FieldError[],
  field: string,
  value: string | undefined,
  longest: number,
  id: string,
  en: string,
): void {
  if (value !== undefined) text(errors, field, value, longest, id, en)
}

function offices(errors: FieldError[], input: ProgrammeInput, place: ProgrammePlace, known: ReadonlySet<string>): void {
  const there = (id: string) => place.officeIds.has(id) || known.has(id)
  if (input.leadId === '' || !there(input.leadId)) {
    errors.push(
      error('leadId', 'Pilih OPD penanggung jawab dari daerah ini.', 'Choose the responsible office of this region.'),
    )
  }
  if (input.supportingIds.length > MOST_OFFICES || !input.supportingIds.every(there)) {
    errors.push(
      error(
        'supportingIds',
        `OPD pendukung dipilih dari daerah ini, paling banyak ${MOST_OFFICES}.`,
        `Supporting offices are of this region, at most ${MOST_OFFICES}.`,
      ),
    )
  }
  if (input.supportingIds.includes(input.leadId)) {
    errors.push(
      error(
        'supportingIds',
        'OPD penanggung jawab tidak perlu disebut lagi sebagai pendukung.',
        'The responsible office need not be named again as supporting.',
      ),
    )
  }
}

function places(errors: FieldError[], input: ProgrammeInput, place: ProgrammePlace): void {
  const strange = input.places.filter(code => !place.places.has(code))
  if (strange.length > 0) {
    const some = strange.slice(0, 3).join(', ')
    errors.push(
      error(
        'places',
        `${some} bukan kecamatan atau desa di daerah ${place.regionCode}. Pakai kode wilayah daerah ini, atau kosongkan bila untuk seluruh daerah.`,
        `${some} is no district or village of region ${place.regionCode}. Use codes of this region, or leave it empty for the whole region.`,
      ),
    )
  } else if (input.places.length > MOST_PLACES) {
    errors.push(
      error(
        'places',
        `Paling banyak ${MOST_PLACES} tempat; untuk lebih, pilih kecamatannya.`,
        `At most ${MOST_PLACES} places; for more, choose their districts.`,
      ),
    )
  }
}

function years(errors: FieldError[], input: ProgrammeInput): void {
  for (const [field, year, id, en] of [
    ['startYear', input.startYear, 'Tahun mulai', 'The first year'],
    ['endYear', input.endYear, 'Tahun selesai', 'The last year'],
  ] as const) {
    if (!Number.isInteger(year) || year < YEARS.least || year > YEARS.most) {
      errors.push(
        error(
          field,
          `${id} berupa tahun empat angka, ${YEARS.least}–${YEARS.most}.`,
          `${en} is a year of four digits, ${YEARS.least}–${YEARS.most}.`,
        ),
      )
    }
  }
  if (input.endYear < input.startYear) {
    errors.push(
      error(
        'endYear',
        `Tahun selesai ${input.endYear} sebelum tahun mulai ${input.startYear}.`,
        `The last year ${input.endYear} is before the first, ${input.startYear}.`,
      ),
    )
  } else if (input.endYear - input.startYear + 1 > input.term && [1, 5, 10].includes(input.term)) {
    errors.push(
      error(
        'term',
        `${input.startYear}–${input.endYear} lebih panjang daripada jangka ${input.term} tahun. Pilih jangka yang lebih panjang atau pendekkan tahunnya.`,
        `${input.startYear}–${input.endYear} is longer than a term of ${input.term} years. Choose a longer term or fewer years.`,
      ),
    )
  }
}

function partners(errors: FieldError[], input: ProgrammeInput): void {
  if (input.partners.length > MOST_PARTNERS) {
    errors.push(error('partners', `Paling banyak ${MOST_PARTNERS} mitra.`, `At most ${MOST_PARTNERS} partners.`))
  }
  if (
    input.partners.some(
      one =>
        one.name.trim() === '' ||
        one.name.length > LONGEST.partner ||
        (one.contribution ?? '').length > LONGEST.reference,
    )
  ) {
    errors.push(
      error(
        'partners',
        `Setiap mitra punya nama, paling panjang ${LONGEST.partner} huruf.`,
        `Every partner has a name of at most ${LONGEST.partner} letters.`,
      ),
    )
  }
}

/** What is wrong with a status: changed and stopped need a reason of the catalogue; it does not begin after `today`. */
export function checkStatus(input: StatusInput, catalogue: Catalogue, today: string): FieldError[] {
  const errors: FieldError[] = []
  if (!/^\d{4}-\d{2}-\d{2}$/.test(input.since)) {
    errors.push(
      error('since', 'Tulis tanggal sejak kapan status ini berlaku.', 'Write the date from which this status holds.'),
    )
  } else if (input.since > today) {
    errors.push(
      error(
        'since',
        'Status berlaku sejak hari ini atau sebelumnya, bukan di masa depan.',
        'A status holds from today or earlier, not from the future.',
      ),
    )
  }
  if (input.reason !== undefined && !catalogue.reasons.some(one => one.code === input.reason)) {
    errors.push(
      error(
        'reason',
        `“${input.reason}” bukan alasan. Pilih dari daftar.`,
        `“${input.reason}” is no reason. Choose from the list.`,
      ),
    )
  } else if (input.reason === undefined && (input.status === 'changed' || input.status === 'stopped')) {
    errors.push(
      error(
        'reason',
        'Program yang berubah atau berhenti perlu alasan: pandemi, pimpinan, RPJMD, anggaran atau teknis.',
        'A programme that changes or stops needs a reason: pandemic, leader, RPJMD, budget or technical.',
      ),
    )
  }
  optional(errors, 'note', input.note, LONGEST.note, 'Catatan', 'The note')
  return errors
}
