import type { Cell, DocumentBlock, Run } from '#kit/document-tree.ts'
import type { LiveBlock } from '../../../model-book.ts'
import type { LiveContext } from './context.ts'

type TableBlock = Extract<DocumentBlock, { kind: 'table' }>

/** Draws one live block of a source; an empty source is one note that says where it is filled. */
export type Draw = (context: LiveContext, block: LiveBlock) => Promise<DocumentBlock[]>

export const words = (text: string | number, more: Partial<Omit<Cell, 'runs'>> = {}): Cell => ({
  runs: text === '' ? [] : [{ text: String(text) }],
  ...more,
})
export const number = (text: string | number): Cell => words(text, { align: 'right' })
/** Heads of columns; those that begin with ">" stand right, as their numbers do. */
export const heads = (...labels: string[]): Cell[] =>
  labels.map(label =>
    label.startsWith('>') ? words(label.slice(1), { strong: true, align: 'right' }) : words(label, { strong: true }),
  )

/** Several lines in one cell. */
export const lines = (texts: readonly string[]): Cell => ({
  runs: texts.flatMap((text, at): Run[] => (at === 0 ? [{ text }] : [{ text: '\n' }, { text }])),
})

/** A table without the columns that no row fills, so that a page is not spent on dashes. The first column stays. */
export function filledColumns(table: TableBlock): TableBlock {
  const filled = table.head.map(
    (_, at) =>
      at === 0 || table.rows.some(row => !['', '–'].includes((row[at]?.runs ?? []).map(run => run.text).join(''))),
  )
  const keep = <T>(items: readonly T[]) => items.filter((_, at) => filled[at] !== false)
  return {
    ...table,
    head: keep(table.head),
    rows: table.rows.map(keep),
    ...(table.widths === undefined ? {} : { widths: keep(table.widths) }),
  }
}

/** Where figures come from and of which day they are. */
export const sourceNote = (context: LiveContext, source: string): string =>
  `Sumber: ${source}, per ${context.todayWords}.`

/** What is missing here and where it is filled. */
export const missing = (text: string, link?: { text: string; href: string }): DocumentBlock => ({
  kind: 'note',
  tone: 'missing',
  runs: [{ text: link ? `${text} ` : text }, ...(link ? [{ text: link.text, href: link.href }, { text: '.' }] : [])],
})

export const isMissing = (blocks: readonly DocumentBlock[]): boolean =>
  blocks.every(one => one.kind === 'note' && one.tone === 'missing')

/** Values of a filter; undefined when it is not set. */
export function valuesOf(block: LiveBlock, name: keyof LiveBlock['filter']): string[] | undefined {
  const text = block.filter[name]
  const values = (text ?? '')
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')
  return values.length === 0 ? undefined : values
}

/** Does a value pass the filter? What has no value passes only where nothing is filtered. */
export const passes = (wanted: readonly string[] | undefined, value: string | undefined): boolean =>
  wanted === undefined || (value !== undefined && wanted.includes(value))

export const list = (items: readonly Run[][]): DocumentBlock => ({
  kind: 'list',
  ordered: false,
  items: items.map(runs => [{ kind: 'paragraph', runs }]),
})

export const DIMENSION_NAMES: Record<string, string> = {
  gov: 'Tata kelola',
  bra: 'Citra daerah',
  eco: 'Ekonomi',
  liv: 'Hunian',
  soc: 'Masyarakat',
  env: 'Lingkungan',
}
/** Colours of the six dimensions on paper; never told by colour alone. */
export const DIMENSION_COLOURS: Record<string, string> = {
  gov: '#3766c9',
  bra: '#b54464',
  eco: '#79631d',
  liv: '#781e00',
  soc: '#511e70',
  env: '#00563d',
}
