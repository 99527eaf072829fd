import { unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { DocumentBlock, DocumentTree } from '#kit/document-tree.ts'
// Loaded as in the server, where the picture library refuses SVG.
import '#platform/files/photo.ts'
import { longBook } from './book.fixture.ts'
import { renderBookPdf } from './book.ts'
import { renderBookDocx } from './docx.ts'
import { paperSvg } from './paper-svg.ts'
import { readPdfWords } from './pdf-words.ts'

const noFiles = () => Promise.reject(new Error('no such file'))

/** One chapter with the given blocks. */
const bookOf = (...blocks: DocumentBlock[]): DocumentTree => ({
  ...longBook(0),
  sections: [
    { id: 'a', title: 'Pendahuluan', blocks, sections: [{ id: 'b', title: 'Tujuan', blocks: [], sections: [] }] },
  ],
})

async function wordsOf(pdf: Uint8Array): Promise<string> {
  const words = await readPdfWords(pdf)
  if (!('text' in words)) throw new Error(words.failure)
  return words.text.replace(/\s+/g, ' ')
}

describe('a book as PDF', () => {
  test('has cover, contents, lists, numbered chapters, captions, page numbers, signatories and the hash', async () => {
    const { pdf, pages } = await renderBookPdf(longBook(2), noFiles)
    const words = await readPdfWords(pdf)
    expect(words).toMatchObject({ pages })
    const text = await wordsOf(pdf)
    for (const sought of [
      'PEMERINTAH KABUPATEN LUWU UTARA',
      'Buku 2: Masterplan',
      'Peraturan Bupati Nomor 7 Tahun 2026',
      'Daftar Isi',
      'Daftar Tabel',
      'Daftar Gambar',
      '2.5',
      'Tabel 10. Program prioritas 1.5',
      'Gambar 10. Program menurut dimensi 1.5',
      'Sumber: portofolio Tudang, 22 November 2026.',
      `Halaman ${pages} dari ${pages}`,
      'Bupati Luwu Utara',
      'https://tudang.example/periksa-edisi/abc',
    ]) {
      expect(text).toContain(sought)
    }
    expect(text).not.toContain('RANCANGAN')
    expect(Buffer.from(pdf).toString('latin1')).toContain('pdfuaid')
  })

  test('without a hash is marked as a draft on every page', async () => {
    const { pdf, pages } = await renderBookPdf({ ...longBook(1), verification: undefined }, noFiles)
    expect((await wordsOf(pdf)).split('RANCANGAN').length - 1).toBe(pages)
  })

  test('takes signs of markup, skipped headings, odd rows and broken drawings as they are', async () => {
    const odd = '#pagebreak() $x$ *b* `c` <label> @ref \\ "q" [a](b)'
    const { pdf } = await renderBookPdf(
      bookOf(
        { kind: 'heading', level: 2, runs: [{ text: 'Langsung tingkat dua' }] },
        { kind: 'paragraph', runs: [{ text: odd }] },
        { kind: 'paragraph', runs: [] },
        { kind: 'table', caption: '', head: [], rows: [[{ runs: [{ text: 'satu' }] }], []] },
        { kind: 'table', caption: 'Kosong', head: [{ runs: [] }], rows: [] },
        { kind: 'figure', caption: 'Rusak', alt: 'rusak', picture: { svg: '<svg><g>' } },
        { kind: 'figure', caption: '', alt: '', picture: { svg: '<svg viewBox="0 0 1 1"><g></svg>' } },
        { kind: 'figure', caption: 'Hilang', alt: 'hilang', picture: { fileId: 'x' } },
        { kind: 'list', ordered: true, items: [[], [{ kind: 'list', ordered: false, items: [[]] }]] },
      ),
      noFiles,
    )
    const text = await wordsOf(pdf)
    expect(text).toContain(odd)
    expect(text).toContain('Gambar ini tidak dapat dimuat.')
  })

  test('shows stored pictures, also WebP', async () => {
    const webp = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a02040' } })
      .webp()
      .toBuffer()
    const figure: DocumentBlock = { kind: 'figure', caption: 'Foto', alt: 'Kantor desa', picture: { fileId: 'f-1' } }
    const files = () => Promise.resolve({ bytes: new Uint8Array(webp), mediaType: 'image/webp' })
    const with1 = await renderBookPdf(bookOf(figure), files)
    const text = await wordsOf(with1.pdf)
    expect(text).not.toContain('tidak dapat dimuat')
    expect(Buffer.from(with1.pdf).toString('latin1')).toContain('/Subtype /Image')
    const zip = unzipSync(await renderBookDocx(bookOf(figure), files))
    expect(Object.keys(zip).some(name => /^word\/media\/.*\.png$/.test(name))).toBe(true)
  })

  test('two asked for at once are both set, and a picture of one is not shown by the other', async () => {
    const [a, b] = await Promise.all([renderBookPdf(longBook(1), noFiles), renderBookPdf(longBook(2), noFiles)])
    expect(b.pages).toBeGreaterThan(a.pages)
  })
})

/** What a reader of the format finds in the main part of a Word file. */
function readWord(bytes: Uint8Array) {
  const zip = unzipSync(bytes)
  for (const [name, part] of Object.entries(zip)) {
    if (name.endsWith('.xml') || name.endsWith('.rels')) parseXml(Buffer.from(part).toString('utf8'), () => undefined)
  }
  const paragraphs: { style: string; text: string; numbered: boolean }[] = []
  const fields: string[] = []
  let tables = 0
  const alts: string[] = []
  const stack: string[] = []
  parseXml(Buffer.from(zip['word/document.xml'] ?? []).toString('utf8'), (kind, name, value) => {
    if (kind === 'open') {
      stack.push(name)
      if (name === 'w:p') paragraphs.push({ style: '', text: '', numbered: false })
      const now = paragraphs.at(-1)
      if (name === 'w:pStyle' && now) now.style = value['w:val'] ?? ''
      if (name === 'w:numPr' && now) now.numbered = true
      if (name === 'w:tbl') tables++
      if (name === 'wp:docPr') alts.push(value['descr'] ?? '')
    } else if (kind === 'text') {
      const now = paragraphs.at(-1)
      if (stack.at(-1) === 'w:t' && now) now.text += name
      if (stack.at(-1) === 'w:instrText') fields.push(name.trim())
    } else stack.pop()
  })
  return { paragraphs, fields, tables, alts, media: Object.keys(zip).filter(name => name.startsWith('word/media/')) }
}

type Seen = (kind: 'open' | 'text' | 'close', name: string, attributes: Record<string, string>) => void

function parseXml(text: string, seen: Seen): void {
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', tag => seen('open', tag.name, tag.attributes as Record<string, string>))
  parser.on('text', words => seen('text', words, {}))
  parser.on('closetag', tag => seen('close', tag.name, {}))
  parser.write(text).close()
}

describe('a book as DOCX', () => {
  test('opened again has the chapters as numbered headings, its lists as fields, and every table and picture', async () => {
    const word = readWord(await renderBookDocx(longBook(2), noFiles))
    const headings = word.paragraphs.filter(one => one.style === 'Heading1' && one.numbered)
    expect(headings.map(one => one.text)).toEqual(['Bab tentang arah pembangunan 1', 'Bab tentang arah pembangunan 2'])
    expect(word.paragraphs.filter(one => one.style === 'Heading2' && one.numbered)).toHaveLength(10)
    const captions = word.paragraphs.filter(one => one.style === 'Caption')
    expect(captions).toHaveLength(20)
    expect(word.fields.filter(field => field.startsWith('SEQ Tabel'))).toHaveLength(10)
    expect(word.fields.filter(field => field.startsWith('SEQ Gambar'))).toHaveLength(10)
    expect(word.fields.some(field => field.startsWith('TOC') && field.includes('\\o "1-3"'))).toBe(true)
    expect(word.fields.some(field => field.startsWith('TOC') && field.includes('"Tabel"'))).toBe(true)
    // Each chart has its figures as a table below it.
    expect(word.tables).toBe(20)
    expect(word.alts.filter(alt => alt.startsWith('Diagram batang'))).toHaveLength(10)
    expect(word.media.length).toBeGreaterThanOrEqual(10)
    expect(word.paragraphs.map(one => one.text)).toContain(`SHA-256 ${'ab'.repeat(32)}`)
  })

  test('says the same words as the PDF of the same tree', async () => {
    const tree = longBook(1)
    const word = readWord(await renderBookDocx(tree, noFiles))
    const pdf = (await wordsOf((await renderBookPdf(tree, noFiles)).pdf)).replace(/\s/g, '')
    const body = word.paragraphs.filter(one =>
      ['', 'Cell', 'Note', 'Missing', 'Source', 'Heading2'].includes(one.style),
    )
    expect(body.length).toBeGreaterThan(300)
    for (const { text } of body) expect(pdf).toContain(text.replace(/\s/g, ''))
  })

  test('holds nothing that makes Word refuse it, whatever people typed', async () => {
    const odd = 'a\u0000b\u000Bc\uD800d <w:p> & "q"\nbaris dua'
    const word = readWord(
      await renderBookDocx(
        bookOf({ kind: 'paragraph', runs: [{ text: odd }, { text: 'x', href: 'javascript:alert(1)' }] }),
        noFiles,
      ),
    )
    expect(word.paragraphs.map(one => one.text)).toContain('abc\uFFFDd <w:p> & "q"baris duax')
  })

  test('a draft says so', async () => {
    const word = readWord(await renderBookDocx({ ...longBook(0), verification: undefined }, noFiles))
    expect(word.paragraphs.map(one => one.text)).toContain('RANCANGAN')
  })
})

test('a drawing for paper names no token, no other font, and is whole', () => {
  const svg = paperSvg(
    '<div><svg viewBox="0 0 9 9"><text font-family="Arial" fill="var(--muted)">a</text><rect fill="var(--rail, var(--color-base-300))"/><path stroke="currentColor" fill="var(--unknown, #123456)"/></svg></div>',
  )
  expect(svg).toBe(
    '<svg font-family="Plus Jakarta Sans" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text fill="#4b575d">a</text><rect fill="#e1dcd2"/><path stroke="#17242a" fill="#123456"/></svg>',
  )
})
