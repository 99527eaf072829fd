import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import * as Y from 'yjs'
import { collabPath } from './hub.ts'
import type { Told } from './keeper.ts'
import { field } from './shared-doc.ts'

/** An editor without a screen: a real client over a real WebSocket. */
export interface Typist {
  doc: Y.Doc
  provider: HocuspocusProvider
  /** What the server said so far, newest last. */
  told: Told[]
  /** Why the text was refused, if it was. */
  refused(): string | undefined
  /** Adds a paragraph at the end. */
  type(words: string): void
  /** What the text says: a line for each paragraph. */
  reads(): string
  /** Everything typed here is stored. */
  stored(): boolean
  leave(): void
}

/** Sends this cookie and origin with each connection, as a browser would. */
export function socketAs(cookie: string, origin?: string) {
  return class extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { cookie, ...(origin === undefined ? {} : { origin }) } } as never)
    }
  }
}

export function typist(
  address: string,
  cookie: string,
  room: string,
  more: { origin?: string; doc?: Y.Doc; pausedMs?: number } = {},
): Typist {
  const doc = more.doc ?? new Y.Doc()
  const told: Told[] = []
  let refused: string | undefined
  let clean = true
  const socket = new HocuspocusProviderWebsocket({
    url: `${address.replace(/^http/, 'ws')}${collabPath}`,
    WebSocketPolyfill: socketAs(cookie, more.origin),
    delay: 100,
    minDelay: 50,
    maxDelay: 400,
  })
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name: room,
    document: doc,
    token: 'cookie',
    onAuthenticationFailed: ({ reason }) => (refused = reason),
    onStateless: ({ payload }) => {
      const said = JSON.parse(payload) as Told
      told.push(said)
      if (said.what === 'stored' && said.all && provider.unsyncedChanges === 0) clean = true
    },
  })
  provider.attach()
  doc.on('update', (_update, origin) => {
    if (origin !== provider) clean = false
  })
  const tree = doc.getXmlFragment(field)
  return {
    doc,
    provider,
    told,
    refused: () => refused,
    type(words) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(words)])
      tree.push([paragraph])
    },
    reads: () =>
      tree
        .toArray()
        .map(one => (one instanceof Y.XmlElement ? one.toArray().join('') : String(one)))
        .filter(line => line !== '')
        .join('\n'),
    stored: () => clean && provider.unsyncedChanges === 0,
    leave() {
      provider.destroy()
      socket.destroy()
    },
  }
}

/** Waits until it is so. */
export async function until(what: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  for (const began = performance.now(); !(await what());) {
    if (performance.now() - began > ms) throw new Error('It never came to be')
    await new Promise(done => setTimeout(done, 15))
  }
}
