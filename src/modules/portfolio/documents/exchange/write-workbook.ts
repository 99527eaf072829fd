import { Zip, ZipDeflate } from 'fflate'
import { lettersOf, serialOfDay } from '../../rules/exchange/places.ts'

/** A cell to be written; text never becomes a formula. `wrong` marks it. */
export type OutCell =
  | string
  | undefined
  | { text: string; kind: 'text' | 'integer' | 'money' | 'date' | 'head' | 'bold' | 'mend'; wrong?: boolean }

export interface OutRow {
  /** Number in the sheet; the one after the last row when absent. */
  number?: number
  cells: readonly OutCell[]
}

export interface OutColumn {
  /** In characters. */
  width: number
  /** How cells that are typed into later look. */
  kind?: 'text' | 'integer' | 'money' | 'date'
}

/** A rule for what may be typed into a range of cells. */
export interface OutRule {
  /** "D2:D5001". */
  range: string
  rule:
    | { type: 'list'; formula: string }
    | { type: 'whole'; least: string; most: string }
    | { type: 'date'; least: string; most: string }
  title: string
  message: string
}

export interface OutSheet {
  name: string
  columns: readonly OutColumn[]
  rows: Iterable<OutRow> | AsyncIterable<OutRow>
  /** Rows at the top that stay in view. */
  frozen?: number
  rules?: readonly OutRule[]
}

const styles = ['plain', 'head', 'bold', 'text', 'integer', 'money', 'date', 'mend'] as const
type Style = (typeof styles)[number]
/** Marked cells have the same look with a red ground; their styles come after the plain ones. */
const styleOf = (style: Style, wrong = false): number => styles.indexOf(style) + (wrong ? styles.length : 0)

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
/** Text that is handed to the compressor at once. */
const piece = 64 * 1024

/**
 * Writes an XLSX piece by piece: rows are taken one after the other, compressed and given to `put`, so that memory does not
 * grow with them.
 */
export async function writeWorkbook(sheets: readonly OutSheet[], put: (bytes: Uint8Array) => void): Promise<void> {
  let failure: Error | undefined
  const zip = new Zip((error, bytes) => {
    if (error) failure = error
    else put(bytes)
  })
  const part = (name: string) => {
    const file = new ZipDeflate(name, { level: 6 })
    // The same rows give the same bytes.
    file.mtime = new Date(2000, 0, 1)
    zip.add(file)
    const encoder = new TextEncoder()
    let held = ''
    return {
      write(text: string) {
        held += text
        if (held.length < piece) return
        file.push(encoder.encode(held))
        held = ''
      },
      end(text = '') {
        file.push(encoder.encode(held + text), true)
      },
    }
  }
  part('[Content_Types].xml').end(contentTypes(sheets.length))
  part('_rels/.rels').end(
    `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  part('xl/workbook.xml').end(workbookPart(sheets))
  part('xl/_rels/workbook.xml.rels').end(relations(sheets.length))
  part('xl/styles.xml').end(stylesPart())
  for (const [at, sheet] of sheets.entries()) {
    const file = part(`xl/worksheets/sheet${at + 1}.xml`)
    file.write(sheetStart(sheet, at === 0))
    let number = 0
    for await (const row of sheet.rows) {
      number = row.number ?? number + 1
      file.write(rowXml(number, row.cells))
    }
    file.end(sheetEnd(sheet))
    if (failure) throw failure
  }
  zip.end()
  if (failure) throw failure
}

/** The same, whole. */
export async function workbookBytes(sheets: readonly OutSheet[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  await writeWorkbook(sheets, bytes => chunks.push(bytes))
  return Buffer.concat(chunks)
}

function contentTypes(sheets: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts = Array.from(
    { length: sheets },
    (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${type}.worksheet+xml"/>`,
  )
  return `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${parts.join('')}<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`
}

