import type { Hocuspocus } from '@hocuspocus/server'
import * as decoding from 'lib0/decoding'
import { isOurUpdate } from './guard.ts'
import { roomOf } from './rooms.ts'

type ClientConnection = ReturnType<Hocuspocus['handleConnection']>

/** A client that sends more than this within ten seconds is cut: nobody types so fast. */
const mostBytes = 6 * 1024 * 1024
const mostMessages = 3000
const windowMs = 10_000

/** Kinds of messages that clients of ours send, and what of them holds an update. */
const kinds = {
  sync: 0,
  awareness: 1,
  auth: 2,
  askAwareness: 3,
  syncReply: 4,
  stateless: 5,
  close: 7,
  ping: 9,
  pong: 10,
}
const known = new Set(Object.values(kinds))

/** One socket: looks at each message before Hocuspocus does, and ends the connection at the first that is none of ours. */
export class Line {
  #client: ClientConnection
  #close: (code: number, reason: string) => void
  #ended = false
  #bytes = 0
  #messages = 0
  #from = 0

  constructor(client: ClientConnection, close: (code: number, reason: string) => void) {
    this.#client = client
    this.#close = close
  }

  take(message: Uint8Array): void {
    if (this.#ended) return
    if (!this.#withinRate(message.byteLength)) return this.#cut(4429, 'too-many')
    if (!isOurMessage(message)) return this.#cut(4400, 'refused')
    this.#client.handleMessage(message)
  }

  end(event: { code: number; reason: string }): void {
    this.#ended = true
    this.#client.handleClose(event)
  }

  #cut(code: number, reason: string): void {
    this.#ended = true
    this.#close(code, reason)
  }

  #withinRate(bytes: number): boolean {
    const now = performance.now()
    if (now - this.#from > windowMs) {
      this.#from = now
      this.#bytes = 0
      this.#messages = 0
    }
    this.#bytes += bytes
    return this.#bytes <= mostBytes && ++this.#messages <= mostMessages
  }
}

/** Is it addressed to a text, of a kind that we know, and if it changes the text, made of what our texts are made of? */
function isOurMessage(message: Uint8Array): boolean {
  try {
    const decoder = decoding.createDecoder(message)
    if (!roomOf(decoding.readVarString(decoder))) return false
    const kind = decoding.readVarUint(decoder)
    if (!known.has(kind)) return false
    if (kind !== kinds.sync && kind !== kinds.syncReply) return true
    const step = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    return step === 0 || ((step === 1 || step === 2) && isOurUpdate(payload))
  } catch {
    return false
  }
}
