import { parentPort } from 'node:worker_threads'
import { getDocument, PasswordException } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PdfTask, PdfWords } from './pdf-words.ts'

/** Runs in a thread of its own, which is ended from outside when it takes too long or too much. */
async function read({ bytes, mostPages, mostLetters }: PdfTask): Promise<PdfWords> {
  const loading = getDocument({
    data: bytes,
    verbosity: 0,
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
    useWasm: false,
    stopAtErrors: false,
    maxImageSize: 1,
    enableXfa: false,
  })
  try {
    const document = await loading.promise
    let text = ''
    for (let at = 1; at <= Math.min(document.numPages, mostPages) && text.length < mostLetters; at++) {
      const page = await document.getPage(at)
      const { items } = await page.getTextContent()
      text += items.map(item => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
      text += '\n'
      page.cleanup()
    }
    return { pages: document.numPages, text: text.slice(0, mostLetters) }
  } catch (error) {
    return { failure: error instanceof PasswordException ? 'locked' : 'broken' }
  } finally {
    await loading.destroy().catch(() => undefined)
  }
}

parentPort?.on('message', (task: PdfTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  void read(task).then(words => parentPort?.postMessage(words))
})
