import { expect, test } from 'vitest'
import type { DocumentBlock } from '#kit/document-tree.ts'
import { numberDocument } from '#kit/number-document.ts'
import { DocumentBlocks, DocumentChapters, DocumentContents, plainSvg } from './document-blocks.tsx'

const html = (...blocks: DocumentBlock[]) =>
  String(<DocumentBlocks lang="id" blocks={blocks} fileHref={id => (id === 'ok' ? '/berkas/tiket' : undefined)} />)

test('words of people are text and never markup; only addresses that are safe are links', () => {
  const shown = html({
    kind: 'paragraph',
    runs: [
      { text: '<script>alert(1)</script>' },
      { text: 'jahat', href: 'javascript:alert(1)' },
      { text: 'lain', href: '//contoh.example' },
      { text: 'baik', href: 'https://contoh.example/?a=1&b=2', bold: true },
    ],
  })
  expect(shown).not.toContain('<script')
  expect(shown).not.toContain('javascript:')
  expect(shown.match(/<a /g)).toHaveLength(1)
  expect(shown).toContain('<strong>baik</strong>')
})

test('a drawing keeps shapes and text and loses scripts, handlers, styles, pages inside it and references outside', () => {
  const drawn = plainSvg(
    '<svg viewBox="0 0 1 1" onload="a()" style="x"><style>*{}</style><script>alert("</p>")</script><foreignObject><b>x</b><img src=x onerror=a()></foreignObject>' +
      '<a href="javascript:a()"><text fill="url(#g)">halo &amp; 1 < 2</text></a><use href="#a"/><use xlink:href="https://x.example/a.svg#b"/><image href="data:x"/><rect fill="url(https://x.example)" width="1"/></svg>',
  )
  for (const gone of [
    'script',
    'style',
    'onload',
    'onerror',
    'foreignObject',
    '<img',
    '<image',
    'javascript',
    'x.example',
  ]) {
    expect(drawn).not.toContain(gone)
  }
  expect(drawn).toContain('<use href="#a"/>')
  expect(drawn).toContain('<rect width="1"/>')
})

test('what is never closed swallows only the drawing', () => {
  expect(plainSvg('<svg><script>alert(1)')).toBe('<svg>')
  expect(plainSvg('<svg><g <script>alert(1)</script></svg>')).not.toContain('<script')
})

test('pictures have their words, captions their numbers, and a picture out of sight is said to be', () => {
  const seen = html({ kind: 'figure', caption: 'Kantor', alt: 'Kantor desa', picture: { fileId: 'ok' } })
  expect(seen).toContain('<img src="/berkas/tiket" alt="Kantor desa"')
  const hidden = html({ kind: 'figure', caption: 'Kantor', alt: 'Kantor desa', picture: { fileId: 'x' } })
  expect(hidden).toContain('hanya untuk yang berhak')
})

test('chapters, tables and figures have the same numbers everywhere', () => {
  const table = (caption: string): DocumentBlock => ({ kind: 'table', caption, head: [], rows: [] })
  const document = numberDocument({
    sections: [
      {
        id: 'a',
        title: 'Satu',
        blocks: [table('T1'), table(''), { kind: 'quote', blocks: [table('T2')] }],
        sections: [
          { id: 'b', title: 'Dalam', blocks: [{ kind: 'list', ordered: false, items: [[table('T3')]] }], sections: [] },
        ],
      },
      {
        id: 'c',
        title: 'Dua',
        blocks: [{ kind: 'figure', caption: 'G1', alt: '', picture: { fileId: 'ok' } }],
        sections: [],
      },
    ],
  })
  expect(document.tables.map(one => one.caption)).toEqual(['T1', 'T2', 'T3'])
  expect(document.numbers.get(document.tables[2] as DocumentBlock)).toBe(3)
  const numberOf = (block: DocumentBlock) => {
    const number = document.numbers.get(block)
    return number === undefined ? undefined : `${block.kind === 'table' ? 'Tabel' : 'Gambar'} ${number}`
  }
  const page = String(
    <DocumentChapters lang="id" sections={document.sections} fileHref={() => undefined} numberOf={numberOf} />,
  )
  expect(page).toContain('<h3><span class="doc-number">1.1</span> Dalam</h3>')
  expect(page).toContain('Tabel 3. T3')
  expect(page).toContain('Gambar 1. G1')
  expect(String(<DocumentContents sections={document.sections} />)).toContain('href="#bagian-b"')
})
