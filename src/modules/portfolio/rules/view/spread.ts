/** What programmes are spread over: any two of these make a picture of who has them and who is left out. */
export const AXES = ['district', 'dimension', 'sector', 'sub-dimension'] as const
export type Axis = (typeof AXES)[number]

/** 1 palest … 5 darkest. */
export type Step = 1 | 2 | 3 | 4 | 5

/** How many programmes lie at one crossing; undefined on either side means all of that side together. */
export interface SpreadCount {
  row: string | undefined
  column: string | undefined
  count: number
}

export interface SpreadCell {
  count: number
  /** Undefined when nothing is there. */
  step: Step | undefined
}

export interface SpreadLine {
  key: string
  /** Programmes in the line, each once, however many of its cells it lies in. */
  total: number
  cells: SpreadCell[]
}

export interface SpreadTable {
  rows: SpreadLine[]
  columns: { key: string; total: number }[]
  /** All programmes, each once. */
  total: number
  /** The largest cell. */
  most: number
  /** Keys of rows and columns without any programme, those of `whole` left out: they stand for no place. */
  missingRows: string[]
  missingColumns: string[]
  /** Cells with nothing, and all cells, without rows and columns that stand for the whole region. */
  empty: number
  cells: number
}

/** The step of a count: up to five by itself, beyond that in five equal parts of the largest. */
export function stepOf(count: number, most: number): Step | undefined {
  if (count <= 0) return undefined
  const step = most <= 5 ? count : Math.ceil((count * 5) / most)
  return Math.min(5, Math.max(1, step)) as Step
}

/** First and last count of each step that can occur, palest first, for the legend. */
export function stepRanges(most: number): { step: Step; from: number; to: number }[] {
  const ranges: { step: Step; from: number; to: number }[] = []
  for (let count = 1; count <= most; count++) {
    const step = stepOf(count, most)
    const last = ranges.at(-1)
    if (step === undefined) continue
    if (last?.step === step) last.to = count
    else ranges.push({ step, from: count, to: count })
  }
  return ranges
}

/**
 * The counts as a table in the order of the given keys; keys without a count stand there too, for they are who is left out.
 * `whole` names keys that stand for the whole region.
 */
export function spreadTable(
  rowKeys: readonly string[],
  columnKeys: readonly string[],
  counts: readonly SpreadCount[],
  whole: ReadonlySet<string> = new Set(),
): SpreadTable {
  const at = new Map(counts.map(({ row, column, count }) => [`${row ?? ''}\n${column ?? ''}`, count]))
  const countOf = (row: string, column: string) => at.get(`${row}\n${column}`) ?? 0
  const most = Math.max(0, ...rowKeys.flatMap(row => columnKeys.map(column => countOf(row, column))))
  const rows = rowKeys.map(key => ({
    key,
    total: countOf(key, ''),
    cells: columnKeys.map(column => {
      const count = countOf(key, column)
      return { count, step: stepOf(count, most) }
    }),
  }))
  const columns = columnKeys.map(key => ({ key, total: countOf('', key) }))
  const places = rowKeys.filter(key => !whole.has(key))
  const others = columnKeys.filter(key => !whole.has(key))
  return {
    rows,
    columns,
    total: countOf('', ''),
    most,
    missingRows: places.filter(key => countOf(key, '') === 0),
    missingColumns: others.filter(key => countOf('', key) === 0),
    empty: places.reduce((sum, row) => sum + others.filter(column => countOf(row, column) === 0).length, 0),
    cells: places.length * others.length,
  }
}
