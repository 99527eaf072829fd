import { strToU8, zipSync } from 'fflate'

/** A cell as other programs write it: text goes to the shared strings, `xml` stands as it is given. */
export type RawCell = string | number | undefined | { xml: (place: string) => string }

const letters = (at: number): string =>
  (at < 26 ? '' : String.fromCharCode(64 + Math.floor(at / 26))) + String.fromCharCode(65 + (at % 26))

/** Formula with or without a stored result; number shown as a date; text in the cell itself. */
export const formula = (text: string, value?: string | number): RawCell => ({
  xml: place => `<c r="${place}"><f>${text}</f>${value === undefined ? '' : `<v>${value}</v>`}</c>`,
})
export const dateCell = (serial: number): RawCell => ({ xml: place => `<c r="${place}" s="1"><v>${serial}</v></c>` })
export const inline = (text: string): RawCell => ({
  xml: place => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`,
})

export interface RawSheet {
  name: string
  /** Undefined leaves the row out; rows count from 1. */
  rows: (RawCell[] | undefined)[]
  merges?: string[]
  /** Put before the end of the rows. */
  more?: string
}

/** A workbook with shared strings and styles, as Excel would write it, around whatever XML a test wants. */
export function rawWorkbook(sheets: RawSheet[], parts: Record<string, string> = {}): Uint8Array {
  const words: string[] = []
  const wordOf = new Map<string, number>()
  const cell = (value: RawCell, place: string): string => {
    if (value === undefined || value === '') return ''
    if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
    if (typeof value === 'object') return value.xml(place)
    const at = wordOf.get(value) ?? words.push(value) - 1
    wordOf.set(value, at)
    return `<c r="${place}" t="s"><v>${at}</v></c>`
  }
  const files: Record<string, string> = {}
  sheets.forEach(({ rows, merges = [], more = '' }, at) => {
    const body = rows.map((row, n) =>
      row === undefined
        ? ''
        : `<row r="${n + 1}" spans="1:26">${row.map((one, column) => cell(one, `${letters(column)}${n + 1}`)).join('')}</row>`,
    )
    const merged =
      merges.length === 0 ? '' : `<mergeCells>${merges.map(one => `<mergeCell ref="${one}"/>`).join('')}</mergeCells>`
    files[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body.join('')}${more}</sheetData>${merged}</worksheet>`
  })
  const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const all: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${sheets.map(({ name }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': `<sst>${words.map(word => `<si><r><t>${escape(word.slice(0, 2))}</t></r><r><t xml:space="preserve">${escape(word.slice(2))}</t></r></si>`).join('')}</sst>`,
    ...files,
    ...parts,
  }
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)])))
}

export const HEADS = [
  'Kode',
  'Nama program',
  'Masalah yang diselesaikan',
  'Sub-dimensi',
  'Sektor',
  'Arus rencana aksi',
  'OPD penanggung jawab',
  'Lokasi',
  'Jangka',
  'Tahun mulai',
  'Tahun selesai',
  'Janji kepada warga',
  'Janji ditepati paling lambat',
  'Status',
  'Sejak',
  'Tahun anggaran',
  'Sumber dana',
  'Anggaran',
  'Realisasi',
] as const
type Head = (typeof HEADS)[number]

/** A good row under `HEADS`, with some cells changed. */
export function goodRow(code: RawCell, over: Partial<Record<Head, RawCell>> = {}): RawCell[] {
  const cells: Record<Head, RawCell> = {
    Kode: code,
    'Nama program': 'Ambulans danau',
    'Masalah yang diselesaikan': 'Warga tepi danau tidak terjangkau ambulans darat.',
    'Sub-dimensi': 'LIV-2',
    Sektor: 'Kesehatan',
    'Arus rencana aksi': 'Infrastruktur',
    'OPD penanggung jawab': 'Dinas Kesehatan',
    Lokasi: undefined,
    Jangka: 5,
    'Tahun mulai': 2024,
    'Tahun selesai': 2028,
    'Janji kepada warga': undefined,
    'Janji ditepati paling lambat': undefined,
    Status: undefined,
    Sejak: undefined,
    'Tahun anggaran': undefined,
    'Sumber dana': undefined,
    Anggaran: undefined,
    Realisasi: undefined,
    ...over,
  }
  return HEADS.map(head => cells[head])
}
