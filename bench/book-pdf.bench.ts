/** A book of 150 pages with 90 tables and 90 drawings as PDF: ours, and headless Chromium printing the same document as HTML. */
import { chromium } from '@playwright/test'
import type { DocumentTree } from '../src/kit/document-tree.ts'
import { longBook } from '../src/platform/documents/book.fixture.ts'
import { renderBookPdf } from '../src/platform/documents/book.ts'
import { renderBookDocx } from '../src/platform/documents/docx.ts'
import { readPdfWords } from '../src/platform/documents/pdf-words.ts'
import type { BenchRow } from '../scripts/bench.ts'
import { htmlOf } from './support/book-html.ts'

const noFiles = () => Promise.reject(new Error('the book has no stored pictures'))

/** The same book with words of its own, so that nothing that was set before helps. */
function freshBook(run: number): DocumentTree {
  const text = JSON.stringify(longBook(18)).replaceAll('Pemerintah daerah', `Pemerintah daerah ${run}`)
  return JSON.parse(text) as DocumentTree
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now()
  const value = await work()
  return { ms: performance.now() - start, value }
}

export async function run(): Promise<BenchRow[]> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  try {
    const cold = await timed(() => renderBookPdf(freshBook(0), noFiles))
    const ours: number[] = []
    const theirs: number[] = []
    let sizes = { ours: 0, theirs: 0, theirPages: 0 }
    for (const at of [1, 2, 3]) {
      const tree = freshBook(at)
      const mine = await timed(() => renderBookPdf(tree, noFiles))
      ours.push(mine.ms)
      const page = await browser.newPage()
      const printed = await timed(async () => {
        await page.setContent(htmlOf(tree), { waitUntil: 'load' })
        return await page.pdf({ format: 'A4', displayHeaderFooter: true, tagged: true, outline: true })
      })
      await page.close()
      theirs.push(printed.ms)
      const words = await readPdfWords(printed.value)
      sizes = {
        ours: mine.value.pdf.length,
        theirs: printed.value.length,
        theirPages: 'pages' in words ? words.pages : 0,
      }
    }
    const word = await timed(() => renderBookDocx(freshBook(9), noFiles))
    const middle = (values: number[]) => values.toSorted((a, b) => a - b)[1] ?? Number.NaN
    const { pages } = cold.value
    const kb = (bytes: number) => `${Math.round(bytes / 1000)} kB`
    return [
      {
        name: `book of ${pages} pages as PDF, nothing set before`,
        ours: cold.ms,
        peer: 5000,
        ratio: cold.ms / 5000,
        unit: 'ms',
        note: 'with the start of the thread and its fonts; the peer is the limit',
      },
      {
        name: `book of ${pages} pages as PDF, thread started`,
        ours: middle(ours),
        peer: middle(theirs),
        ratio: middle(theirs) / middle(ours),
        unit: 'ms',
        note: `middle of three other texts; ${kb(sizes.ours)}, PDF/UA with contents, lists and numbers; the peer is started Chromium printing the same as HTML without them: ${sizes.theirPages} pages, ${kb(sizes.theirs)}`,
      },
      {
        name: 'the same book as Word file, 90 drawings made pictures',
        ours: word.ms,
        peer: 10_000,
        ratio: word.ms / 10_000,
        unit: 'ms',
        note: `${kb(word.value.length)}; the peer is the limit`,
      },
    ]
  } finally {
    await browser.close()
  }
}
