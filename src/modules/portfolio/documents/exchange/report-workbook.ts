import type { Lang } from '#kit/format.ts'
import { lettersOf } from '../../rules/exchange/places.ts'
import type { ProgrammeFile, Table } from '../../actions/exchange/open-file.ts'
import type { CellError, SheetCell } from '../../model-exchange.ts'
import { SHEETS, TO_MEND } from '../../rules/exchange/columns.ts'
import { type OutCell, type OutRow, type OutSheet, workbookBytes } from './write-workbook.ts'

/**
 * The rows of a file as they were, each in its row, with what is wrong marked in red and explained in a last column; it can
 * be mended and imported. Rows are written as they are read.
 */
export async function reportWorkbook(file: ProgrammeFile, errors: readonly CellError[], lang: Lang): Promise<Buffer> {
  const tables = [
    { table: file.programmes, name: SHEETS.programmes.name[lang], main: true },
    { table: file.budget, name: SHEETS.budget.name[lang], main: false },
    { table: file.milestones, name: SHEETS.milestones.name[lang], main: false },
  ]
  const sheets = tables.flatMap(({ table, name, main }): OutSheet[] => {
    if (!table) return []
    const own = errors.filter(one => (main ? one.sheet === undefined : one.sheet === table.sheet))
    return [reportSheet(table, name, own, lang)]
  })
  return await workbookBytes(sheets)
}

function reportSheet(table: Table, name: string, errors: readonly CellError[], lang: Lang): OutSheet {
  const { header } = table
  const heads = [...header.texts].filter(([, text]) => ![TO_MEND.id, TO_MEND.en].includes(text))
  const last = Math.max(-1, ...heads.map(([place]) => place)) + 1
  const placeOf = new Map(heads.map(([place, text]) => [text, place]))
  const byRow = new Map<number, CellError[]>()
  for (const error of errors) byRow.set(error.row, [...(byRow.get(error.row) ?? []), error])
  const wide = new Set(
    [...header.columns].flatMap(([key, { place }]) => (/name|problem|leadId|title/.test(key) ? [place] : [])),
  )
  const marked = (number: number): ReadonlySet<number> =>
    new Set((byRow.get(number) ?? []).map(one => placeOf.get(one.column) ?? columnPlace(one.column)))
  const mend = (number: number): OutCell => {
    const own = byRow.get(number)
    if (!own) return undefined
    const text = own.map(one => (one.column === '' ? '' : `${one.column}: `) + one.message[lang]).join('\n')
    return { text, kind: 'mend', wrong: true }
  }
  const rows = async function* (): AsyncGenerator<OutRow> {
    const texts = new Map(heads)
    const wrongHeads = marked(header.row)
    yield {
      number: header.row,
      cells: [
        ...Array.from({ length: last }, (_, place): OutCell => ({
          text: texts.get(place) ?? '',
          kind: 'head',
          wrong: wrongHeads.has(place),
        })),
        { text: TO_MEND[lang], kind: 'head' },
      ],
    }
    for await (const row of table.rows()) {
      const wrong = marked(row.number)
      const cells = Array.from({ length: last }, (_, place) => outCell(row.cells.get(place), wrong.has(place)))
      yield { number: row.number, cells: [...cells, mend(row.number)] }
    }
  }
  return {
    name,
    frozen: header.row,
    columns: [...Array.from({ length: last }, (_, place) => ({ width: wide.has(place) ? 36 : 18 })), { width: 70 }],
    rows: rows(),
  }
}

function outCell(cell: SheetCell | undefined, wrong: boolean): OutCell {
  if (!cell) return wrong ? { text: '', kind: 'text', wrong } : undefined
  const kind = cell.kind === 'date' ? 'date' : cell.kind === 'number' ? 'integer' : 'text'
  if (!wrong && kind === 'text') return cell.text
  return { text: cell.text, kind, wrong }
}

/** Errors outside the heads name a column by its letters; -1 marks none. */
function columnPlace(letters: string): number {
  for (let place = 0; place < 60; place++) if (lettersOf(place) === letters) return place
  return -1
}
