import type { SheetCell, SheetRow } from '../../model-exchange.ts'
import { columnOf, dayOfSerial } from '../../rules/exchange/places.ts'
import { bomb } from './file-refusals.ts'
import { emptyRowSkipper } from './skip-empty-rows.ts'
import { openParts, type Parts } from './unzip.ts'
import { asCorrupt, bare, listSheets, readDateStyles, readWords, sheetParser } from './workbook-parts.ts'

/** Most bytes of one sheet, unpacked: a million coloured empty rows stay below it. */
const mostBytes = 1024 * 1024 * 1024
/** Longest text of one cell. */
const mostText = 32_767
const mostMerges = 200

/** A workbook whose sheets are read row by row. */
export interface Workbook {
  sheets: SheetReader[]
}

export interface SheetReader {
  name: string
  /** Rows that have a value, from top to bottom; only a few of them are in memory at a time. May be asked for again. */
  rows(): AsyncGenerator<SheetRow>
  /** Merged ranges ("A3:B3"), known once all rows were read. */
  merges: string[]
}

/**
 * Opens an XLSX without unpacking it. Throws a Problem for what is no workbook, is protected by a password or would unpack
 * to more than a list can need; damage further in is thrown while its rows are read.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const parts = await openParts(bytes)
  try {
    const { sheets, from1904 } = await listSheets(parts)
    const words = await readWords(parts)
    const dates = await readDateStyles(parts)
    return { sheets: sheets.map(({ name, part }) => sheetReader(parts, name, part, { words, dates, from1904 })) }
  } catch (cause) {
    throw asCorrupt(cause)
  }
}

interface Shared {
  words: readonly string[]
  dates: readonly boolean[]
  from1904: boolean
}

function sheetReader(parts: Parts, name: string, part: string, shared: Shared): SheetReader {
  const reader: SheetReader = {
    name,
    merges: [],
    async *rows() {
      reader.merges = []
      const ready: SheetRow[] = []
      const parser = rowParser(shared, ready, reader.merges)
      const skipper = emptyRowSkipper()
      try {
        for await (const text of parts.text(part, mostBytes)) {
          parser.write(skipper.feed(text))
          while (ready.length > 0) yield* ready.splice(0)
        }
        parser.write(skipper.end()).close()
      } catch (cause) {
        throw asCorrupt(cause)
      }
      yield* ready
    },
  }
  return reader
}

/** A parser that puts whole rows into `ready`. */
function rowParser(shared: Shared, ready: SheetRow[], merges: string[]) {
  const parser = sheetParser()
  let row = 0
  let column = -1
  let cells = new Map<number, SheetCell>()
  let cell: OpenCell | undefined
  let into: 'value' | 'text' | undefined
  let inPhonetic = false
  parser.on('opentag', tag => {
    switch (bare(tag.name)) {
      case 'row':
        row = Number(tag.attributes['r'] ?? row + 1)
        column = -1
        cells = new Map()
        break
      case 'c':
        column = tag.attributes['r'] === undefined ? column + 1 : columnOf(tag.attributes['r'])
        cell = { type: tag.attributes['t'] ?? 'n', style: Number(tag.attributes['s'] ?? 0), text: '', formula: false }
        break
      case 'v':
        into = 'value'
        break
      case 't':
        into = inPhonetic ? undefined : 'text'
        break
      case 'f':
        if (cell) cell.formula = true
        break
      case 'rPh':
        inPhonetic = true
        break
      case 'mergeCell':
        if (merges.length < mostMerges) merges.push(tag.attributes['ref'] ?? '')
    }
  })
  const take = (text: string) => {
    if (!cell || !into) return
    cell.text += text
    if (cell.text.length > mostText * 2) throw bomb()
  }
  parser.on('text', take)
  parser.on('cdata', take)
  parser.on('closetag', tag => {
    switch (bare(tag.name)) {
      case 'v':
      case 't':
        into = undefined
        break
      case 'rPh':
        inPhonetic = false
        break
      case 'c': {
        const read = cell && readCell(cell, shared)
        if (read && column >= 0) cells.set(column, read)
        cell = undefined
        break
      }
      case 'row':
        if (cells.size > 0) ready.push({ number: row, cells })
    }
  })
  return parser
}

interface OpenCell {
  type: string
  style: number
  text: string
  formula: boolean
}

function readCell(cell: OpenCell, { words, dates, from1904 }: Shared): SheetCell | undefined {
  const read = readValue(cell, words, dates, from1904)
  if (cell.formula && (read === undefined || read.text === '')) return { kind: 'formula', text: '' }
  if (read === undefined || read.text === '') return undefined
  return cell.formula ? { ...read, computed: true } : read
}

function readValue(
  { type, style, text }: OpenCell,
  words: readonly string[],
  dates: readonly boolean[],
  from1904: boolean,
): SheetCell | undefined {
  switch (type) {
    case 's':
      return { kind: 'text', text: (words[Number(text)] ?? '').trim() }
    case 'str':
    case 'inlineStr':
      return { kind: 'text', text: text.trim() }
    case 'b':
      return { kind: 'boolean', text: text.trim() === '1' ? 'ya' : 'tidak' }
    case 'e':
      return { kind: 'error', text: text.trim() }
    case 'd':
      return { kind: 'date', text: text.trim().slice(0, 10) }
    default: {
      const raw = text.trim()
      if (raw === '') return undefined
      const number = Number(raw)
      if (!Number.isFinite(number)) return { kind: 'text', text: raw }
      const day = dates[style] ? dayOfSerial(number, from1904) : undefined
      if (day !== undefined) return { kind: 'date', text: day }
      // Excel keeps 2.97 as 2.9700000000000002; the shortest text of the same number is what was typed.
      return { kind: 'number', text: /^-?\d{16,}$/.test(raw) ? raw : plain(number) }
    }
  }
}

/** Without an exponent as long as the digits are exact. */
const plain = (number: number): string => (Number.isSafeInteger(number) ? BigInt(number).toString() : String(number))
