import { join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { root } from '#platform/root.ts'
import type { BookTask } from './book.ts'
import { writeAccessiblePdf } from './write-pdf.ts'

/** Sets books in a thread of its own, so that a long one holds up nobody who uses the server. */
const fonts = join(root, 'node_modules/@expo-google-fonts/plus-jakarta-sans')
const cuts = ['400Regular', '400Regular_Italic', '500Medium', '600SemiBold', '700Bold', '700Bold_Italic']
const typst = NodeCompiler.create({
  workspace: root,
  fontArgs: [{ fontPaths: cuts.map(cut => join(fonts, cut)) }],
})

parentPort?.on('message', ({ data, pictures }: BookTask) => {
  for (const { path, bytes } of pictures) typst.mapShadow(join(root, path), Buffer.from(bytes))
  try {
    const compiled = typst.compile({
      mainFilePath: join(root, 'src/platform/documents/book.typ'),
      inputs: { data },
    })
    const made = compiled.result
    if (!made) {
      const fault = compiled.takeDiagnostics()
      throw new Error(fault ? JSON.stringify(typst.fetchDiagnostics(fault)) : 'not compiled')
    }
    const pdf = new Uint8Array(writeAccessiblePdf(typst, made))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort?.postMessage({ pdf, pages: made.numOfPages }, [pdf.buffer])
  } catch (error) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort?.postMessage({ fault: error instanceof Error ? error.message : String(error) })
  } finally {
    typst.resetShadow()
    typst.evictCache(5)
  }
})
