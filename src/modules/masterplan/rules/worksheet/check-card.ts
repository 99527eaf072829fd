import type { FieldError, Sentence } from '#kit/problem.ts'
import {
  type CardField,
  type CardInput,
  type Content,
  DIMENSION_SHEETS,
  fieldsOf,
  LONGEST_TITLE,
  PLACE_FIELD,
} from '../../model-card.ts'
import { DIMENSIONS, type Sheet } from '../../model.ts'

/** What of the region a card may name. */
export interface CardGround {
  /** Living offices of the region. */
  officeIds: ReadonlySet<string>
  /** Codes of sub-elements by the code of their element. */
  elements: ReadonlyMap<string, ReadonlySet<string>>
  /** Codes of the portfolio's sources of money, and the one that stands already. */
  sources: ReadonlySet<string>
  /** Indicators of the region, as far as the card names one. */
  indicatorIds: ReadonlySet<string>
}

const error = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })

const digits = /^(0|[1-9]\d{0,14})$/
const decimal = /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/

/** Everything that is wrong with a card, one sentence a field; empty when it may be stored. Form and API ask this. */
export function checkCard(sheet: Sheet, input: CardInput, ground: CardGround): FieldError[] {
  const errors: FieldError[] = []
  const title = input.title.trim()
  if (title === '') errors.push(error('title', 'Tulis isi kartunya, satu kalimat.', 'Write the card, one sentence.'))
  if (title.length > LONGEST_TITLE) {
    errors.push(
      error(
        'title',
        `Isi kartu paling panjang ${LONGEST_TITLE} huruf; ini ${title.length}. Pecah menjadi dua kartu.`,
        `A card has at most ${LONGEST_TITLE} letters; this has ${title.length}. Make two cards of it.`,
      ),
    )
  }
  if (input.dimension !== undefined) {
    if (!DIMENSIONS.includes(input.dimension)) {
      errors.push(error('dimension', 'Pilih dimensi dari daftar.', 'Choose the dimension from the list.'))
    } else if (!DIMENSION_SHEETS.includes(sheet)) {
      errors.push(
        error('dimension', 'Lembar ini tidak dibagi menurut dimensi. Kosongkan.', 'This sheet has no dimensions.'),
      )
    }
  }
  if (input.organisationId !== undefined && !ground.officeIds.has(input.organisationId)) {
    errors.push(
      error(
        'organisationId',
        'Pilih OPD atau desa dari daftar; yang sudah diarsipkan tidak dapat dipilih.',
        'Choose an office from the list; archived ones cannot be chosen.',
      ),
    )
  }
  const known = new Set<string>()
  for (const [name, field] of fieldsOf(sheet)) {
    known.add(name)
    const value = input.content[name]
    const sentence = value === undefined ? missing(field) : faultOf(field, value, ground)
    if (sentence) errors.push({ field: name, sentence })
  }
  for (const name of Object.keys(input.content)) {
    if (!known.has(name) && input.content[name] !== undefined) {
      errors.push(error(name, `Lembar ini tidak punya isian ${name}.`, `This sheet has no field ${name}.`))
    }
  }
  errors.push(...together(sheet, input.content, ground))
  return errors
}

const missing = (field: CardField): Sentence | undefined =>
  field.needed
    ? {
        id: `Pilih ${field.words[0].toLowerCase()} kartu ini.`,
        en: `Choose the ${field.words[1].toLowerCase()} of this card.`,
      }
    : undefined

