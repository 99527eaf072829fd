import { mkdtemp, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#platform/root.ts'
import { readPdfWords } from './pdf-words.ts'
import { renderPdf } from './pdf.ts'

/** A PDF of so many pages, each with a sentence of its own. */
async function pdfOf(pages: number): Promise<Uint8Array> {
  const folder = await mkdtemp(join(root, 'var-pdf-words-'))
  try {
    const text = Array.from({ length: pages }, (_, at) => `Halaman ${at + 1}: jaringan sampai ke desa.`)
    await writeFile(join(folder, 'a.typ'), `#set text(font: "Plus Jakarta Sans")\n${text.join('\n#pagebreak()\n')}\n`)
    return renderPdf(relative(root, join(folder, 'a.typ')), {})
  } finally {
    const { rm } = await import('node:fs/promises')
    await rm(folder, { recursive: true })
  }
}

/** A PDF whose only page's tree or content is as given, with a right table of places. */
function handmade(objects: string[]): Uint8Array {
  let body = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = body.length
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = places.map(place => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return new TextEncoder().encode(body + end)
}

test('pages and words of a PDF are told', async () => {
  const words = await readPdfWords(await pdfOf(3))
  expect(words).toMatchObject({ pages: 3 })
  expect('text' in words && words.text.replace(/\s+/g, ' ')).toContain('Halaman 2: jaringan sampai ke desa.')
})

test('what only begins like a PDF is broken, and the server goes on', async () => {
  expect(await readPdfWords(new TextEncoder().encode('%PDF-1.7\nbukan apa-apa'))).toEqual({ failure: 'broken' })
  const whole = await pdfOf(1)
  expect(await readPdfWords(whole.slice(0, 300))).toEqual({ failure: 'broken' })
})

test('a page that goes on for ever is given up after the time it has', async () => {
  const content = 'BT /F1 12 Tf (a) Tj ET\n'.repeat(400_000)
  const endless = handmade([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${'3 0 R '.repeat(300)}] /Count 300 >>`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}endstream`,
  ])
  expect(await readPdfWords(endless, 1500)).toEqual({ failure: 'too-much' })
})

test('many at once are read one after the other, each with its own answer, also after one that was given up', async () => {
  const bytes = [await pdfOf(1), new TextEncoder().encode('%PDF-1.4 rusak'), await pdfOf(2)]
  const words = await Promise.all(bytes.map(one => readPdfWords(one)))
  expect(words.map(one => ('pages' in one ? one.pages : one.failure))).toEqual([1, 'broken', 2])
})

test('a caller keeps the bytes that were read', async () => {
  const bytes = await pdfOf(1)
  const before = bytes.byteLength
  await readPdfWords(bytes)
  expect(bytes.byteLength).toBe(before)
})
