import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { Problem } from '#kit/problem.ts'
import { bomb, corrupt, encrypted } from './file-refusals.ts'

const mostParts = 1000

/** The parts of a workbook, opened one by one and never held whole. */
export interface Parts {
  has(name: string): boolean
  /** The text of a part, piece by piece. Throws a Problem above `mostBytes` or when it is damaged. */
  text(name: string, mostBytes: number): AsyncGenerator<string>
}

/** Reads the list of parts of a ZIP. Throws a Problem for what is no ZIP, has a password, or too many parts. */
export async function openParts(bytes: Uint8Array): Promise<Parts> {
  // The container of a workbook with a password is an OLE file.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) throw encrypted()
  const entries = new Map<string, yauzl.Entry>()
  let zip: yauzl.ZipFile
  try {
    zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
      strictFileNames: true,
    })
    if (zip.entryCount > mostParts) throw bomb()
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw encrypted()
      entries.set(entry.fileName, entry)
    }
  } catch (cause) {
    throw cause instanceof Problem ? cause : corrupt()
  }
  return {
    has: name => entries.has(name),
    async *text(name, mostBytes) {
      const entry = entries.get(name)
      if (!entry) throw corrupt()
      if (entry.uncompressedSize > mostBytes) throw bomb()
      const decoder = new TextDecoder('utf-8', { fatal: true })
      let read = 0
      let stream: Readable | undefined
      try {
        stream = await zip.openReadStreamPromise(entry)
        for await (const chunk of stream) {
          read += (chunk as Buffer).length
          if (read > mostBytes) throw bomb()
          yield decoder.decode(chunk as Buffer, { stream: true })
        }
        yield decoder.decode()
      } catch (cause) {
        throw cause instanceof Problem ? cause : corrupt()
      } finally {
        stream?.destroy()
      }
    },
  }
}
