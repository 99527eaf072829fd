import { AlignmentType, BorderStyle, LevelFormat } from 'docx'
import { paperFont } from './paper-svg.ts'

const heading = (size: number, before: number) => ({
  run: { size, bold: true, color: '17242A', font: paperFont },
  paragraph: { spacing: { before, after: 140 }, keepNext: true },
})

/** Styles of a book: headings that Word puts into its contents, captions, cells, notes. */
export const styles = {
  default: {
    document: {
      run: { font: paperFont, size: 20, color: '17242A' },
      paragraph: { spacing: { after: 140, line: 300 } },
    },
    title: {
      run: { size: 60, bold: true, color: '003747', font: paperFont },
      paragraph: { spacing: { after: 200, line: 620 } },
    },
    heading1: heading(32, 0),
    heading2: heading(25, 360),
    heading3: heading(22, 300),
    heading4: heading(21, 260),
    heading5: heading(20, 220),
    heading6: heading(20, 220),
  },
  paragraphStyles: [
    {
      id: 'Caption',
      name: 'caption',
      basedOn: 'Normal',
      next: 'Normal',
      quickFormat: true,
      run: { size: 18, bold: true },
      paragraph: { spacing: { before: 200, after: 100 } },
    },
    {
      id: 'Cell',
      name: 'Sel tabel',
      basedOn: 'Normal',
      run: { size: 17 },
      paragraph: { spacing: { after: 0, line: 250 } },
    },
    {
      id: 'Source',
      name: 'Sumber',
      basedOn: 'Normal',
      run: { size: 17, color: '4B575D' },
      paragraph: { spacing: { before: 60, after: 200 } },
    },
    {
      id: 'Note',
      name: 'Catatan',
      basedOn: 'Normal',
      run: { size: 18 },
      paragraph: {
        indent: { left: 200 },
        border: { left: { style: BorderStyle.SINGLE, size: 12, color: '005A6F', space: 8 } },
      },
    },
    {
      id: 'Missing',
      name: 'Catatan kurang',
      basedOn: 'Normal',
      run: { size: 18 },
      paragraph: {
        indent: { left: 200 },
        border: { left: { style: BorderStyle.SINGLE, size: 12, color: '8D5416', space: 8 } },
      },
    },
    { id: 'Running', name: 'Kepala dan kaki halaman', basedOn: 'Normal', run: { size: 16, color: '4B575D' } },
    {
      id: 'ListTitle',
      name: 'Judul daftar',
      basedOn: 'Normal',
      next: 'Normal',
      run: { size: 32, bold: true },
      paragraph: { spacing: { before: 400, after: 200 }, keepNext: true },
    },
  ],
}

const level = (at: number, text: string) => ({
  level: at,
  format: LevelFormat.DECIMAL,
  text,
  alignment: AlignmentType.START,
  style: { paragraph: { indent: { left: 0, hanging: 0 } } },
})

/** Chapters by Word's own numbers, ordered lists and bullets. */
export const numbering = {
  config: [
    {
      reference: 'chapters',
      levels: [level(0, '%1'), level(1, '%1.%2'), level(2, '%1.%2.%3'), level(3, '%1.%2.%3.%4')],
    },
    { reference: 'ordered', levels: [level(0, '%1.')] },
    { reference: 'bullets', levels: [{ ...level(0, '•'), format: LevelFormat.BULLET }] },
  ],
}
