import { createHash, type Hash } from 'node:crypto'
import { csvStream } from '#platform/documents/sheet.ts'
import { formatDateTime, type Lang } from '#kit/format.ts'
import type { Platform } from '#platform/platform.ts'
import { getRegency } from '../../actions/exchange/import-file.ts'
import { openFile } from '../../actions/exchange/open-file.ts'
import { type ExportRow, type ExportRows, withExportRows } from '../../actions/exchange/read-export.ts'
import { type RegionFacts, readRegionFacts } from '../../actions/exchange/region-facts.ts'
import type { ProgrammeFilter } from '../../model.ts'
import { exchangePhrases } from '../../phrases/exchange.ts'
import { COLUMNS, type MainKey } from '../../rules/exchange/columns.ts'
import { plain } from '../../rules/exchange/read-cell.ts'
import {
  budgetOutRows,
  type ExportWords,
  exportWords,
  milestoneOutRows,
  OWN_KEYS,
  programmeOutRow,
  programmeTexts,
} from './export-cells.ts'
import { programmeJson } from './programme-json.ts'
import { programmeSheets } from './programme-workbook.ts'
import type { OutRow } from './write-workbook.ts'
import { workbookBytes } from './write-workbook.ts'

export const EXPORT_FORMATS = ['xlsx', 'csv', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export interface ExportWanted {
  regionCode: string
  filter: ProgrammeFilter
  /** The filter in words, as the file tells it; undefined when nothing is filtered. */
  filterWords: string | undefined
  format: ExportFormat
  lang: Lang
  /** Without what only officers may know. */
  publicOnly: boolean
}

/** A file that was read back and found to hold what was stored. */
export interface ExportedFile {
  name: string
  mediaType: string
  bytes: Buffer
  rows: number
  /** Of what the file tells of the programmes, as its own manifest says. */
  sha256: string
}

const mediaTypes: Record<ExportFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
}

/**
 * Programmes of a region as a file that says what was filtered, how many there are and their hash. It is read back before
 * it is given out; a file that does not hold the same is never given, and throws. Throws `not-found` for what is no regency
 * or city.
 */
export async function exportProgrammes(platform: Platform, wanted: ExportWanted): Promise<ExportedFile> {
  const { regionCode, format, lang } = wanted
  await getRegency(platform, regionCode)
  const now = platform.clock.now()
  const facts = await readRegionFacts(platform.db.read, regionCode, now)
  const words = exportWords(facts, lang, wanted.publicOnly)
  const told: Told = {
    filter: wanted.filterWords,
    made: formatDateTime(now, lang, facts.region.timezone),
    madeAt: now,
  }
  const file = await withExportRows(platform, wanted, source => write[format](source, facts, words, told))
  const back = format === 'json' ? readJsonBack(file.bytes) : await readTableBack(file.bytes)
  if (back.rows !== file.rows || back.sha256 !== file.sha256) {
    throw new Error(
      `An export of ${regionCode} as ${format} read back ${back.rows} of ${file.rows} rows or other content`,
    )
  }
  return { ...file, name: fileName(wanted), mediaType: mediaTypes[format] }
}

interface Told {
  /** Undefined when nothing was filtered. */
  filter: string | undefined
  made: string
  madeAt: Date
}
type Written = Pick<ExportedFile, 'bytes' | 'rows' | 'sha256'>

const write: Record<
  ExportFormat,
  (source: ExportRows, facts: RegionFacts, words: ExportWords, told: Told) => Promise<Written>
> = { xlsx: writeXlsx, csv: writeCsv, json: writeJson }

async function writeXlsx(source: ExportRows, facts: RegionFacts, words: ExportWords, told: Told): Promise<Written> {
  const t = exchangePhrases(words.lang).about
  const hash = createHash('sha256')
  const counted = { rows: 0, sha256: '' }
  const each = (outRows: (row: ExportRow) => OutRow[]) =>
    (async function* () {
      for await (const row of source.rows()) yield* outRows(row)
    })()
  const programmes = each(row => {
    const texts = programmeTexts(row, words)
    addLine(hash, texts)
    counted.rows++
    return [programmeOutRow(texts)]
  })
  // The last sheet is written last: by then the rows of the first are counted and hashed.
  const manifest = (): [string, string][] => {
    counted.sha256 = hash.digest('hex')
    return [
      [t.region, `${facts.region.name} (${facts.region.code})`],
      [t.filter, told.filter ?? t.noFilter],
      [t.rows, String(counted.rows)],
      [t.sha256, counted.sha256],
      [t.made, told.made],
      [t.sight, words.publicOnly ? t.publicOnly : t.all],
    ]
  }
  const budget = each(row => budgetOutRows(row, words))
  const milestones = each(row => milestoneOutRows(row, words))
  const sheets = programmeSheets(facts, words.lang, { programmes, budget, milestones }, manifest)
  const bytes = await workbookBytes(sheets)
  return { bytes, ...counted }
}

