import type { Sql, Tx } from '#platform/db/database.ts'
import type { BudgetLine } from '../../model.ts'
import { type MilestoneLine, MOST_LINES, type ProgrammeRow, type SheetRow } from '../../model-exchange.ts'
import type { Lookups } from '../../rules/exchange/lookups.ts'
import { strayCells } from '../../rules/exchange/read-header.ts'
import {
  type CellProblem,
  computedCells,
  headOf,
  readBudgetRow,
  readCode,
  readMilestoneRow,
} from '../../rules/exchange/read-row.ts'
import { listStoredRows } from '../../store/exchange/stored-rows.ts'
import { CHUNK } from './apply-rows.ts'
import { type Findings, tooMany } from './findings.ts'
import type { ProgrammeFile, Table } from './open-file.ts'
import type { RegionFacts } from './region-facts.ts'

interface Place {
  table: Table
  row: number
}

/** Money and milestones of a file by the code of their programme. */
export interface Lines {
  /** A row with its lines; a line of money that stands twice is noted in `problems`. */
  join(row: ProgrammeRow, problems: CellProblem[]): ProgrammeRow
  /** Codes of lines for which the file has no programme, each with its first place. */
  unused(codes: ReadonlyMap<string, number>): [string, Place][]
}

/** Reads the sheets of money and milestones; what is wrong goes to `found`, and such lines are left out. */
export async function readLines(
  db: Sql | Tx,
  file: ProgrammeFile,
  facts: RegionFacts,
  lookups: Lookups,
  found: Findings,
): Promise<Lines> {
  const budgets = new Map<string, BudgetLine[]>()
  const milestones = new Map<string, MilestoneLine[]>()
  const firstPlaces = new Map<string, Place>()
  const place = (code: string, table: Table, row: number) => {
    if (code !== '' && !firstPlaces.has(code)) firstPlaces.set(code, { table, row })
  }
  if (file.budget) {
    const table = file.budget
    await eachRow(table, found, row => {
      const { code, line, problems } = readBudgetRow(row, table.header, lookups)
      tell(table, row, problems, found)
      place(code, table, row.number)
      if (!line || code === '') return
      const there = budgets.get(code) ?? []
      if (there.some(one => one.year === line.year && one.source === line.source)) {
        found.add(table, row.number, headOf(table.header, 'source'), twice(code, line))
        return
      }
      there.push(line)
      budgets.set(code, there)
    })
  }
  if (file.milestones) {
    const table = file.milestones
    let waiting: SheetRow[] = []
    const read = async () => {
      const codes = waiting.flatMap(row => readCode(row, table.header) ?? [])
      const stored = await listStoredRows(db, facts.region.code, [...new Set(codes)])
      for (const row of waiting) {
        const there = stored.get(readCode(row, table.header) ?? '')
        const kept = new Set(there ? [there.programme.leadId, ...there.milestones.map(one => one.ownerId)] : [])
        const { code, line, problems } = readMilestoneRow(row, table.header, lookups, kept)
        tell(table, row, problems, found)
        place(code, table, row.number)
        if (!line || code === '') continue
        const known = milestones.get(code) ?? []
        if (known.some(one => one.title === line.title)) {
          found.add(table, row.number, headOf(table.header, 'title'), {
            id: `Tonggak “${line.title}” dari ${code} ada dua kali.`,
            en: `Milestone “${line.title}” of ${code} is there twice.`,
          })
          continue
        }
        known.push(line)
        milestones.set(code, known)
      }
      waiting = []
    }
    for await (const row of counted(table, found)) {
      waiting.push(row)
      if (waiting.length === CHUNK) await read()
    }
    await read()
  }
  return {
    join(row, problems) {
      const { code } = row.input
      const own = row.budget ?? []
      const others = budgets.get(code) ?? []
      const again = own.find(line => others.some(one => one.year === line.year && one.source === line.source))
      if (again) problems.push({ key: 'source', sentence: twice(code, again) })
      return { ...row, budget: [...own, ...others], milestones: milestones.get(code) ?? [] }
    },
    unused: codes => [...firstPlaces].filter(([code]) => !codes.has(code)).slice(0, 100),
  }
}

const twice = (code: string, line: BudgetLine) => ({
  id: `Anggaran ${code} tahun ${line.year} dari ${line.source} ada dua kali. Jumlahkan menjadi satu.`,
  en: `The money of ${code} for ${line.year} from ${line.source} is there twice. Add it up to one.`,
})

function tell(table: Table, row: SheetRow, problems: readonly CellProblem[], found: Findings): void {
  for (const one of strayCells(row, table.header)) found.add(table, row.number, one.column, one.sentence)
  for (const one of problems) found.add(table, row.number, headOf(table.header, one.key), one.sentence)
  for (const head of computedCells(row, table.header)) {
    found.note(table, row.number, head, {
      id: 'Sel ini rumus; hasilnya yang tersimpan dipakai.',
      en: 'This cell is a formula; its stored result was taken.',
    })
  }
}

async function eachRow(table: Table, found: Findings, take: (row: SheetRow) => void): Promise<void> {
  for await (const row of counted(table, found)) take(row)
}

async function* counted(table: Table, found: Findings): AsyncGenerator<SheetRow> {
  let count = 0
  for await (const row of table.rows()) {
    if (++count > MOST_LINES) {
      found.add(table, row.number, '', tooMany(MOST_LINES))
      return
    }
    yield row
  }
}
