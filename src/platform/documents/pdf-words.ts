import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { root } from '#platform/root.ts'

/** What is handed to the thread that reads. */
export interface PdfTask {
  bytes: Uint8Array
  mostPages: number
  mostLetters: number
}

/**
 * How many pages a PDF has, and its words; or why that cannot be told: `locked` by a password, `broken`, or `too-much`
 * time or memory.
 */
export type PdfWords = { pages: number; text: string } | { failure: 'locked' | 'broken' | 'too-much' }

let thread: Worker | undefined
let ending: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * Reads the words of a PDF from anybody: one at a time, in a thread with little memory that is ended after `milliseconds`,
 * so that a hostile file takes nothing but its own time. At most 300 pages and 400,000 letters are read; `pages` counts
 * them all.
 */
export async function readPdfWords(bytes: Uint8Array, milliseconds = 20_000): Promise<PdfWords> {
  const mine = last.then(() => readNow(bytes, milliseconds))
  last = mine.catch(() => undefined)
  return await mine
}

async function readNow(bytes: Uint8Array, milliseconds: number): Promise<PdfWords> {
  clearTimeout(ending)
  const worker = (thread ??= startThread())
  worker.ref()
  const task: PdfTask = { bytes: new Uint8Array(bytes), mostPages: 300, mostLetters: 400_000 }
  const answer = await new Promise<PdfWords | 'dead' | 'late' | 'full'>(done => {
    const timer = setTimeout(() => done('late'), milliseconds)
    worker.once('message', (words: PdfWords) => {
      clearTimeout(timer)
      done(words)
    })
    worker.once('error', error =>
      done((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'full' : 'dead'),
    )
    worker.once('exit', () => done('dead'))
    worker.postMessage(task, [task.bytes.buffer as ArrayBuffer])
  })
  // Only ours: the thread listens to itself as well.
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
  if (typeof answer === 'string') {
    thread = undefined
    await worker.terminate()
    return { failure: answer === 'dead' ? 'broken' : 'too-much' }
  }
  // The library takes a quarter of a second to load: the thread waits some seconds for the next one.
  worker.unref()
  ending = setTimeout(() => {
    thread = undefined
    void worker.terminate()
  }, 5000).unref()
  return answer
}

const startThread = () =>
  new Worker(join(root, 'src/platform/documents/pdf-words.worker.ts'), {
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    stdout: true,
    stderr: true,
    env: {},
  })
