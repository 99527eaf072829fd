import type { Cell, DocumentBlock, DocumentSection, DocumentTree } from '#kit/document-tree.ts'

const sentence =
  'Pemerintah daerah menyusun rencana ini bersama perangkat daerah, desa, kampus dan warga, dari masalah yang dilaporkan sampai program yang menjawabnya. '

const cell = (text: string, align?: Cell['align']): Cell => ({ runs: [{ text }], ...(align ? { align } : {}) })

/** A chart with text, as the server draws them: bars with names, in colours of the theme. */
export function chartSvg(seed: number): string {
  const bars = Array.from({ length: 6 }, (_, at) => {
    const width = 60 + ((seed * 37 + at * 53) % 220)
    return `<text x="0" y="${at * 34 + 16}" font-size="13" fill="var(--color-base-content)">Dimensi ${at + 1}</text><rect x="90" y="${at * 34 + 4}" width="${width}" height="14" fill="var(--dim-gov)"/><text x="${96 + width}" y="${at * 34 + 16}" font-size="13" font-weight="600" fill="var(--muted)">${width}</text>`
  })
  return `<svg class="chart" viewBox="0 0 400 204" role="img">${bars.join('')}</svg>`
}

/** A map of many small outlines, as heavy as the districts of a regency. */
export function mapSvg(seed: number): string {
  const shapes = Array.from({ length: 15 }, (_, at) => {
    const [x, y] = [40 + (at % 5) * 70, 40 + Math.floor(at / 5) * 70]
    const points = Array.from({ length: 120 }, (_, k) => {
      const angle = (k / 120) * 2 * Math.PI
      const radius = 30 + ((k * 7 + at * 13 + seed) % 9)
      return `${(x + radius * Math.cos(angle)).toFixed(2)} ${(y + radius * Math.sin(angle)).toFixed(2)}`
    })
    return `<path d="M${points.join('L')}Z" fill="var(--seq-${(at % 5) + 1})" stroke="var(--seq-edge)" stroke-width="0.6"/><text x="${x - 4}" y="${y + 4}" font-size="11">${at + 1}</text>`
  })
  return `<svg viewBox="0 0 400 240">${shapes.join('')}</svg>`
}

/** A book with everything a book may hold, `size` times over; 13 or so give 150 pages. */
export function longBook(size: number): DocumentTree {
  const paragraph = (times: number): DocumentBlock => ({ kind: 'paragraph', runs: [{ text: sentence.repeat(times) }] })
  const part = (chapter: number, at: number): DocumentSection => ({
    id: `b-${chapter}-${at}`,
    title: `Bagian ${at + 1}: layanan yang dirasakan warga`,
    blocks: [
      paragraph(4),
      { kind: 'heading', level: 2, runs: [{ text: 'Yang sudah berjalan' }] },
      {
        kind: 'list',
        ordered: at % 2 === 0,
        items: [[paragraph(1)], [paragraph(1)], [{ kind: 'paragraph', runs: [{ text: 'Singkat.' }] }]],
      },
      {
        kind: 'paragraph',
        runs: [
          { text: 'Ini ' },
          { text: 'tebal', bold: true },
          { text: ', ini ' },
          { text: 'miring', italic: true },
          { text: ', ini ' },
          { text: 'tautan', href: 'https://contoh.example/rencana' },
          { text: '.' },
        ],
      },
      {
        kind: 'table',
        caption: `Program prioritas ${chapter}.${at + 1}`,
        head: [cell('Kode'), cell('Program'), cell('OPD'), cell('Anggaran (Rp)', 'right')],
        widths: [1, 4, 3, 2],
        rows: Array.from({ length: 14 }, (_, row) => [
          cell(`P-${chapter}${at}${row}`),
          cell('Layanan kependudukan sampai ke desa'),
          cell('Dinas Kependudukan dan Pencatatan Sipil'),
          { ...cell(`${(row + 1) * 125}.000.000`, 'right'), ...(row === 13 ? { strong: true as const } : {}) },
        ]),
        note: 'Sumber: portofolio Tudang, 22 November 2026.',
      },
      {
        kind: 'figure',
        caption: `Program menurut dimensi ${chapter}.${at + 1}`,
        alt: 'Diagram batang banyaknya program menurut enam dimensi',
        picture: { svg: at % 3 === 0 ? mapSvg(chapter * 10 + at) : chartSvg(chapter * 10 + at) },
        width: 0.8,
        table: {
          head: [cell('Dimensi'), cell('Program', 'right')],
          rows: [[cell('Tata kelola'), cell('12', 'right')]],
        },
        note: 'Sumber: portofolio Tudang, 22 November 2026.',
      },
      { kind: 'note', tone: 'missing', runs: [{ text: 'Lembar risiko belum diisi. Isi di bimtek IV.' }] },
      { kind: 'quote', blocks: [paragraph(1)] },
    ],
    sections: [],
  })
  return {
    front: {
      title: 'Rencana Induk Kota Cerdas Luwu Utara',
      subtitle: '2022–2031',
      institution: 'Pemerintah Kabupaten Luwu Utara',
      office: 'Dinas Komunikasi dan Informatika',
      address: 'Jalan Simpurusiang, Masamba',
      part: 'Buku 2: Masterplan',
      edition: 'Edisi 2026',
      regulation: 'Peraturan Bupati Nomor 7 Tahun 2026 tentang Rencana Induk Kota Cerdas',
    },
    sections: Array.from({ length: size }, (_, chapter) => ({
      id: `b-${chapter}`,
      title: `Bab tentang arah pembangunan ${chapter + 1}`,
      blocks: [paragraph(3)],
      sections: Array.from({ length: 5 }, (_, at) => part(chapter, at)),
    })),
    signatories: [
      { body: 'Kepala daerah', title: 'Bupati Luwu Utara', name: undefined, state: 'belum ditandatangani' },
      {
        body: 'Dewan Kota Cerdas',
        title: 'Ketua Dewan',
        name: 'Ketua Dewan Peragaan',
        state: 'ditandatangani 21 September 2026 lewat akun',
      },
    ],
    verification: { url: 'https://tudang.example/periksa-edisi/abc', sha256: 'ab'.repeat(32) },
  }
}
