import { z } from '@hono/zod-openapi'
import { DIMENSIONS, type Dimension, type Sheet, SHEETS } from './model.ts'

/**
 * Shapes of the cards of all worksheets. One list of fields for each sheet drives form, API, workbook and history; only what
 * places a card in its sheet is needed, so that one line is enough while a group talks.
 */

type Words = readonly [id: string, en: string]

interface Common {
  words: Words
  /** What to write, below the label. */
  hint?: Words
  /** A card of the sheet cannot be without it. */
  needed?: boolean
  /** A column of the table of its sheet. */
  listed?: boolean
}

/**
 * One field of a sheet. `rupiah` is whole rupiah as digits, `number` a decimal as text with a point, `source` a source of
 * money of the portfolio's catalogue, `indicator` the id of an indicator of the region.
 */
export type CardField = Common &
  (
    | { kind: 'line' | 'block'; most: number }
    | { kind: 'choice'; options: Readonly<Record<string, Words>> }
    | { kind: 'year' | 'degree' | 'rupiah' | 'number' | 'flag' | 'code' | 'source' | 'indicator' }
  )

type ValueOf<F> = F extends { kind: 'choice'; options: infer O }
  ? keyof O & string
  : F extends { kind: 'year' | 'degree' }
    ? number
    : F extends { kind: 'flag' }
      ? boolean
      : string

type Fields = Readonly<Record<string, CardField>>

const line = (id: string, en: string, most = 200) => ({ kind: 'line', words: [id, en], most }) as const
const block = (id: string, en: string, most = 1000) => ({ kind: 'block', words: [id, en], most }) as const
const year = (id: string, en: string) => ({ kind: 'year', words: [id, en] }) as const

/** 1 low, 2 medium, 3 high, as the ministry's risk form codes it. */
export const DEGREES = { 1: ['Rendah', 'Low'], 2: ['Sedang', 'Medium'], 3: ['Tinggi', 'High'] } as const

