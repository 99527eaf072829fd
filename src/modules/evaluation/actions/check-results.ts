import { createHash } from 'node:crypto'
import { decimal } from '#kit/decimal.ts'
import { listRegions, listRegionsByCodes, readCode } from '#modules/region/index.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { PublishedRow } from '../rules/improvement.ts'
import { scoringRule } from '../rules/score-index.ts'
import { type Edition, listEditions } from '../store/editions.ts'
import type { ImportReport } from '../store/imports.ts'
import { listInstruments } from '../store/instruments.ts'
import { findContentHashes, findResults } from '../store/results.ts'
import { type CheckContext, type CheckedRow, checkRow } from './check-row.ts'
import { regionFinder } from './find-region.ts'
import { contentHash, type SaidResult, saidResult } from './result-content.ts'
import { refuseFile, type ResultsTable } from './results-table.ts'
import { regionTwice } from './row-faults.ts'

/** A row ready to be written. */
type ReadyRow = SaidResult & { contentSha256: string }

export interface CheckedTable {
  edition: Edition
  report: ImportReport
  /** True when nothing is in the way of applying: no fault is left without a reason. */
  clean: boolean
  /** Rows that are new or say something else than the edition does now. */
  write: ReadyRow[]
}

export interface CheckOptions {
  /** As chosen in the form or on the command line; else what the file says; else the year of its instrument. */
  edition?: string | undefined
  source?: string | undefined
  fileName: string
  /** Reasons typed after the first check, by row number. */
  reasons?: Readonly<Record<string, string>>
}

/**
 * Checks a whole table against regions, instruments, the edition as it stands and the edition before; the number of
 * statements does not depend on the number of rows. Throws a Problem when the edition cannot be told.
 */
export async function checkResults(sql: Sql | Tx, table: ResultsTable, options: CheckOptions): Promise<CheckedTable> {
  const instruments = new Map(
    (await listInstruments(sql)).map(stored => [stored.id, { stored, rule: scoringRule(stored.content) }]),
  )
  if (table.instrument !== undefined && !instruments.has(table.instrument)) {
    throw refuseFile(
      `Instrumen “${table.instrument.slice(0, 80)}” tidak dikenal. Yang ada: ${[...instruments.keys()].join(', ')}.`,
      `The instrument “${table.instrument.slice(0, 80)}” is not known. There are: ${[...instruments.keys()].join(', ')}.`,
    )
  }
  const editions = await listEditions(sql)
  const edition = chooseEdition(table, options, editions, instruments.get(table.instrument ?? '')?.stored.year)
  const context: CheckContext = {
    regions: await findRegions(sql, table),
    instruments,
    edition,
    before: new Map(),
  }
  const codes = [...new Set(table.rows.map(row => regionOf(row, context)).filter(code => code !== undefined))]
  context.before = await publishedBefore(sql, edition, codes, instruments)
  const rows = table.rows.map(row => checkRow(row, table, context))
  markDoubles(rows)
  return report(rows, edition, await findContentHashes(sql, edition.id, codes), options)
}

const regionOf = (row: ResultsTable['rows'][number], { regions }: CheckContext): string | undefined => {
  const code = row.cells.get('region')
  const name = row.cells.get('name')
  return (code ? regions.byCode(String(code.value)) : name ? regions.byName(String(name.value)) : undefined)?.code
}

async function findRegions(sql: Sql | Tx, table: ResultsTable) {
  const codes = table.rows.flatMap(({ cells }) => {
    const code = readCode(String(cells.get('region')?.value ?? ''))
    return code === undefined ? [] : [code]
  })
  const coded = await listRegionsByCodes(sql, codes)
  const named = [...(await listRegions(sql, { level: 1 })), ...(await listRegions(sql, { level: 2 }))]
  return regionFinder(named, coded)
}

