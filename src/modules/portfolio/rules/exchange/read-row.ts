import type { Sentence } from '#kit/problem.ts'
import { type BudgetLine, MOST_RUPIAH, type Partner, type ProgrammeInput, YEARS } from '../../model.ts'
import type { MilestoneLine, ProgrammeRow, SheetCell, SheetRow, StatusLine } from '../../model-exchange.ts'
import { LONGEST_TITLE } from './check-row.ts'
import { type ColumnKey, COLUMNS, type MainKey } from './columns.ts'
import type { Header } from './read-header.ts'
import { type Lookups, readOffice, readOffices, readPlaces, split } from './lookups.ts'
import { type Read, readChoice, readDay, readMoney, readText, readWords, readYear, readYesNo } from './read-cell.ts'

/** What is wrong with one cell. */
export interface CellProblem {
  key: ColumnKey
  sentence: Sentence
}

/** Cells of one row by column, noting what cannot be read. */
class RowCells {
  readonly problems: CellProblem[] = []
  readonly row: SheetRow
  readonly header: Header

  constructor(row: SheetRow, header: Header) {
    this.row = row
    this.header = header
  }

  has(key: ColumnKey): boolean {
    return this.header.columns.has(key)
  }

  cell(key: ColumnKey): SheetCell | undefined {
    const place = this.header.columns.get(key)?.place
    return place === undefined ? undefined : this.row.cells.get(place)
  }

  /** The value; undefined and noted when it cannot be read. */
  take<T>(key: ColumnKey, read: (cell: SheetCell | undefined) => Read<T>): T | undefined {
    const found = read(this.cell(key))
    if (found.ok) return found.value
    this.problems.push({ key, sentence: found.sentence })
    return undefined
  }

  wrong(key: ColumnKey, id: string, en: string): void {
    this.problems.push({ key, sentence: { id, en } })
  }

  /** Notes that a cell is empty, unless something is wrong with it already. */
  need(key: ColumnKey, id: string, en: string): void {
    if (!this.problems.some(one => one.key === key)) this.wrong(key, id, en)
  }
}

const whats = {
  subDimension: { id: 'sub-dimensi', en: 'sub-dimension' },
  sector: { id: 'sektor', en: 'sector' },
  stream: { id: 'arus rencana aksi', en: 'stream' },
  status: { id: 'status', en: 'status' },
  reason: { id: 'alasan', en: 'reason' },
  source: { id: 'sumber dana', en: 'source of money' },
  term: { id: 'jangka (1, 5 atau 10 tahun)', en: 'term (1, 5 or 10 years)' },
} satisfies Record<string, Sentence>

/** Fields of a programme that a file may leave out as a whole. */
const optional = [
  'supportingIds',
  'partners',
  'places',
  'rpjmd',
  'renstra',
  'promise',
  'promiseDue',
  'quickWin',
] as const satisfies readonly (MainKey & keyof ProgrammeInput)[]

/** The code of a row, as programmes have it. */
export function readCode(row: SheetRow, header: Header): string | undefined {
  const read = readWords(new RowCells(row, header).cell('code'))
  return read.ok ? read.value?.toUpperCase() : undefined
}

/**
 * One row of programmes. What cannot be read is empty in `row` and told in `problems`; what cannot be stored for other
 * reasons is told by the checks that form and API have too. `kept` are the offices of the stored programme.
 */