function faultOf(field: CardField, value: string | number | boolean, ground: CardGround): Sentence | undefined {
  const [id, en] = field.words
  const say = (ok: boolean, tellId: string, tellEn: string): Sentence | undefined =>
    ok ? undefined : { id: `${id}: ${tellId}`, en: `${en}: ${tellEn}` }
  const length = typeof value === 'string' ? value.length : 0
  switch (field.kind) {
    case 'line':
    case 'block':
      return say(
        typeof value === 'string' && length > 0 && length <= field.most,
        `paling panjang ${field.most} huruf; ini ${length}.`,
        `at most ${field.most} letters; this has ${length}.`,
      )
    case 'choice':
      return say(
        typeof value === 'string' && Object.hasOwn(field.options, value),
        'pilih dari daftar.',
        'choose from the list.',
      )
    case 'year':
      return say(
        typeof value === 'number' && Number.isInteger(value) && value >= 2000 && value <= 2100,
        'tulis tahun empat angka, 2000–2100.',
        'write a year of four digits, 2000–2100.',
      )
    case 'degree':
      return say(
        value === 1 || value === 2 || value === 3,
        'pilih 1 rendah, 2 sedang atau 3 tinggi.',
        'choose 1 low, 2 medium or 3 high.',
      )
    case 'rupiah':
      return say(
        typeof value === 'string' && digits.test(value),
        'tulis rupiah penuh dengan angka, misalnya 150000000.',
        'write whole rupiah in digits, for example 150000000.',
      )
    case 'number':
      return say(
        typeof value === 'string' && decimal.test(value),
        'tulis angka, misalnya 12,5.',
        'write a number, for example 12.5.',
      )
    case 'flag':
      return say(typeof value === 'boolean', 'pilih ya atau tidak.', 'choose yes or no.')
    case 'source':
      return say(
        typeof value === 'string' && ground.sources.has(value),
        'pilih sumber dana dari daftar.',
        'choose a source of money from the list.',
      )
    case 'indicator':
      return say(
        typeof value === 'string' && ground.indicatorIds.has(value),
        'pilih indikator daerah ini dari daftar; yang sudah diarsipkan tidak dapat dipilih.',
        'choose an indicator of this region from the list; archived ones cannot be chosen.',
      )
    case 'code':
      return say(
        typeof value === 'string' && /^[a-z0-9-]{1,60}$/.test(value),
        'pilih dari daftar.',
        'choose from the list.',
      )
  }
}

/** What only two fields together can get wrong. */
function together(sheet: Sheet, content: Content, ground: CardGround): FieldError[] {
  const { element, subElement, fromYear, untilYear, baselineYear, targetYear } = content
  const errors: FieldError[] = []
  if (typeof element === 'string' && !ground.elements.has(element)) {
    errors.push(error('element', 'Pilih elemen kesiapan dari daftar.', 'Choose a readiness element from the list.'))
  } else if (
    sheet === 'readiness' &&
    typeof element === 'string' &&
    typeof subElement === 'string' &&
    !ground.elements.get(element)?.has(subElement)
  ) {
    errors.push(error('subElement', 'Pilih sub-elemen dari elemen itu.', 'Choose a sub-element of that element.'))
  }
  if (typeof fromYear === 'number' && typeof untilYear === 'number' && untilYear < fromYear) {
    errors.push(
      error('untilYear', 'Tahun selesai tidak boleh sebelum tahun mulai.', 'The last year cannot be before the first.'),
    )
  }
  if (typeof baselineYear === 'number' && typeof targetYear === 'number' && targetYear < baselineYear) {
    errors.push(
      error(
        'targetYear',
        'Tahun target tidak boleh sebelum tahun nilai awal.',
        'The year of the target cannot be before that of the baseline.',
      ),
    )
  }
  return errors
}

/** Where in its sheet a card stands, by what it says. */
export function placeInSheet(sheet: Sheet, content: Content): string | undefined {
  if (sheet === 'readiness') return `${String(content['element'])}/${String(content['subElement'])}`
  const field = PLACE_FIELD[sheet]
  const value = field === undefined ? undefined : content[field]
  return value === undefined ? undefined : String(value)
}

/** A card as it is kept: one line of title, texts without spaces at their ends, nothing empty. */
export function tidyCard(input: CardInput): CardInput {
  const content: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(input.content)) {
    const kept = typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : value
    if (kept !== undefined && kept !== '') content[name] = kept
  }
  return { ...input, title: input.title.replace(/\s+/g, ' ').trim(), content }
}
