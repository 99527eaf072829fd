import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import type { DocumentTree } from '#kit/document-tree.ts'
import { root } from '#platform/root.ts'
import { bookData, picturesOf } from './book-data.ts'
import { dataText } from './pdf.ts'

/** Reads a stored picture of a document. */
export type ReadPicture = (fileId: string) => Promise<{ bytes: Uint8Array; mediaType: string }>

/** What is handed to the thread that sets books. */
export interface BookTask {
  /** JSON text of `bookData`. */
  data: string
  pictures: { path: string; bytes: Uint8Array }[]
}

let thread: Worker | undefined
let ending: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * A document as PDF/UA on A4 with cover, contents, lists and numbered chapters; without `verification` every page is marked
 * as a draft. Drawings say their colours as attributes; `var(--token)` of the theme becomes its light colour, and text is
 * set in our own typeface. Pictures that cannot be read are said to be missing. Books are set one after the other in a
 * thread of their own; throws with the message of the typesetter.
 */
export async function renderBookPdf(
  tree: DocumentTree,
  files: ReadPicture,
): Promise<{ pdf: Uint8Array; pages: number }> {
  const pictures = await readPictures(tree, files)
  const paths = new Map([...pictures].map(([id, { path }]) => [id, `/${path}`]))
  const task: BookTask = { data: dataText(bookData(tree, paths)), pictures: [...pictures.values()] }
  const mine = last.then(() => setBook(task))
  last = mine.catch(() => undefined)
  return await mine
}

/**
 * Every stored picture of a document as JPEG or PNG, at most 1800 pixels wide; those that cannot be read are left out. For a
 * `sheet`, drawn while others wait, all are JPEG on white in a box of 1400 pixels, and those beyond `most` are left out too.
 */
export async function readPictures(
  tree: Pick<DocumentTree, 'sections'>,
  files: ReadPicture,
  sheet?: { most: number },
): Promise<Map<string, { path: string; bytes: Uint8Array; width: number; height: number }>> {
  const found = new Map<string, { path: string; bytes: Uint8Array; width: number; height: number }>()
  for (const id of picturesOf(tree).slice(0, sheet?.most)) {
    try {
      const { bytes, mediaType } = await files(id)
      const flat = !sheet && (mediaType === 'image/png' || mediaType === 'image/webp')
      const box = sheet ? { width: 1400, height: 1400, fit: 'inside' as const } : { width: 1800 }
      const upright = sharp(bytes, { limitInputPixels: 60_000_000 }).rotate()
      const image = (sheet ? upright.flatten({ background: '#ffffff' }) : upright).resize({
        ...box,
        withoutEnlargement: true,
      })
      const { data, info } = await (flat ? image.png() : image.jpeg({ quality: 82 })).toBuffer({
        resolveWithObject: true,
      })
      const path = `var/book-pictures/${id.replace(/[^\w-]/g, '')}.${flat ? 'png' : 'jpg'}`
      found.set(id, { path, bytes: data, width: info.width, height: info.height })
    } catch {
      // The drawing says that the picture is missing; the book is not held up by it.
    }
  }
  return found
}

async function setBook(task: BookTask): Promise<{ pdf: Uint8Array; pages: number }> {
  clearTimeout(ending)
  const worker = (thread ??= new Worker(join(root, 'src/platform/documents/book.worker.ts')))
  worker.ref()
  const answer = await new Promise<{ pdf: Uint8Array; pages: number } | { fault: string; dead?: true }>(done => {
    worker.once('message', done)
    worker.once('error', error => done({ fault: error instanceof Error ? error.message : String(error), dead: true }))
    worker.once('exit', () => done({ fault: 'the thread ended', dead: true }))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(task)
  })
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
  if ('fault' in answer) {
    if (answer.dead) thread = undefined
    throw new Error(`book.typ: ${answer.fault}`)
  }
  // Fonts and unchanged parts stay for the next book; a server that prints nothing does not keep them.
  worker.unref()
  ending = setTimeout(() => {
    thread = undefined
    void worker.terminate()
  }, 60_000).unref()
  return answer
}
