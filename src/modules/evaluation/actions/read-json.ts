import {
  type Cell,
  isText,
  noText,
  columnOf,
  type ColumnKey,
  maxRows,
  noRows,
  refuseFile,
  type ResultsTable,
  type TableRow,
  tooManyRows,
} from './results-table.ts'

/**
 * A results table in JSON, as `db/reference/results` and the API hold it: `{instrument, rows: [{region, scores, …}]}`.
 * Scores may stand under `scores` by dimension code, or as columns of the row.
 */
export function readJsonTable(text: string, dimensions: ReadonlySet<string>): ResultsTable {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw refuseFile(
      'Berkas ini bukan JSON yang sah. Periksa tanda kurung dan koma, atau pakai CSV.',
      'This file is not valid JSON. Check its brackets and commas, or use CSV.',
      cause,
    )
  }
  return jsonTable(json, dimensions)
}

/** The same for JSON that was read already. */
function jsonTable(json: unknown, dimensions: ReadonlySet<string>): ResultsTable {
  const whole = isObject(json) ? json : undefined
  const list = whole?.['rows']
  if (!whole || !Array.isArray(list) || !list.every(isObject)) {
    throw refuseFile(
      'JSON ini tidak berbentuk tabel hasil. Harus ada “rows”: daftar baris, seperti pada contoh di halaman impor.',
      'This JSON is not a table of results. It needs “rows”: a list of rows, as in the example on the import page.',
    )
  }
  if (list.length > maxRows) throw tooManyRows()
  if (list.length === 0) throw noRows()
  const columns = new Set<ColumnKey>()
  const rows = list.map((item, place): TableRow => {
    const cells = new Map<ColumnKey, Cell>()
    const put = (key: ColumnKey, column: string, value: unknown) => {
      columns.add(key)
      if (columns.size > mostColumns) throw tooWide()
      if (typeof value === 'string' && !isText(value)) throw noText()
      const blank = value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
      if (!blank) cells.set(key, { value, column: column.slice(0, 60) })
    }
    for (const [name, value] of Object.entries(item)) {
      if (name === 'scores' && isObject(value)) {
        for (const [code, score] of Object.entries(value)) put(`score:${code.slice(0, 60)}`, code, score)
        continue
      }
      // The name of the region wins over the printed name, which may be cut off.
      if (name === 'printed_name' && item['region_name'] !== undefined) continue
      const key = columnOf(name, dimensions)
      if (key !== undefined && key !== 'ignored') put(key, name, value)
    }
    return { row: place + 1, cells }
  })
  const weights = new Map<string, Record<string, string>>()
  for (const [name, value] of Object.entries(whole)) {
    const group = name === 'weights' ? '' : /^weights_([a-z][a-z0-9_-]*)$/.exec(name)?.[1]?.replaceAll('_', '-')
    if (group === undefined || !isObject(value)) continue
    weights.set(group, Object.fromEntries(Object.entries(value).map(([code, weight]) => [code, String(weight)])))
  }
  return {
    rows,
    columns,
    weights,
    edition: textOf(whole['edition']),
    instrument: textOf(whole['instrument']),
    source: textOf(whole['source']),
  }
}

const mostColumns = 60

const tooWide = () =>
  refuseFile(
    `Berkas ini memuat lebih dari ${mostColumns} kolom. Hapus yang bukan bagian tabel hasil.`,
    `This file has more than ${mostColumns} columns. Delete what is no part of a table of results.`,
  )

const textOf = (value: unknown) =>
  typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : typeof value === 'number'
      ? String(value)
      : undefined

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
