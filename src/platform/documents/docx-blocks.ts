import {
  AlignmentType,
  BorderStyle,
  ExternalHyperlink,
  HeadingLevel,
  ImageRun,
  Paragraph,
  type ParagraphChild,
  SequentialIdentifier,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Cell, DocumentBlock, DocumentSection, Run } from '#kit/document-tree.ts'
import { bookWords } from './book-data.ts'

/** A picture ready for Word. */
export interface WordPicture {
  bytes: Uint8Array
  width: number
  height: number
  png: boolean
}

/** What the drawing of blocks needs to know: its pictures, and a new numbering for each ordered list. */
export interface WordContext {
  pictures: ReadonlyMap<DocumentBlock, WordPicture>
  nextList(): number
}

type Part = Paragraph | Table

/** Width of the text on A4 with our margins, in twentieths of a point and in pixels. */
const lineTwips = 9241
const linePixels = 616
const headings = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const
const headingOf = (level: number) => headings[Math.min(level, 6) - 1] ?? HeadingLevel.HEADING_6

/** Chapters with what is below them; headings to the fourth level are numbered by Word itself. */
export function wordSections(sections: readonly DocumentSection[], depth: number, context: WordContext): Part[] {
  return sections.flatMap(section => [
    new Paragraph({
      heading: headingOf(depth),
      ...(depth <= 4 ? { numbering: { reference: 'chapters', level: depth - 1 } } : {}),
      ...(depth === 1 ? { pageBreakBefore: true } : {}),
      children: [new TextRun(wordText(section.title))],
    }),
    ...section.blocks.flatMap(block => wordBlock(block, depth, 0, context)),
    ...wordSections(section.sections, depth + 1, context),
  ])
}

function wordBlock(block: DocumentBlock, depth: number, indent: number, context: WordContext): Part[] {
  switch (block.kind) {
    case 'paragraph':
      return [new Paragraph({ ...inset(indent), children: wordRuns(block.runs) })]
    case 'heading':
      return [new Paragraph({ heading: headingOf(depth + block.level), children: wordRuns(block.runs) })]
    case 'list': {
      const numbering = block.ordered
        ? { reference: 'ordered', level: 0, instance: context.nextList() }
        : { reference: 'bullets', level: 0 }
      return block.items.flatMap(item =>
        item.flatMap((one, at) =>
          at === 0 && one.kind === 'paragraph'
            ? [new Paragraph({ numbering, indent: { left: 400 + indent, hanging: 300 }, children: wordRuns(one.runs) })]
            : wordBlock(one, depth, indent + 400, context),
        ),
      )
    }
    case 'quote':
      return block.blocks.flatMap(one => wordBlock(one, depth, indent + 500, context))
    case 'table':
      return [
        ...(block.caption === '' ? [] : [caption(bookWords.table, block.caption, true)]),
        wordTable(block.head, block.rows, block.widths),
        source(block.note),
      ]
    case 'figure':
      return wordFigure(block, context)
    case 'note':
      return [new Paragraph({ style: block.tone === 'missing' ? 'Missing' : 'Note', children: wordRuns(block.runs) })]
  }
}

const inset = (left: number) => (left === 0 ? {} : { indent: { left } })

function wordFigure(block: Extract<DocumentBlock, { kind: 'figure' }>, context: WordContext): Part[] {
  const picture = context.pictures.get(block)
  const width = Math.round(linePixels * (block.width ?? 1))
  const drawn = picture
    ? new ImageRun({
        type: picture.png ? 'png' : 'jpg',
        data: picture.bytes,
        transformation: { width, height: Math.round((width * picture.height) / picture.width) },
        altText: { name: wordText(block.caption), title: wordText(block.caption), description: wordText(block.alt) },
      })
    : new TextRun({ text: bookWords.pictureMissing, italics: true })
  return [
    new Paragraph({ keepNext: true, spacing: { before: 200 }, children: [drawn] }),
    caption(bookWords.figure, block.caption, block.table !== undefined),
    ...(block.table ? [wordTable(block.table.head, block.table.rows, undefined)] : []),
    source(block.note),
  ]
}

const caption = (kind: string, text: string, keepNext: boolean): Paragraph =>
  new Paragraph({
    style: 'Caption',
    keepNext,
    children: [new TextRun(`${kind} `), new SequentialIdentifier(kind), new TextRun(`. ${wordText(text)}`)],
  })

/** A table ends with a paragraph in Word in any case: the note stands in it, or nothing. */
const source = (note: string | undefined): Paragraph =>
  new Paragraph({ style: 'Source', children: note === undefined ? [] : [new TextRun(wordText(note))] })

/** Without what no XML file may hold: control signs and halves of signs. Word refuses a file with one of them. */
export const wordText = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- these are what is taken out
  text.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')

/** Runs as Word takes them; only addresses that lead out of the house are links. */
export function wordRuns(runs: readonly Run[], more: { bold?: boolean } = {}): ParagraphChild[] {
  return runs.flatMap((run): ParagraphChild[] => {
    const out = run.href !== undefined && /^(https?:\/\/|mailto:)/i.test(run.href)
    const lines = wordText(run.text).split('\n')
    const texts = lines.map(
      (line, at) =>
        new TextRun({
          text: line,
          bold: run.bold ?? more.bold ?? false,
          italics: run.italic ?? false,
          ...(at > 0 ? { break: 1 } : {}),
          ...(out ? { style: 'Hyperlink' } : {}),
        }),
    )
    return out ? [new ExternalHyperlink({ link: wordText(run.href ?? ''), children: texts })] : texts
  })
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, color: '17242A' })
const hair = { style: BorderStyle.SINGLE, size: 3, color: '9AA3A7' }

function wordTable(head: readonly Cell[], rows: readonly Cell[][], widths: readonly number[] | undefined): Table {
  const count = Math.max(head.length, ...rows.map(row => row.length), 1)
  const shares = widths?.length === count ? widths : Array.from({ length: count }, () => 1)
  const sum = shares.reduce((total, share) => total + share, 0)
  const columns = shares.map(share => Math.floor((lineTwips * share) / sum))
  const cell = (one: Cell | undefined, at: number, strong: boolean) =>
    new TableCell({
      width: { size: columns[at] ?? 0, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 90, right: 90 },
      children: [
        new Paragraph({
          style: 'Cell',
          alignment: alignments[one?.align ?? 'left'],
          children: wordRuns(one?.runs ?? [], { bold: strong || one?.strong === true }),
        }),
      ],
    })
  const line = (cells: readonly Cell[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: columns.map((_, at) => cell(cells[at], at, isHead)),
    })
  const all = [...(head.length > 0 ? [line(head, true)] : []), ...rows.map(row => line(row, false))]
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: lineTwips, type: WidthType.DXA },
    columnWidths: columns,
    borders: { top: rule(8), bottom: rule(6), left: none, right: none, insideVertical: none, insideHorizontal: hair },
    rows: all.length > 0 ? all : [line([], false)],
  })
}

const alignments = { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER } as const
