import type { Sentence } from '#kit/problem.ts'

/** The columns of the three tables of programmes, for template, reader and export alike. */

export const MAIN_KEYS = [
  'code',
  'name',
  'problem',
  'subDimension',
  'sector',
  'stream',
  'leadId',
  'supportingIds',
  'partners',
  'places',
  'term',
  'startYear',
  'endYear',
  'rpjmd',
  'renstra',
  'promise',
  'promiseDue',
  'quickWin',
  'status',
  'since',
  'reason',
  'note',
  'year',
  'source',
  'planned',
  'realised',
] as const
export type MainKey = (typeof MAIN_KEYS)[number]

export const BUDGET_KEYS = ['code', 'year', 'source', 'planned', 'realised'] as const
export type BudgetKey = (typeof BUDGET_KEYS)[number]

export const MILESTONE_KEYS = ['code', 'title', 'dueOn', 'doneOn', 'ownerId'] as const
export type MilestoneKey = (typeof MILESTONE_KEYS)[number]

export type ColumnKey = MainKey | BudgetKey | MilestoneKey

/** Lists that cells choose from. */
export type ListName =
  'subDimension' | 'sector' | 'stream' | 'office' | 'status' | 'reason' | 'source' | 'term' | 'yesNo'

export interface Column {
  head: Sentence
  /** Other heads under which it is read, folded. */
  also?: readonly string[]
  kind: 'text' | 'year' | 'money' | 'date'
  list?: ListName
  /** In characters. */
  width: number
  hint: Sentence
}

const column = (
  [id, en]: [string, string],
  kind: Column['kind'],
  width: number,
  [hintId, hintEn]: [string, string],
  more: Pick<Column, 'list' | 'also'> = {},
): Column => ({ head: { id, en }, kind, width, hint: { id: hintId, en: hintEn }, ...more })

