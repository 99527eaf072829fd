import { compare, type Decimal, parseDecimal, roundHalfUp, wholeNumber, ZERO } from '#kit/decimal.ts'
import type { Region } from '#modules/region/index.ts'
import { reproduceChange, reproduceIndex } from '../rules/reproduce.ts'
import type { PublishedRow } from '../rules/improvement.ts'
import { type ScoringRule } from '../rules/score-index.ts'
import type { Edition } from '../store/editions.ts'
import type { RowFault } from '../store/imports.ts'
import type { StoredInstrument } from '../store/instruments.ts'
import type { ImprovementBasis } from '../store/results.ts'
import type { RegionFinder } from './find-region.ts'
import type { Cell, ColumnKey, ResultsTable, TableRow } from './results-table.ts'
import * as say from './row-faults.ts'

/** What rows are checked against; read once for the whole table. */
export interface CheckContext {
  regions: RegionFinder
  instruments: ReadonlyMap<string, { stored: StoredInstrument; rule: ScoringRule }>
  /** The edition as it stands, or as applying will make it. */
  edition: Edition
  /** The same regions in the edition before. */
  before: ReadonlyMap<string, PublishedRow>
}

/** A row that was understood; decimals have two places. */
export interface ResultContent {
  region: Region
  group: string
  instrument: StoredInstrument
  tookPart: boolean
  scores: Record<string, Decimal>
  printedName: string
  printedIndex: Decimal | null
  printedImprovement: Decimal | null
  index: Decimal | null
  exactSum: Decimal | null
  improvement: Decimal | null
  improvementBasis: ImprovementBasis
}

export interface CheckedRow {
  row: number
  name: string
  region: Region | undefined
  reason: string | undefined
  faults: RowFault[]
  /** Undefined while a fault is left that no reason can mend. */
  content: ResultContent | undefined
}

/** Everything that is wrong with one row, and its content when it can be used. */
export function checkRow(given: TableRow, table: ResultsTable, context: CheckContext): CheckedRow {
  const faults: RowFault[] = []
  const region = findRegion(given, context.regions, faults)
  const chosen = chooseInstrument(given, table, context, faults)
  const tookPart = readAttendance(given, faults)
  const figures = chosen && tookPart !== undefined ? readFigures(given, chosen, tookPart, faults) : undefined
  const typedName = textOf(given.cells.get('name'))
  const name = typedName ?? region?.name ?? textOf(given.cells.get('region')) ?? ''
  const checked = { row: given.row, name, region, reason: textOf(given.cells.get('reason'), 500), faults }
  if (!region || !chosen || !figures || tookPart === undefined || faults.length > 0) {
    return { ...checked, content: undefined }
  }
  const now: PublishedRow = { rule: chosen.rule, scores: figures.scores, tookPart, printedIndex: figures.index }
  const index = reproduceIndex(now)
  if (index.kind === 'absent-with-scores') faults.push(say.absentWithScores(index.codes))
  if (index.kind === 'differs') faults.push(say.indexNotReproduced(columnOf(given, 'index'), index))
  const change = reproduceChange(now, context.before.get(region.code), figures.improvement)
  const changeColumn = columnOf(given, 'improvement')
  if (change.kind === 'differs' && change.printed !== null) {
    const { now: present, before } = change.improvement
    faults.push(say.changeNotReproduced(changeColumn, change.printed, present.index, before.index, change.computed))
  }
  if (change.kind === 'printed-without-ground' && change.printed.units !== 0n) {
    faults.push(say.changeWithoutGround(changeColumn, change.printed, change.reason === 'absent-now'))
  }
  if (faults.some(fault => !fault.mayBeReasoned)) return { ...checked, content: undefined }
  const working = 'working' in index ? index.working : undefined
  const computed = 'improvement' in change ? change.improvement.change : null
  return {
    ...checked,
    content: {
      region,
      group: chosen.group,
      instrument: chosen.stored,
      tookPart,
      // The zeros printed for an absent region are no scores and are not kept.
      scores: tookPart ? figures.scores : {},
      printedName: typedName ?? region.name,
      printedIndex: tookPart ? figures.index : null,
      printedImprovement: tookPart ? figures.improvement : null,
      index: working?.index ?? null,
      exactSum: working?.index ? working.exactSum : null,
      improvement: computed === null ? null : roundHalfUp(computed, 2),
      improvementBasis:
        computed !== null
          ? 'computed'
          : change.kind === 'not-comparable' || change.kind === 'printed-without-ground'
            ? change.reason
            : 'not-recomputable',
    },
  }
}