export const CARD_FIELDS = {
  readiness: {
    element: { kind: 'code', words: ['Elemen', 'Element'], needed: true },
    subElement: { kind: 'code', words: ['Sub-elemen', 'Sub-element'], needed: true },
    condition: {
      kind: 'choice',
      words: ['Kondisi', 'Condition'],
      options: { good: ['Baik', 'Good'], moderate: ['Cukup', 'Moderate'], poor: ['Kurang', 'Poor'] },
      listed: true,
    },
    current: { ...block('Keadaan sekarang', 'Current state'), listed: true },
    target: { ...block('Keadaan yang dituju', 'Target state'), listed: true },
    gap: { ...block('Kesenjangan', 'Gap'), listed: true },
  },
  swot: {
    quadrant: {
      kind: 'choice',
      words: ['Kuadran', 'Quadrant'],
      options: {
        s: ['Kekuatan', 'Strength'],
        w: ['Kelemahan', 'Weakness'],
        o: ['Peluang', 'Opportunity'],
        t: ['Ancaman', 'Threat'],
      },
      needed: true,
      listed: true,
    },
    element: { kind: 'code', words: ['Elemen kesiapan', 'Readiness element'] },
  },
  strategy: {
    pair: {
      kind: 'choice',
      words: ['Pasangan', 'Pair'],
      options: {
        so: ['SO: kekuatan memanfaatkan peluang', 'SO: strengths use opportunities'],
        wo: ['WO: peluang memperbaiki kelemahan', 'WO: opportunities mend weaknesses'],
        st: ['ST: kekuatan menghadapi ancaman', 'ST: strengths meet threats'],
        wt: ['WT: kelemahan dikurangi, ancaman dihindari', 'WT: fewer weaknesses, threats avoided'],
      },
      needed: true,
      listed: true,
    },
    reason: block('Mengapa', 'Why'),
  },
  profile: {
    kind: {
      kind: 'choice',
      words: ['Jenis', 'Kind'],
      options: {
        strength: ['Kekuatan daerah', 'Strength of the region'],
        potential: ['Potensi', 'Potential'],
        challenge: ['Tantangan', 'Challenge'],
      },
      needed: true,
      listed: true,
    },
    figure: { ...line('Angka atau fakta', 'Figure or fact'), listed: true },
    source: { ...line('Sumber', 'Source'), listed: true },
  },
  vision: {
    kind: {
      kind: 'choice',
      words: ['Jenis', 'Kind'],
      options: { keyword: ['Kata kunci', 'Keyword'], statement: ['Rumusan visi', 'Vision statement'] },
      needed: true,
      listed: true,
    },
    meaning: { ...block('Maknanya', 'What it means'), listed: true },
  },
  mission: { explanation: { ...block('Penjelasan', 'Explanation'), listed: true } },
  target: {
    indicator: { ...line('Indikator', 'Indicator'), listed: true },
    portfolioIndicatorId: {
      kind: 'indicator',
      words: ['Indikator di portofolio', 'Indicator in the portfolio'],
      hint: ['Ketik kode atau sebagian namanya, lalu pilih.', 'Type its code or part of its name, then choose.'],
      listed: true,
    },
    unit: { ...line('Satuan', 'Unit', 60), listed: true },
    baseline: { kind: 'number', words: ['Nilai awal', 'Baseline'], listed: true },
    baselineYear: year('Tahun nilai awal', 'Year of the baseline'),
    target: { kind: 'number', words: ['Target', 'Target'], listed: true },
    targetYear: { ...year('Tahun target', 'Year of the target'), listed: true },
  },
  mapping: {
    rpjmd: { ...line('Program atau sasaran RPJMD', 'Programme or goal in the RPJMD', 300), listed: true },
    renstra: { ...line('Kegiatan di Renstra OPD', 'Activity in the Renstra of the office', 300), listed: true },
    exists: {
      kind: 'choice',
      words: ['Sudah berjalan?', 'Does it exist?'],
      options: {
        yes: ['Sudah berjalan', 'Exists'],
        adjust: ['Berjalan, perlu disesuaikan', 'Exists, must be adjusted'],
        new: ['Baru', 'New'],
      },
      listed: true,
    },
  },
  innovation: {
    problem: { ...block('Masalah', 'Problem'), listed: true },
    cause: block('Penyebab', 'Cause'),
    affected: block('Siapa yang merasakan', 'Who is affected'),
    today: block('Cara sekarang', 'How it is done today'),
    novelty: { ...block('Apa yang baru', 'What is new'), listed: true },
    withoutIt: block('Bila tidak dilakukan', 'Without it'),
    benefit: { ...block('Manfaat', 'Benefit'), listed: true },
  },
  action: {
    stream: {
      kind: 'choice',
      words: ['Arus', 'Stream'],
      options: {
        policy: ['Kebijakan dan kelembagaan', 'Policy and institutions'],
        people: ['Sumber daya manusia', 'People'],
        infrastructure: ['Infrastruktur', 'Infrastructure'],
        application: ['Aplikasi dan perangkat lunak', 'Applications'],
        literacy: ['Literasi', 'Literacy'],
      },
      needed: true,
      listed: true,
    },
    fromYear: { ...year('Mulai tahun', 'From year'), listed: true },
    untilYear: { ...year('Sampai tahun', 'Until year'), listed: true },
    output: { ...block('Keluaran', 'Output'), listed: true },
  },
  roadmap: {
    term: {
      kind: 'choice',
      words: ['Jangka', 'Term'],
      options: {
        '1': ['Pendek, 1 tahun', 'Short, 1 year'],
        '5': ['Menengah, 5 tahun', 'Medium, 5 years'],
        '10': ['Panjang, 10 tahun', 'Long, 10 years'],
      },
      needed: true,
      listed: true,
    },
    year: { ...year('Tahun', 'Year'), listed: true },
    step: { ...block('Langkah', 'Step'), listed: true },
  },
  canvas: {
    E1: block('E1 Dirumuskan bersama, pada masalah strategis', 'E1 Made together, on a strategic problem'),
    E2: block('E2 Daya tarik', 'E2 Attraction'),
    E3: block('E3 Manfaat yang dirasakan', 'E3 Benefit that is felt'),
    E4: block('E4 Keunikan', 'E4 What is unique'),
    E5: block('E5 Peluang kemitraan', 'E5 Partnership'),
    E6: block('E6 Potensi pengembangan', 'E6 How it can grow'),
    E7: block('E7 Strategi keberlangsungan', 'E7 How it goes on'),
    E8: block('E8 Sumber daya', 'E8 Resources'),
    E9: block('E9 Manajemen risiko', 'E9 Risk management'),
    E10: block('E10 Keberlanjutan', 'E10 Sustainability'),
    target: { ...block('Target yang terukur', 'Measurable target', 600), listed: true },
    budget: { kind: 'rupiah', words: ['Anggaran', 'Budget'], listed: true },
    budgetSource: {
      kind: 'source',
      words: ['Sumber anggaran', 'Source of the budget'],
      hint: [
        'Dengan jumlah, sumber dan tahun, anggaran ikut masuk portofolio saat kartu menjadi program.',
        'With amount, source and year, the budget goes into the portfolio when the card becomes a programme.',
      ],
      listed: true,
    },
    budgetYear: { ...year('Tahun anggaran', 'Year of the budget'), listed: true },
    schedule: { ...block('Jadwal', 'Schedule'), listed: true },
  },
  risk: {
    cause: { ...block('Penyebab', 'Cause'), listed: true },
    likelihood: { kind: 'degree', words: ['Kemungkinan', 'Likelihood'], listed: true },
    impact: { kind: 'degree', words: ['Dampak', 'Impact'], listed: true },
    mitigation: { ...block('Mitigasi', 'Mitigation'), listed: true },
    structural: { kind: 'flag', words: ['Mitigasi struktural (dibangun atau dibeli)', 'Structural (built or bought)'] },
  },
} as const satisfies Record<Sheet, Fields>

type FieldsOf<S extends Sheet> = (typeof CARD_FIELDS)[S]
type Needed<F> = { [K in keyof F]: F[K] extends { needed: true } ? K : never }[keyof F]