export function readProgramme(
  row: SheetRow,
  header: Header,
  lookups: Lookups,
  kept: ReadonlySet<string>,
): { row: ProgrammeRow; problems: CellProblem[] } {
  const cells = new RowCells(row, header)
  const text = (key: ColumnKey) => cells.take(key, readText)
  const input: ProgrammeInput = {
    code: cells.take('code', readWords)?.toUpperCase() ?? '',
    name: text('name') ?? '',
    problem: text('problem') ?? '',
    subDimension: cells.take('subDimension', cell => readChoice(cell, lookups.subDimension, whats.subDimension)) ?? '',
    sector: cells.take('sector', cell => readChoice(cell, lookups.sector, whats.sector)) ?? '',
    stream: cells.take('stream', cell => readChoice(cell, lookups.stream, whats.stream)) ?? '',
    leadId: cells.take('leadId', cell => readOffice(cell, lookups, kept)) ?? '',
    supportingIds: cells.take('supportingIds', cell => readOffices(cell, lookups, kept)) ?? [],
    partners: split(text('partners')).map(readPartner),
    places: cells.take('places', cell => readPlaces(cell, lookups)) ?? [],
    term: cells.take('term', cell => readChoice(cell, lookups.term, whats.term)) ?? (0 as 1),
    startYear: cells.take('startYear', readYear) ?? Number.NaN,
    endYear: cells.take('endYear', readYear) ?? Number.NaN,
    rpjmd: text('rpjmd'),
    renstra: text('renstra'),
    promise: text('promise'),
    promiseDue: cells.take('promiseDue', readDay),
    quickWin: cells.take('quickWin', readYesNo) ?? false,
  }
  for (const key of required) {
    const [field, id, en] = key
    if (input[field] === '') cells.need(field, `${id} belum diisi.`, `${en} is missing.`)
  }
  if ((input.term as number) === 0)
    cells.need('term', 'Jangka belum diisi: 1, 5 atau 10 tahun.', 'The term is missing.')
  if (Number.isNaN(input.startYear)) cells.need('startYear', 'Tahun mulai belum diisi.', 'The first year is missing.')
  if (Number.isNaN(input.endYear)) cells.need('endYear', 'Tahun selesai belum diisi.', 'The last year is missing.')
  const budget = readBudget(cells, lookups, ['year', 'source', 'planned', 'realised'])
  return {
    row: {
      input,
      unsaid: optional.filter(key => !cells.has(key)),
      status: readStatus(cells, lookups),
      budget: budget ? [budget] : [],
    },
    problems: cells.problems,
  }
}

const required = [
  ['code', 'Kode', 'The code'],
  ['name', 'Nama program', 'The name'],
  ['problem', 'Masalah yang diselesaikan', 'The problem'],
  ['subDimension', 'Sub-dimensi', 'The sub-dimension'],
  ['sector', 'Sektor', 'The sector'],
  ['stream', 'Arus rencana aksi', 'The stream'],
  ['leadId', 'OPD penanggung jawab', 'The responsible office'],
] as const

function readPartner(part: string): Partner {
  const colon = part.indexOf(':')
  if (colon < 0) return { name: part, contribution: undefined }
  return { name: part.slice(0, colon).trim(), contribution: part.slice(colon + 1).trim() || undefined }
}

function readStatus(cells: RowCells, lookups: Lookups): StatusLine | undefined {
  const status = cells.take('status', cell => readChoice(cell, lookups.status, whats.status))
  const since = cells.take('since', readDay)
  const reason = cells.take('reason', cell => readChoice(cell, lookups.reason, whats.reason))
  const note = cells.take('note', readText)
  if (status !== undefined) return { status, since, reason, note }
  if (since !== undefined || reason !== undefined || note !== undefined) {
    cells.need(
      'status',
      'Sejak, alasan atau catatan diisi tanpa status. Isi statusnya.',
      'Since, reason or note is filled in without a status. Fill in the status.',
    )
  }
  return undefined
}

