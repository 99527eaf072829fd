import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  TableOfContents,
  TextRun,
} from 'docx'
import { renderSVG } from 'uqr'
import type { DocumentBlock, DocumentTree } from '#kit/document-tree.ts'
import { numberDocument } from '#kit/number-document.ts'
import { root } from '#platform/root.ts'
import { bookWords } from './book-data.ts'
import { type ReadPicture, readPictures } from './book.ts'
import { type WordPicture, wordSections, wordText } from './docx-blocks.ts'
import { numbering, styles } from './docx-styles.ts'
import { paperFont } from './paper-svg.ts'
import { type SvgPicture, svgPictures } from './svg-picture.ts'

/**
 * A document as Word file: the same cover, chapters, tables, figures and signatories as its PDF. Headings are styles with
 * Word's own numbering, captions are numbered fields, contents and lists are fields that Word fills when it opens the file;
 * drawings are pictures with their text in our typeface.
 */
export async function renderBookDocx(tree: DocumentTree, files: ReadPicture): Promise<Uint8Array> {
  const { tables, figures } = numberDocument(tree)
  const { pictures, qr } = await wordPictures(tree, files)
  const draft = tree.verification === undefined
  let lists = 0
  const page = { size: { width: 11906, height: 16838 }, margin: { top: 1530, right: 1247, bottom: 1247, left: 1418 } }
  const document = new Document({
    title: `${tree.front.title}. ${tree.front.part}`,
    creator: tree.front.institution,
    description: tree.front.edition,
    features: { updateFields: true },
    fonts: [{ name: paperFont, data: await readFile(join(root, font)) }],
    styles,
    numbering,
    sections: [
      { properties: { page }, children: cover(tree, draft) },
      {
        properties: { page },
        headers: { default: header(tree, draft) },
        footers: { default: footer(tree) },
        children: [
          listTitle(bookWords.contents),
          new TableOfContents(bookWords.contents, { hyperlink: true, headingStyleRange: '1-3' }),
          ...(tables.length > 0 ? [listTitle(bookWords.tables), listOf(bookWords.tables, bookWords.table)] : []),
          ...(figures.length > 0 ? [listTitle(bookWords.figures), listOf(bookWords.figures, bookWords.figure)] : []),
          ...wordSections(tree.sections, 1, { pictures, nextList: () => ++lists }),
          ...signing(tree, qr),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const font = 'node_modules/@expo-google-fonts/plus-jakarta-sans/400Regular/PlusJakartaSans_400Regular.ttf'

/** Every picture of a document as Word takes it, and its QR code; drawn all at once. */
async function wordPictures(
  tree: DocumentTree,
  files: ReadPicture,
): Promise<{ pictures: Map<DocumentBlock, WordPicture>; qr: SvgPicture | undefined }> {
  const stored = await readPictures(tree, files)
  const { figures } = numberDocument(tree)
  const drawings = figures.flatMap(figure => ('svg' in figure.picture ? [{ figure, svg: figure.picture.svg }] : []))
  const code = tree.verification ? [renderSVG(tree.verification.url, { border: 0, pixelSize: 4 })] : []
  const drawn = await svgPictures([...drawings.map(one => one.svg), ...code])
  const pictures = new Map<DocumentBlock, WordPicture>()
  for (const [at, { figure }] of drawings.entries()) {
    const picture = drawn[at]
    if (picture) pictures.set(figure, { ...picture, png: true })
  }
  for (const figure of figures) {
    const kept = 'fileId' in figure.picture ? stored.get(figure.picture.fileId) : undefined
    if (kept) pictures.set(figure, { ...kept, png: kept.path.endsWith('.png') })
  }
  return { pictures, qr: code.length > 0 ? drawn.at(-1) : undefined }
}

const centred = (text: string, size: number, bold = false) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 40 },
    children: [new TextRun({ text, size, bold })],
  })

function cover({ front }: DocumentTree, draft: boolean): Paragraph[] {
  return [
    centred(front.institution.toUpperCase(), front.office === undefined ? 28 : 24, front.office === undefined),
    ...(front.office === undefined ? [] : [centred(front.office.toUpperCase(), 27, true)]),
    ...(front.address === undefined ? [] : [centred(front.address, 17)]),
    new Paragraph({ border: { bottom: { style: BorderStyle.DOUBLE, size: 8, color: '17242A', space: 4 } } }),
    new Paragraph({
      spacing: { before: 2600, after: 200 },
      children: [new TextRun({ text: front.part, size: 28, bold: true, color: '005A6F' })],
    }),
    new Paragraph({ style: 'Title', children: [new TextRun(wordText(front.title))] }),
    new Paragraph({ spacing: { after: 1200 }, children: [new TextRun({ text: front.subtitle, size: 28 })] }),
    new Paragraph({ children: [new TextRun({ text: front.edition, size: 26, bold: true })] }),
    ...(front.regulation === undefined ? [] : [new Paragraph({ children: [new TextRun(front.regulation)] })]),
    ...(draft
      ? [
          new Paragraph({
            spacing: { before: 1200 },
            children: [new TextRun({ text: bookWords.draft, size: 56, bold: true, color: '8D5416' })],
          }),
        ]
      : []),
  ]
}

const header = ({ front }: DocumentTree, draft: boolean) =>
  new Header({
    children: [
      new Paragraph({
        style: 'Running',
        border: { bottom: { style: BorderStyle.SINGLE, size: 3, color: '9AA3A7', space: 4 } },
        children: [new TextRun(`${draft ? `${bookWords.draft} · ` : ''}${front.title}, ${front.part}`)],
      }),
    ],
  })

const footer = ({ front }: DocumentTree) =>
  new Footer({
    children: [
      new Paragraph({
        style: 'Running',
        tabStops: [{ type: 'right', position: 9241 }],
        children: [
          new TextRun(`${front.institution}. ${front.edition}\t${bookWords.page} `),
          new TextRun({ children: [PageNumber.CURRENT] }),
          new TextRun(` ${bookWords.of} `),
          new TextRun({ children: [PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  })

const listTitle = (text: string) => new Paragraph({ style: 'ListTitle', children: [new TextRun(text)] })
const listOf = (title: string, label: string) => new TableOfContents(title, { hyperlink: true, captionLabel: label })

function signing({ signatories, verification }: DocumentTree, qr: SvgPicture | undefined): Paragraph[] {
  if (signatories.length === 0 && verification === undefined) return []
  const parts: Paragraph[] = [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      pageBreakBefore: true,
      children: [new TextRun(bookWords.signing)],
    }),
  ]
  for (const { body, title, name, state } of signatories) {
    parts.push(
      new Paragraph({
        style: 'Running',
        keepNext: true,
        spacing: { before: 300 },
        children: [new TextRun(wordText(body))],
      }),
      new Paragraph({
        keepNext: true,
        spacing: { after: 0 },
        children: [new TextRun({ text: wordText(title), bold: true })],
      }),
      ...(name === undefined
        ? []
        : [new Paragraph({ keepNext: true, spacing: { after: 0 }, children: [new TextRun(wordText(name))] })]),
      new Paragraph({ style: 'Running', children: [new TextRun(state)] }),
    )
  }
  if (verification) {
    parts.push(
      new Paragraph({ spacing: { before: 500 }, children: [new TextRun(bookWords.verify)] }),
      ...(qr === undefined
        ? []
        : [
            new Paragraph({
              children: [
                new ImageRun({
                  type: 'png',
                  data: qr.bytes,
                  transformation: { width: 110, height: 110 },
                  altText: { name: 'QR', title: 'QR', description: bookWords.qr },
                }),
              ],
            }),
          ]),
      new Paragraph({
        children: [
          new ExternalHyperlink({
            link: verification.url,
            children: [new TextRun({ text: verification.url, style: 'Hyperlink' })],
          }),
        ],
      }),
      new Paragraph({ style: 'Running', children: [new TextRun(`SHA-256 ${verification.sha256}`)] }),
    )
  }
  return parts
}