function findRegion({ cells }: TableRow, regions: RegionFinder, faults: RowFault[]): Region | undefined {
  const code = cells.get('region')
  const name = cells.get('name')
  const named = name ? regions.byName(String(name.value).slice(0, 200)) : undefined
  if (!code) {
    if (!name) faults.push(say.regionMissing())
    else if (!named)
      faults.push(say.regionUnknown(name.column, String(name.value), regions.nearest(String(name.value))))
    return named
  }
  const typed = String(code.value)
  const coded = regions.byCode(typed)
  if (!coded) {
    const near = named ?? (name ? regions.nearest(String(name.value)) : undefined)
    faults.push(say.regionUnknown(code.column, typed, near, 'code'))
    return undefined
  }
  if (named && named.code !== coded.code && named.level === coded.level) {
    faults.push(say.regionMismatch(code.column, coded, named))
  }
  return coded
}

interface Chosen {
  group: string
  stored: StoredInstrument
  rule: ScoringRule
}

/** The row's own instrument, else that of its group in the edition, else the one of the whole file. */
function chooseInstrument(
  { cells }: TableRow,
  table: ResultsTable,
  { edition, instruments }: CheckContext,
  faults: RowFault[],
): Chosen | undefined {
  const groupCell = cells.get('group')
  const ownCell = cells.get('instrument')
  const typedGroup = textOf(groupCell)
  const wantedGroup = typedGroup && groupCode(typedGroup)
  const ofGroup = edition.groups.find(({ code }) => code === wantedGroup)
  const own = textOf(ownCell)
  const id = own ?? ofGroup?.instrumentId ?? (wantedGroup && edition.groups.length > 0 ? undefined : table.instrument)
  if (id === undefined) {
    faults.push(say.instrumentMissing(groupCell?.column, typedGroup))
    return undefined
  }
  const instrument = instruments.get(id)
  if (!instrument) {
    faults.push(say.instrumentUnknown(ownCell?.column, id, [...instruments.keys()]))
    return undefined
  }
  const group = wantedGroup ?? edition.groups.find(known => known.instrumentId === id)?.code ?? 'regular'
  const here = edition.groups.find(({ code }) => code === group)
  if (here && here.instrumentId !== id) {
    faults.push(say.instrumentOther((ownCell ?? groupCell)?.column, group, here.instrumentId, id))
    return undefined
  }
  checkWeights(table, group, instrument, faults)
  return { group, ...instrument }
}

/** Weights that a file prints must be those of the instrument, for every group that it holds. */
function checkWeights(
  table: ResultsTable,
  group: string,
  { stored }: { stored: StoredInstrument },
  faults: RowFault[],
) {
  if (table.weights.size === 0) return
  const printed = table.weights.get(group) ?? (stored.id === table.instrument ? table.weights.get('') : undefined)
  if (!printed) {
    faults.push(say.weightMissing(group, undefined))
    return
  }
  for (const { code, weight } of stored.content.dimensions) {
    const given = printed[code]
    if (given === undefined) {
      faults.push(say.weightMissing(group, code))
      continue
    }
    const parsed = parseDecimal(given)
    const right = parseDecimal(weight)
    if (!parsed.ok || !right.ok || compare(parsed.value, right.value) !== 0) {
      faults.push(say.weightOther(group, code, given, stored.id, weight))
    }
  }
}