/** The budget line of a row; undefined when the four cells are empty or cannot be read. */
function readBudget(
  cells: RowCells,
  lookups: Lookups,
  [yearKey, sourceKey, plannedKey, realisedKey]: readonly ['year', 'source', 'planned', 'realised'],
): BudgetLine | undefined {
  if (![yearKey, sourceKey, plannedKey, realisedKey].some(key => cells.cell(key) !== undefined)) return undefined
  const year = cells.take(yearKey, readYear)
  const source = cells.take(sourceKey, cell => readChoice(cell, lookups.source, whats.source))
  const planned = cells.take(plannedKey, readMoney)
  const realised = cells.take(realisedKey, readMoney)
  if (year === undefined) cells.need(yearKey, 'Tahun anggaran belum diisi.', 'The budget year is missing.')
  else if (year < YEARS.least || year > YEARS.most) {
    cells.wrong(
      yearKey,
      `Tahun anggaran ${YEARS.least}–${YEARS.most}.`,
      `A budget year is ${YEARS.least}–${YEARS.most}.`,
    )
    return undefined
  }
  if (source === undefined) cells.need(sourceKey, 'Sumber dana belum diisi.', 'The source of money is missing.')
  if (planned === undefined) {
    cells.need(
      plannedKey,
      'Anggaran belum diisi. Tulis 0 bila memang nol.',
      'The amount is missing. Write 0 if it is zero.',
    )
  }
  if ((realised ?? 0n) > MOST_RUPIAH) return undefined
  return year === undefined || source === undefined || planned === undefined
    ? undefined
    : { year, source, planned, realised }
}

/** One row of the sheet of money, with the code of its programme. */
export function readBudgetRow(
  row: SheetRow,
  header: Header,
  lookups: Lookups,
): { code: string; line: BudgetLine | undefined; problems: CellProblem[] } {
  const cells = new RowCells(row, header)
  const code = cells.take('code', readWords)?.toUpperCase() ?? ''
  if (code === '') cells.need('code', 'Kode program belum diisi.', 'The code of the programme is missing.')
  const line = readBudget(cells, lookups, ['year', 'source', 'planned', 'realised'])
  if (!line && cells.problems.length === 0) {
    cells.need(
      'year',
      'Baris ini hanya berisi kode. Isi atau hapus.',
      'This row holds a code only. Fill it in or delete it.',
    )
  }
  return { code, line, problems: cells.problems }
}

/** One row of the sheet of milestones, with the code of its programme. */
export function readMilestoneRow(
  row: SheetRow,
  header: Header,
  lookups: Lookups,
  kept: ReadonlySet<string>,
): { code: string; line: MilestoneLine | undefined; problems: CellProblem[] } {
  const cells = new RowCells(row, header)
  const code = cells.take('code', readWords)?.toUpperCase() ?? ''
  if (code === '') cells.need('code', 'Kode program belum diisi.', 'The code of the programme is missing.')
  const title = cells.take('title', readText)?.replace(/\s+/g, ' ')
  const dueOn = cells.take('dueOn', readDay)
  const doneOn = cells.take('doneOn', readDay)
  const ownerId = cells.take('ownerId', cell => readOffice(cell, lookups, kept))
  if (title === undefined) cells.need('title', 'Nama tonggak belum diisi.', 'The title of the milestone is missing.')
  else if (title.length > LONGEST_TITLE) {
    cells.wrong(
      'title',
      `Nama tonggak paling panjang ${LONGEST_TITLE} huruf; ini ${title.length}.`,
      `A title has at most ${LONGEST_TITLE} letters; this has ${title.length}.`,
    )
  }
  if (dueOn === undefined) cells.need('dueOn', 'Tenggat belum diisi.', 'The due day is missing.')
  if (doneOn !== undefined && doneOn > lookups.today) {
    cells.wrong(
      'doneOn',
      `${doneOn} masih di masa depan. Kosongkan sampai selesai.`,
      `${doneOn} lies in the future. Leave it empty until it is done.`,
    )
  }
  const whole = cells.problems.length === 0 && title !== undefined && dueOn !== undefined
  return { code, line: whole ? { title, dueOn, doneOn, ownerId } : undefined, problems: cells.problems }
}

/** Cells that hold the stored result of a formula, by header text. */
export function computedCells(row: SheetRow, header: Header): string[] {
  return [...row.cells].flatMap(([place, cell]) => (cell.computed ? [header.texts.get(place) ?? ''] : []))
}

/** Head of a column as the file writes it, else as we would. */
export const headOf = (header: Header, key: ColumnKey): string => header.columns.get(key)?.text ?? COLUMNS[key].head.id