/** What a card of one sheet says beside its title. What was not said is absent. */
export type ContentOf<S extends Sheet> = S extends Sheet
  ? { [K in Needed<FieldsOf<S>>]: ValueOf<FieldsOf<S>[K]> } & {
      [K in Exclude<keyof FieldsOf<S>, Needed<FieldsOf<S>>>]?: ValueOf<FieldsOf<S>[K]> | undefined
    }
  : never

/** The same, of any sheet, as stored. */
export type Content = Readonly<Record<string, string | number | boolean | undefined>>

/** The fields of a sheet in the order of its form. */
export const fieldsOf = (sheet: Sheet): [name: string, field: CardField][] =>
  Object.entries<CardField>(CARD_FIELDS[sheet])

/** Which field says where in its sheet a card stands; `card.place_in_sheet` repeats it, readiness as "element/sub-element". */
export const PLACE_FIELD: Partial<Record<Sheet, string>> = {
  swot: 'quadrant',
  strategy: 'pair',
  profile: 'kind',
  vision: 'kind',
  mapping: 'exists',
  action: 'stream',
  roadmap: 'term',
}

/** On which sheets' cards a card may rest. */
export const RESTS_ON: Record<Sheet, readonly Sheet[]> = {
  readiness: [],
  swot: ['readiness', 'profile'],
  strategy: ['swot'],
  profile: [],
  vision: ['vision', 'profile'],
  mission: ['vision', 'strategy'],
  target: ['mission'],
  mapping: ['target', 'strategy'],
  innovation: ['mapping', 'profile', 'swot'],
  action: ['strategy', 'innovation', 'mapping', 'target'],
  roadmap: ['action', 'innovation'],
  canvas: ['innovation', 'action', 'mapping', 'roadmap'],
  risk: ['canvas'],
}

/** Sheets whose cards are prioritised together with points. */
export const VOTED_SHEETS: readonly Sheet[] = ['swot', 'profile', 'vision', 'strategy', 'innovation', 'action']

/** Sheets whose cards become programmes of the portfolio. */
export const PROGRAMME_SHEETS: readonly Sheet[] = ['mapping', 'innovation', 'action', 'roadmap', 'canvas']

/** Sheets whose cards belong to one of the six dimensions. */
export const DIMENSION_SHEETS: readonly Sheet[] = [
  'strategy',
  'profile',
  'mission',
  'target',
  'mapping',
  'innovation',
  'action',
  'roadmap',
  'canvas',
]

/** Letters of a title, and living cards of one sheet of one series. */
export const LONGEST_TITLE = 300
export const MOST_CARDS = 500

/** Sheets whose cards stand in an order of their own: risks by their size, steps of the roadmap by their year. */
export const SORTED_SHEETS: readonly Sheet[] = ['roadmap', 'risk']

export const CHOICES = ['open', 'chosen', 'dropped'] as const
export type Choice = (typeof CHOICES)[number]

/** What a form, the API or the demo world says of a card. */
export interface CardInput {
  /** The sentence on the card: the question, the strength, the name of the action, the risk. */
  title: string
  dimension?: Dimension | undefined
  /** The office it belongs to; without one, everybody who fills worksheets may change it. */
  organisationId?: string | undefined
  content: Content
}

/** A card as stored. */
export interface CardOf<S extends Sheet> {
  regionCode: string
  seriesId: string
  id: string
  sheet: S
  position: number
  title: string
  dimension: Dimension | undefined
  /** Quadrant, pair, kind, stream, term; of readiness "element/sub-element". */
  place: string | undefined
  organisationId: string | undefined
  organisationName: string | undefined
  content: ContentOf<S>
  choice: Choice
  choiceReason: string | undefined
  /** The programme it became or points to. */
  programmeId: string | undefined
  /** Points given to it together, and by how many people. */
  points: number
  voters: number
  version: number
  createdAt: Date
  changedAt: Date
  archivedAt: Date | undefined
}
export type Card = { [S in Sheet]: CardOf<S> }[Sheet]

/** What lists are narrowed to; each part is a parameter of the address. */
export interface CardFilter {
  dimension?: Dimension | undefined
  /** Readiness element, of readiness and SWOT. */
  element?: string | undefined
  place?: string | undefined
  organisationId?: string | undefined
  choice?: Choice | undefined
  /** Words that stand in the card. */
  text?: string | undefined
  /** These only. */
  ids?: readonly string[] | undefined
}

/** Points one person gives one card. */
export const MOST_POINTS = 5

export const dimensionSchema = z.enum(DIMENSIONS)
export const sheetSchema = z.enum(SHEETS)

/** One who takes part in choosing quick wins: weights share out 100 points, scores are 1 to 5. */
export interface Voter {
  id: string
  /** Points by criterion; together 100. */
  weights: ReadonlyMap<string, number>
  /** Scores by card, then by criterion, 1 to 5. */
  scores: ReadonlyMap<string, ReadonlyMap<string, number>>
}
