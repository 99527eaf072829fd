import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'

/**
 * A copy on the device of what is not stored on the server yet, under the account that typed it. It is there only as long
 * as something waits, so that nobody finds texts on a shared machine.
 */
export class DeviceCopy {
  #name: string
  #doc: Y.Doc
  #kept: IndexeddbPersistence | undefined
  /** Does this browser keep anything? Private windows may not. */
  works = typeof indexedDB !== 'undefined'

  constructor(account: string, room: string, doc: Y.Doc) {
    this.#name = `tudang-teks/${account}/${room}`
    this.#doc = doc
  }

  /** Puts what an earlier visit could not send into the document. */
  async recall(): Promise<void> {
    if (!this.works || !(await this.#exists())) return
    this.keep()
    await this.#kept?.whenSynced
  }

  /** From now on every change is kept on the device, the whole text first. */
  keep(): void {
    if (!this.works || this.#kept) return
    try {
      this.#kept = new IndexeddbPersistence(this.#name, this.#doc)
    } catch {
      this.works = false
    }
  }

  /** All is stored on the server: nothing stays on the device. */
  async forget(): Promise<void> {
    const kept = this.#kept
    this.#kept = undefined
    await kept?.clearData().catch(() => undefined)
  }

  /** What waits on the device and is not in `doc`, as plain words; undefined when nothing does. */
  async leftOver(): Promise<string | undefined> {
    if (!this.works || !(await this.#exists())) return undefined
    const copy = new Y.Doc()
    const kept = new IndexeddbPersistence(this.#name, copy)
    await kept.whenSynced
    const missing = Y.decodeUpdate(Y.encodeStateAsUpdate(copy, Y.encodeStateVector(this.#doc)))
    const text = wordsOf(copy)
    if (missing.structs.length === 0 || text === '') {
      await kept.clearData()
      return undefined
    }
    await kept.destroy()
    return text
  }

  async #exists(): Promise<boolean> {
    const all = await indexedDB.databases?.().catch(() => undefined)
    return all === undefined || all.some(({ name }) => name === this.#name)
  }
}

/** The words of a shared document, a line for each block. */
export function wordsOf(doc: Y.Doc): string {
  const lines: string[] = []
  const walk = (node: Y.XmlElement | Y.XmlText | Y.XmlHook | Y.XmlFragment): void => {
    if (node instanceof Y.XmlText)
      lines.push(
        node
          .toDelta()
          .map((one: { insert: string }) => one.insert)
          .join(''),
      )
    else if ('toArray' in node) for (const one of node.toArray()) walk(one)
  }
  walk(doc.getXmlFragment('teks'))
  return lines.join('\n').trim()
}