function groupCode(typed: string): string {
  const code = typed
    .trim()
    .toLowerCase()
    .replace(/[\s_&]+/g, '-')
    .replace(/-+/g, '-')
  return ['reguler', 'umum', 'general'].includes(code) ? 'regular' : code
}

const yes = new Set(['ya', 'y', 'yes', 'true', '1', 'hadir', 'ikut'])
const no = new Set(['tidak', 't', 'no', 'n', 'false', '0', 'tidak hadir', 'tidak ikut', 'absen', 'absent'])

function readAttendance({ cells }: TableRow, faults: RowFault[]): boolean | undefined {
  const cell = cells.get('took-part')
  if (!cell) return true
  if (typeof cell.value === 'boolean') return cell.value
  const word = String(cell.value).trim().toLowerCase()
  if (yes.has(word)) return true
  if (no.has(word)) return false
  faults.push(say.attendanceUnclear(cell.column, cell.value))
  return undefined
}

interface Figures {
  scores: Record<string, Decimal>
  index: Decimal | null
  improvement: Decimal | null
}

function readFigures(row: TableRow, { stored }: Chosen, tookPart: boolean, faults: RowFault[]): Figures {
  const { scale, dimensions } = stored.content
  const scores: Record<string, Decimal> = {}
  const inScale = (cell: Cell) => readDecimal(cell, scale.min, scale.max, faults)
  for (const { code } of dimensions) {
    const key: ColumnKey = `score:${code}`
    const cell = row.cells.get(key)
    if (!cell) {
      if (tookPart) faults.push(say.cellEmpty(code))
      continue
    }
    const score = inScale(cell)
    if (score) scores[code] = score
  }
  for (const [key, cell] of row.cells) {
    if (!key.startsWith('score:') || dimensions.some(({ code }) => key === `score:${code}`)) continue
    const score = inScale(cell)
    // A zero printed for an absent region says nothing, whatever its column.
    if (score && (tookPart || score.units !== 0n)) faults.push(say.noWeight(cell.column, stored.id))
  }
  const printed = row.cells.get('index')
  if (!printed && tookPart) faults.push(say.cellEmpty(columnOf(row, 'index')))
  const change = row.cells.get('improvement')
  const none = change === undefined || ['-', '–', '—'].includes(String(change.value).trim())
  return {
    scores,
    index: (printed && inScale(printed)) ?? null,
    improvement: none ? null : (readDecimal(change, scale.min - scale.max, scale.max - scale.min, faults) ?? null),
  }
}

function readDecimal(cell: Cell, min: number, max: number, faults: RowFault[]): Decimal | undefined {
  const typed =
    typeof cell.value === 'string'
      ? cell.value
          .trim()
          .replace(/^\u2212/, '-')
          .replace(/^\+/, '')
      : cell.value
  const parsed = parseDecimal(typed)
  if (!parsed.ok) {
    faults.push(say.notADecimal(cell.column, cell.value, parsed.reason))
    return undefined
  }
  const value = parsed.value
  if (compare(value, wholeNumber(min)) < 0 || compare(value, wholeNumber(max)) > 0) {
    faults.push(say.outsideScale(cell.column, value, min, max))
    return undefined
  }
  const rounded = roundHalfUp(value, 2)
  if (compare(rounded, value) !== 0) {
    faults.push(say.tooFine(cell.column, value))
    return undefined
  }
  return compare(rounded, ZERO) === 0 ? roundHalfUp(ZERO, 2) : rounded
}

const textOf = (cell: Cell | undefined, most = 200) => {
  const text = cell === undefined ? '' : String(cell.value).trim().slice(0, most)
  return text === '' ? undefined : text
}

const columnOf = ({ cells }: TableRow, key: ColumnKey) =>
  cells.get(key)?.column ?? { index: 'indeks_tercetak', improvement: 'perubahan_tercetak' }[key as 'index'] ?? key
