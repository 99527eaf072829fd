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

/**
 * Reads the words of a PDF from anybody: in a thread of its own with little memory, ended after `milliseconds`, so that a
 * hostile file takes nothing but its own time. At most 300 pages and 400,000 letters are read; `pages` counts them all.
 */
export async function readPdfWords(bytes: Uint8Array, milliseconds = 20_000): Promise<PdfWords> {
  const task: PdfTask = { bytes: new Uint8Array(bytes), mostPages: 300, mostLetters: 400_000 }
  const worker = new Worker(join(root, 'src/platform/documents/pdf-words.worker.ts'), {
    workerData: task,
    transferList: [task.bytes.buffer as ArrayBuffer],
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    stdout: true,
    stderr: true,
    env: {},
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<PdfWords>(done => {
      timer = setTimeout(() => done({ failure: 'too-much' }), milliseconds)
      worker.once('message', (words: PdfWords) => done(words))
      worker.once('error', error =>
        done({ failure: (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-much' : 'broken' }),
      )
      worker.once('exit', () => done({ failure: 'broken' }))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