export const COLUMNS: Readonly<Record<ColumnKey, Column>> = {
  code: column(['Kode', 'Code'], 'text', 12, [
    'Tetap seumur program dan hanya satu di daerah ini, misalnya GOV-01. Impor berikutnya mengenali program dari kode ini.',
    'Stays for the life of the programme and is its own in the region, for example GOV-01. Later imports know it by this.',
  ]),
  name: column(['Nama program', 'Name'], 'text', 36, ['Paling panjang 200 huruf.', 'At most 200 letters.']),
  problem: column(
    ['Masalah yang diselesaikan', 'Problem it solves'],
    'text',
    44,
    ['Masalah warga atau daerah, bukan kegiatannya.', 'A problem of citizens or the region, not the activity.'],
    { also: ['masalah', 'problem'] },
  ),
  subDimension: column(
    ['Sub-dimensi', 'Sub-dimension'],
    'text',
    26,
    ['Pilih dari daftar; kodenya saja juga cukup: GOV-1.', 'Choose from the list; the code alone will do: GOV-1.'],
    { list: 'subDimension' },
  ),
  sector: column(['Sektor', 'Sector'], 'text', 20, ['Pilih dari daftar.', 'Choose from the list.'], { list: 'sector' }),
  stream: column(['Arus rencana aksi', 'Stream'], 'text', 24, ['Pilih dari daftar.', 'Choose from the list.'], {
    list: 'stream',
    also: ['arus'],
  }),
  leadId: column(
    ['OPD penanggung jawab', 'Responsible office'],
    'text',
    34,
    ['Nama persis seperti dalam daftar.', 'The name exactly as in the list.'],
    { list: 'office', also: ['opd', 'lead office'] },
  ),
  supportingIds: column(['OPD pendukung', 'Supporting offices'], 'text', 30, [
    'Boleh kosong. Beberapa nama dipisah titik koma.',
    'May be empty. Several names are parted by semicolons.',
  ]),
  partners: column(['Mitra', 'Partners'], 'text', 26, [
    'Boleh kosong. “Nama: sumbangannya”, beberapa dipisah titik koma.',
    'May be empty. “Name: contribution”, several parted by semicolons.',
  ]),
  places: column(
    ['Lokasi', 'Places'],
    'text',
    28,
    [
      'Kosong berarti seluruh daerah. Kode atau nama kecamatan dan desa, dipisah titik koma: 73.24.04; 73.24.05.2001.',
      'Empty is the whole region. Codes or names of districts and villages, parted by semicolons: 73.24.04; 73.24.05.2001.',
    ],
    { also: ['tempat'] },
  ),
  term: column(
    ['Jangka', 'Term'],
    'text',
    24,
    [
      '1, 5 atau 10 tahun; tidak lebih pendek daripada tahun mulai sampai selesai.',
      '1, 5 or 10 years; not shorter than the years.',
    ],
    { list: 'term' },
  ),
  startYear: column(['Tahun mulai', 'First year'], 'year', 12, ['Empat angka.', 'Four digits.']),
  endYear: column(['Tahun selesai', 'Last year'], 'year', 12, ['Empat angka.', 'Four digits.']),
  rpjmd: column(['Rujukan RPJMD', 'RPJMD reference'], 'text', 20, ['Boleh kosong.', 'May be empty.'], {
    also: ['rpjmd'],
  }),
  renstra: column(['Rujukan Renstra', 'Renstra reference'], 'text', 20, ['Boleh kosong.', 'May be empty.'], {
    also: ['renstra'],
  }),
  promise: column(['Janji kepada warga', 'Promise to citizens'], 'text', 30, ['Boleh kosong.', 'May be empty.'], {
    also: ['janji', 'promise'],
  }),
  promiseDue: column(['Janji ditepati paling lambat', 'Promise due'], 'date', 16, [
    'Boleh kosong. Tanggal: 31/12/2027 atau 31 Des 2027.',
    'May be empty. A date: 31/12/2027 or 31 Dec 2027.',
  ]),
  quickWin: column(
    ['Quick win', 'Quick win'],
    'text',
    11,
    ['ya atau tidak; kosong berarti tidak.', 'yes or no; empty is no.'],
    { list: 'yesNo' },
  ),
  status: column(
    ['Status', 'Status'],
    'text',
    15,
    [
      'Kosong: program baru direncanakan, program lama tetap statusnya.',
      'Empty: a new programme is planned, a known one keeps its status.',
    ],
    { list: 'status' },
  ),
  since: column(
    ['Sejak', 'Since'],
    'date',
    14,
    ['Tanggal mulai berlakunya status; boleh kosong.', 'The day from which the status holds; may be empty.'],
    { also: ['status sejak'] },
  ),
  reason: column(
    ['Alasan', 'Reason'],
    'text',
    18,
    ['Perlu untuk status Berubah dan Berhenti.', 'Needed for the statuses Changed and Stopped.'],
    { list: 'reason' },
  ),
  note: column(['Catatan', 'Note'], 'text', 26, [
    'Tentang statusnya; boleh kosong.',
    'About the status; may be empty.',
  ]),
  year: column(
    ['Tahun anggaran', 'Budget year'],
    'year',
    13,
    [
      'Satu baris anggaran dapat ditulis di sini; selebihnya di lembar Anggaran.',
      'One budget line may stand here; further ones in the sheet Anggaran.',
    ],
    { also: ['tahun', 'year'] },
  ),
  source: column(['Sumber dana', 'Source of money'], 'text', 20, ['Pilih dari daftar.', 'Choose from the list.'], {
    list: 'source',
    also: ['sumber'],
  }),
  planned: column(
    ['Anggaran', 'Planned'],
    'money',
    18,
    ['Rupiah penuh: 1500000000, bukan 1,5.', 'Whole rupiah: 1500000000, not 1.5.'],
    { also: ['budget'] },
  ),
  realised: column(['Realisasi', 'Realised'], 'money', 18, [
    'Rupiah penuh. Kosong berarti belum dilaporkan, bukan nol; yang sudah tersimpan tetap.',
    'Whole rupiah. Empty is not reported yet, not zero; what is stored stays.',
  ]),
  title: column(['Tonggak', 'Milestone'], 'text', 40, [
    'Apa yang sudah ada pada tanggalnya, paling panjang 200 huruf.',
    'What is there by its day, at most 200 letters.',
  ]),
  dueOn: column(['Tenggat', 'Due'], 'date', 14, [
    'Tanggal: 31/12/2027 atau 31 Des 2027.',
    'A date: 31/12/2027 or 31 Dec 2027.',
  ]),
  doneOn: column(['Selesai pada', 'Done on'], 'date', 14, ['Kosong sampai selesai.', 'Empty until it is done.'], {
    also: ['selesai', 'done'],
  }),
  ownerId: column(
    ['Penanggung jawab', 'Owner'],
    'text',
    34,
    ['Kosong berarti OPD penanggung jawab program.', 'Empty is the responsible office of the programme.'],
    { list: 'office' },
  ),
}

export type SheetName = 'programmes' | 'budget' | 'milestones'

/** Sheets by what they hold: name, columns in order, and those without which nothing can be read. */
export const SHEETS = {
  programmes: {
    name: { id: 'Program', en: 'Programmes' },
    keys: MAIN_KEYS,
    required: ['code', 'name', 'problem', 'subDimension', 'sector', 'stream', 'leadId', 'term', 'startYear', 'endYear'],
  },
  budget: {
    name: { id: 'Anggaran', en: 'Budget' },
    keys: BUDGET_KEYS,
    required: ['code', 'year', 'source', 'planned'],
  },
  milestones: {
    name: { id: 'Tonggak', en: 'Milestones' },
    keys: MILESTONE_KEYS,
    required: ['code', 'title', 'dueOn'],
  },
} as const satisfies Record<SheetName, { name: Sentence; keys: readonly ColumnKey[]; required: readonly ColumnKey[] }>

/** Head of the column in which a report says what is to be mended; read over, so that a mended report can be imported. */
export const TO_MEND: Sentence = { id: 'Yang perlu diperbaiki', en: 'To mend' }

/** Heads that our own files have and no import reads, folded. */
export const READ_OVER = [
  'yang perlu diperbaiki',
  'to mend',
  'saringan',
  'filter',
  'kode wilayah',
  'dimensi',
  'dimension',
  'anggaran seluruhnya',
  'realisasi seluruhnya',
]
