import { unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import type { DocumentTree } from '#kit/document-tree.ts'
import { longBook } from './book.fixture.ts'
import { renderBookPdf } from './book.ts'
import { renderBookDocx } from './docx.ts'
import { readPdfWords } from './pdf-words.ts'

/** A bullet of Word's own font, Lontara, Javanese, a control sign, no character at all, and half an emoji. */
const unusual = '\uF0B7 butir ᨒᨘᨓᨘ ꦗꦮ \u0001 \uFFFF \uD83D dan kata'
const noFiles = () => Promise.reject(new Error('no such file'))

const book: DocumentTree = {
  ...longBook(0),
  sections: [
    {
      id: 'a',
      title: `Judul ${unusual}`,
      blocks: [
        { kind: 'paragraph', runs: [{ text: unusual }] },
        {
          kind: 'table',
          caption: unusual,
          head: [{ runs: [{ text: unusual }] }],
          rows: [[{ runs: [{ text: unusual }] }]],
        },
      ],
      sections: [],
    },
  ],
}

test('a book with signs that no font shows is printed all the same, with all its other words', async () => {
  const words = await readPdfWords((await renderBookPdf(book, noFiles)).pdf)
  expect(words).toMatchObject({ text: expect.stringContaining('dan kata') as string })
})

test('a book with signs that XML does not know is a Word file that opens', async () => {
  const files = unzipSync(await renderBookDocx(book, noFiles))
  for (const [name, bytes] of Object.entries(files)) {
    if (!/\.(xml|rels)$/.test(name)) continue
    new SaxesParser().write(new TextDecoder().decode(bytes)).close()
  }
  expect(new TextDecoder().decode(files['word/document.xml'])).toContain('dan kata')
})