function chooseEdition(
  table: ResultsTable,
  options: CheckOptions,
  editions: readonly Edition[],
  instrumentYear: number | undefined,
): Edition {
  const cells = new Set(
    table.rows.flatMap(({ cells: row }) => (row.has('edition') ? [String(row.get('edition')?.value)] : [])),
  )
  const inRows = cells.size === 1 ? [...cells][0] : undefined
  if (cells.size > 1) {
    throw refuseFile(
      'Berkas ini memuat lebih dari satu tahun evaluasi. Pecah per tahun, lalu impor satu per satu.',
      'This file holds more than one edition. Split it by year and import the parts one by one.',
    )
  }
  const id = options.edition ?? table.edition ?? inRows ?? instrumentYear?.toString()
  if (id === undefined || !/^20\d{2}(-[1-9])?$/.test(id)) {
    throw refuseFile(
      'Tahun evaluasi tidak diketahui. Tulis tahunnya, misalnya 2023; tahap kedua setahun ditulis 2024-2.',
      'The edition is not known. Choose the year of the evaluation, for example 2023; a second stage is 2024-2.',
    )
  }
  const known = editions.find(edition => edition.id === id)
  if (known) return known
  const year = Number(id.slice(0, 4))
  const title = { id: `Evaluasi ${id}`, en: `Evaluation ${id}` }
  const previous = editions.find(edition => edition.id < id && edition.year >= year - 1)
  return {
    id,
    year,
    title,
    source: options.source ?? table.source ?? '',
    previousId: previous?.id,
    groups: [],
  }
}

async function publishedBefore(
  sql: Sql | Tx,
  edition: Edition,
  codes: readonly string[],
  instruments: CheckContext['instruments'],
): Promise<Map<string, PublishedRow>> {
  const before = new Map<string, PublishedRow>()
  if (edition.previousId === undefined) return before
  for (const [code, result] of await findResults(sql, edition.previousId, codes)) {
    const rule = instruments.get(result.instrumentId)?.rule
    if (!rule) continue
    before.set(code, {
      rule,
      scores: Object.fromEntries(
        Object.entries(result.scores).map(([dimension, score]) => [dimension, decimal(score)]),
      ),
      tookPart: result.tookPart,
      printedIndex: result.printedIndex === null ? null : decimal(result.printedIndex),
    })
  }
  return before
}

function markDoubles(rows: CheckedRow[]): void {
  const first = new Map<string, CheckedRow>()
  for (const row of rows) {
    if (!row.region) continue
    const earlier = first.get(row.region.code)
    if (!earlier) {
      first.set(row.region.code, row)
      continue
    }
    row.faults.push(regionTwice(row.region.name, earlier.row))
    if (!earlier.faults.some(fault => fault.code === 'region-twice')) {
      earlier.faults.push(regionTwice(earlier.region?.name ?? earlier.name, row.row))
    }
    row.content = undefined
    earlier.content = undefined
  }
}

function report(
  rows: readonly CheckedRow[],
  edition: Edition,
  present: ReadonlyMap<string, string>,
  { fileName, reasons = {} }: CheckOptions,
): CheckedTable {
  const counts = { rows: rows.length, added: 0, changed: 0, unchanged: 0, absent: 0, faulty: 0, deviating: 0 }
  const outcome = createHash('sha256')
  const write: ReadyRow[] = []
  let unreasoned = 0
  for (const { row, content, faults, reason: inFile } of rows) {
    const reason = reasons[row]?.trim() || inFile
    if (faults.length > 0) {
      if (content === undefined) counts.faulty++
      else {
        counts.deviating++
        if (reason === undefined) unreasoned++
      }
    }
    if (content === undefined) {
      outcome.update(`${row} faulty\n`)
      continue
    }
    if (!content.tookPart) counts.absent++
    const said = saidResult(content, faults.length > 0 ? reason : undefined)
    const contentSha256 = contentHash(edition.id, said)
    const now = present.get(said.regionCode)
    const fate = now === undefined ? 'added' : now === contentSha256 ? 'unchanged' : 'changed'
    counts[fate]++
    // Reasons may still be typed; they change neither the figures nor what stands there now.
    outcome.update(`${said.regionCode} ${now ?? ''} ${contentHash(edition.id, { ...said, deviationReason: null })}\n`)
    if (fate !== 'unchanged') write.push({ ...said, contentSha256 })
  }
  return {
    edition: withGroups(edition, write),
    clean: counts.faulty === 0 && unreasoned === 0,
    write,
    report: {
      edition: edition.id,
      fileName,
      counts,
      rows: rows
        .filter(row => row.faults.length > 0)
        .map(({ row, name, region, faults, reason }) => ({ row, name, regionCode: region?.code, faults, reason })),
      outcomeSha256: outcome.digest('hex'),
    },
  }
}

/** Groups that occur for the first time are scored with the instrument of their rows from now on. */
function withGroups(edition: Edition, rows: readonly ReadyRow[]): Edition {
  const groups = new Map(edition.groups.map(group => [group.code, group]))
  for (const { group, instrumentId } of rows) {
    if (!groups.has(group)) groups.set(group, { code: group, instrumentId })
  }
  return { ...edition, groups: [...groups.values()] }
}