function workbookPart(sheets: readonly OutSheet[]): string {
  const list = sheets.map(({ name }, at) => `<sheet name="${escape(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
  return `${head}<workbook xmlns="${main}" xmlns:r="${office}/relationships"><sheets>${list.join('')}</sheets></workbook>`
}

function relations(sheets: number): string {
  const list = Array.from(
    { length: sheets },
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${office}/relationships/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  return `${head}<Relationships xmlns="${packaged}/relationships">${list.join('')}<Relationship Id="rId${sheets + 1}" Type="${office}/relationships/styles" Target="styles.xml"/></Relationships>`
}

function stylesPart(): string {
  const fonts = ['', '<b/>', '<b/><color rgb="FFFFFFFF"/>', '<color rgb="FF860B0B"/>'].map(
    more =>
      `<font>${more.includes('<b/>') ? '<b/>' : ''}<sz val="11"/>${more.replace('<b/>', '')}<name val="Calibri"/></font>`,
  )
  const fills = ['none', 'gray125'].map(type => `<fill><patternFill patternType="${type}"/></fill>`)
  const solid = (rgb: string) =>
    `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`
  const look: Record<Style, { font: number; fill: number; format: number; wrap: boolean }> = {
    plain: { font: 0, fill: 0, format: 0, wrap: true },
    head: { font: 2, fill: 2, format: 0, wrap: true },
    bold: { font: 1, fill: 0, format: 0, wrap: false },
    text: { font: 0, fill: 0, format: 49, wrap: true },
    integer: { font: 0, fill: 0, format: 1, wrap: false },
    money: { font: 0, fill: 0, format: 3, wrap: false },
    date: { font: 0, fill: 0, format: 164, wrap: false },
    mend: { font: 3, fill: 0, format: 0, wrap: true },
  }
  const cell = (style: Style, wrong: boolean) => {
    const { font, fill, format, wrap } = look[style]
    const alignment = `<alignment vertical="top"${wrap ? ' wrapText="1"' : ''}/>`
    return `<xf numFmtId="${format}" fontId="${font}" fillId="${wrong ? 3 : fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">${alignment}</xf>`
  }
  const all = [
    ...styles.map(style => cell(style, false)),
    ...styles.map(style => cell(style === 'head' ? 'bold' : style, true)),
  ]
  return `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="${fonts.length}">${fonts.join('')}</fonts><fills count="4">${fills.join('')}${solid('FF003747')}${solid('FFF9C9C7')}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${all.length}">${all.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

function sheetStart({ columns, frozen = 0 }: OutSheet, selected: boolean): string {
  const pane =
    frozen > 0 ? `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>` : ''
  const cols = columns.map(
    ({ width, kind }, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"${kind ? ` style="${styleOf(kind)}"` : ''}/>`,
  )
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView${selected ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews>${cols.length > 0 ? `<cols>${cols.join('')}</cols>` : ''}<sheetData>`
}

function sheetEnd({ rules = [] }: OutSheet): string {
  const list = rules.map(({ range, rule, title, message }) => {
    const words = `allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="${escape(title.slice(0, 32))}" error="${escape(message.slice(0, 225))}" promptTitle="${escape(title.slice(0, 32))}" prompt="${escape(message.slice(0, 255))}"`
    return rule.type === 'list'
      ? `<dataValidation type="list" ${words} sqref="${range}"><formula1>${escape(rule.formula)}</formula1></dataValidation>`
      : `<dataValidation type="${rule.type}" operator="between" ${words} sqref="${range}"><formula1>${rule.least}</formula1><formula2>${rule.most}</formula2></dataValidation>`
  })
  const validations =
    list.length > 0 ? `<dataValidations count="${list.length}">${list.join('')}</dataValidations>` : ''
  return `</sheetData>${validations}<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/></worksheet>`
}

function rowXml(number: number, cells: readonly OutCell[]): string {
  const list = cells.map((cell, at) => cellXml(`${lettersOf(at)}${number}`, cell))
  return `<row r="${number}">${list.join('')}</row>`
}

function cellXml(place: string, cell: OutCell): string {
  if (cell === undefined || cell === '') return ''
  const { text, kind, wrong = false } = typeof cell === 'string' ? { text: cell, kind: 'text' as const } : cell
  const style = styleOf(kind, wrong)
  if (text === '') return wrong ? `<c r="${place}" s="${style}"/>` : ''
  const isNumber = (kind === 'integer' || kind === 'money') && /^-?\d{1,15}(\.\d{1,6})?$/.test(text)
  if (isNumber) return `<c r="${place}" s="${style}"><v>${text}</v></c>`
  if (kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return `<c r="${place}" s="${style}"><v>${serialOfDay(text)}</v></c>`
  }
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escape(text.slice(0, 32_767))}</t></is></c>`
}

/** What files can hold: no control characters but line breaks and tabs, no halves of characters. */
export const fitText = (text: string): string => text.replace(/[^\P{Cc}\n\t]|\p{Cs}|[\ufffe\uffff]/gu, '')

const escape = (text: string): string =>
  fitText(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