async function writeCsv(source: ExportRows, facts: RegionFacts, words: ExportWords, told: Told): Promise<Written> {
  const hash = createHash('sha256')
  let rows = 0
  const all = exchangePhrases(words.lang).about.noFilter
  type Line = { texts: Readonly<Partial<Record<MainKey, string>>>; row: ExportRow }
  const lines = async function* (): AsyncGenerator<Line> {
    for await (const row of source.rows()) {
      const texts = programmeTexts(row, words)
      addLine(hash, texts)
      rows++
      yield { texts, row }
    }
  }
  const own = OWN_KEYS.map(key => ({
    key: plain(COLUMNS[key].head.id).replaceAll(' ', '_'),
    label: COLUMNS[key].head.id,
    value: ({ texts }: Line) => texts[key] || undefined,
  }))
  const extra = (key: string, value: (line: Line) => string | undefined) => ({
    key,
    label: key,
    kind: 'integer' as const,
    value,
  })
  const stream = csvStream<Line>({
    name: 'program',
    columns: [
      ...own,
      extra('anggaran_seluruhnya', ({ row }) => sum(row.budget.map(line => line.planned))),
      extra('realisasi_seluruhnya', ({ row }) => sum(row.budget.flatMap(line => line.realised ?? []))),
      extra('dimensi', ({ row }) => row.programme.dimension),
      extra('kode_wilayah', () => facts.region.code),
      { key: 'saringan', label: 'saringan', value: () => told.filter ?? all },
    ],
    rows: lines(),
  })
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as string | Buffer))
  return { bytes: Buffer.concat(chunks), rows, sha256: hash.digest('hex') }
}

/** Nothing of nothing: absent money is no zero. */
const sum = (amounts: readonly bigint[]): string | undefined =>
  amounts.length === 0 ? undefined : amounts.reduce((total, one) => total + one, 0n).toString()

async function writeJson(source: ExportRows, facts: RegionFacts, words: ExportWords, told: Told): Promise<Written> {
  const hash = createHash('sha256')
  const texts: string[] = []
  for await (const row of source.rows()) {
    const text = JSON.stringify(programmeJson(row, words))
    hash.update(text).update('\n')
    texts.push(text)
  }
  const sha256 = hash.digest('hex')
  const head = JSON.stringify({
    region: facts.region.code,
    region_name: facts.region.name,
    catalogue: facts.catalogue.id,
    filter: told.filter ?? null,
    made_at: told.madeAt.toISOString(),
    public_only: words.publicOnly,
    rows: texts.length,
    sha256,
  })
  const bytes = Buffer.from(`${head.slice(0, -1)},"programmes":[\n${texts.join(',\n')}\n]}\n`)
  return { bytes, rows: texts.length, sha256 }
}

/** One line of what is hashed: the texts of a row in the order of the columns, as JSON. */
function addLine(hash: Hash, texts: Readonly<Partial<Record<MainKey, string>>>): void {
  hash.update(JSON.stringify(OWN_KEYS.map(key => texts[key] ?? ''))).update('\n')
}

/** What a stranger finds in the file, read as an import reads it. */
async function readTableBack(bytes: Buffer): Promise<{ rows: number; sha256: string }> {
  const { programmes } = await openFile(bytes)
  const hash = createHash('sha256')
  let rows = 0
  for await (const row of programmes.rows()) {
    const texts = OWN_KEYS.map(key => {
      const place = programmes.header.columns.get(key)?.place
      return [key, (place === undefined ? undefined : row.cells.get(place)?.text) ?? '']
    })
    addLine(hash, Object.fromEntries(texts))
    rows++
  }
  return { rows, sha256: hash.digest('hex') }
}

function readJsonBack(bytes: Buffer): { rows: number; sha256: string } {
  const { programmes } = JSON.parse(bytes.toString('utf8')) as { programmes: unknown[] }
  const hash = createHash('sha256')
  for (const one of programmes) hash.update(JSON.stringify(one)).update('\n')
  return { rows: programmes.length, sha256: hash.digest('hex') }
}

function fileName({ regionCode, format, filter }: ExportWanted): string {
  const narrowed = Object.values(filter).some(value => value !== undefined) ? '-tersaring' : ''
  return `program-${regionCode}${narrowed}.${format}`
}
